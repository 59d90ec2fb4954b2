import assert from 'node:assert/strict';
import { mayRestart } from '../connection/restarts.ts';

const minute = 60_000;

describe('a server that ended', () => {
  it('is started again the first four times', () => {
    assert.equal(mayRestart([0], 0), true);
    assert.equal(mayRestart([0, 1, 2, 3], 3), true);
  });

  it('stays down when it ends five times within three minutes', () => {
    assert.equal(mayRestart([0, 1, 2, 3, 4], 4), false);
  });

  it('is forgiven what lies longer back', () => {
    assert.equal(mayRestart([0, 1, 2, 3, 4 * minute], 4 * minute), true);
  });
});
