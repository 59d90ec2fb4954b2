/**
 * How fast the exact solver is, on one thread: figures with the whole curve, spreads and tail of one threat, of 100 threats
 * with their sum, of one threat that is edited among 100, at the first call of a process, and how it all grows; and all
 * figures of a system with controls and groups in three states.
 *
 * Usage: node test/bench/exact.ts [repetitions]
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { curveOf } from '../../engine/assembly/curve.ts';
import {
  type Exact,
  exactFigures,
  meansIn,
  type SolvedState,
  solvedState,
} from '../../engine/assembly/exact-figures.ts';
import { solveExactly } from '../../engine/exact/group.ts';
import { stateModel } from '../../engine/exact/state-model.ts';
import { createWorkspace, type Workspace } from '../../engine/exact/workspace.ts';
import { createSolverCache, type Expression, type RiskModel, solve, type Threat } from '../../engine/index.ts';
import { fullModel, fullModelAle } from './full-model.ts';
import { alternately, growth, patience, processorTime, summary } from './measure.ts';
import { richModel, richThreat } from './rich-model.ts';
import { goalHead, goalRow, milliseconds, plainRow, spread, table } from './table.ts';

const write = (line: string): void => void process.stdout.write(`${line}\n`);

/** The same threat with other numbers: nothing that was kept of another one serves it. */
function varied(threat: Threat, by: number): Threat {
  const scaled = (e: Expression): Expression =>
    e.kind === 'draw' && e.law.law === 'lognormal' ? { ...e, law: { ...e.law, mu: e.law.mu + by } } : e;
  const { loss } = threat;
  return {
    ...threat,
    loss: {
      ...loss,
      primary: loss.primary.map((line) => ({ ...line, amount: scaled(line.amount) })),
      secondary: loss.secondary.map((s) => ({
        ...s,
        terms: s.terms.map((line) => ({ ...line, amount: scaled(line.amount) })),
      })),
    },
  };
}

/** A system of threats with losses of their own each. */
function variedModel(threats: number, start = 0): RiskModel {
  const model = fullModel(threats);
  return { ...model, threats: model.threats.map((threat, i) => varied(threat, start + (i % 97) / 97 + i * 1e-9)) };
}

function solved(model: RiskModel, members: readonly (readonly number[])[], workspace: Workspace): Exact[] {
  const state = solvedState(stateModel(model, [], workspace), workspace);
  return members.map((set) => {
    const found = exactFigures(state, set);
    assert.ok(found, 'left to the simulation');
    return found;
  });
}

const one = (index: number): readonly number[] => [index];
const every = (threats: number): number[] => Array.from({ length: threats }, (_, i) => i);
const eachAndSum = (threats: number): (readonly number[])[] => [...every(threats).map(one), every(threats)];

// As a process of its own, that can be ended: so many threats, none before them.
if (process.argv[2] === 'cold' || process.argv[2] === 'cold-rich') {
  const threats = Number(process.argv[3]);
  const start = processorTime();
  if (process.argv[2] === 'cold') solved(variedModel(threats), eachAndSum(threats), createWorkspace());
  else await solve(richModel(threats));
  write(String(processorTime() - start));
  process.exit(0);
}

const repetitions = Number(process.argv[2] ?? 15);
let draw = 0;
const fresh = (): number => {
  draw++;
  return 2 + draw * 1e-3;
};

const warm = createWorkspace();
const [first] = solved(fullModel(1), [[0]], warm);
assert.ok(Math.abs(first.figures.ale / fullModelAle - 1) < 1e-6);
const edited = createWorkspace();
const hundred = variedModel(100);
solved(hundred, eachAndSum(100), edited);

const rich = richModel(100);
const cache = createSolverCache();
await solve(rich, { cache });

/** As many as the clock of the processor can tell: it ticks every four milliseconds. */
const inOne = { threats: 200, hundreds: 4, edits: 50 };
const warmUps = 20;

