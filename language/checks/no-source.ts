import { counted, listed } from '../../protocol/index.ts';
import type * as ast from '../generated/ast.ts';
import { isVulnerability } from '../generated/ast.ts';
import type { Check } from './check.ts';
import type { CodeInfo } from './code.ts';
import { alternative, insertIntoBody } from './edits.ts';
import { findingAt, relatedAt } from './finding.ts';
import { type Stated, sourcesIn, statedIn } from './provenance.ts';

const info: CodeInfo = {
  code: 'no-source',
  severity: 'hint',
  title: 'Numbers that come from nowhere',
  help: 'Some estimates of the threat say neither a source nor an expert, so that nobody can check or renew them.',
  adjustable: true,
  needs: 'text',
};

export const noSource: Check = {
  info,
  run: ({ view }) => {
    const hasSource = sourcesIn(view.system.node);
    return view.threats.flatMap((threat) => {
      const stated = statedIn(threat);
      const missing = stated.filter((estimate) => !hasSource(estimate));
      if (missing.length === 0) return [];
      const of = missing.length === stated.length ? '' : `${missing.length} of `;
      const message =
        `${of}${counted(stated.length, 'estimate')} of ${threat.name} ${missing.length === 1 ? 'has' : 'have'} no source: ` +
        `${listed([...new Set(missing.map(placeOf))])}. ` +
        'Write `{ source "…" }` after each, or `source "…"` in the body for all.';
      return findingAt(info, threat, message, {
        property: 'name',
        related: missing.slice(0, 20).map((estimate) => relatedAt(estimate, 'No source is said of this.')),
        fix: {
          alternatives: [alternative('Add a source for the whole threat', [insertIntoBody(threat, ['source ""'])])],
        },
      });
    });
  },
};

const factors: Readonly<Record<string, string>> = {
  Frequency: 'frequency',
  ThreatEvents: 'threat-events',
  Contact: 'contact',
  Action: 'action',
  Vulnerability: 'vulnerability',
  Capability: 'capability',
  Resistance: 'resistance',
  LeadsTo: 'leads to',
  Loss: 'loss',
  PrimaryLoss: 'primary',
  SecondaryLoss: 'secondary',
};

/** The word under which an estimate stands in its threat. */
function placeOf(stated: Stated): string {
  if (isVulnerability(stated)) return 'vulnerability';
  const container = stated.$container;
  if (container.$type === 'LossTerm') return (container as ast.LossTerm).form ?? 'loss';
  if (container.$type === 'Let') return `let ${(container as ast.Let).name}`;
  return factors[container.$type] ?? container.$type;
}
