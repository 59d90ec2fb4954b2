/** A shop, and the difference between two versions of its files. */
import assert from 'node:assert/strict';
import type { DiffSystem, DiffThreat, RiskDiff } from '../../protocol/index.ts';
import { assertFits } from '../../protocol/test/schemas.ts';
import { withFolder } from '../../sources/test/folder.ts';
import { type Call, call } from './host.ts';

/** 0.5 leaks a year of $100k and 4 outages of 2 hours at $10k, $50k and $80k a year. */
export const shop = `system Shop { appetite { at most 50% chance above $1M } }
estimate Revenue = $10k per hour
distribution Team = $5k
service Web { resistance 50% }
agent Thief { capability 60% }
threat Leak "Orders leak" {
  stride information-disclosure
  on Web
  frequency { threat-events 1 per year vulnerability 50% }
  loss { response $60k fines $40k }
}
threat Outage { stride denial-of-service on Web frequency 4 per year loss productivity 2 hours * Revenue }
control Waf { cost $10k reduces frequency of Leak by 40% }
`;

export type Files = Readonly<Record<string, string>>;

export async function diffCall(base: Files, head: Files, ...words: readonly string[]): Promise<Call> {
  let result: Call | null = null;
  const under = (folder: string, files: Files): Files =>
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  await withFolder({ 'a/': '', 'b/': '', ...under('a', base), ...under('b', head) }, async ({ path }) => {
    result = await call(path, ['diff', './a', './b', ...words]);
  });
  return result!;
}

/** The difference as JSON, which must fit its schema and whose shares must add up. */
export async function diff(base: Files | string, head: Files | string, ...words: readonly string[]): Promise<RiskDiff> {
  const files = (side: Files | string): Files => (typeof side === 'string' ? { 'shop.risk': side } : side);
  const { stdout, stderr } = await diffCall(files(base), files(head), '--json', ...words);
  assert.ok(stdout !== '', stderr);
  const found = JSON.parse(stdout) as RiskDiff;
  assertFits('risk-diff-1', found);
  for (const system of found.systems) assertAddsUp(system);
  return found;
}

export function assertAddsUp(system: DiffSystem): void {
  const near = (actual: number, expected: number, what: string): void =>
    assert.ok(Math.abs(actual - expected) < 0.005, `${what}: ${actual} is not ${expected}`);
  for (const { name, ale, target, causes, notComparable } of system.threats) {
    if (notComparable !== null) continue;
    const sum = (of: 'delta' | 'targetDelta'): number => causes.reduce((total, cause) => total + cause[of], 0);
    near(sum('delta'), ale.delta ?? 0, name);
    near(sum('targetDelta'), target.delta ?? 0, `${name} with planned controls`);
  }
  if (system.notComparable === null)
    near(
      system.causes.reduce((total, { delta }) => total + delta, 0),
      system.ale.delta ?? 0,
      'the system',
    );
}

export async function systemOf(base: Files | string, head: Files | string): Promise<DiffSystem> {
  const { systems } = await diff(base, head);
  assert.equal(systems.length, 1);
  return systems[0];
}

export function threatIn({ threats }: DiffSystem, name: string): DiffThreat {
  const found = threats.find((threat) => threat.name === name);
  assert.ok(found, name);
  return found;
}

/** What moved and why, in short: `Leak +40000: frequency Leak.frequency.vulnerability +40000`. */
export function movesIn({ threats }: DiffSystem): string[] {
  return threats
    .filter(({ change, ale, target }) => change !== 'unchanged' || ale.delta !== 0 || target.delta !== 0)
    .map(({ name, change, ale, causes }) => {
      const why = causes.map(({ kind, path, delta }) => `${kind} ${path} ${Math.round(delta)}`);
      return `${name} ${change} ${ale.delta === null ? 'unknown' : Math.round(ale.delta)}: ${why.join(', ')}`;
    });
}

export const edited = (from: string | RegExp, to: string): string => {
  const text = shop.replace(from, to);
  assert.notEqual(text, shop);
  return text;
};
