import type { RiskModel } from '../engine/index.ts';
import { sha256 } from './sha256.ts';

/**
 * `sha256:…` of the canonical JSON of a risk model: equal models have equal hashes, whatever the order of keys. Together
 * with the engine's version and the method it identifies the figures.
 */
export function modelHash(model: RiskModel): string {
  return `sha256:${sha256(canonicalJson(model))}`;
}

/** JSON with the keys of every object sorted, without blanks; numbers that JSON does not know by name, as strings. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : JSON.stringify(String(value));
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}
