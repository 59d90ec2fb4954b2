/** SARIF 1.0.0, which compilers of .NET write where nothing else is asked for (`/errorlog`). */
import { severityOf } from '../common/severity.ts';
import { latestOf, moment } from '../common/time.ts';
import { type Finding, finding } from '../finding.ts';
import { firstText, isList, type Json, list, member, number, object, pointer, text, texts } from '../input/value.ts';
import type { Reader } from '../reader.ts';
import { content } from '../reading.ts';
import { cweOf, pathOf } from './sarif-parts.ts';

export const sarif1: Reader = {
  format: 'SARIF 1',
  keys: [
    ...['version', 'runs', 'tool', 'name', 'rules/*', 'id', 'shortDescription', 'defaultLevel', 'properties', 'tags'],
    ...['cwe', 'results', 'ruleId', 'ruleKey', 'level', 'message', 'formattedRuleMessage', 'arguments', 'locations'],
    ...['resultFile', 'analysisTarget', 'uri', 'region', 'startLine', 'suppressionStates', 'baselineState'],
    ...['invocation', 'startTime', 'endTime'],
  ],
  recognises: (root) => isList(root, 'runs') && (text(root, 'version')?.startsWith('1.') ?? false),
  read(root) {
    const runs = list(root, 'runs');
    let left = 0;
    const findings = runs.flatMap((run, index) =>
      list(run, 'results').flatMap((result, nth) => {
        if (!isLeftOut(result)) return resultOf(result, run, pointer('', 'runs', index, 'results', nth)) ?? [];
        left++;
        return [];
      }),
    );
    const notes = left > 0 ? [`${left} results are left out: suppressed, passed, or absent from this scan.`] : [];
    const tools = [...new Set(runs.map(toolOf))];
    return content({ tool: tools.join(', ') || 'SARIF', at: latestOf(runs.map(atOf)), findings, notes });
  },
};

function toolOf(run: Json): string {
  return text(run, 'tool', 'name') ?? 'SARIF';
}

function atOf(run: Json): string | null {
  return moment(firstText(member(run, 'invocation', 'endTime'), member(run, 'invocation', 'startTime')));
}

function isLeftOut(result: Json): boolean {
  return (
    texts(result, 'suppressionStates').some((state) => state !== 'none') ||
    text(result, 'baselineState') === 'absent' ||
    ['pass', 'notApplicable'].includes(text(result, 'level') ?? '')
  );
}

function resultOf(result: Json, run: Json, place: string): Finding | null {
  const key = firstText(member(result, 'ruleKey'), member(result, 'ruleId'));
  const rule = key === null ? null : member(run, 'rules', key);
  const message = firstText(
    member(result, 'message'),
    member(result, 'formattedRuleMessage', 'arguments'),
    texts(result, 'formattedRuleMessage', 'arguments')[0],
  );
  const id = firstText(member(result, 'ruleId'), member(rule, 'id'), key) ?? message?.slice(0, 80);
  if (id === undefined) return null;
  const location = list(result, 'locations')[0] ?? null;
  const file = ['resultFile', 'analysisTarget'].map((name) => member(location, name)).find((at) => object(at) !== null);
  const uri = text(file, 'uri');
  return finding({
    id,
    kind: 'code',
    tool: toolOf(run),
    title: firstText(member(rule, 'shortDescription'), message),
    severity: severityOf(firstText(member(result, 'level'), member(rule, 'defaultLevel')) ?? 'warning'),
    cwe: cweOf(rule, result),
    file: uri === null ? null : pathOf(uri),
    line: number(file, 'region', 'startLine'),
    at: atOf(run),
    place,
  });
}
