/** The published schemas, compiled: a value that does not fit fails with the places and reasons. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

export type SchemaName = 'risk-report-1' | 'risk-check-1' | 'risk-optimize-1' | 'risk-diff-1' | 'risk-evidence-1';

export function schema(name: SchemaName): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../schema/${name}.schema.json`, import.meta.url), 'utf8'));
}

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false });
const validators = {
  'risk-report-1': ajv.compile(schema('risk-report-1')),
  'risk-check-1': ajv.compile(schema('risk-check-1')),
  'risk-optimize-1': ajv.compile(schema('risk-optimize-1')),
  'risk-evidence-1': ajv.compile(schema('risk-evidence-1')),
  'risk-diff-1': ajv.compile(schema('risk-diff-1')),
};

export function assertFits(name: SchemaName, value: unknown): void {
  assert.deepEqual(mistakes(name, value), []);
}

/** Places and reasons for which a value does not fit. */
export function mistakes(name: SchemaName, value: unknown): string[] {
  const validate = validators[name];
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
