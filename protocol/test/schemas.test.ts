import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mistakes, type SchemaName, schema } from './schemas.ts';

describe('the published schemas', () => {
  it('agree on what a diagnostic is', () => {
    const diagnostic = (name: SchemaName): unknown => (schema(name).$defs as Record<string, unknown>).diagnostic;
    assert.deepEqual(diagnostic('risk-report-1'), diagnostic('risk-check-1'));
    assert.deepEqual(diagnostic('risk-optimize-1'), diagnostic('risk-check-1'));
    assert.deepEqual(diagnostic('risk-evidence-1'), diagnostic('risk-check-1'));
  });

  it('ask for a severity that exists, positions from 1 and paths with /', () => {
    const finding = {
      code: 'unit',
      severity: 'error',
      file: 'a/b.risk',
      line: 1,
      column: 1,
      endLine: 1,
      endColumn: 2,
      system: null,
      subject: null,
      message: 'x',
      url: '',
      related: [],
    };
    const check = (diagnostic: unknown): string[] =>
      mistakes('risk-check-1', {
        format: 'risk-check/1',
        tool: { name: 'risk', version: '1.0.0' },
        asOf: '2026-01-01',
        diagnostics: [diagnostic],
      });
    assert.deepEqual(check(finding), []);
    assert.equal(check({ ...finding, severity: 'fatal' }).length, 1);
    assert.equal(check({ ...finding, line: 0 }).length, 1);
    assert.equal(check({ ...finding, file: 'a\\b.risk' }).length, 1);
  });

  it('require every key they name', () => {
    const open = [
      ...keysNotRequired(schema('risk-report-1')),
      ...keysNotRequired(schema('risk-check-1')),
      ...keysNotRequired(schema('risk-optimize-1')),
      ...keysNotRequired(schema('risk-evidence-1')),
    ];
    assert.deepEqual(open, []);
  });
});

/** Paths of properties that may be left out: there are none, null says what is missing. */
function keysNotRequired(value: unknown, path = ''): string[] {
  if (value === null || typeof value !== 'object') return [];
  const { type, properties, required } = value as { type?: unknown; properties?: object; required?: string[] };
  const own = type === 'object' && properties ? Object.keys(properties).filter((key) => !required?.includes(key)) : [];
  return [
    ...own.map((key) => `${path}/${key}`),
    ...Object.entries(value).flatMap(([key, each]) => keysNotRequired(each, `${path}/${key}`)),
  ];
}
