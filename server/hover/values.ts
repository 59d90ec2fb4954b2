/** Quantities in words, by the unit that lowering gave them. */
import { moneyInWords, numberInWords, percentInWords } from '../../protocol/index.ts';

const currencyCode = /^[A-Z]{3}\b/;

/** A value in base units as a person reads it: `$1.6M`, `12%`, `9.8 events per year`. */
export function valueInWords(value: number, unit: string): string {
  if (unit === '%') return percentInWords(value);
  const currency = currencyCode.exec(unit)?.[0];
  if (currency !== undefined) {
    const rest = unit.slice(3).trim();
    return [moneyInWords(value, currency), rest].filter((part) => part !== '').join(' ');
  }
  return unit === '' || unit === 'number' ? numberInWords(value) : `${numberInWords(value)} ${unit}`;
}

/** `P5 $250k · mean $1.2M · P95 $3.4M`: the unit is said once where it is a word. */
export function spreadInWords(
  { p5, mean, p95 }: { readonly p5: number; readonly mean: number; readonly p95: number },
  unit: string,
): string {
  const said = (value: number) =>
    unit === '%' || currencyCode.test(unit) ? valueInWords(value, unit) : numberInWords(value);
  const after = unit === '%' || currencyCode.test(unit) || unit === '' || unit === 'number' ? '' : ` ${unit}`;
  if (p5 === p95) return `${said(mean)}${after}`;
  return `P5 ${said(p5)} · mean ${Number.isFinite(mean) ? said(mean) : 'infinite'} · P95 ${said(p95)}${after}`;
}
