import assert from 'node:assert/strict';
import { Cancelled } from '../../../engine/index.ts';
import type { Computation } from '../../figures/cancellation.ts';
import { createComputation } from '../../figures/cancellation.ts';
import { createFigures, type Figures } from '../../figures/figures.ts';
import type { SystemFigures, SystemState } from '../../systems/state.ts';

/** A clock that only the test moves, and computations that only the test ends. */
function workshop() {
  const timers = new Set<() => void>();
  const running: { state: SystemState; computation: Computation; end: () => void; fail: (error: unknown) => void }[] =
    [];
  const told: string[] = [];
  const errors: unknown[] = [];
  const figures = createFigures(
    {
      files: null as never,
      today: () => '2026-11-21',
      now: () => 0,
      breathe: async () => {},
      after(_milliseconds, callback) {
        timers.add(callback);
        return () => timers.delete(callback);
      },
    },
    (state, computation) =>
      new Promise((resolve, reject) => {
        running.push({ state, computation, end: () => resolve({ state } as SystemFigures), fail: reject });
      }),
    (state, old) => ({ ...old, state }),
    (error) => errors.push(error),
  );
  figures.changed.on(({ systems }) => told.push(...systems.map(({ id, state }) => `${id} ${state}`)));
  const rest = () => new Promise((resolve) => setImmediate(resolve));
  return {
    figures,
    running,
    told,
    errors,
    rest,
    async settleDown() {
      for (const timer of [...timers]) {
        timers.delete(timer);
        timer();
      }
      await rest();
    },
  };
}

const state = (id: string, modelKey: string) => ({ id, modelKey }) as SystemState;

function shown(figures: Figures, of: SystemState): string {
  const { figures: last, state: age } = figures.of(of);
  return last ? `${last.state.modelKey} ${age}` : `none ${age}`;
}

describe('the schedule of figures', () => {
  it('stops at an edit, and goes on when the text is settled again', async () => {
    const { figures, running, settleDown } = workshop();
    const pay = state('pay', 'one');
    figures.settle([pay]);
    await settleDown();
    figures.interrupt();
    assert.equal(running[0].computation.cancelled, true);
    figures.settle([pay]);
    await settleDown();
    assert.equal(running.length, 2);
  });

  it('waits until the text has settled, then computes once', async () => {
    const { figures, running, settleDown } = workshop();
    figures.settle([state('a', '1')]);
    figures.settle([state('a', '2')]);
    assert.equal(running.length, 0);
    await settleDown();
    assert.deepEqual(
      running.map((one) => one.state.modelKey),
      ['2'],
    );
  });
  it('keeps stale figures, marked, until new ones are there', async () => {
    const { figures, running, settleDown, rest, told } = workshop();
    const [first, second] = [state('a', '1'), state('a', '2')];
    figures.settle([first]);
    assert.equal(shown(figures, first), 'none stale');
    await settleDown();
    running[0].end();
    await rest();
    assert.equal(shown(figures, first), '1 fresh');
    figures.settle([second]);
    assert.equal(shown(figures, second), '1 stale');
    await settleDown();
    running[1].end();
    await rest();
    assert.equal(shown(figures, second), '2 fresh');
    assert.deepEqual(told, ['a stale', 'a fresh', 'a stale', 'a fresh']);
  });
  it('cancels what the next edit makes useless', async () => {
    const { figures, running, settleDown, rest, errors } = workshop();
    figures.settle([state('a', '1')]);
    await settleDown();
    figures.settle([state('a', '2')]);
    assert.equal(running[0].computation.cancelled, true);
    running[0].fail(new Cancelled());
    await settleDown();
    running[1].end();
    await rest();
    assert.deepEqual(errors, []);
    assert.equal(shown(figures, state('a', '2')), '2 fresh');
  });
  it('takes no late result of a cancelled computation', async () => {
    const { figures, running, settleDown, rest } = workshop();
    figures.settle([state('a', '1')]);
    await settleDown();
    figures.settle([state('a', '2')]);
    running[0].end();
    await rest();
    assert.equal(shown(figures, state('a', '2')), 'none stale');
  });
  it('computes only systems that changed, and goes on after one that fails', async () => {
    const { figures, running, settleDown, rest, errors } = workshop();
    const [a, b] = [state('a', '1'), state('b', '1')];
    figures.settle([a, b]);
    await settleDown();
    running[0].fail(new Error('no'));
    await rest();
    running[1].end();
    await rest();
    assert.equal(errors.length, 1);
    assert.equal(shown(figures, b), '1 fresh');
    figures.settle([a, b]);
    await settleDown();
    assert.equal(running.length, 2);
  });
  it('forgets systems that are gone', async () => {
    const { figures, running, settleDown, rest } = workshop();
    const a = state('a', '1');
    figures.settle([a]);
    await settleDown();
    running[0].end();
    await rest();
    figures.settle([]);
    assert.equal(shown(figures, a), 'none stale');
  });
});

describe('a computation', () => {
  it('lets other work run only every few milliseconds', async () => {
    let time = 0;
    let breaths = 0;
    const computation = createComputation({
      now: () => time,
      breathe: async () => {
        breaths++;
      },
    });
    for (let step = 0; step < 100; step++) {
      time += 1;
      await computation.breathe();
    }
    assert.ok(breaths >= 10 && breaths <= 13, String(breaths));
  });
});
