import type * as ast from '../generated/ast.ts';
import { isControlMeasure } from './measures.ts';

/** Why a measure or a state does not fit what the `expect` is about; null if it fits. */
export interface Misfit {
  readonly code: 'reference' | 'syntax';
  readonly property: 'measure' | 'state';
  readonly message: string;
}

export function misfitOf({ target, measure, state }: ast.Expectation): Misfit | null {
  const isControl = target?.ref?.$type === 'Control';
  if (measure === undefined) return null;
  if (isControl && !isControlMeasure(measure)) {
    const message = `\`${measure}\` is not a figure of a control. Write \`roi\`, \`rosi\`, \`net-benefit\` or \`risk-reduction\`.`;
    return { code: 'reference', property: 'measure', message };
  }
  if (!isControl && isControlMeasure(measure) && (target === undefined || target.ref !== undefined)) {
    const message =
      `\`${measure}\` is a figure of controls. Write \`ale\`, \`p10\`, \`p50\`, \`p90\`, \`p95\`, \`p99\`, \`tvar95\`, ` +
      '`probability-of-loss` or `events`, or name a control.';
    return { code: 'reference', property: 'measure', message };
  }
  if (isControl && state !== undefined) {
    const message = `A figure of a control compares two states and is not \`in ${state}\`. Remove \`in ${state}\`.`;
    return { code: 'syntax', property: 'state', message };
  }
  return null;
}
