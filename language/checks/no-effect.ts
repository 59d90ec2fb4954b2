import { counted } from '../../protocol/index.ts';
import type * as ast from '../generated/ast.ts';
import type { Check, CheckContext } from './check.ts';
import type { CodeInfo } from './code.ts';
import { findingAt } from './finding.ts';
import { properties } from './view.ts';

const info: CodeInfo = {
  code: 'no-effect',
  severity: 'warning',
  title: 'A control that reduces nothing',
  help: 'The control moves no figure: it has no `reduces` line, reduces by 0 %, or is retired although it has such lines.',
  adjustable: true,
  needs: 'text',
};

export const noEffect: Check = {
  info,
  run: ({ view, lowered }) =>
    view.controls.flatMap((control) => {
      const message = whyNoEffect(control, lowered);
      return message === null ? [] : [findingAt(info, control, message, { property: 'name' })];
    }),
};

/** What is wrong with a control that reduces nothing; null: it reduces something. */
export function whyNoEffect(control: ast.Control, lowered: CheckContext['lowered']): string | null {
  const lines = properties(control, 'Reduces').length;
  const retired = properties(control, 'Status').some(({ value }) => value === 'retired');
  if (retired && lines > 0) {
    return (
      `The control ${control.name} is retired and has no effect, but still has ${counted(lines, '`reduces` line')}. ` +
      'Remove them, or set its `status` to `in-place` or `planned`.'
    );
  }
  if (retired) return null;
  if (lines === 0) {
    return `The control ${control.name} reduces nothing. Write what it does, such as \`reduces frequency of … by 50%\`.`;
  }
  const index = lowered.controlIndex.get(control.name);
  const model = index === undefined ? undefined : lowered.model.controls[index];
  if (model === undefined || model.effects.length === 0) return null;
  const zero = (share: (typeof model)['coverage']) => share?.kind === 'constant' && share.value === 0;
  if (zero(model.coverage))
    return `The control ${control.name} covers 0 %, so it reduces nothing. Say how much it covers.`;
  if (zero(model.reliability))
    return `The control ${control.name} never works (reliability 0 %). Say how often it does.`;
  if (model.effects.every(({ by }) => zero(by))) {
    return `The control ${control.name} reduces everything by 0 %. Say by how much it reduces, or remove the lines.`;
  }
  return null;
}
