import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { chooseCvss, vectorReader } from '../cvss/choose.ts';
import { cvssMetrics } from '../cvss/vector.ts';

describe('a CVSS vector', () => {
  it('is scored as the examples of FIRST', () => {
    assert.equal(cvssMetrics('CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N')?.score, 6.1);
    assert.equal(cvssMetrics('CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N')?.score, 6.4);
    assert.equal(cvssMetrics('AV:N/AC:L/Au:N/C:N/I:N/A:C')?.score, 7.8);
    assert.equal(cvssMetrics('(AV:L/AC:H/Au:N/C:C/I:C/A:C)')?.score, 6.2);
    assert.equal(cvssMetrics('CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N')?.score, 9.3);
  });

  it('is none where something is missing, unknown or twice', () => {
    const none = [
      '',
      'x',
      'CVSS:3.1/',
      'CVSS:3.1/AV:N',
      'CVSS:9.9/AV:N',
      'AV:N/AC:L/PR:N/UI:/S:U/C:H/I:H/A:H',
      '8.1',
      'CVSS:3.1/AV:N/AC:X/PR:N/UI:N/S:U/C:H/I:H/A:H',
      'CVSS:3.1/AV:N/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
      'CVSS:3.1/__proto__:N',
      'A:'.repeat(1000),
    ];
    for (const vector of none) assert.equal(cvssMetrics(vector), null, vector);
  });
});

describe('the CVSS that is taken', () => {
  const high = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
  const low = 'CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N';
  const old = 'AV:N/AC:L/Au:N/C:C/I:C/A:C';
  const newest = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N';
  const offer = (vendor: string, vector: string | null, score: number | null = null) => ({ vendor, vector, score });
  const taken = (preferred: readonly (string | null)[], ...offers: readonly ReturnType<typeof offer>[]) => {
    const result = chooseCvss(offers, preferred, vectorReader());
    return result && `${result.vendor} ${result.version} ${result.score}`;
  };

  it('is that of the vendor of the severity, then NVD, then GitHub, then the highest', () => {
    assert.equal(taken(['redhat'], offer('nvd', high), offer('redhat', low)), 'redhat 3.1 4');
    assert.equal(taken([null], offer('ghsa', high), offer('nvd', low)), 'nvd 3.1 4');
    assert.equal(taken([], offer('other', high), offer('ghsa', low)), 'ghsa 3.1 4');
    assert.equal(taken([], offer('a', low), offer('b', high), offer('c', low)), 'b 3.1 9.8');
  });

  it('is of version 3 or 4 before 2, a vector before a score, and the newest of one vendor', () => {
    assert.equal(taken([], offer('nvd', old), offer('other', low)), 'other 3.1 4');
    assert.equal(taken([], offer('nvd', null, 9.9), offer('other', low)), 'other 3.1 4');
    assert.equal(taken([], offer('nvd', high), offer('nvd', newest)), 'nvd 4.0 9.3');
    assert.equal(taken([], offer('nvd', 'broken', 5.5)), 'nvd null 5.5');
    assert.equal(taken([], offer('nvd', null, 55), offer('x', 'broken')), null);
  });

  it('keeps who says otherwise', () => {
    const result = chooseCvss(
      [offer('nvd', high), offer('a', low), offer('b', high), offer('c', old)],
      [],
      vectorReader(),
    );
    assert.deepEqual(result?.others, [{ vendor: 'a', score: 4 }]);
  });
});
