/** Hovers on names: what was declared, with its figures. */
import type { AstNode } from 'langium';
import * as ast from '../../language/generated/ast.ts';
import { moneyInWords, type ReportGroup, type ReportSystem } from '../../protocol/index.ts';
import { threatDifference } from '../compare/words.ts';
import { controlWords, elementWords, groupWords, systemWords } from '../lenses/words.ts';
import { wordOf } from '../navigation/outline.ts';
import type { Shown } from '../systems/state.ts';
import { usesOf } from '../text/uses.ts';
import { estimateHover, type HoverContext } from './estimate.ts';
import { list, paragraphs, plain } from './markdown.ts';
import { ageInWords } from './provenance.ts';
import { threatHover, threatsTable } from './threat.ts';

export function declarationHover(node: AstNode, context: HoverContext): string | null {
  if (ast.isLet(node))
    return paragraphs(
      `**let ${plain(node.name)}** One draw for each loss event.`,
      node.estimate && estimateHover(node.estimate, context),
    );
  if (!ast.isDeclaration(node) || !('name' in node) || !node.name) return null;
  const title = 'title' in node && node.title ? ` ${plain(node.title)}` : '';
  const head = `**${wordOf(node)} ${plain(node.name)}**${title}`;
  const documentation = context.bench.risk.documentation.DocumentationProvider.getDocumentation(node);
  return paragraphs(head, documentation ? plain(documentation) : null, bodyOf(node, node.name, context));
}

function bodyOf(node: ast.Declaration, name: string, context: HoverContext): string | null {
  const shown = context.bench.figures.of(context.state);
  const report = shown.figures?.report;
  if (ast.isThreat(node)) {
    const compared = context.bench.comparison.of(context.state);
    const tree = threatHover(node, shown, context.state.today) ?? missing(name, context);
    return paragraphs(tree, compared && threatDifference(compared, name));
  }
  if (ast.isNamedEstimate(node) || ast.isDistribution(node)) {
    const drawn = ast.isNamedEstimate(node) ? 'One draw a year, shared by every use.' : 'A fresh draw at every use.';
    const uses = usesOf(context.bench.risk, node).length;
    return paragraphs(
      `${drawn} ${uses === 0 ? 'Not used.' : uses === 1 ? 'Used once.' : `Used ${uses} times.`}`,
      node.estimate && estimateHover(node.estimate, context),
    );
  }
  if (ast.isCitation(node)) return citation(node, context.state.today);
  if (ast.isUnitDeclaration(node)) return `A unit for counts${node.plural ? `, plural ${plain(node.plural)}` : ''}.`;
  return report ? figuresOf(node, name, report, shown) : null;
}

function figuresOf(node: ast.Declaration, name: string, report: ReportSystem, shown: Shown): string | null {
  const stale = shown.state === 'stale' ? '*The figures are those before the last edit.*' : null;
  const money = (value: number) => moneyInWords(value, report.currency);
  if (ast.isSystem(node)) return paragraphs(plain(systemWords(report)), stale);
  if (ast.isControl(node)) {
    const control = report.controls.find((one) => one.name === name);
    if (!control) return null;
    const saved = [...control.byThreat]
      .sort((a, b) => (b.riskReduction ?? 0) - (a.riskReduction ?? 0))
      .slice(0, 10)
      .map(
        ({ threat, riskReduction }) =>
          `${plain(threat)}: ${riskReduction === null ? 'no figure' : `${money(riskReduction)} a year`}`,
      );
    const many = saved.length > 1 ? '*Single savings overlap and do not add up.*' : null;
    return paragraphs(plain(controlWords(control, report)), list(saved), many, stale);
  }
  const element = report.elements.find((one) => one.name === name);
  const group: ReportGroup | undefined =
    element ?? [...report.assets, ...report.zones, ...report.agents].find((one) => one.name === name);
  if (!group) return null;
  const words = element ? elementWords(element, report) : groupWords(group, report);
  return paragraphs(
    words === null ? 'No threat strikes it.' : plain(words),
    threatsTable(group.threats, report),
    stale,
  );
}

function missing(name: string, { state }: HoverContext): string | null {
  const threat = state.lowered.description.threats.find((one) => one.name === name);
  return threat && threat.missing.length > 0
    ? `No figure: ${threat.missing.join(' and ')} missing.`
    : 'Its figures are being computed.';
}

function citation(node: ast.Citation, today: string): string {
  return list(
    node.properties.flatMap((property) => {
      switch (property.$type) {
        case 'Link':
          return [plain(property.url ?? '')];
        case 'Expert':
        case 'Because':
          return [plain(property.text ?? '')];
        case 'Dated':
          return [`${property.date}, ${ageInWords(property.date ?? '', today)}`];
        case 'Review':
          return [`to be reviewed by ${property.date}`];
        default:
          return [];
      }
    }),
  );
}
