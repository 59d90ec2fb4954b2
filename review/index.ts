/** Two versions of a model → what changed, in text and in money. Pure: reads nothing, prints nothing. */
export * from './compare.ts';
export { type Amount, type Gate, type Measure, parseAmount, parseGate } from './gates/gate.ts';
export { currencyFault, judgeGates } from './gates/judge.ts';
export * from './pair-systems.ts';
export { renamedModel } from './rename-model.ts';
export { noRenames, type Renames, renamesOf } from './renames.ts';
export type { DamagedFile, Side, SystemPair, SystemSide } from './side.ts';
