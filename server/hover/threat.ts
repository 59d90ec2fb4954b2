/** The FAIR tree of a threat: a line for each factor, as written and as computed, and what would move it most. */
import type { AstNode } from 'langium';
import type { Estimate, Threat } from '../../language/generated/ast.ts';
import { moneyInWords, percentInWords, type ReportSystem, type ReportThreat } from '../../protocol/index.ts';
import { threatWords } from '../lenses/words.ts';
import type { Shown } from '../systems/state.ts';
import { code, list, paragraphs, plain } from './markdown.ts';
import { provenanceInWords, provenanceOf } from './provenance.ts';
import { spreadInWords } from './values.ts';

/** A factor of the tree: its name in figures and in the text, its depth, its unit. */
interface Factor {
  readonly key: string;
  readonly label: string;
  readonly depth: number;
  readonly unit: string;
  /** Node types that state it, and the factors by which controls name it. */
  readonly nodes: readonly string[];
  readonly names: readonly string[];
}

const forms = ['productivity', 'response', 'replacement', 'competitive-advantage', 'fines', 'reputation'];

function tree(currency: string): readonly Factor[] {
  return [
    {
      key: 'lossEventFrequency',
      label: 'Loss event frequency',
      depth: 0,
      unit: 'a year',
      nodes: [],
      names: ['frequency'],
    },
    {
      key: 'threatEventFrequency',
      label: 'Threat event frequency',
      depth: 1,
      unit: 'a year',
      nodes: ['ThreatEvents'],
      names: ['threat-events'],
    },
    { key: 'contact', label: 'Contact frequency', depth: 2, unit: 'a year', nodes: ['Contact'], names: ['contact'] },
    { key: 'action', label: 'Probability of action', depth: 2, unit: '%', nodes: ['Action'], names: ['action'] },
    {
      key: 'vulnerability',
      label: 'Vulnerability',
      depth: 1,
      unit: '%',
      nodes: ['Vulnerability'],
      names: ['vulnerability'],
    },
    { key: 'capability', label: 'Threat capability', depth: 2, unit: '%', nodes: ['Capability'], names: [] },
    { key: 'resistance', label: 'Resistance strength', depth: 2, unit: '%', nodes: ['Resistance'], names: [] },
    { key: 'lossMagnitude', label: 'Loss magnitude', depth: 0, unit: currency, nodes: [], names: ['loss'] },
    {
      key: 'primaryLoss',
      label: 'Primary loss',
      depth: 1,
      unit: currency,
      nodes: ['PrimaryLoss'],
      names: ['primary', ...forms],
    },
    {
      key: 'secondaryLossEventFrequency',
      label: 'Secondary loss event frequency',
      depth: 1,
      unit: '%',
      nodes: [],
      names: ['secondary-probability'],
    },
    {
      key: 'secondaryLoss',
      label: 'Secondary loss',
      depth: 1,
      unit: currency,
      nodes: ['SecondaryLoss'],
      names: ['secondary'],
    },
  ];
}

export function threatHover(node: Threat, shown: Shown, today: string): string | null {
  const report = shown.figures?.report;
  const threat = report?.threats.find(({ name }) => name === node.name);
  if (!report || !threat) return null;
  const lines = tree(report.currency).flatMap((factor) => factorLine(factor, node, threat, today));
  return paragraphs(
    `${plain(threatWords(threat, report))}${shown.state === 'stale' ? ' (of the text before the last edit)' : ''}`,
    lines.join('\n'),
    leverOf(threat, report),
  );
}

function factorLine(factor: Factor, node: Threat, threat: ReportThreat, today: string): string[] {
  const spread = threat.factors[factor.key];
  if (!spread) return [];
  const written = statementsOf(node, factor);
  const texts = written.slice(0, 2).map((estimate) => code(estimate.$cstNode?.text ?? ''));
  const sources = [
    ...new Set(
      written.map((estimate) => provenanceInWords(provenanceOf(estimate), today)).filter((text) => text !== ''),
    ),
  ];
  const cuts = threat.reducedBy.filter(({ factor: name }) => factor.names.includes(name)).map(cutInWords);
  const parts = [
    `**${factor.label}** ${spreadInWords(spread, factor.unit)}`,
    ...texts,
    ...cuts,
    ...sources.slice(0, 2).map((source) => `*${source}*`),
  ];
  return [`${'  '.repeat(factor.depth)}- ${parts.join(' · ')}`];
}

/** `× 0.32 MutualTls`, with its status unless it is in place. */
function cutInWords({ control, mean, status }: ReportThreat['reducedBy'][number]): string {
  const by = mean === null ? 'reduced by' : `× ${Number((1 - mean).toPrecision(2))}`;
  return `${by} ${plain(control)}${status === 'in-place' ? '' : ` (${status})`}`;
}

/** The estimates in the text that state a factor. */
function statementsOf(node: Threat, factor: Factor): Estimate[] {
  const found: Estimate[] = [];
  const visit = (at: AstNode & { readonly estimate?: Estimate; readonly properties?: readonly AstNode[] }) => {
    if (factor.nodes.includes(at.$type) && at.estimate) found.push(at.estimate);
    for (const inner of at.properties ?? []) visit(inner);
  };
  visit(node);
  if (factor.key === 'lossEventFrequency' || factor.key === 'lossMagnitude') {
    const type = factor.key === 'lossEventFrequency' ? 'Frequency' : 'Loss';
    for (const property of node.properties) {
      const direct = (property as { readonly estimate?: Estimate }).estimate;
      if (property.$type === type && direct) found.push(direct);
    }
  }
  return found;
}

/** The control that takes or would take most off this threat. */
function leverOf(threat: ReportThreat, report: ReportSystem): string | null {
  const savings = report.controls.flatMap((control) =>
    control.byThreat
      .filter((one) => one.threat === threat.name && (one.riskReduction ?? 0) > 0)
      .map((one) => ({ control, saved: one.riskReduction ?? 0 })),
  );
  const planned = savings.filter(({ control }) => control.status === 'planned').sort((a, b) => b.saved - a.saved);
  if (planned.length > 0) {
    const share =
      threat.current && threat.current.ale > 0 ? ` (${percentInWords(planned[0].saved / threat.current.ale)})` : '';
    return `Largest lever: **${plain(planned[0].control.name)}** would take ${moneyInWords(planned[0].saved, report.currency)} a year off${share}.`;
  }
  const widest = (
    ['vulnerability', 'threatEventFrequency', 'contact', 'action', 'primaryLoss', 'secondaryLoss'] as const
  )
    .flatMap((key) => {
      const spread = threat.factors[key];
      return spread && spread.p5 > 0 ? [{ key, ratio: spread.p95 / spread.p5 }] : [];
    })
    .sort((a, b) => b.ratio - a.ratio)[0];
  if (!widest || widest.ratio < 1.2) return null;
  const label = tree(report.currency).find(({ key }) => key === widest.key)?.label ?? widest.key;
  return `Least certain factor: **${label}**, P95 is ${Number(widest.ratio.toPrecision(2))} times P5.`;
}

export function threatsTable(names: readonly string[], report: ReportSystem): string {
  const threats = report.threats
    .filter(({ name }) => names.includes(name))
    .sort((a, b) => (b.current?.ale ?? -1) - (a.current?.ale ?? -1))
    .slice(0, 10)
    .map(
      ({ name, current }) =>
        `${plain(name)}: ${current ? `${moneyInWords(current.ale, report.currency)} a year` : 'no figure'}`,
    );
  const more = names.length > 10 ? [`and ${names.length - 10} more`] : [];
  return list([...threats, ...more]);
}
