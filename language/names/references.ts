/** References that lead nowhere: what was found, what was expected, and the nearest names. */
import {
  type AstNode,
  type AstReflection,
  AstUtils,
  type LangiumDocument,
  type LinkingError,
  type Reference,
} from 'langium';
import { replace } from '../checks/edits.ts';
import { findingAt, relatedAt } from '../checks/finding.ts';
import { reference as referenceCode } from '../checks/language-codes.ts';
import { isLet, isThreat, Let, System } from '../generated/ast.ts';
import { leavesOf } from '../parser/leaves.ts';
import type { Finding, FixAlternative, LinkedSystem } from '../stages.ts';
import { nearest } from '../units/nearest.ts';
import { declarationOf, kindOf } from './declarations.ts';
import { declareFixes } from './declare.ts';
import type { Systems } from './systems.ts';

/** Where a reference stands and what it takes. */
interface Broken {
  readonly node: AstNode;
  readonly property: string;
  readonly index: number | undefined;
  readonly name: string;
  /** Type name of the grammar: `Asset`, `FlowEnd`. */
  readonly type: string;
}

/** Names near a wrong one are looked for in so many references of a system: a missing file breaks thousands alike. */
const suggestFor = 200;

/** Every reference of the system that found nothing. */
export function referenceFindings(
  system: LinkedSystem,
  systems: Systems,
  reflection: AstReflection,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const document of system.documents) {
    for (const broken of brokenIn(document, reflection)) {
      findings.push(explain(broken, system, systems, reflection, findings.length < suggestFor));
    }
  }
  return findings;
}

function brokenIn(document: LangiumDocument, reflection: AstReflection): Broken[] {
  const found: Broken[] = [];
  for (const link of document.references) {
    const error = link.error as LinkingError | undefined;
    // An empty name, or a word of the language in its place, is an error of syntax already.
    if (error === undefined || !/^[\p{L}_]/u.test(link.$refText) || isWordAsName(link as Reference)) continue;
    const { container, property, index } = error.info;
    found.push({
      node: container,
      property,
      index,
      name: link.$refText,
      type: reflection.getReferenceType(error.info),
    });
  }
  return found;
}

function isWordAsName(link: Reference): boolean {
  if (link.$refNode === undefined) return true;
  const [leaf] = leavesOf(link.$refNode);
  return leaf !== undefined && leaf.tokenType.name !== 'ID';
}

function explain(
  broken: Broken,
  system: LinkedSystem,
  systems: Systems,
  reflection: AstReflection,
  suggest: boolean,
): Finding {
  const where = { property: broken.property, ...(broken.index === undefined ? {} : { index: broken.index }) };
  const wrongKind = system.declarations.get(broken.name)?.[0];
  const related = wrongKind === undefined ? [] : [relatedAt(wrongKind, 'Declared here.', { property: 'name' })];
  const near = suggest ? nearNames(broken, system, systems, reflection) : [];
  let message: string;
  if (wrongKind !== undefined) {
    message = `\`${broken.name}\` is ${kindOf(wrongKind.$type)}, not ${expected(broken.type)}.${didYouMean(near)}`;
  } else {
    message = `${nothingNamed(broken)}${elsewhere(broken, system, systems)}${didYouMean(near)}`;
  }
  const alternatives: FixAlternative[] = near.map((name, index) => ({
    title: `Change to \`${name}\``,
    preferred: index === 0,
    edits: [replace(broken.node, name, where)],
  }));
  if (wrongKind === undefined && suggest) alternatives.push(...declareFixes(broken.node, broken.name, broken.type));
  return findingAt(referenceCode, broken.node, message, {
    ...where,
    related,
    fix: alternatives.length > 0 ? { alternatives } : undefined,
  });
}

function nothingNamed(broken: Broken): string {
  if (broken.type === System.$type) return `\`${broken.name}\` is not a system around this one.`;
  return `There is no ${expected(broken.type).replace(/^an? /, '')} named \`${broken.name}\` in this system.`;
}

/** Where else the name is declared: in another system, or as a `let` that is not seen here. */
function elsewhere(broken: Broken, system: LinkedSystem, systems: Systems): string {
  const letOwner = letNamed(broken);
  if (letOwner !== undefined) return letOwner;
  if (broken.type === System.$type) return '';
  const other = systems.all.find((candidate) => candidate !== system && candidate.declarations.has(broken.name));
  if (other === undefined) return '';
  const place = other.name === null ? 'a file outside of every system' : `the system \`${other.name}\``;
  return ` It is declared in ${place}, and systems do not see each other's names.`;
}

function letNamed(broken: Broken): string | undefined {
  const here = declarationOf(broken.node);
  if (here !== undefined && isThreat(here)) {
    const same = AstUtils.streamAllContents(here).find((node) => isLet(node) && node.name === broken.name);
    if (same !== undefined)
      return ` A \`let\` is drawn for each event: it is seen only by the amounts that follow it in its loss.`;
  }
  return undefined;
}

/** Up to three names that the place takes and that are spelled alike. */
function nearNames(broken: Broken, system: LinkedSystem, systems: Systems, reflection: AstReflection): string[] {
  const candidates = new Set(candidateNames(broken, system, systems, reflection));
  // A `let` of that name that is not seen here.
  candidates.delete(broken.name);
  const found: string[] = [];
  while (found.length < 3) {
    const name = nearest(broken.name, candidates);
    if (name === null) break;
    found.push(name);
    candidates.delete(name);
  }
  return found;
}

function* candidateNames(
  broken: Broken,
  system: LinkedSystem,
  systems: Systems,
  reflection: AstReflection,
): Iterable<string> {
  if (broken.type === System.$type) {
    for (let outer = systems.around.get(system.id); outer !== undefined; outer = systems.around.get(outer.id)) {
      if (outer.name !== null) yield outer.name;
    }
    return;
  }
  for (const [name, nodes] of system.declarations) {
    if (nodes.some((node) => reflection.isSubtype(node.$type, broken.type))) yield name;
  }
  const here = declarationOf(broken.node);
  if (here !== undefined && reflection.isSubtype(Let.$type, broken.type)) {
    for (const node of AstUtils.streamAllContents(here)) if (isLet(node) && node.name) yield node.name;
  }
}

function didYouMean(near: readonly string[]): string {
  if (near.length === 0) return '';
  const names = near.map((name) => `\`${name}\``);
  return ` Did you mean ${names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`}?`;
}

const unions: Readonly<Record<string, string>> = {
  Component: 'a service or store',
  FlowEnd: 'a service, store or external',
  Element: 'a service, store, external or flow',
  ScopePlace: 'a service, store, external, flow or zone',
  Measured: 'a threat, element or control',
  Quantified: 'an estimate, distribution, asset or `let`',
};

/** What a reference of this type takes, in words: `a service or store`. */
export function expected(type: string): string {
  return unions[type] ?? kindOf(type);
}
