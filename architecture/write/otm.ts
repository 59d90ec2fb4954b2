/** A model and its figures as Open Threat Model 0.2.0, for tools that speak it. */
import type { ReportSystem, SystemDescription } from '../../protocol/index.ts';

/** The trust zone of what has none: the format wants one for every component. */
const outside = 'outside-all-zones';

/** A scale of the format from 0 to 100, by class of data. */
const confidentiality: ReadonlyMap<string, number> = new Map([
  ['public', 0],
  ['internal', 33],
  ['confidential', 67],
  ['restricted', 100],
]);

/** Plain data in the format's shape. Ids are the names of the model, which are unique in a system. */
export function openThreatModel(description: SystemDescription, report: ReportSystem): object {
  const { elements, zones, assets } = description;
  const struck = threatsByPlace(report);
  const id = description.name ?? 'unnamed';
  return {
    otmVersion: '0.2.0',
    project: { name: description.title ?? id, id, attributes: { currency: description.currency } },
    assets: assets.map(({ name, title, data }) => ({
      id: name,
      name: title ?? name,
      risk: {
        confidentiality: confidentiality.get(data) ?? 0,
        integrity: 0,
        availability: 0,
        comment: `Confidentiality is the class "${data}" on a scale to 100; the model rates no integrity or availability.`,
      },
    })),
    trustZones: [
      { id: outside, name: 'Outside all zones', type: 'outside', risk: { trustRating: 0 } },
      ...zones.map(({ name, title, parent }) => ({
        id: name,
        name: title ?? name,
        type: 'zone',
        // The model ranks no zone above another: inside counts alike.
        risk: { trustRating: 50 },
        ...(parent === null ? {} : { parent: { trustZone: parent } }),
      })),
    ],
    components: elements
      .filter(({ kind }) => kind !== 'flow')
      .map(({ name, title, kind, zone, assets: held, owner }) => ({
        id: name,
        name: title ?? name,
        type: kind,
        parent: { trustZone: zone ?? outside },
        assets: { processed: kind === 'store' ? [] : held, stored: kind === 'store' ? held : [] },
        threats: struck.get(name) ?? [],
        attributes: { owner: owner.join(', ') },
      })),
    dataflows: elements
      .filter(({ kind }) => kind === 'flow')
      .flatMap(({ name, title, ends, assets: carried, encrypted, authenticated }) =>
        ends.map(({ from, to }, i) => ({
          id: ends.length === 1 ? name : `${name} ${i + 1}`,
          name: title ?? name,
          bidirectional: false,
          source: from,
          destination: to,
          assets: carried,
          threats: struck.get(name) ?? [],
          attributes: { encrypted, authenticated },
        })),
      ),
    threats: threats(description, report),
    mitigations: report.controls.map(({ name, title, status }) => ({
      id: name,
      name: title ?? name,
      riskReduction: reductionOf(report, name),
      attributes: { status },
    })),
  };
}

function threats({ currency }: SystemDescription, report: ReportSystem): readonly object[] {
  const losses = report.threats.map(({ current }) => current?.meanLossPerEvent ?? 0);
  const largest = Math.max(0, ...losses);
  return report.threats.map(({ name, title, stride, cwe, current }, i) => ({
    id: name,
    name: title ?? name,
    categories: stride,
    cwes: cwe.map((number) => `CWE-${number}`),
    risk: {
      likelihood: current === null ? null : percent(current.probabilityOfLoss),
      likelihoodComment:
        current === null ? 'The model has no figures for it.' : 'Chance of a loss in a year, in percent.',
      impact: largest > 0 ? percent(losses[i] / largest) : 0,
      impactComment:
        losses[i] > 0
          ? 'Mean loss of an event, in percent of that of the costliest threat.'
          : 'The model has no figures for it.',
    },
    attributes: {
      currency,
      annualizedLossExpectancy: current?.ale ?? null,
      meanLossPerEvent: current?.meanLossPerEvent ?? null,
    },
  }));
}

type Reference = { readonly threat: string; readonly state: string; readonly mitigations: readonly object[] };

function threatsByPlace(report: ReportSystem): ReadonlyMap<string, readonly Reference[]> {
  const places = new Map<string, Reference[]>();
  for (const { name, on, reducedBy, accepted } of report.threats) {
    const controls = [...new Map(reducedBy.map(({ control, status }) => [control, status]))];
    const mitigations = controls.map(([mitigation, status]) => ({
      mitigation,
      state: status === 'in-place' ? 'implemented' : 'recommended',
    }));
    const state = accepted === null ? 'exposed' : 'accepted';
    for (const place of on) places.set(place, [...(places.get(place) ?? []), { threat: name, state, mitigations }]);
  }
  return places;
}

/** The strongest mean reduction of any one factor, in percent; the format has one number for all. */
function reductionOf(report: ReportSystem, control: string): number {
  const means = report.threats.flatMap(({ reducedBy }) =>
    reducedBy.flatMap((each) => (each.control === control && each.mean !== null ? [each.mean] : [])),
  );
  return percent(Math.max(0, ...means));
}

/** A share as percent with at most two places. */
function percent(share: number): number {
  return Math.round(share * 10_000) / 100;
}
