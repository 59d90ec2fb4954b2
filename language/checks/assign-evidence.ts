/** Ways to give what was scanned to a service: an `image`, `workload` or `host` there, or an `about` at the evidence. */
import { type AssessedAlert, type AssessedFinding, imageReference, ownerNames } from '../../evidence/index.ts';
import type { EvidenceDeclaration } from '../evidence/requests.ts';
import { recordsOf } from '../evidence/system-evidence.ts';
import { type Evidence, isEvidence, isService, isStore, type Service, type Store } from '../generated/ast.ts';
import type { Fix, FixAlternative } from '../stages.ts';
import { alternative, insertIntoBody } from './edits.ts';
import type { SystemView } from './view.ts';

const mostThings = 3;
const mostServices = 3;
/** Without a likely name a service is offered only among so few. */
const few = 3;

/** A line that would make a service match, and the names by which a service may be known. */
interface Line {
  readonly text: string;
  readonly name: string;
}

interface Candidate {
  readonly service: Service | Store;
  readonly line: Line;
  /** 0 to 1. */
  readonly likeness: number;
}

/**
 * For the records of one file that match no service; undefined where nothing fits. `declaration`: where `about` may be
 * written, null where it would speak of more than these.
 */
export function assignEvidence(
  records: readonly (AssessedAlert | AssessedFinding)[],
  view: SystemView,
  declaration: EvidenceDeclaration | null,
): Fix | undefined {
  const services = view.ends.filter((end): end is Service | Store => (isService(end) || isStore(end)) && !!end.name);
  const things = thingsIn(records);
  if (services.length === 0 || things.length === 0) return undefined;
  const candidates = things.map((lines) => candidatesFor(lines, services));
  const [best] = candidates[0];
  const assigned = candidates.flat().map(({ service, line, likeness }): FixAlternative => {
    const isBest = service === best?.service && line === best.line && likeness > 0;
    return alternative(`Give ${line.text} to ${service.name}`, [insertIntoBody(service, [line.text])], isBest);
  });
  const named = declaration !== null && isEvidence(declaration) ? aboutIn(declaration, candidates[0]) : [];
  const alternatives = [...assigned, ...named];
  return alternatives.length === 0 ? undefined : { alternatives };
}

function aboutIn(node: Evidence, candidates: readonly Candidate[]): FixAlternative[] {
  const services = [...new Set(candidates.map(({ service }) => service))];
  return services.map((service) =>
    alternative(`All of "${node.path}" is about ${service.name}`, [insertIntoBody(node, [`about ${service.name}`])]),
  );
}

function candidatesFor(lines: readonly Line[], services: readonly (Service | Store)[]): readonly Candidate[] {
  const ranked = services
    .map((service): Candidate => {
      const [best] = lines
        .map((line) => ({ service, line, likeness: likenessOf(service.name, line.name) }))
        .sort((a, b) => b.likeness - a.likeness);
      return best;
    })
    .sort((a, b) => b.likeness - a.likeness);
  const likely = ranked.filter(({ likeness }) => likeness > 0).slice(0, mostServices);
  return likely.length > 0 || services.length > few ? likely : ranked;
}

/** What was scanned and matches no service, each with the lines that would make it match; the most records first. */
function thingsIn(records: readonly (AssessedAlert | AssessedFinding)[]): readonly (readonly Line[])[] {
  const found = new Map<string, { readonly lines: readonly Line[]; records: number }>();
  for (const each of records) {
    const lines = linesOf(each);
    if (lines.length === 0) continue;
    const key = lines[0].text;
    const known = found.get(key) ?? { lines, records: 0 };
    known.records += recordsOf(each);
    found.set(key, known);
  }
  return [...found.values()]
    .sort((a, b) => b.records - a.records)
    .slice(0, mostThings)
    .map(({ lines }) => lines);
}

function linesOf(each: AssessedFinding | AssessedAlert): readonly Line[] {
  const { scanned } = 'finding' in each ? each.finding : each.alert;
  const { images, workload, hosts } = scanned;
  if (images.length > 0) return imageLines(images[0]);
  if (workload?.name) {
    const name = ownerNames(workload.name, workload.kind).at(-1) ?? workload.name;
    const parts = [workload.namespace, workload.namespace === null ? null : '*', name].filter((part) => part !== null);
    return [{ text: `workload ${quoted(parts.join('/'))}`, name }];
  }
  return hosts.length > 0 ? [{ text: `host ${quoted(hosts[0])}`, name: hosts[0].split('.')[0] }] : [];
}

/** Any version of the image; or, where the service stands in the tag, any version of that: `demo:*-checkout`. */
function imageLines(reference: string): readonly Line[] {
  const { repository, tag } = imageReference(reference);
  const path = repository.join('/');
  const inTag = /-([a-z][a-z_]*)$/i.exec(tag ?? '')?.[1];
  return [
    { text: `image ${quoted(path)}`, name: repository.at(-1) ?? path },
    ...(inTag === undefined ? [] : [{ text: `image ${quoted(`${path}:*-${inTag}`)}`, name: inTag }]),
  ];
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Words that say nothing of which service it is. */
const common = new Set(['service', 'svc', 'server', 'app', 'api', 'srv', 'image', 'prod']);

/** How much of both names is the same, by their words: 1 for the same words, 0 for nothing in common. */
function likenessOf(service: string, name: string): number {
  const [a, b] = [wordsOf(service), wordsOf(name)];
  if (a.length === 0 || b.length === 0) return a.join('') === b.join('') ? 1 : 0;
  const share = (words: readonly string[], others: readonly string[]) =>
    words.filter((word) => others.some((other) => isLike(word, other))).length / words.length;
  return (share(a, b) + share(b, a)) / 2;
}

/** `OrderService`, `order-service` and `orderservice` have the word `order`. */
function wordsOf(name: string): readonly string[] {
  const words = name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(/(.)(?:service|server|svc)$/, '$1'))
    .filter((word) => word !== '');
  const telling = words.filter((word) => !common.has(word));
  return telling.length > 0 ? telling : words;
}

function isLike(a: string, b: string): boolean {
  return a === b || (Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a)));
}
