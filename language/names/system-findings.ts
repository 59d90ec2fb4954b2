/** Systems that overlap by accident, and files outside of them all. */
import { findingAt, relatedAt } from '../checks/finding.ts';
import { languageCodes, system as systemCode } from '../checks/language-codes.ts';
import { isThreat } from '../generated/ast.ts';
import type { Finding, LinkedSystem } from '../stages.ts';
import type { Systems } from './systems.ts';

/** `system` and `no-system` findings of one system. */
export function systemFindings(system: LinkedSystem, systems: Systems): readonly Finding[] {
  if (system.node === null) return outsideOfAll(system, systems);
  const outer = systems.around.get(system.id);
  if (outer === undefined || outer.node === null) return [];
  const named = system.node.outer?.ref;
  if (named === outer.node) return [];
  const threats = threatsOf(system);
  const taken = `this takes ${threats === 1 ? '1 threat' : `${threats} threats`} out of \`${outer.name}\``;
  const related = [relatedAt(outer.node, 'The system around it.', { property: 'name' })];
  if (system.node.outer === undefined) {
    const message = `\`${system.name}\` lies in a folder of the system \`${outer.name}\`: ${taken}. If that is meant, write \`system ${system.name} apart from ${outer.name}\`; else remove this system.`;
    const { range, ...where } = findingAt(systemCode, system.node, message, { property: 'name', related });
    return [{ ...where, range, fix: { alternatives: [apartFrom(where.uri, range.end, outer.name!)] } }];
  }
  // A name that leads nowhere is said as `reference`.
  if (named === undefined) return [];
  const message = `\`${system.name}\` lies directly in the system \`${outer.name}\`, and ${taken}. Write \`apart from ${outer.name}\` instead of \`apart from ${named.name}\`.`;
  return [findingAt(systemCode, system.node, message, { property: 'outer', related })];
}

function apartFrom(uri: string, position: Finding['range']['end'], outer: string) {
  const edit = { uri, range: { start: position, end: position }, newText: ` apart from ${outer}` };
  return { title: `Set it apart from \`${outer}\``, preferred: true, edits: [edit] };
}

function threatsOf(system: LinkedSystem): number {
  let count = 0;
  for (const nodes of system.declarations.values()) count += nodes.filter(isThreat).length;
  return count;
}

function outsideOfAll(system: LinkedSystem, systems: Systems): readonly Finding[] {
  const info = languageCodes.find((known) => known.code === 'no-system')!;
  const names = systems.all.flatMap((other) => (other.name === null ? [] : [`\`${other.name}\``]));
  if (names.length === 0) return [];
  const shown = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  return system.documents.flatMap((document) => {
    const first = document.parseResult.value.declarations[0];
    if (first === undefined) return [];
    const message = `This file is in no system: its threats are added up apart from ${shown}, with the defaults. Move it below a system's folder, or declare a system for it.`;
    return [findingAt(info, first, message, 'name' in first ? { property: 'name' } : {})];
  });
}