/** Threats that are new, with their means. */
let prepared: (readonly [state: SolvedState, mean: number])[] = [];
function prepare(): void {
  prepared = Array.from({ length: inOne.threats }, () => {
    const state = solvedState(
      stateModel({ ...hundred, threats: [varied(hundred.threats[0], fresh())] }, [], warm),
      warm,
    );
    const means = meansIn(state, 0);
    assert.ok(means);
    return [state, means.ale];
  });
}
const script = fileURLToPath(import.meta.url);

const programs: readonly (readonly [name: string, goal: number | null, count: number, program: () => unknown])[] = [
  [
    'one threat, full exact curve',
    0.1,
    inOne.threats,
    () => {
      prepare();
      const start = processorTime();
      for (const [state, mean] of prepared) {
        const solution = solveExactly(state.model, [0], mean, warm);
        assert.ok('law' in solution);
        curveOf(solution.law);
      }
      return processorTime() - start;
    },
  ],
  [
    'one threat, all figures: means, quantiles, spreads, curve',
    null,
    inOne.threats,
    () => {
      for (let i = 0; i < inOne.threats; i++)
        solved({ ...hundred, threats: [varied(hundred.threats[0], fresh())] }, [[0]], warm);
    },
  ],
  [
    '100 threats and their sum, from nothing',
    30,
    inOne.hundreds,
    () => {
      for (let i = 0; i < inOne.hundreds; i++) solved(variedModel(100, fresh()), eachAndSum(100), createWorkspace());
    },
  ],
  [
    'one edit among 100: that threat and the sum',
    2,
    inOne.edits,
    () => {
      for (let i = 0; i < inOne.edits; i++) {
        const threats = hundred.threats.map((threat, t) => (t === 50 ? varied(threat, fresh()) : threat));
        solved({ ...hundred, threats }, [[50], every(100)], edited);
      }
    },
  ],
];

const goals: string[][] = [];
for (const [name, goal, count, program] of programs) {
  const [time] = await alternately([program], repetitions, warmUps);
  goals.push(goalRow(name, goal, time, count));
}
/** Milliseconds of a process of its own; null: more than there is patience for. */
function inProcess(threats: number, mode: 'cold' | 'cold-rich' = 'cold'): number | null {
  const { status, stdout } = spawnSync(process.execPath, [script, mode, String(threats)], {
    encoding: 'utf8',
    timeout: 2 * patience,
  });
  return status === 0 ? Number(stdout) : null;
}
const cold = (mode?: 'cold-rich') =>
  summary(Array.from({ length: Math.min(7, repetitions) }, () => inProcess(100, mode) ?? Number.NaN));
goals.push(goalRow('100 threats and their sum, first call of a process', 150, cold()));
write(`${table(goalHead, goals)}\n`);

write('### All figures of a system: three states, groups of every kind, controls\n');
const whole: string[][] = [];
for (const [name, program] of [
  ['100 threats, from nothing', () => solve(rich)],
  [
    'after an edit of one threat',
    () => {
      const threats = rich.threats.map((threat, i) => (i === 51 ? richThreat(51, 100, fresh()) : threat));
      return solve({ ...rich, threats }, { cache });
    },
  ],
  ['once more, nothing edited', () => solve(rich, { cache })],
] as const) {
  const [time] = await alternately([async () => void (await program())], repetitions, 3);
  whole.push(plainRow(name, time));
}
whole.push(plainRow('100 threats, first call of a process', cold('cold-rich')));
write(`${table(['work', 'median', 'from – to'], whole)}\n`);

const steps = await growth(
  [1, 10, 100, 1000, 10_000],
  (n) => (n > 100 ? inProcess(n) : void solved(variedModel(n, fresh()), eachAndSum(n), createWorkspace())),
  Math.min(5, repetitions),
);
write('### Growth: figures of each threat and of the sum, from nothing\n');
write('From 1 000 threats on as a process of its own, cold.\n');
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
