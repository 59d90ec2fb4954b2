import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { vectorReader } from '../cvss/choose.ts';
import { type StrideExceptions, strideOfAlert, strideOfFinding, type ThreatDescription, threatsOf } from '../index.ts';
import { cweChosen } from '../stride/cwe-chosen.ts';
import { cweScopes } from '../stride/cwe-scopes.ts';

const confidentiality = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N';

function categories(cwe: readonly number[], vector: string | null = null, exceptions?: StrideExceptions): string {
  const { categories: found, by } = strideOfFinding(
    { cwe, cvss: vector === null ? null : { vector } },
    vectorReader(),
    exceptions,
  );
  return `${found.join(' ')} by ${by}`;
}

describe('the STRIDE categories of a finding', () => {
  it('are those of the table chosen by hand', () => {
    assert.equal(categories([89]), 'tampering information-disclosure by cwe-chosen');
    assert.equal(categories([400]), 'denial-of-service by cwe-chosen');
  });

  it('are those of the scopes of the CWE, as far as the CVSS impact does not contradict', () => {
    assert.equal(categories([20]), 'tampering information-disclosure denial-of-service by cwe-scope');
    assert.equal(categories([20], confidentiality), 'information-disclosure by cwe-scope');
    assert.equal(categories([319, 99999]), 'information-disclosure by cwe-chosen');
  });

  it('are those of the CVSS impact where no CWE says any', () => {
    assert.equal(categories([], confidentiality), 'information-disclosure by cvss');
    assert.equal(categories([], 'AV:N/AC:L/Au:N/C:N/I:P/A:P'), 'tampering denial-of-service by cvss');
    assert.equal(categories([]), ' by nothing');
    assert.equal(categories([], 'nonsense'), ' by nothing');
  });

  it('are what the model says otherwise', () => {
    assert.equal(
      categories([89], null, new Map([[89, ['elevation-of-privilege']]])),
      'elevation-of-privilege by exception',
    );
    assert.equal(categories([89], confidentiality, new Map([[89, []]])), ' by exception');
  });
});

describe('the tables', () => {
  it('hold letters of STRIDE, and each CWE of the scopes once', () => {
    const numbers = Object.values(cweScopes).flatMap((line) => line.split(' '));
    assert.equal(new Set(numbers).size, numbers.length);
    for (const letters of [...Object.keys(cweScopes), ...Object.values(cweChosen)])
      assert.match(letters, /^S?T?R?I?D?E?$/);
    for (const number of numbers) assert.match(number, /^\d+$/);
  });
});

describe('the STRIDE categories of an alert', () => {
  it('are those of its tactics', () => {
    const stride = strideOfAlert({ tactics: ['credential-access', 'unheard-of'], cwe: [] }, vectorReader());
    assert.deepEqual(stride.categories, ['spoofing', 'information-disclosure']);
  });
});

describe('the threats of a finding', () => {
  const threats: readonly ThreatDescription[] = [
    { name: 'Leak', elements: ['Orders', 'Db'], cwe: [89], stride: ['information-disclosure'] },
    { name: 'Change', elements: ['Orders'], cwe: [], stride: ['tampering'] },
    { name: 'Flood', elements: ['Orders'], cwe: [], stride: ['denial-of-service'] },
    { name: 'Elsewhere', elements: ['Cart'], cwe: [89], stride: ['tampering'] },
  ];
  it('are those with its CWE, or else one of its categories, on its service', () => {
    const stride = strideOfFinding({ cwe: [89], cvss: null }, vectorReader());
    const found = threatsOf(['Orders'], [89], stride, threats).map((match) => `${match.threat} by ${match.by}`);
    assert.deepEqual(found, ['Leak by cwe', 'Change by stride']);
  });
});
