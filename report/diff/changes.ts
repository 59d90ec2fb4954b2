/** Changes of the text that no money is told of, in words. */
import type { DiffSystem, DiffTextChange } from '../../protocol/index.ts';
import { clean } from '../text/width.ts';
import { notCompared } from './shown.ts';

/** Where amounts cannot be compared, nobody knows what moved no money. */
export function changesTitle({ notComparable }: DiffSystem): string {
  return notComparable === null ? 'Changed without moving money' : 'Changed';
}

/** A line for each declaration whose change moved no money. */
export function changeTexts(system: DiffSystem): string[] {
  const unknown = namesNotCompared(system);
  return system.changes.filter((change) => !isOf(change, unknown)).map(changeInText);
}

/** A line for each threat that has figures on one side only, and for what changed in it. */
export function notComparedTexts(system: DiffSystem): string[] {
  const unknown = namesNotCompared(system);
  return [
    ...notCompared(system).map(({ name, notComparable }) => `${clean(name)}: ${clean(notComparable ?? '')}`),
    ...system.changes.filter((change) => isOf(change, unknown)).map(changeInText),
  ];
}

function namesNotCompared(system: DiffSystem): ReadonlySet<string> {
  return new Set(notCompared(system).map(({ name }) => name));
}

function isOf({ kind, name }: DiffTextChange, threats: ReadonlySet<string>): boolean {
  return kind === 'threat' && threats.has(name);
}

function changeInText({ kind, name, change, details }: DiffTextChange): string {
  const subject = `${kind} ${clean(name)}`;
  const [first, ...more] = details;
  if (change === 'renamed' && first !== undefined)
    return [`${subject}: renamed from ${clean(first.before ?? '')}`, ...more.map(detailInText)].join('; ');
  if (change === 'kind-changed') return `${subject}: was ${clean(first?.before ?? 'something else')}`;
  return details.length === 0 ? `${subject}: ${change}` : `${subject}: ${details.map(detailInText).join('; ')}`;
}

/** `status planned → status in-place`, `note "…" added`; the path only where the text does not begin with its last word. */
function detailInText({ path, before, after }: DiffTextChange['details'][number]): string {
  const word = path.slice(path.lastIndexOf('.') + 1);
  const isNamed = [before, after].some((text) => text?.split(' ')[0] === word);
  const where = isNamed || path === 'title' ? '' : `${clean(path)} `;
  if (before === null) return `${where}${clean(after ?? '')} added`;
  if (after === null) return `${where}${clean(before)} removed`;
  return `${where}${clean(before)} → ${clean(after)}`;
}
