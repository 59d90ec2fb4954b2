/** Where numbers come from: the notes of an estimate and of what stands around it. */
import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.ts';
import { isNote, isReference, isVulnerability } from '../generated/ast.ts';
import { properties } from './view.ts';
import { nodesBelow, nodesOf } from './walk.ts';

/** The notes written for a node itself, not those around it. */
export function notesOf(node: AstNode): readonly ast.Note[] {
  const { notes, properties: body } = node as { notes?: readonly ast.Note[]; properties?: readonly AstNode[] };
  return [...(notes ?? []), ...(body ?? []).filter(isNote)];
}

/** The notes of a node, of what it stands in, and last of the system: innermost first. */
export function notesAround(node: AstNode, system: ast.System | null): readonly (readonly ast.Note[])[] {
  const found: (readonly ast.Note[])[] = [];
  for (let at: AstNode | undefined = node; at !== undefined; at = at.$container) found.push(notesOf(at));
  return system === null ? found : [...found, notesOf(system)];
}

/** An estimate or a `vulnerability of … to …`: what has numbers, and may have notes of its own. */
export type Stated = ast.Estimate | ast.Vulnerability;

/** Everything in a declaration that states numbers, in the order of the text. */
export function statedIn(node: AstNode): readonly Stated[] {
  return nodesOf(node).filter(
    (part): part is Stated =>
      part.$type === 'Estimate' ||
      (part.$type === 'Vulnerability' && (part as ast.Vulnerability).element !== undefined),
  );
}

/**
 * Tells of stated numbers whether they have a source: said of them or of what stands around them. Numbers that are only
 * names of others have one if all of those have. Answers are kept, so that a whole system is asked in linear time.
 */
export function sourcesIn(system: ast.System | null): (stated: Stated) => boolean {
  const known = new Map<Stated, boolean>();
  const said = new Map<AstNode, boolean>();
  const bySystem = system !== null && notesOf(system).some(namesSource);
  const isSaid = (node: AstNode): boolean => {
    let answer = said.get(node);
    if (answer === undefined) {
      const around = node.$container;
      answer = notesOf(node).some(namesSource) || (around === undefined ? bySystem : isSaid(around));
      said.set(node, answer);
    }
    return answer;
  };
  const has = (stated: Stated): boolean => {
    const before = known.get(stated);
    if (before !== undefined) return before;
    // Meanwhile, so that names that lead round in a circle end here; the circle is an error of its own.
    known.set(stated, true);
    const answer = isSaid(stated) || isBorrowed(stated, has);
    known.set(stated, answer);
    return answer;
  };
  return has;
}

function isBorrowed(stated: Stated, has: (stated: Stated) => boolean): boolean {
  if (isVulnerability(stated)) {
    const halves = [stated.element?.ref, stated.agent?.ref].flatMap((node) => (node ? statedIn(node) : []));
    return halves.every(has);
  }
  const parts = nodesBelow(stated);
  if (parts.some(({ $type }) => $type === 'Quantity' || $type === 'Call')) return false;
  const targets = parts.filter(isReference).flatMap((name) => targetOf(name) ?? []);
  return targets.length > 0 && targets.every(has);
}

/** `source` and `expert` name one; an empty string names nobody. */
function namesSource(note: ast.Note): boolean {
  if (note.$type === 'Source') return note.citation !== undefined || (note.text ?? '').trim() !== '';
  return note.$type === 'Expert' && (note.text ?? '').trim() !== '';
}

function targetOf(name: ast.Reference): ast.Estimate | undefined {
  const target = name.target?.ref;
  if (target === undefined) return undefined;
  if (target.$type !== 'Asset') return target.estimate;
  return properties(target, name.property === 'size' ? 'Size' : 'Value')[0]?.estimate;
}
