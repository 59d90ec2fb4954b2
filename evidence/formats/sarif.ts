/** SARIF 2.1.0 of any tool: code scanners, secret scanners, and image scanners that speak it. */
import { cweNumbers, flawsIn, identityOf } from '../common/identifiers.ts';
import { severityOf, severityOfScore } from '../common/severity.ts';
import { latestOf, moment } from '../common/time.ts';
import { type Finding, finding, nothingScanned, type Package, type Scanned } from '../finding.ts';
import { firstText, isList, type Json, list, member, number, pointer, text, texts } from '../input/value.ts';
import type { Reader } from '../reader.ts';
import { content } from '../reading.ts';

export const sarif: Reader = {
  format: 'SARIF',
  keys: [
    ...[
      '$schema',
      'version',
      'runs',
      'tool',
      'driver',
      'extensions',
      'name',
      'rules',
      'id',
      'shortDescription',
      'text',
    ],
    ...['defaultConfiguration', 'level', 'properties', 'security-severity', 'tags', 'cwe', 'relationships', 'target'],
    ...[
      'toolComponent',
      'index',
      'results',
      'ruleId',
      'ruleIndex',
      'rule',
      'kind',
      'message',
      'locations',
      'uri',
      'taxa',
    ],
    ...['physicalLocation', 'artifactLocation', 'region', 'startLine', 'suppressions', 'status', 'baselineState'],
    ...['logicalLocations', 'fullyQualifiedName', 'invocations', 'endTimeUtc', 'startTimeUtc', 'imageName', 'repoTags'],
    ...['repoDigests', 'component', 'componentVersion', 'componentOrigin'],
  ],
  recognises: (root) => isList(root, 'runs') && (text(root, 'version') !== null || text(root, '$schema') !== null),
  read(root) {
    let left = 0;
    const runs = list(root, 'runs');
    const findings = runs.flatMap((run, index) => {
      const rules = rulesOf(run);
      const shared = { tool: toolOf(run), at: atOf(run), image: imagesOf(run) };
      return list(run, 'results').flatMap((result, number) => {
        if (isLeftOut(result)) {
          left++;
          return [];
        }
        return resultOf(result, ruleOf(result, rules), shared, pointer('', 'runs', index, 'results', number)) ?? [];
      });
    });
    const tools = [...new Set(runs.map(toolOf))];
    const notes = left > 0 ? [`${left} results are left out: suppressed, passed, or absent from this scan.`] : [];
    return content({ tool: tools.join(', ') || 'SARIF', at: latestOf(runs.map(atOf)), findings, notes });
  },
};

interface Rules {
  readonly byId: ReadonlyMap<string, Json>;
  readonly driver: readonly Json[];
  readonly extensions: readonly (readonly Json[])[];
}

function rulesOf(run: Json): Rules {
  const driver = list(run, 'tool', 'driver', 'rules');
  const extensions = list(run, 'tool', 'extensions').map((extension) => list(extension, 'rules'));
  const byId = new Map<string, Json>();
  for (const rule of [...extensions.flat(), ...driver]) {
    const id = text(rule, 'id');
    if (id !== null) byId.set(id, rule);
  }
  return { byId, driver, extensions };
}

function ruleOf(result: Json, rules: Rules): Json {
  const id = firstText(member(result, 'ruleId'), member(result, 'rule', 'id'));
  const named = id === null ? undefined : (rules.byId.get(id) ?? rules.byId.get(id.split('/')[0]));
  if (named !== undefined) return named;
  const index = number(result, 'rule', 'index') ?? number(result, 'ruleIndex') ?? -1;
  const extension = number(result, 'rule', 'toolComponent', 'index');
  return (extension === null ? rules.driver : (rules.extensions[extension] ?? []))[index] ?? null;
}

function toolOf(run: Json): string {
  return text(run, 'tool', 'driver', 'name') ?? 'SARIF';
}

function atOf(run: Json): string | null {
  return latestOf(
    list(run, 'invocations').map((call) => moment(firstText(member(call, 'endTimeUtc'), member(call, 'startTimeUtc')))),
  );
}

function imagesOf(run: Json): readonly string[] {
  const properties = member(run, 'properties');
  const names = ['imageName', 'repoTags', 'repoDigests'].flatMap((name) => texts(properties, name));
  return [...new Set(names.filter((name) => !/\.(tar|tgz|tar\.gz)$/i.test(name)))];
}

