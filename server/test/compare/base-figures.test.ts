import assert from 'node:assert/strict';
import { URI } from 'langium';
import { solve } from '../../../engine/index.ts';
import { readBase } from '../../compare/base.ts';
import { baseSolver, type FigureCache, type HeadSystem } from '../../compare/base-figures.ts';

const text = 'threat Leak { frequency every 2 years loss $1.6M }';

describe('figures of a revision', () => {
  it('are those of the workspace where nothing changed, also after the next edit', async () => {
    const files = { files: [{ path: 'a b/leak.risk', text }], problems: [] };
    const base = await readBase(URI.parse('file:///work'), { name: 'HEAD', commit: 'c' }, files, '2026-11-21');
    const [system] = base.systems;
    const { model } = system.lowered;
    assert.equal(base.systems.length, 1);
    assert.equal(system.texts.declarations[0].file, 'a b/leak.risk');
    let solved = 0;
    const cache: FigureCache = new Map();
    const against = async (head: Partial<HeadSystem>) => {
      const solver = baseSolver(async (one) => {
        solved++;
        return solve(one);
      }, cache);
      const side = await solver.solve(base, system, { model, texts: system.texts, ...head } as HeadSystem);
      solver.done();
      return side.report.total.current?.ale;
    };
    const same = { modelKey: JSON.stringify(model), figures: await solve(model) };
    assert.equal(await against(same), 800_000);
    assert.equal(await against({ modelKey: 'edited' }), 800_000);
    assert.equal(solved, 0);
    assert.equal(await against({ modelKey: 'edited', model: { ...model, seed: 'another' } }), 800_000);
    assert.equal(solved, 1);
    assert.equal(cache.size, 1);
  });
});
