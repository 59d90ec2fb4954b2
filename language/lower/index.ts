/** From a linked system to the engine's model, its description, and what was found on the way. */
import { viewOf } from '../checks/view.ts';
import { describeEvidence } from '../evidence/describe.ts';
import type { EvidenceSnapshot } from '../evidence/files.ts';
import { evidenceOf } from '../evidence/system-evidence.ts';
import type { Let } from '../generated/ast.ts';
import {
  collectFindings,
  lowerEstimate,
  percentilePlace,
  type QuantityScope,
  type Value,
} from '../quantities/index.ts';
import type { LinkedSystem, LoweredSystem } from '../stages.ts';
import { type Base, type Lets, record, type SharedQuantities } from './base.ts';
import { catchesOf } from './catches.ts';
import { lowerControl } from './controls.ts';
import { countable } from './countable.ts';
import { describeSystem } from './describe.ts';
import { orderByDependency } from './graph.ts';
import { groupsOf, membershipOf } from './groups.ts';
import { limitsOf } from './limits.ts';
import { type LowerMemory, lowerMemory, rememberIn } from './memory.ts';
import { modelOf } from './model.ts';
import { emptyNames, itemName, itemsOf, lowerNamed, type NamedQuantities, referredTo, resolveName } from './named.ts';
import { observedFactors } from './observed-factor.ts';
import { reportPairs } from './pairs.ts';
import { currencyOf, moneyTableOf, settingsOf } from './settings.ts';
import { lowerThreat } from './threats.ts';
import { unitsOf } from './units.ts';
import { reportZoneCycles } from './zone-cycles.ts';

export interface LowerOptions {
  /** The date that decides what has expired, `2026-03-01`. */
  readonly today: string;
  /** The file of a URI as reports name it: relative to the root, with `/`. Without it, the URI's path. */
  readonly fileOf?: (uri: string) => string;
  /** What the system's evidence says, read before; without it nobody looked, and nothing moves. */
  readonly evidence?: EvidenceSnapshot;
  /** Kept between calls, an edit computes again only what it touches. */
  readonly memory?: LowerMemory;
}

const noLets: ReadonlyMap<Let, Value> = new Map();

/**
 * The model of a system. Never throws on what the parser had to repair: broken parts are left out, and everything else
 * keeps its figures. Linear in the size of the text.
 */
export function lowerSystem(system: LinkedSystem, options: LowerOptions): LoweredSystem {
  const named = emptyNames();
  const base = baseOf(system, named, options.memory ?? lowerMemory());
  lowerNames(base, named);
  const settings = settingsOf(system, base.scope);
  const controls = new Map(base.view.controls.map((control) => [control, lowerControl(base, control)] as const));
  const catches = catchesOf(base);
  const scopeFor = observedFactors(base, catches, controls);
  const fileOf = options.fileOf ?? pathOf;
  const evidence = evidenceOf(base, options.evidence, options.today, fileOf);
  const threats = new Map(
    base.view.threats.map(
      (threat) => [threat, lowerThreat(base, named, threat, scopeFor, { evidence, fileOf })] as const,
    ),
  );
  lowerPercentiles(base);
  const misplaced = reportPairs(base);
  const zonesInCycles = reportZoneCycles(base);
  const countables = countable(base, threats);
  const memberships = new Map(
    base.view.threats.map(
      (threat) => [threat, membershipOf(base, threat, threats.get(threat)!.damage, misplaced.has(threat))] as const,
    ),
  );
  const groups = groupsOf(base, memberships, countables, zonesInCycles);
  const limits = limitsOf(base);
  const parts = { base, settings, threats, countable: countables, catches, controls, groups, limits };
  return {
    system,
    view: base.view,
    evidence,
    ...modelOf(parts),
    description: {
      ...describeSystem(parts, memberships, fileOf),
      evidence: describeEvidence(evidence, threats, fileOf),
    },
    findings: base.findings.all,
    estimates: base.estimates,
    limits,
    uses: named.uses,
  };
}

function pathOf(uri: string): string {
  return decodeURIComponent(uri.replace(/^[a-z-]+:\/\/[^/]*\//, ''));
}

function baseOf(system: LinkedSystem, named: NamedQuantities, memory: LowerMemory): Base {
  const findings = collectFindings();
  const view = viewOf(system);
  const units = unitsOf(view.units, findings.report);
  const currency = currencyOf(system, findings.report);
  const shared: SharedQuantities = { laws: [], bounds: [] };
  const lets: Lets = { values: new Map(), laws: [], bounds: [] };
  const scope: QuantityScope = {
    money: moneyTableOf(system, currency, findings.report),
    units,
    report: findings.report,
    forward: findings.add,
    laws: { shared: shared.laws, lets: lets.laws },
    bounds: { shared: shared.bounds, lets: lets.bounds },
    resolve: (reference, place, at) => resolveName(named, noLets, reference, place, at),
    remember: (key, compute) => rememberIn(memory, key, compute),
    observedUnder: null,
    takesEvidence: false,
    reducedInPlace: [],
  };
  return { system, view, findings, units, currency, shared, estimates: new Map(), scope };
}

/** Estimates, asset properties and distributions, each after what it uses; circles are an error and have no value. */
function lowerNames(base: Base, named: NamedQuantities): void {
  const { order, cycles } = orderByDependency(itemsOf(base), referredTo);
  for (const cycle of cycles) {
    const path = [...cycle, cycle[0]].map(itemName).join(' → ');
    for (const item of cycle)
      base.findings.report(
        'cycle',
        item,
        `\`${itemName(item)}\` is defined by itself: ${path}. Give one of them a value of its own.`,
        {
          property: item.$type === 'Size' || item.$type === 'Value' ? 'estimate' : 'name',
        },
      );
  }
  lowerNamed(base, named, order, new Set(cycles.flat()));
}

/** Capabilities and resistances are looked at once for themselves, used or not. */
function lowerPercentiles(base: Base): void {
  for (const owner of [...base.view.agents, ...base.view.ends])
    for (const property of owner.properties)
      if (property.$type === 'Capability' || property.$type === 'Resistance') {
        const value = lowerEstimate(property.estimate, percentilePlace, base.scope);
        record(base, property.estimate, value, 'per-event');
      }
}

export { type LowerMemory, lowerMemory } from './memory.ts';