function isLeftOut(result: Json): boolean {
  const suppressed = list(result, 'suppressions').some(
    (suppression) => !['rejected', 'underReview'].includes(text(suppression, 'status') ?? 'accepted'),
  );
  return (
    suppressed ||
    text(result, 'baselineState') === 'absent' ||
    ['pass', 'notApplicable', 'informational'].includes(text(result, 'kind') ?? 'fail')
  );
}

interface Shared {
  readonly tool: string;
  readonly at: string | null;
  readonly image: readonly string[];
}

function resultOf(result: Json, rule: Json, shared: Shared, place: string): Finding | null {
  const ruleId = firstText(member(result, 'ruleId'), member(result, 'rule', 'id'), member(rule, 'id'));
  const message = text(result, 'message', 'text');
  const flaws = flawsIn(ruleId ?? '');
  const identity = identityOf(flaws.length > 0 ? flaws : [ruleId ?? message?.slice(0, 80) ?? null]);
  if (!identity) return null;
  const location = list(result, 'locations')[0] ?? null;
  const uri = text(location, 'physicalLocation', 'artifactLocation', 'uri');
  const level = firstText(member(result, 'level'), member(rule, 'defaultConfiguration', 'level')) ?? 'warning';
  const score = number(rule, 'properties', 'security-severity') ?? number(result, 'properties', 'security-severity');
  const inRange = score !== null && score >= 0 && score <= 10 ? score : null;
  const scanned = scannedAt(location, shared.image);
  return finding({
    ...identity,
    kind: flaws.length > 0 ? 'vulnerability' : isSecret(rule) ? 'secret' : 'code',
    tool: shared.tool,
    title: firstText(member(rule, 'shortDescription', 'text'), message),
    severity: inRange === null ? severityOf(level) : severityOfScore(inRange),
    package: flaws.length > 0 ? packageOf(result, ruleId ?? '', message ?? '') : null,
    cwe: cweOf(rule, result),
    cvss: inRange === null ? null : { version: null, vector: null, score: inRange, vendor: shared.tool, others: [] },
    file: uri === null ? null : pathOf(uri),
    line: number(location, 'physicalLocation', 'region', 'startLine'),
    scanned,
    at: shared.at,
    place,
  });
}

function isSecret(rule: Json): boolean {
  return texts(rule, 'properties', 'tags').some((tag) => /^secrets?$/i.test(tag));
}

/** Tools write them as tags, as a property of their own, or as relations to a taxonomy. */
function cweOf(rule: Json, result: Json): readonly number[] {
  const tags = [rule, result]
    .flatMap((holder) => texts(holder, 'properties', 'tags'))
    .filter((tag) => /\bcwe[-_/ ]?\d/i.test(tag));
  const own = [rule, result].flatMap((holder) => texts(holder, 'properties', 'cwe'));
  const related = [
    ...list(rule, 'relationships').map((relation) => member(relation, 'target')),
    ...list(result, 'taxa'),
  ]
    .filter((target) => /^cwe$/i.test(text(target, 'toolComponent', 'name') ?? ''))
    .map((target) => text(target, 'id'));
  return cweNumbers([...tags, ...own, ...related]);
}

/** Grype: `CVE-2005-2541-tar` is the rule; Trivy: lines of the message; Black Duck: properties. */
function packageOf(result: Json, ruleId: string, message: string): Package | null {
  const line = (name: string) => new RegExp(`^${name}: *(\\S+) *$`, 'm').exec(message)?.[1] ?? null;
  const suffix = /^(?:CVE-\d{4}-\d+|GHSA(?:-[0-9a-z]{4}){3})-(.+)$/i.exec(ruleId)?.[1] ?? null;
  const name = line('Package') ?? text(result, 'properties', 'component') ?? suffix;
  if (name === null) return null;
  const said = /\bat version (\S+)/.exec(message)?.[1] ?? null;
  return {
    name,
    version: line('Installed Version') ?? text(result, 'properties', 'componentVersion') ?? said,
    ecosystem: text(result, 'properties', 'componentOrigin'),
    purl: null,
    fixedIn: line('Fixed Version'),
  };
}

function pathOf(uri: string): string {
  try {
    return decodeURIComponent(uri.replace(/^file:\/\//i, ''));
  } catch {
    return uri;
  }
}

function scannedAt(location: Json, images: readonly string[]): Scanned {
  if (images.length > 0) return { ...nothingScanned, images };
  const qualified = text(list(location, 'logicalLocations')[0] ?? null, 'fullyQualifiedName') ?? '';
  const image = /^[^\s@]+@sha256:[0-9a-f]{64}/.exec(qualified)?.[0];
  return image === undefined ? nothingScanned : { ...nothingScanned, images: [image] };
}
