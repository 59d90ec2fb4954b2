import type { EstimatePath, RiskModel } from '../engine/index.ts';

const words: Readonly<Record<string, string>> = {
  events: 'number of events',
  reduces: 'reduction',
  'cost-per-year': 'cost per year',
};

/**
 * What an estimate, or what is left to chance, is called: `OrderLeak vulnerability`, `Exposure`. `letName` is that of the
 * `let` that the estimate is written in.
 */
export function barName(
  path: EstimatePath,
  kind: 'estimate' | 'events' | 'chance',
  model: RiskModel,
  letName: string | null = null,
): string {
  const part = path.part === null || path.part === 0 ? '' : ` (part ${path.part + 1})`;
  if (path.of === 'shared') return path.name.replace(/^(estimate|asset) /, '') + part;
  if (path.factor === 'let' && letName !== null) return `${path.name} let ${letName}${part}`;
  const again = path.position > 0 ? ` ${path.position + 1}` : '';
  return `${path.name} ${kind === 'chance' ? chanceIn(path, model) : factorIn(path, model)}${again}${part}`;
}

function chanceIn(path: EstimatePath, model: RiskModel): string {
  if (path.factor === 'works') return `whether ${path.other} works`;
  if (path.factor === 'leads-to') return `whether it leads to ${path.other}`;
  return `whether ${stakeholder(path, model)} follows`;
}

function factorIn(path: EstimatePath, model: RiskModel): string {
  const factor = path.factor ?? '';
  if (factor === 'leads-to') return `leads to ${path.other}`;
  if (factor === 'secondary-probability') return `${stakeholder(path, model)} chance`;
  const word = words[factor] ?? factor;
  return path.secondary === null ? word : `${stakeholder(path, model)} ${word}`;
}

/** `secondary "Regulator"`; without a title its number, if there are several. */
function stakeholder({ name, secondary }: EstimatePath, model: RiskModel): string {
  const all = model.threats.find((threat) => threat.name === name)?.loss.secondary ?? [];
  const title = all[secondary ?? 0]?.title ?? '';
  if (title !== '') return `secondary "${title}"`;
  return all.length > 1 ? `secondary ${(secondary ?? 0) + 1}` : 'secondary';
}
