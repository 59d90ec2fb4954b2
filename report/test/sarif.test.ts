import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Annotation } from '../annotations.ts';
import { sarifLog } from '../sarif.ts';
import { annotated, diagnostic, rules } from './diagnostic.ts';
import { assertIsSarif, sarifMistakes } from './sarif-schema.ts';

// biome-ignore lint/suspicious/noExplicitAny: the log is looked at as a stranger would.
const log = (annotations: readonly Annotation[]): any =>
  sarifLog(annotations, rules, { version: '1.2.3', category: 'risk/check' });

describe('SARIF', () => {
  it('fits the schema, with nothing, with related places and with odd paths', () => {
    assertIsSarif(log([]));
    const related = [{ ...diagnostic({ file: 'other file.risk' }), message: 'Declared here.' }];
    const odd = ['a b/ü%.risk', 'x:y.risk', '#.risk', 'a\uD800.risk'].map((file) => diagnostic({ file, related }));
    assertIsSarif(log(annotated(odd)));
  });

  it('is held against a schema that refuses what is no SARIF', () => {
    const broken = log(annotated([diagnostic()]));
    broken.runs[0].results[0].level = 'information';
    delete broken.runs[0].tool.driver.name;
    assert.equal(sarifMistakes(broken).length >= 2, true);
  });

  it('gives place, level, rule and fingerprint', () => {
    const [run] = log(annotated([diagnostic({ file: 'a b/x.risk' })])).runs;
    const [result] = run.results;
    assert.equal(run.automationDetails.id, 'risk/check/');
    assert.equal(result.level, 'warning');
    assert.equal(run.tool.driver.rules[result.ruleIndex].id, result.ruleId);
    assert.deepEqual(result.locations[0].physicalLocation, {
      artifactLocation: { uri: 'a%20b/x.risk', uriBaseId: '%SRCROOT%' },
      region: { startLine: 3, startColumn: 8, endLine: 3, endColumn: 17 },
    });
    assert.match(result.partialFingerprints.primaryLocationLineHash, /^[0-9a-f]{32}:1$/);
  });

  it('explains each rule, and links it where the page has an address', () => {
    const [quantified, syntax] = log([]).runs[0].tool.driver.rules;
    assert.match(quantified.help.text, /Something is missing\./);
    assert.match(quantified.help.markdown, /\[More\]\(https:\/\/example\.org\/unquantified\)/);
    assert.equal(quantified.helpUri, 'https://example.org/unquantified');
    assert.equal(syntax.helpUri, undefined);
    assert.equal(syntax.defaultConfiguration.level, 'error');
  });

  it('keeps the limit of a run and says what it left out', () => {
    const [one] = annotated([diagnostic()]);
    const many = log(Array.from({ length: 25_003 }, () => one));
    assert.equal(many.runs[0].results.length, 25_000);
    assert.match(many.runs[0].invocations[0].toolExecutionNotifications[0].message.text, /^3 findings are left out/);
  });
});
