/**
 * How fast the simulation is, on one thread, warm: the losses of the full model, its figures, and how both grow. Beside it
 * in the same run: the textbook simulation in plain TypeScript and, where it can run, the vectorised numpy programs.
 *
 * Usage: node test/bench/simulation.ts [repetitions]
 */
import assert from 'node:assert/strict';
import { simulate } from '../../engine/simulation/simulate.ts';
import { fullModel, fullModelAle, variedModel } from './full-model.ts';
import { alternately, growth, type Measured, type Program, ratios } from './measure.ts';
import { type NumpyProgram, startNumpy } from './numpy.ts';
import { digits, goalHead, goalRow, milliseconds, spread, table, verdict } from './table.ts';
import { textbookSimulation } from './textbook.ts';

const repetitions = Number(process.argv[2] ?? 9);
const million = 1_000_000;
const write = (text: string): void => void process.stdout.write(`${text}\n`);

function assertAle(ale: number, tolerance: number): void {
  assert.ok(Math.abs(ale / fullModelAle - 1) < tolerance, `an ALE of ${ale} instead of ${fullModelAle}`);
}

/** Simulates threats; nothing is made of their losses. */
const losses = (threats: number, years: number) => (): Promise<unknown> =>
  simulate(fullModel(threats), { trials: years, seed: 'benchmark', groups: [], total: false, threatFigures: false });

/** Simulates threats and makes the figures of each and of their sum. */
const figures = (threats: number, years: number) => async (): Promise<void> => {
  const result = await simulate(fullModel(threats), { trials: years, seed: 'benchmark' });
  assertAle(result.threats.get(0)?.inherent?.ale ?? 0, 0.02);
};

const numpy = await startNumpy();

const textbookYears = 100_000;

/** What runs in turn: its name, the threat-years of a run, and the run. */
type Timed = readonly [name: string, threatYears: number, program: Program];

/** Mean and five quantiles are what numpy is asked for. */
const numpyRun = (program: NumpyProgram, part: 'losses' | 'withQuantiles') => async (): Promise<number> => {
  const run = await (numpy ?? assert.fail()).run(program, million);
  assertAle(run.ale, 0.02);
  return run[part];
};

const plain: readonly Timed[] = [
  ['the engine', 10 * million, losses(10, million)],
  ['a textbook in TypeScript', textbookYears, () => void textbookSimulation(textbookYears)],
  ...(numpy
    ? ([
        ['numpy as usually written', million, numpyRun('usual', 'losses')],
        ['numpy tuned', million, numpyRun('tuned', 'losses')],
      ] as const)
    : []),
];
const quantiles: readonly Timed[] = [
  ['the engine: all figures of each threat and of the sum', 10 * million, figures(10, million)],
  ...(numpy
    ? ([
        ['numpy as usually written: mean, five quantiles', million, numpyRun('usual', 'withQuantiles')],
        ['numpy tuned: mean, five quantiles', million, numpyRun('tuned', 'withQuantiles')],
      ] as const)
    : []),
];
const alone: readonly Timed[] = [
  ['1 threat, 1 M years', million, figures(1, million)],
  ['100 threats, 100 k years', 10 * million, figures(100, 100_000)],
];

const timed = [...plain, ...quantiles, ...alone];
const measured = await alternately(
  timed.map(([, , program]) => program),
  repetitions,
);
numpy?.stop();

/** Nanoseconds of a threat-year. */
function perThreatYear(k: number): Measured {
  const nanoseconds = measured[k].times.map((time) => (time * 1e6) / timed[k][1]);
  const each = (time: number): number => (time * 1e6) / timed[k][1];
  const { median, least, most } = measured[k];
  return { median: each(median), least: each(least), most: each(most), times: nanoseconds };
}

function rows(from: number, some: readonly Timed[], to: number): string[][] {
  return some.map(([name], k) => {
    const time = perThreatYear(from + k);
    const ratio = from + k === to ? '1' : digits(ratios(time, perThreatYear(to)).median);
    return [name, digits(time.median), spread(time, 1, 'ns'), digits(1000 / time.median), ratio];
  });
}

const engine = perThreatYear(0);
const rate = 1000 / engine.median;
const goals: string[][] = [
  [
    'losses of the full model, threat-years a second',
    '≥ 60 M',
    `${digits(rate)} M`,
    `${digits(1000 / engine.most)}–${digits(1000 / engine.least)} M`,
    verdict(rate >= 60),
  ],
];
if (numpy) {
  for (const [name, k] of [
    ['usually written', 2],
    ['tuned', 3],
  ] as const) {
    const ratio = ratios(perThreatYear(k), engine);
    goals.push([
      `the same, times as fast as numpy ${name}`,
      '≥ 10',
      digits(ratio.median),
      spread(ratio, 1, ''),
      verdict(ratio.median >= 10),
    ]);
  }
}
goals.push(goalRow('10 threats in 1 M years, with quantiles and their sum', 300, measured[plain.length]));

write(`${table(goalHead, goals)}\n`);
write(
  numpy
    ? `Beside ${numpy.version}.\n`
    : 'No python3 with numpy was found (Debian: apt-get install python3-numpy): nothing is compared with it.\n',
);
const head = ['ns a threat-year', 'from – to', 'M a second', 'times the engine'];
write(`### The losses alone\n\n${table(['program', ...head], rows(0, plain, 0))}\n`);
write(`### With figures\n\n${table(['program', ...head], rows(plain.length, quantiles, plain.length))}\n`);
write(
  `The engine's figures are mean, standard error, five quantiles with their errors, TVaR, the curve and the spread of the ALE.\n`,
);
const first = plain.length + quantiles.length;
write(
  `${table(
    ['the engine, all figures', 'median', 'from – to', 'ns a threat-year'],
    alone.map(([name], k) => [
      name,
      milliseconds(measured[first + k]),
      spread(measured[first + k]),
      digits(perThreatYear(first + k).median),
    ]),
  )}\n`,
);

const yearsOfGrowth = 10_000;
const steps = await growth(
  [1, 10, 100, 1000, 10_000],
  (n) => simulate(variedModel(n), { trials: yearsOfGrowth, seed: 'benchmark' }),
  repetitions,
);
write(`### Growth: ${yearsOfGrowth} years, laws of its own for each threat, all figures of each and of the sum\n`);
write(
  table(
    ['threats', 'median', 'from – to', 'a threat'],
    steps.map(({ size, time }) =>
      time === null
        ? [String(size), 'not run: it would take longer than a minute', '', '']
        : [String(size), milliseconds(time), spread(time), milliseconds(time, size)],
    ),
  ),
);
