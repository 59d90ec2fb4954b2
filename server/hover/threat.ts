/** The FAIR tree of a threat: a line for each factor, as written and as computed, and what would move it most. */
import { type AstNode, AstUtils } from 'langium';
import { type Estimate, isLossTerm, isSecondaryLoss, type Threat } from '../../language/generated/ast.ts';
import { moneyInWords, percentInWords, type ReportSystem, type ReportThreat } from '../../protocol/index.ts';
import { threatWords } from '../lenses/words.ts';
import type { Shown } from '../systems/state.ts';
import { code, list, paragraphs, plain } from './markdown.ts';
import { provenanceInWords, provenanceOf } from './provenance.ts';
import { spreadInWords } from './values.ts';

/** A factor of the tree: its name in figures, how the text and controls name it, its unit, what it is made of. */
interface Factor {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  /** Whether a node of the threat states it. */
  readonly states: (node: AstNode) => boolean;
  /** The factors by which controls name it. */
  readonly names: readonly string[];
  readonly parts: readonly Factor[];
}

const forms = ['productivity', 'response', 'replacement', 'competitive-advantage', 'fines', 'reputation'];
const ofType =
  (...types: readonly string[]) =>
  (node: AstNode) =>
    types.includes(node.$type);
const inSecondary = (node: AstNode) => AstUtils.getContainerOfType(node, isSecondaryLoss) !== undefined;

function treeOf(currency: string): readonly Factor[] {
  const factor = (
    key: string,
    label: string,
    unit: string,
    states: Factor['states'],
    names: readonly string[],
    ...parts: Factor[]
  ): Factor => ({
    key,
    label,
    unit,
    states,
    names,
    parts,
  });
  const part = (node: AstNode) => isLossTerm(node) || node.$type === 'PrimaryLoss' || node.$type === 'SecondaryLoss';
  return [
    factor(
      'lossEventFrequency',
      'Loss event frequency',
      'a year',
      ofType('Frequency'),
      ['frequency'],
      factor(
        'threatEventFrequency',
        'Threat event frequency',
        'a year',
        ofType('ThreatEvents'),
        ['threat-events'],
        factor('contact', 'Contact frequency', 'a year', ofType('Contact'), ['contact']),
        factor('action', 'Probability of action', '%', ofType('Action'), ['action']),
      ),
      factor(
        'vulnerability',
        'Vulnerability',
        '%',
        ofType('Vulnerability'),
        ['vulnerability'],
        factor('capability', 'Threat capability', '%', ofType('Capability'), []),
        factor('resistance', 'Resistance strength', '%', ofType('Resistance'), []),
      ),
    ),
    factor(
      'lossMagnitude',
      'Loss magnitude',
      currency,
      ofType('Loss'),
      ['loss'],
      factor('primaryLoss', 'Primary loss', currency, (node) => part(node) && !inSecondary(node), [
        'primary',
        ...forms,
      ]),
      factor('secondaryLossEventFrequency', 'Secondary loss event frequency', '%', () => false, [
        'secondary-probability',
      ]),
      factor('secondaryLoss', 'Secondary loss', currency, (node) => part(node) && inSecondary(node), ['secondary']),
    ),
  ];
}

export function threatHover(node: Threat, shown: Shown, today: string): string | null {
  const report = shown.figures?.report;
  const threat = report?.threats.find(({ name }) => name === node.name);
  if (!report || !threat) return null;
  const lines = treeOf(report.currency).flatMap((factor) => factorLines(factor, 0, { node, threat, today }));
  return paragraphs(
    `${plain(threatWords(threat, report))}${shown.state === 'stale' ? ' (of the text before the last edit)' : ''}`,
    lines.join('\n'),
    leverOf(threat, report),
  );
}

interface TreeContext {
  readonly node: Threat;
  readonly threat: ReportThreat;
  readonly today: string;
}

/** The line of a factor and those of its parts; a factor without figures of its own still heads its parts. */
function factorLines(factor: Factor, depth: number, context: TreeContext): string[] {
  const inner = factor.parts.flatMap((part) => factorLines(part, depth + 1, context));
  const spread = context.threat.factors[factor.key];
  if (!spread && inner.length === 0) return [];
  const written = statementsOf(context.node, factor);
  const texts = written.slice(0, 3).map((estimate) => code(estimate.value?.$cstNode?.text ?? ''));
  const sources = [
    ...new Set(
      written.map((estimate) => provenanceInWords(provenanceOf(estimate), context.today)).filter((text) => text !== ''),
    ),
  ];
  const cuts = context.threat.reducedBy.filter(({ factor: name }) => factor.names.includes(name)).map(cutInWords);
  const figures = spread ? ` ${spreadInWords(spread, factor.unit)}` : '';
  const parts = [
    `**${factor.label}**${figures}`,
    ...texts,
    ...cuts,
    ...sources.slice(0, 2).map((source) => `*${source}*`),
  ];
  return [`${'  '.repeat(depth)}- ${parts.join(' · ')}`, ...inner];
}

/** `× 0.32 MutualTls`, with its status unless it is in place. */
function cutInWords({ control, mean, status }: ReportThreat['reducedBy'][number]): string {
  const by = mean === null ? 'reduced by' : `× ${Number((1 - mean).toPrecision(2))}`;
  return `${by} ${plain(control)}${status === 'in-place' ? '' : ` (${status})`}`;
}

/** The estimates in the text that state a factor. */
function statementsOf(node: Threat, factor: Factor): Estimate[] {
  return AstUtils.streamAllContents(node)
    .filter(factor.states)
    .flatMap((one) => (one as { readonly estimate?: Estimate }).estimate ?? [])
    .toArray();
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
  const label = labels[widest.key];
  return `Least certain factor: **${label}**, P95 is ${Number(widest.ratio.toPrecision(2))} times P5.`;
}

const labels = {
  vulnerability: 'Vulnerability',
  threatEventFrequency: 'Threat event frequency',
  contact: 'Contact frequency',
  primaryLoss: 'Primary loss',
  secondaryLoss: 'Secondary loss',
  action: 'Probability of action',
} as const;

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
