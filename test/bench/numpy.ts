/** The vectorised numpy program, where python3 with numpy is installed. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Measured, summary } from './measure.ts';

export interface NumpyTimes {
  readonly simulation: Measured;
  readonly withQuantiles: Measured;
}

/** Times of `repetitions` runs of one threat; null without numpy. */
export function numpyTimes(years: number, repetitions: number): NumpyTimes | null {
  let output: string;
  try {
    const program = join(import.meta.dirname, 'numpy_model.py');
    output = execFileSync('python3', [program, String(years), String(repetitions)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return null;
  }
  const rows = output
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number));
  return {
    simulation: summary(rows.map(([seconds]) => 1000 * seconds)),
    withQuantiles: summary(rows.map(([, seconds]) => 1000 * seconds)),
  };
}
