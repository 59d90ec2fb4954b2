/** The line above a declaration: its figures in words. Never computes: it shows the last figures, marked when stale. */
import type { AstNode } from 'langium';
import type { CodeLens, Range } from 'vscode-languageserver-types';
import {
  type Declaration,
  type Expectation,
  isControl,
  isEvidence,
  isExpectation,
  isFeed,
  isNamedEstimate,
  isService,
  isStore,
  isSystem,
  isThreat,
  type RiskFile,
  type Threat,
} from '../../language/generated/ast.ts';
import {
  type ItemAtResult,
  type ReportGroup,
  type ReportSystem,
  type ShowItemArguments,
  showItem,
} from '../../protocol/index.ts';
import { applyFix } from '../actions/commands.ts';
import type { ComparedSystem } from '../compare/compare-root.ts';
import { differenceWords } from '../compare/words.ts';
import type { Settings } from '../settings.ts';
import type { Shown, SystemState } from '../systems/state.ts';
import { nameRange, nodeRange } from '../text/nodes.ts';
import { declaredEvidenceWords, serviceEvidenceWords } from './evidence-words.ts';
import {
  between,
  controlWords,
  elementWords,
  expectationWords,
  groupWords,
  systemWords,
  threatWords,
} from './words.ts';

export const computing = 'computing…';
export const staleMark = ' · updating…';

export interface LensRequest {
  readonly uri: string;
  readonly file: RiskFile;
  readonly state: SystemState;
  readonly shown: Shown;
  /** Against a revision; null where nothing is compared. */
  readonly compared: ComparedSystem | null;
  readonly settings: Settings['lens'];
  /** How often a named estimate is used. */
  usesOf(node: Declaration): number;
}

export function lensesOf(request: LensRequest): CodeLens[] {
  if (!request.settings.enabled) return [];
  return request.file.declarations.flatMap((declaration) => {
    const range = nameRange(declaration);
    if (!range) return [];
    return [lensOf(declaration, range, request), evidenceLens(declaration, range, request)].filter(
      (lens) => lens !== null,
    );
  });
}

function lensOf(node: Declaration, range: Range, request: LensRequest): CodeLens | null {
  if (isNamedEstimate(node)) {
    if (!request.settings.estimates) return null;
    const uses = request.usesOf(node);
    return lensAt(
      range,
      uses === 0 ? 'not used' : uses === 1 ? 'used once' : `used ${uses} times`,
      request,
      'estimate',
      node.name,
    );
  }
  if (isExpectation(node)) return expectationLens(node, range, request);
  const name = 'name' in node ? node.name : undefined;
  const kind = kindOf(node);
  if (name === undefined || kind === null) return null;
  const report = request.shown.figures?.report;
  const text = report ? wordsOf(node, name, report, request) : computing;
  if (text === null || (text === computing && !hasLens(node, request.settings))) return null;
  const missing = isThreat(node) ? missingOf(name, request) : [];
  if (missing.length > 0) return fixLens(range, node, missing, request);
  const fresh = request.shown.state === 'fresh' || text === computing;
  const words = text === computing ? text : withDifference(text, kind, name, request);
  return lensAt(range, fresh ? words : words + staleMark, request, kind, name);
}

/** A lens of its own beside that of the declaration: its click leads to the findings. */
function evidenceLens(node: Declaration, range: Range, request: LensRequest): CodeLens | null {
  const about = evidenceTitle(node, request);
  return about && lensAt(range, about.title, request, about.kind, about.name, 'findings');
}

function evidenceTitle(node: Declaration, { state, shown }: LensRequest): EvidenceTitle | null {
  if (isEvidence(node) || isFeed(node)) {
    const title = declaredEvidenceWords(node, state);
    return title === null ? null : { title, kind: 'evidence', name: node.path ?? '' };
  }
  if (!isService(node) && !isStore(node)) return null;
  const report = shown.figures?.report;
  const found = report?.evidence?.services.find(({ service }) => service === node.name);
  if (!report || !found) return null;
  const title = serviceEvidenceWords(found, report.currency);
  return { title: shown.state === 'fresh' ? title : title + staleMark, kind: 'element', name: node.name };
}

interface EvidenceTitle {
  readonly title: string;
  readonly kind: ItemAtResult['kind'];
  readonly name: string;
}

/** Behind the figure: at the end of a long line a narrow editor, as one side of two is, would cut it off. */
function withDifference(text: string, kind: ItemAtResult['kind'], name: string, { compared }: LensRequest): string {
  if (compared === null) return text;
  if (kind !== 'system' && kind !== 'threat' && kind !== 'element' && kind !== 'control') return text;
  const difference = differenceWords(compared, kind, name);
  if (difference === null) return text;
  const [figure, ...more] = text.split(between);
  return [figure, difference, ...more].join(between);
}

