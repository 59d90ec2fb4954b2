/** What tools put into a result of SARIF beyond the standard: weaknesses, packages, scores, images. */
import { cweNumbers, flawsIn } from '../common/identifiers.ts';
import { packageOfPurl } from '../common/purl.ts';
import { type CvssOffer, chooseCvss, type VectorReader } from '../cvss/choose.ts';
import type { CvssTaken, Package } from '../finding.ts';
import { firstText, type Json, list, member, number, text, texts } from '../input/value.ts';
import { vector3 } from './cvss-members.ts';

export function pathOf(uri: string): string {
  try {
    return decodeURIComponent(uri.replace(/^file:\/\//i, ''));
  } catch {
    return uri;
  }
}

/** Tools write them as tags, as a property of their own, as relations to a taxonomy, or as the name of the rule. */
export function cweOf(rule: Json, result: Json): readonly number[] {
  const tags = [rule, result]
    .flatMap((holder) => texts(holder, 'properties', 'tags'))
    .filter((tag) => /\bcwe[-_/ ]?\d/i.test(tag));
  const own = [rule, result].flatMap((holder) => [
    ...texts(holder, 'properties', 'cwe'),
    ...list(holder, 'properties', 'cwes').map((cwe) => firstText(member(cwe, 'cweId'), cwe)),
  ]);
  const related = [
    ...list(rule, 'relationships').map((relation) => member(relation, 'target')),
    ...list(result, 'taxa'),
  ]
    .filter((target) => /^cwe$/i.test(text(target, 'toolComponent', 'name') ?? ''))
    .map((target) => text(target, 'id'));
  const named = [text(result, 'ruleId'), text(rule, 'id')].filter((id) => /^cwe-?\d/i.test(id ?? ''));
  return cweNumbers([...tags, ...own, ...related, ...named]);
}

/** Lists of flaws whose numbers tools use as names of rules, though no CVE or GHSA is in them. */
const ofFlaw =
  /^((GO|RUSTSEC|PYSEC|OSV|SNYK|GMS|DSA|DLA|USN|ELSA|RHSA|ALSA|ALAS\d*)-(?!CC-)[\w:-]*\d|npm:[^:]+:\d{8}$)/;

/** Names of the flaw that a result tells of; none where it tells of code or settings. */
export function flawNames(ruleId: string, rule: Json): readonly string[] {
  const inside = flawsIn(ruleId);
  if (inside.length > 0) return inside;
  // SNYK-JS-COOKIE-8163060 is a flaw of a package, SNYK-CC-00024 a setting.
  if (!ofFlaw.test(ruleId)) return [];
  const said = [text(rule, 'fullDescription', 'text') ?? '', ...texts(rule, 'properties', 'tags')];
  return [ruleId, ...said.flatMap(flawsIn)];
}

/** Tools that look for nothing else. */
const secretTools =
  /^(gitleaks|trufflehog|detect-secrets|ggshield|gitguardian|talisman|whispers|secretlint|noseyparker)/i;

export function isSecret(tool: string, rule: Json): boolean {
  return secretTools.test(tool) || texts(rule, 'properties', 'tags').some((tag) => /^secrets?$/i.test(tag));
}

/**
 * Trivy: lines of the message; Black Duck: properties; Dependency-Check: a place in the logic; Snyk: the same as
 * `name@version`; Grype: `CVE-2005-2541-tar` is the rule.
 */
export function packageOf(result: Json, rule: Json, ruleId: string, message: string): Package | null {
  const line = (name: string) => new RegExp(`^${name}: *(\\S+) *$`, 'm').exec(message)?.[1] ?? null;
  const logical = list(list(result, 'locations')[0] ?? null, 'logicalLocations').map((at) =>
    text(at, 'fullyQualifiedName'),
  );
  const purl = [...logical, texts(rule, 'properties', 'purls')[0] ?? null]
    .map(packageOfPurl)
    .find((found) => found !== null);
  const spelled = ruleId.startsWith('SNYK-') ? /^(.+)@([^@]+)$/.exec(logical[0] ?? '') : null;
  const suffix = /^(?:CVE-\d{4}-\d+|GHSA(?:-[0-9a-z]{4}){3})-(.+)$/i.exec(ruleId)?.[1] ?? null;
  const name = line('Package') ?? text(result, 'properties', 'component') ?? purl?.name ?? spelled?.[1] ?? suffix;
  if (name === null || name === undefined) return null;
  const said = /\b(?:at version|package: \S+, version) (\S+)/.exec(message)?.[1] ?? null;
  return {
    name,
    version:
      line('Installed Version') ??
      text(result, 'properties', 'componentVersion') ??
      purl?.version ??
      spelled?.[2] ??
      said,
    ecosystem: text(result, 'properties', 'componentOrigin') ?? purl?.ecosystem ?? null,
    purl: purl?.purl ?? null,
    fixedIn: line('Fixed Version'),
  };
}

/** Vectors where a tool gives them, else the score that GitHub asks for. */
export function cvssOf(rule: Json, result: Json, tool: string, read: VectorReader): CvssTaken | null {
  const vectors = [rule, result].flatMap((holder): CvssOffer[] => {
    const properties = member(holder, 'properties');
    return [
      { vendor: tool, vector: text(properties, 'cvssv3_vector'), score: null },
      { vendor: tool, vector: vector3(properties, 'cvssv3_'), score: null },
      { vendor: tool, vector: text(properties, 'cvssv2_vector'), score: null },
    ];
  });
  const score = [rule, result]
    .flatMap((holder) => ['security-severity', 'cvssv3_baseScore'].map((name) => number(holder, 'properties', name)))
    .find((found) => found !== null);
  return chooseCvss([...vectors, { vendor: tool, vector: null, score: score ?? null }], [], read);
}
