/** The estimates of a declaration as they stand in the text, with what they estimate and where they come from. */
import { type AstNode, AstUtils } from 'langium';
import { notesAround, type Stated, statedIn } from '../../language/checks/provenance.ts';
import type * as ast from '../../language/generated/ast.ts';
import type { LinkedSystem } from '../../language/stages.ts';
import type { WrittenEstimate } from '../../report/index.ts';
import { relativeTo } from '../../sources/index.ts';

export function writtenIn(node: AstNode, { node: system }: LinkedSystem, root: string): readonly WrittenEstimate[] {
  return statedIn(node).flatMap((stated) => {
    const cst = stated.$cstNode;
    if (cst === undefined) return [];
    const file = relativeTo(root, AstUtils.getDocument(stated).uri.fsPath) ?? '';
    return {
      factor: factorOf(stated),
      text: textOf(stated),
      file,
      line: cst.range.start.line + 1,
      source: sourceOf(stated, system),
    };
  });
}

/** Without the notes, for the source has a place of its own. */
export function textOf(stated: Stated): string {
  const text = stated.$cstNode?.text ?? '';
  const notes = stated.notes[0]?.$cstNode;
  if (notes === undefined || stated.$cstNode === undefined) return text;
  return text
    .slice(0, notes.offset - stated.$cstNode.offset)
    .replace(/\{\s*$/, '')
    .trimEnd();
}

const words: Readonly<Record<string, string>> = {
  ThreatEvents: 'threat-events',
  Contact: 'contact',
  Action: 'action',
  Vulnerability: 'vulnerability',
  Capability: 'capability',
  Resistance: 'resistance',
  Frequency: 'frequency',
  Loss: 'loss',
  PrimaryLoss: 'primary',
  Cost: 'cost',
  Coverage: 'coverage',
  Reliability: 'reliability',
  Size: 'size',
  Value: 'value',
};

function factorOf(stated: Stated): string {
  if (stated.$type === 'Vulnerability') return 'vulnerability';
  const around = stated.$container;
  switch (around.$type) {
    case 'LossTerm':
      return around.$container?.$type === 'SecondaryLoss'
        ? `${secondaryName(around.$container)} ${around.form}`
        : around.form;
    case 'SecondaryLoss':
      return stated.$containerProperty === 'probability' ? `${secondaryName(around)} in` : secondaryName(around);
    case 'Let':
      return `let ${around.name}`;
    case 'LeadsTo':
      return `leads to ${around.threat?.$refText ?? ''}`;
    case 'Reduces':
      return `reduces ${around.factor}`;
    default:
      return words[around.$type] ?? 'estimate';
  }
}

function secondaryName({ title }: ast.SecondaryLoss): string {
  return title === undefined ? 'secondary' : `secondary "${title}"`;
}

/** The innermost source that is said: a citation by its title, or the text. */
function sourceOf(stated: Stated, system: ast.System | null): string | null {
  for (const notes of notesAround(stated, system)) {
    for (const note of notes) {
      if (note.$type !== 'Source') continue;
      const text = note.citation?.ref?.title ?? note.citation?.$refText ?? note.text;
      if (text) return text;
    }
  }
  return null;
}