function wordsOf(node: Declaration, name: string, report: ReportSystem, request: LensRequest): string | null {
  const named = <T extends { readonly name: string }>(items: readonly T[]) => items.find((item) => item.name === name);
  const unknown = request.shown.state === 'stale' ? computing : null;
  if (isSystem(node)) return report.name === name ? systemWords(report) : unknown;
  if (isThreat(node)) {
    const threat = named(report.threats);
    return threat ? threatWords(threat, report, errorLine(node, request)) : unknown;
  }
  if (isControl(node)) {
    const control = named(report.controls);
    return control ? controlWords(control, report) : unknown;
  }
  if (!hasLens(node, request.settings)) return null;
  const element = named(report.elements);
  if (element) return elementWords(element, report);
  const group = named<ReportGroup>([...report.assets, ...report.zones, ...report.agents]);
  return group ? groupWords(group, report) : null;
}

function hasLens(node: Declaration, settings: Settings['lens']): boolean {
  if (['System', 'Threat', 'Control', 'Service', 'Store'].includes(node.$type)) return true;
  return settings.allElements && ['External', 'Flow', 'Asset', 'Zone', 'Agent'].includes(node.$type);
}

export function kindOf(node: { readonly $type: string }): ItemAtResult['kind'] | null {
  switch (node.$type) {
    case 'System':
    case 'Threat':
    case 'Control':
    case 'Asset':
    case 'Zone':
    case 'Agent':
      return node.$type.toLowerCase() as ItemAtResult['kind'];
    case 'Service':
    case 'Store':
    case 'External':
    case 'Flow':
      return 'element';
    case 'NamedEstimate':
    case 'Distribution':
      return 'estimate';
    case 'Evidence':
    case 'Feed':
      return 'evidence';
  }
  return null;
}

function expectationLens(node: Expectation, range: Range, request: LensRequest): CodeLens | null {
  const report = request.shown.figures?.report;
  const limit = node.limit?.$cstNode?.text ?? '';
  const text = node.$cstNode?.text ?? '';
  const line = range.start.line + 1;
  const judged =
    report?.expectations.find(
      (one) => one.line === line && sameText(one.text, text) && request.uri.endsWith(encodeURI(one.file)),
    ) ?? report?.expectations.find((one) => sameText(one.text, text));
  const fresh = request.shown.state === 'fresh';
  const words = judged && report ? expectationWords(judged, report.currency, limit) : fresh ? null : computing;
  if (words === null) return null;
  const target = node.target?.ref;
  const kind = target ? kindOf(target) : 'system';
  const name = target ? target.name : request.state.linked.name;
  return lensAt(range, fresh || words === computing ? words : words + staleMark, request, kind ?? 'system', name ?? '');
}

function sameText(a: string, b: string): boolean {
  return a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim();
}

/** What the text says now that a threat lacks: known without figures. */
function missingOf(name: string, { state }: LensRequest): readonly string[] {
  return state.lowered.description.threats.find((threat) => threat.name === name)?.missing ?? [];
}

function fixLens(range: Range, node: Declaration, missing: readonly string[], request: LensRequest): CodeLens {
  const within = nodeRange(node);
  const finding = request.state.findings.find(
    (one) => one.code === 'unquantified' && one.fix && one.uri === request.uri && within && contains(within, one.range),
  );
  const text = `no figure: ${missing.join(' and ')} missing`;
  if (!finding) return lensAt(range, text, request, 'threat', 'name' in node ? (node.name ?? '') : '');
  const place = { uri: request.uri, code: finding.code, range: finding.range };
  return { range, command: { title: `${text} (add it)`, command: applyFix, arguments: [place] } };
}

/** The line (1-based) of the first error in what the figures of a threat rest on; null where it has none of its own. */
function errorLine(threat: Threat, { state, uri }: LensRequest): number | null {
  const parts = threat.properties.filter(({ $type }) => ['Frequency', 'Loss', 'LeadsTo'].includes($type));
  const errors = state.findings.filter((one) => one.severity === 'error' && one.uri === uri);
  const inside = (node: AstNode) => {
    const range = nodeRange(node);
    return errors.find((error) => range && contains(range, error.range));
  };
  const first = parts.map(inside).find((found) => found !== undefined) ?? inside(threat);
  return first ? first.range.start.line + 1 : null;
}

function contains(outer: Range, inner: Range): boolean {
  return outer.start.line <= inner.start.line && inner.end.line <= outer.end.line;
}

function lensAt(
  range: Range,
  title: string,
  request: LensRequest,
  kind: ItemAtResult['kind'],
  name: string,
  about?: ShowItemArguments['about'],
): CodeLens {
  const target: ShowItemArguments = { uri: request.uri, kind, name, ...(about ? { about } : {}) };
  return { range, command: { title, command: showItem, arguments: [target] } };
}
