/** SARIF 2 of any tool: code scanners, secret scanners, and image scanners that speak it. */
import { identityOf } from '../common/identifiers.ts';
import { severityOf, severityOfScore } from '../common/severity.ts';
import { latestOf, moment } from '../common/time.ts';
import { type Finding, finding, nothingScanned, type Scanned } from '../finding.ts';
import { firstText, isList, type Json, list, member, number, object, pointer, text, texts } from '../input/value.ts';
import type { Reader, ReaderContext } from '../reader.ts';
import { content } from '../reading.ts';
import { names3 } from './cvss-members.ts';
import { cvssOf, cweOf, flawNames, isSecret, packageOf, pathOf } from './sarif-parts.ts';

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
    ...[
      'artifacts',
      'location',
      'logicalLocations',
      'fullyQualifiedName',
      'invocations',
      'endTimeUtc',
      'startTimeUtc',
      'imageName',
      'repoTags',
    ],
    ...['repoDigests', 'component', 'componentVersion', 'componentOrigin', 'fullDescription', 'purls'],
    ...[
      'cwes',
      'cweId',
      'cvssv3_vector',
      'cvssv2_vector',
      'cvssv3_baseScore',
      ...names3.map((name) => `cvssv3_${name}`),
    ],
  ],
  recognises: (root) =>
    isList(root, 'runs') &&
    (text(root, 'version') !== null || text(root, '$schema') !== null) &&
    !text(root, 'version')?.startsWith('1.'),
  read(root, context) {
    let left = 0;
    const runs = list(root, 'runs');
    const findings = runs.flatMap((run, index) => {
      const rules = rulesOf(run);
      const artifacts = list(run, 'artifacts');
      const shared = { tool: toolOf(run), at: atOf(run), image: imagesOf(run), artifacts };
      return list(run, 'results').flatMap((result, number) => {
        if (isLeftOut(result)) {
          left++;
          return [];
        }
        const place = pointer('', 'runs', index, 'results', number);
        return resultOf(result, ruleOf(result, rules), shared, place, context) ?? [];
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
  readonly artifacts: readonly Json[];
}

function resultOf(result: Json, rule: Json, shared: Shared, place: string, context: ReaderContext): Finding | null {
  const ruleId = firstText(member(result, 'ruleId'), member(result, 'rule', 'id'), member(rule, 'id'));
  const message = text(result, 'message', 'text');
  const flaws = flawNames(ruleId ?? '', rule);
  const isFlaw = flaws.length > 0;
  const identity = identityOf(isFlaw ? flaws : [ruleId ?? message?.slice(0, 80) ?? null]);
  if (!identity) return null;
  const location = locationOf(result);
  const uri = uriOf(location, shared.artifacts);
  const cvss = cvssOf(rule, result, shared.tool, context.cvss);
  return finding({
    ...identity,
    kind: isFlaw ? 'vulnerability' : isSecret(shared.tool, rule) ? 'secret' : 'code',
    tool: shared.tool,
    title: firstText(member(rule, 'shortDescription', 'text'), message),
    severity: severityIn(result, rule),
    package: isFlaw ? packageOf(result, rule, ruleId ?? '', message ?? '') : null,
    cwe: cweOf(rule, result),
    cvss,
    file: uri === null ? null : pathOf(uri),
    line: number(location, 'physicalLocation', 'region', 'startLine'),
    scanned: scannedAt(location, rule, shared),
    at: shared.at,
    place,
  });
}

/** The first that is in a file, else the first. */
function locationOf(result: Json): Json {
  const all = list(result, 'locations');
  return all.find((location) => object(member(location, 'physicalLocation')) !== null) ?? all[0] ?? null;
}

/** A file by its name, or by its number among those of the run. */
function uriOf(location: Json, artifacts: readonly Json[]): string | null {
  const at = member(location, 'physicalLocation', 'artifactLocation');
  return text(at, 'uri') ?? text(artifacts[number(at, 'index') ?? -1] ?? null, 'location', 'uri');
}

/** By the score that GitHub asks for, in whose place Semgrep writes a word; else by the level. */
function severityIn(result: Json, rule: Json): Finding['severity'] {
  const score = number(rule, 'properties', 'security-severity') ?? number(result, 'properties', 'security-severity');
  const scored = severityOfScore(score);
  if (scored !== 'unknown') return scored;
  const word = severityOf(text(rule, 'properties', 'security-severity'));
  if (word !== 'unknown') return word;
  return severityOf(firstText(member(result, 'level'), member(rule, 'defaultConfiguration', 'level')) ?? 'warning');
}

function scannedAt(location: Json, rule: Json, { image, tool }: Shared): Scanned {
  if (image.length > 0) return { ...nothingScanned, images: image };
  const qualified = text(list(location, 'logicalLocations')[0] ?? null, 'fullyQualifiedName') ?? '';
  const pinned = /^[^\s@]+@sha256:[0-9a-f]{64}/.exec(qualified)?.[0];
  if (pinned !== undefined) return { ...nothingScanned, images: [pinned] };
  // Where it looked into the system of an image, the image stands in the place of a file, without its tag.
  const isImage = tool === 'Snyk Container' || (tool === 'Trivy' && text(rule, 'name') === 'OsPackageVulnerability');
  const uri = text(location, 'physicalLocation', 'artifactLocation', 'uri');
  return isImage && uri !== null ? { ...nothingScanned, images: [uri] } : nothingScanned;
}
