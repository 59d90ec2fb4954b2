/**
 * How fast the simulation is: nanoseconds for a simulated year of a threat of the full model, on one thread, warm. Beside it
 * in the same run: the textbook simulation in plain TypeScript and, where it can run, the vectorised numpy program.
 *
 * Usage: node test/bench/simulation.ts [repetitions]
 */
import assert from 'node:assert/strict';
import { simulate } from '../../engine/simulation/simulate.ts';
import { fullModel, fullModelAle } from './full-model.ts';
import { alternately, type Measured } from './measure.ts';
import { numpyTimes } from './numpy.ts';
import { textbookSimulation } from './textbook.ts';

const repetitions = Number(process.argv[2] ?? 9);
const million = 1_000_000;
const write = (line: string): void => void process.stdout.write(`${line}\n`);

function row(name: string, time: Measured, threatYears: number): void {
  const each = (ms: number): string => ((ms * 1e6) / threatYears).toFixed(1);
  const rate = (threatYears / time.median / 1000).toFixed(1);
  write(
    `${name.padEnd(58)} ${time.median.toFixed(1).padStart(8)} ms ${each(time.median).padStart(7)} ns a threat-year` +
      ` (${each(time.least)} to ${each(time.most)}), ${rate} M a second`,
  );
}

/** Simulates threats; nothing is made of their losses. */
const losses = (threats: number, years: number) => (): Promise<unknown> =>
  simulate(fullModel(threats), { trials: years, seed: 'benchmark', groups: [], total: false, threatFigures: false });

/** Simulates threats and makes the figures of each and of their sum. */
const figures = (threats: number, years: number) => async (): Promise<void> => {
  const result = await simulate(fullModel(threats), { trials: years, seed: 'benchmark' });
  const ale = result.threats.get(0)?.inherent?.ale ?? 0;
  assert.ok(Math.abs(ale / fullModelAle - 1) < 0.02, `an ALE of ${ale} instead of ${fullModelAle}`);
};

const textbookYears = 100_000;
const programs: readonly (readonly [string, number, () => unknown])[] = [
  ['losses of 10 threats in 1 M years', 10 * million, losses(10, million)],
  ['losses of 1 threat in 1 M years, with its start', million, losses(1, million)],
  ['1 threat in 1 M years, with quantiles', million, figures(1, million)],
  ['10 threats in 1 M years, with quantiles and their sum', 10 * million, figures(10, million)],
  ['100 threats in 100 k years, with quantiles and their sum', 10 * million, figures(100, 100_000)],
  ['textbook in TypeScript, losses of 1 threat in 100 k years', textbookYears, () => textbookSimulation(textbookYears)],
];

const measured = await alternately(
  programs.map(([, , program]) => program),
  repetitions,
);
programs.forEach(([name, threatYears], k) => {
  row(name, measured[k], threatYears);
});
const perYear = (k: number): number => measured[k].median / programs[k][1];
write(`losses: ${(perYear(5) / perYear(0)).toFixed(1)} times as fast as the textbook`);

const numpy = numpyTimes(million, repetitions);
if (numpy) {
  row('numpy, losses of 1 threat in 1 M years', numpy.simulation, million);
  row('numpy, 1 threat in 1 M years, with five quantiles', numpy.withQuantiles, million);
  write(`losses: ${(numpy.simulation.median / million / perYear(0)).toFixed(1)} times as fast as numpy`);
  write(`with quantiles: ${(numpy.withQuantiles.median / million / perYear(2)).toFixed(1)} times as fast as numpy`);
} else write('python3 with numpy is not installed: no ratio to it.');
