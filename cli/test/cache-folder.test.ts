import assert from 'node:assert/strict';
import { cacheFolder } from '../cache-folder.ts';

const always = () => true;

describe('the folder for what Node compiled', () => {
  it("lies among the user's caches", () => {
    assert.equal(cacheFolder('linux', {}, '/home/ada', always), '/home/ada/.cache/risk-as-code');
    assert.equal(cacheFolder('linux', { XDG_CACHE_HOME: '/caches' }, '/home/ada', always), '/caches/risk-as-code');
    assert.equal(cacheFolder('darwin', {}, '/Users/ada', always), '/Users/ada/Library/Caches/risk-as-code');
    const env = { LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' };
    assert.equal(cacheFolder('win32', env, 'C:\\Users\\ada', always), 'C:\\Users\\ada\\AppData\\Local\\risk-as-code');
  });

  it('is none where the user has no folder for caches', () => {
    assert.equal(
      cacheFolder('linux', {}, '/home/ada', () => false),
      null,
    );
    assert.equal(cacheFolder('linux', { XDG_CACHE_HOME: 'relative' }, '/home/ada', always), null);
    assert.equal(cacheFolder('win32', {}, 'C:\\Users\\ada', always), null);
  });
});
