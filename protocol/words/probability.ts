/** Probabilities in words. Values are plain numbers from 0 to 1. */
import { counted } from './number.ts';

/**
 * A share: `39%`, `1.2%`, `0.05%`. Neither 0 nor 1 is ever shown for what only comes close to it: `<0.01%`, `>99.99%`.
 * Shares above 100 % (a rise, say) are written the same way.
 */
export function percentInWords(share: number): string {
  if (Number.isNaN(share)) return 'unknown';
  if (share < 0) return `-${percentInWords(-share)}`;
  const percent = share * 100;
  if (percent === 0) return '0%';
  if (percent < 0.005) return '<0.01%';
  if (percent < 9.95) return `${trimmed(percent < 0.095 ? percent.toFixed(2) : percent.toPrecision(2))}%`;
  if (percent < 99 || percent >= 100)
    return `${trimmed(percent.toFixed(isNearWhole(percent) ? 0 : percent < 20 ? 1 : 0))}%`;
  for (const decimals of [0, 1, 2]) {
    const text = percent.toFixed(decimals);
    if (Number(text) < 100) return `${trimmed(text)}%`;
  }
  return '>99.99%';
}

/** How often a yearly chance comes true: 0.05 is `1 year in 20`, 0.4 is `4 years in 10`, 1 is `every year`. */
export function yearsInWords(probability: number): string {
  if (!(probability > 0)) return 'never';
  if (probability >= 1) return 'every year';
  const between = 1 / probability;
  const whole = Math.round(between);
  if (whole >= 2 && (between >= 4.5 || Math.abs(between - whole) < 0.05)) return `1 year in ${grouped(whole)}`;
  const tenths = Math.round(probability * 10);
  if (tenths >= 10) return `${Math.min(99, Math.round(probability * 100))} years in 100`;
  return `${counted(tenths, 'year')} in 10`;
}

function isNearWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 0.05;
}

/** In long return periods only the first two digits mean something. */
function grouped(years: number): string {
  const rounded = years >= 100 ? Number(years.toPrecision(2)) : years;
  return String(rounded).replace(/\B(?=(\d{3})+$)/g, ' ');
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
