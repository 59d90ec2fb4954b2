import assert from 'node:assert/strict';
import { type Problem, type Reading, readReport } from '../index.ts';
import type { Json } from '../input/value.ts';
import { contentOf } from '../read.ts';

export function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Reads a report that must be readable. */
export function reading(value: unknown): Reading {
  const result = readReport(bytesOf(value));
  assert.equal(result.kind, 'reading', result.kind === 'problem' ? result.message : '');
  return result as Reading;
}

/** Reads a report that must not be readable. */
export function failing(value: unknown): Problem {
  const result = readReport(value instanceof Uint8Array ? value : bytesOf(value));
  assert.equal(result.kind, 'problem');
  return result as Problem;
}

/** The first finding; the reader must say the same of the whole document as of the members that it lists. */
export function first(value: unknown) {
  const result = reading(value);
  assert.deepEqual(contentOf(value as Json)?.content.findings, result.findings);
  assert.ok(result.findings.length > 0, 'no finding');
  return result.findings[0];
}

export function firstAlert(value: unknown) {
  const result = reading(value);
  assert.deepEqual(contentOf(value as Json)?.content.alerts, result.alerts);
  return result.alerts[0];
}
