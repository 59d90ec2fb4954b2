/** What evidence does to an estimate, finding by finding, and what the files of a declaration say. */
import { type AstNode, AstUtils } from 'langium';
import { type EvidenceDeclaration, requestOf } from '../../language/evidence/requests.ts';
import * as ast from '../../language/generated/ast.ts';
import {
  counted,
  type EvidenceAlertStep,
  type EvidenceFile,
  type EvidenceStep,
  moneyInWords,
  numberInWords,
  percentInWords,
  type ReportEffect,
} from '../../protocol/index.ts';
import { daysInWords, evidenceFilesWords, filesOf } from '../lenses/evidence-words.ts';
import type { SystemState } from '../systems/state.ts';
import type { HoverContext } from './estimate.ts';
import { list, paragraphs, plain } from './markdown.ts';

const mostSteps = 5;
const mostFiles = 10;

/** Of an estimate, or a contest, with the words `with evidence`; null without them. */
export function effectHover(node: AstNode, { bench, state }: HoverContext): string | null {
  if (!asksForEvidence(node)) return null;
  const threat = AstUtils.getContainerOfType(node, ast.isThreat);
  const factor = AstUtils.getContainerOfType(node, ast.isThreatEvents) ? 'threat-events' : 'vulnerability';
  if (threat === undefined || state.lowered.evidence === null) return null;
  const { figures, state: age } = bench.figures.of(state);
  const effect = figures?.report.evidence?.effects.find((one) => one.threat === threat.name && one.factor === factor);
  if (effect === undefined)
    return age === 'fresh'
      ? '**With evidence** Nothing was found that concerns this threat: the estimate stays.'
      : null;
  return paragraphs(
    head(effect),
    plain(effect.because),
    effect.factor === 'vulnerability'
      ? listed(effect.steps, (step) => findingLine(step, state.today))
      : listed(effect.steps, alertLine),
    effect.factor === 'vulnerability' && effect.left > 0
      ? `${counted(effect.left, 'more finding')} of a package that counts already, or weaker than the ten strongest.`
      : null,
    moneyLine(effect, figures!.report.currency),
    age === 'stale' ? '*As of the text before the last edit.*' : null,
  );
}

function asksForEvidence(node: AstNode): boolean {
  return (ast.isEstimate(node) || ast.isVulnerability(node)) && node.evidence.length > 0;
}

/** `With evidence 20% → 45% (uncalibrated)`. */
function head(effect: ReportEffect): string {
  const of = (mean: number | null) =>
    mean === null
      ? 'no figure'
      : effect.factor === 'vulnerability'
        ? percentInWords(mean)
        : `${numberInWords(mean)} events a year`;
  const means = effect.moved
    ? `${of(effect.prior.mean)} → ${of(effect.posterior.mean)}`
    : `${of(effect.prior.mean)} stays`;
  return `**With evidence** ${means} *(means; uncalibrated)*`;
}

function moneyLine({ moved, aleBefore, aleAfter }: ReportEffect, currency: string): string | null {
  if (!moved || aleBefore === null || aleAfter === null) return null;
  return `All evidence moves the threat from ${moneyInWords(aleBefore, currency)} to ${moneyInWords(aleAfter, currency)} a year.`;
}

/** The strongest first, as they come. */
function listed<T>(steps: readonly T[], line: (step: T) => string): string {
  const more = steps.length - mostSteps;
  return list([...steps.slice(0, mostSteps).map(line), ...(more > 0 ? [`and ${more} more`] : [])]);
}

/** `CVE-2026-0001 in orm 2.4.1 on Orders: 0.45 = 0.9 · 1 · 0.5 · reports/trivy.json, 2 days old`. */
function findingLine(step: EvidenceStep, today: string): string {
  const { id, package: of, service, strength, threat, reach, ease, discount, file, at } = step;
  const product = [threat, reach, ease].map(
    ({ value, assumed }) => `${numberInWords(value)}${assumed ? ' (assumed)' : ''}`,
  );
  const where = [of === null ? '' : ` in ${plain(of)}`, service === null ? '' : ` on ${plain(service)}`].join('');
  const counts = discount < 1 ? `, counts for ${percentInWords(discount)}` : '';
  const age = at === null ? '' : `, ${daysInWords(at, today)}`;
  return `**${plain(id)}**${where}: strength ${numberInWords(strength)} = ${product.join(' · ')}${counts} · ${plain(file)}${age}`;
}

function alertLine({ rule, tool, service, day, alerts, file }: EvidenceAlertStep): string {
  return `**${plain(rule)}** on ${plain(service)}, ${day}: ${counted(alerts, 'alert')} of ${plain(tool)} · ${plain(file)}`;
}

/** On the path of `evidence` or `feed`: its files, with tool, counts, age or what is wrong. */
export function evidenceHover(node: EvidenceDeclaration, state: SystemState): string | null {
  const { evidence, description } = state.lowered;
  if (evidence === null) return null;
  const files = filesOf(node, description.evidence?.files ?? []);
  if (files.length === 0)
    return state.evidence?.answer(requestOf(node)) === undefined
      ? 'The files are being read.'
      : evidence.missing.includes(node)
        ? 'No file matches this path, relative to this file. Nothing moves until one does.'
        : 'Its files are named by another line, too, and listed there.';
  const more = files.length - mostFiles;
  return paragraphs(
    files.length > 1 ? `${counted(files.length, 'file')}: ${plain(evidenceFilesWords(files, state.today))}` : null,
    list([
      ...files.slice(0, mostFiles).map((file) => fileLine(file, state.today)),
      ...(more > 0 ? [`and ${more} more`] : []),
    ]),
  );
}

function fileLine(file: EvidenceFile, today: string): string {
  const said = file.error === null ? evidenceFilesWords([file], today) : file.error;
  return [`**${plain(file.path)}** ${plain(said)}`, ...file.notes.map(plain)].join(' ');
}
