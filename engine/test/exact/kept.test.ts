import assert from 'node:assert/strict';
import { createKept } from '../../exact/kept.ts';

describe('what is kept by content', () => {
  it('is found as long as it is among the last that were set or asked for', () => {
    const kept = createKept<number, string>(() => 5);
    for (let key = 0; key < 100; key++) {
      kept.set(key, `${key}`);
      assert.equal(kept.get(0), '0', `asked for after ${key} others`);
      for (let back = Math.max(0, key - 2); back <= key; back++) assert.equal(kept.get(back), `${back}`);
    }
  });

  it('is forgotten when twice as many others came after it', () => {
    const kept = createKept<number, string>(() => 3);
    for (let key = 0; key < 7; key++) kept.set(key, `${key}`);
    assert.equal(kept.get(0), undefined);
    assert.equal(kept.get(6), '6');
  });

  it('keeps nothing twice, null included', () => {
    const kept = createKept<string, number | null>(() => 2);
    kept.set('a', null);
    kept.set('a', 1);
    kept.set('b', null);
    assert.equal(kept.get('a'), 1);
    assert.equal(kept.get('b'), null);
    kept.delete('a');
    assert.equal(kept.get('a'), undefined);
  });
});
