/** What the place of the cursor takes: names of some kinds, words, an estimate of some dimension, a date, a text. */
import type { Cursor } from '../text/cursor.ts';
import type { Token } from '../text/scan.ts';
import { type BlockKind, factorWords, lossFormWords, strideWords } from './blocks.ts';

export type NameKind =
  | 'zone'
  | 'asset'
  | 'external'
  | 'agent'
  | 'service'
  | 'store'
  | 'flow'
  | 'threat'
  | 'control'
  | 'estimate'
  | 'distribution'
  | 'citation'
  | 'system'
  | 'let';

/** What an estimate must be: decides the units offered and the examples. */
export type Expected = 'rate' | 'probability' | 'money' | 'cost' | 'duration' | 'count' | 'any';

export type Wanted =
  | { readonly want: 'properties'; readonly block: BlockKind }
  | { readonly want: 'declarations' }
  | { readonly want: 'names'; readonly kinds: readonly NameKind[] }
  | { readonly want: 'flow-ends' }
  | { readonly want: 'threats' }
  | { readonly want: 'words'; readonly words: readonly string[] }
  | { readonly want: 'estimate'; readonly expects: Expected }
  | { readonly want: 'unit'; readonly expects: Expected }
  | { readonly want: 'date' }
  | { readonly want: 'codes' }
  | { readonly want: 'currencies' }
  | { readonly want: 'path' }
  | { readonly want: 'evidence-path'; readonly files: 'reports' | 'feeds' }
  | { readonly want: 'image' };

const nothing: readonly Wanted[] = [];
const names = (...kinds: NameKind[]): Wanted => ({ want: 'names', kinds });
const words = (...list: string[]): Wanted => ({ want: 'words', words: list });

/** Everything that fits at the cursor, the likeliest first; nothing inside comments and free texts. */
export function wantedAt(cursor: Cursor): readonly Wanted[] {
  if (cursor.inComment) return nothing;
  const block = cursor.path.at(-1)?.kind ?? 'file';
  const statement = cursor.statement;
  const last = statement.at(-1);
  if (cursor.string) return inString(statement);
  const next: Wanted[] = [];
  if (isNumber(last)) next.push(...afterNumber(cursor, statement, block));
  else if (statement.length > 0) next.push(...afterWords(statement, block));
  if (next.length > 0 && isUnfinished(last)) return next;
  if (block === 'file')
    return [...next, ...(statement.length === 0 || cursor.freshLine ? [{ want: 'declarations' } as const] : [])];
  if (cursor.freshLine || statement.length === 0 || last?.text === '{' || isWhole(statement)) {
    next.push({ want: 'properties', block });
  }
  return next;
}

function inString(statement: readonly Token[]): readonly Wanted[] {
  const word = statement[0]?.text;
  if (statement.length > (word === 'feed' ? 3 : 2)) return nothing;
  if (word === 'evidence') return [{ want: 'evidence-path', files: 'reports' }];
  if (word === 'feed') return [{ want: 'evidence-path', files: 'feeds' }];
  if (word === 'code') return [{ want: 'path' }];
  return word === 'image' ? [{ want: 'image' }] : nothing;
}

/** A statement that cannot end here: its last token asks for more. */
function isUnfinished(last: Token | undefined): boolean {
  if (!last) return false;
  if (last.kind === 'sign') return !['}', ')'].includes(last.text);
  return last.kind === 'word' && asksForMore.has(last.text);
}

/** Whether the statement cannot go on without one of the things that are offered: a name, a word, a unit. */
export function mustFollow(cursor: Cursor, wanted: readonly Wanted[]): boolean {
  const [first] = wanted;
  if (cursor.freshLine || cursor.prefix !== '' || first === undefined) return false;
  if (first.want === 'unit') return ['rate', 'duration', 'count'].includes(first.expects);
  return first.want !== 'estimate' && first.want !== 'properties' && isUnfinished(cursor.statement.at(-1));
}

const asksForMore = new Set(
  'in on of by to from until affects holds carries stride status data currency check per every reduces except measure source cwe below above within frequency loss threat-events contact action vulnerability capability resistance cost coverage reliability size value not-applicable dated review over observed under expect about expires feed with evidence-weight is'.split(
    ' ',
  ),
);

function isWhole(statement: readonly Token[]): boolean {
  return ['encrypted', 'authenticated'].includes(statement.at(-1)?.text ?? '');
}

function isNumber(token: Token | undefined): boolean {
  return token !== undefined && ['number', 'money', 'percent'].includes(token.kind);
}

/** After a number: the units that its place takes, and how an estimate goes on. */
function afterNumber(cursor: Cursor, statement: readonly Token[], block: BlockKind): readonly Wanted[] {
  if (cursor.freshLine) return nothing;
  const last = statement.at(-1)!;
  const before = statement.at(-2)?.text;
  if (before === 'per' || before === 'every') return [{ want: 'unit', expects: 'duration' }];
  const expects = statement.some(({ text }) => text === 'every') ? 'duration' : expectedIn(statement, block);
  const on = words(
    'to',
    'per',
    ...(['money', 'cost'].includes(expects) ? [] : ['observed']),
    ...moved(statement, block),
  );
  if (last.kind !== 'number') return [on];
  return [{ want: 'unit', expects }, on];
}

/** `with evidence`, where evidence may move the estimate and was not let yet. */
function moved(statement: readonly Token[], block: BlockKind): readonly string[] {
  const takes = block === 'frequency' && takesEvidence.has(statement[0]?.text ?? '');
  return takes && !statement.some(({ text }) => text === 'with') ? ['with evidence'] : [];
}

const takesEvidence = new Set(['threat-events', 'vulnerability', 'capability', 'resistance']);

/** What the estimate of a statement must be. */
export function expectedIn(statement: readonly Token[], block: BlockKind): Expected {
  const observed = statement.findLastIndex(({ text }) => text === 'observed');
  if (observed >= 0) return statement.slice(observed).some(({ text }) => text === 'in') ? 'duration' : 'any';
  switch (statement[0]?.text) {
    case 'frequency':
    case 'threat-events':
    case 'contact':
      return 'rate';
    case 'vulnerability':
    case 'action':
    case 'capability':
    case 'resistance':
    case 'coverage':
    case 'reliability':
    case 'evidence-weight':
    case 'reduces':
    case 'leads':
    case 'discount':
      return 'probability';
    case 'secondary':
      return statement.some(({ text }) => text === 'in') ? 'probability' : 'money';
    case 'at':
      return statement.some(({ text }) => text === 'above') ? 'money' : 'probability';
    case 'cost':
      return 'cost';
    case 'loss':
    case 'primary':
    case 'value':
      return 'money';
    case 'expect':
      return statement.some(({ text }) => ['probability-of-loss', 'roi', 'rosi', 'events'].includes(text))
        ? 'probability'
        : 'money';
    case 'horizon':
    case 'expires':
    case 'review':
      return 'duration';
    case 'size':
      return 'count';
  }
  return block === 'loss-part' || (block === 'loss' && lossFormWords.includes(statement[0]?.text)) ? 'money' : 'any';
}

/** What follows the words of a statement so far. */
function afterWords(statement: readonly Token[], block: BlockKind): readonly Wanted[] {
  const first = statement[0].text;
  const last = statement.at(-1)!;
  const listing = last.text === ',' || statement.length === 1;
  if (last.text === 'with') return [words('evidence')];
  const estimate: Wanted = { want: 'estimate', expects: expectedIn(statement, block) };
  if (isOpenOperator(last)) return [estimate];
  switch (first) {
    case 'stride':
      return listing ? [words(...strideWords)] : nothing;
    case 'on':
      if (listing) return [names('service', 'store', 'external', 'flow'), { want: 'flow-ends' }];
      return last.text === 'to' ? [names('service', 'store', 'external')] : [words('to')];
    case 'about':
      return listing ? [names('service', 'store')] : nothing;
    case 'feed':
      return listing ? [words('epss', 'kev', 'vex', 'stix')] : nothing;
    case 'cwe':
      return systemCwe(last, block);
    case 'affects':
    case 'holds':
    case 'carries':
      return listing ? [names('asset')] : nothing;
    case 'by':
      return listing ? [names('agent')] : nothing;
    case 'status':
      return listing ? [words('planned', 'in-place', 'retired')] : nothing;
    case 'data':
      return listing ? [words('public', 'internal', 'confidential', 'restricted')] : nothing;
    case 'currency':
      return listing ? [{ want: 'currencies' }] : nothing;
    case 'check':
      if (listing) return [{ want: 'codes' }];
      return statement.length === 2 ? [words('off', 'hint', 'information', 'warning', 'error')] : [words('because')];
    case 'source':
      return listing ? [names('citation')] : nothing;
    case 'dated':
      return listing ? [{ want: 'date' }] : nothing;
    case 'review':
      return listing
        ? block === 'system'
          ? [words('after')]
          : [{ want: 'date' }]
        : last.text === 'after'
          ? [estimate]
          : nothing;
    case 'accepted':
      return accepted(last, statement);
    case 'not-applicable':
      return notApplicable(last, listing);
    case 'leads':
      return last.text === 'leads'
        ? [words('to')]
        : last.text === 'to'
          ? [names('threat')]
          : last.text === 'in'
            ? [estimate]
            : [words('in')];
    case 'reduces':
      return reduces(statement, last);
    case 'secondary':
      return last.text === 'in' || last.kind === 'word' ? [estimate] : [words('in')];
    case 'vulnerability':
      if (last.text === 'of') return [names('service', 'store')];
      if (last.text === 'to') return [names('agent')];
      if (statement[1]?.text !== 'of')
        return listing ? [estimate, words('of')] : observed(last, moved(statement, block));
      return statement.some(({ text }) => text === 'to') ? [words(...moved(statement, block))] : [words('to')];
    case 'frequency':
    case 'threat-events':
    case 'contact':
    case 'action':
    case 'capability':
    case 'resistance':
      return listing
        ? [
            estimate,
            ...(first === 'frequency' || first.endsWith('events') || first === 'contact' ? [words('every')] : []),
          ]
        : observed(last, moved(statement, block));
    case 'loss':
      return listing ? [words(...lossFormWords), estimate] : nothing;
    case 'at':
      return appetite(last);
    case 'service':
    case 'store':
    case 'external':
    case 'zone':
      return last.text === 'in' ? [names('zone')] : statement.length >= 2 ? [words('in')] : nothing;
    case 'flow':
      return flow(statement, last);
    case 'expect':
      return expectation(statement, last);
    case 'system':
      return last.text === 'from'
        ? [names('system')]
        : last.text === 'apart'
          ? [words('from')]
          : statement.length >= 2
            ? [words('apart')]
            : nothing;
    case 'plaintext':
    case 'anonymous':
      return listing ? [words('because')] : nothing;
    case 'estimate':
    case 'distribution':
    case 'let':
      return last.text === '=' ? [estimate, words('every')] : observed(last);
  }
  return listing && takesEstimate.has(first) ? [estimate] : nothing;
}

const takesEstimate = new Set([
  ...lossFormWords,
  'primary',
  'cost',
  'coverage',
  'reliability',
  'size',
  'value',
  'horizon',
  'discount',
  'expires',
  'evidence-weight',
]);

function isOpenOperator(token: Token): boolean {
  return ['..', '+', '*', '/', '(', '='].includes(token.text) || token.text === '-';
}

/** `cwe CWE-400 is tampering because "…"`: what findings with a weakness are, in a system. */
function systemCwe(last: Token, block: BlockKind): readonly Wanted[] {
  if (block !== 'system') return nothing;
  if (last.text === 'is') return [words(...strideWords)];
  return strideWords.some((word) => word === last.text)
    ? [words('because')]
    : last.text === 'cwe'
      ? nothing
      : [words('is')];
}

function observed(last: Token, more: readonly string[] = []): readonly Wanted[] {
  if (last.text === 'under') return [names('control')];
  if (last.text === 'per' || last.text === 'every') return [{ want: 'unit', expects: 'duration' }];
  if (last.text === 'evidence') return nothing;
  if (last.kind === 'word') return [words('per', 'to', 'observed', 'under', ...more)];
  return more.length > 0 && last.kind !== 'sign' ? [words(...more)] : nothing;
}

function accepted(last: Token, statement: readonly Token[]): readonly Wanted[] {
  if (last.text === 'accepted') return [words('until')];
  if (last.text === 'until') return [{ want: 'date' }];
  if (last.kind === 'date') return [words('by')];
  return last.kind === 'string' && !statement.some(({ text }) => text === 'because') ? [words('because')] : nothing;
}

function notApplicable(last: Token, listing: boolean): readonly Wanted[] {
  if (listing) return [words(...strideWords)];
  if (last.text === 'until') return [{ want: 'date' }];
  if (last.kind === 'date') return [words('because')];
  return last.kind === 'word' && last.text !== 'because' ? [words('because', 'until')] : nothing;
}

function reduces(statement: readonly Token[], last: Token): readonly Wanted[] {
  const texts = statement.map(({ text }) => text);
  if (texts.length === 1) return [words(...factorWords)];
  if (texts.length === 2) return [words('of')];
  const byCategory = strideWords.some((word) => word === texts[3]);
  if (last.text === 'by') return [{ want: 'estimate', expects: 'probability' }];
  if (texts.includes('by')) return nothing;
  if (last.text === 'except') return [{ want: 'threats' }];
  if (last.text === 'of') return [{ want: 'threats' }, words(...strideWords)];
  const place = [words('flows in', 'services in', 'stores in'), names('zone', 'service', 'store', 'flow', 'external')];
  if (last.text === 'on') return [...place].reverse();
  if (last.text === 'in') return [names('zone')];
  if (last.text === ',') {
    if (texts.includes('except')) return [{ want: 'threats' }];
    if (texts.includes('on')) return [...place].reverse();
    return byCategory ? [words(...strideWords)] : [{ want: 'threats' }];
  }
  if (!byCategory) return [words('by')];
  return texts.includes('on') ? [words('by', 'except')] : [words('on')];
}

function appetite(last: Token): readonly Wanted[] {
  if (last.text === 'at') return [words('most')];
  if (last.text === 'chance') return [words('above')];
  if (last.text === 'above') return [{ want: 'estimate', expects: 'money' }];
  return last.text === 'most' ? [{ want: 'estimate', expects: 'probability' }] : nothing;
}

function flow(statement: readonly Token[], last: Token): readonly Wanted[] {
  const texts = statement.map(({ text }) => text);
  const ends = names('service', 'store', 'external');
  if (last.text === 'from' || last.text === 'to') return [ends];
  if (last.text === ',') return [ends];
  if (texts.includes('to')) return nothing;
  return texts.includes('from') ? [words('to')] : [words('from')];
}

const measures = ['ale', 'p10', 'p50', 'p90', 'p95', 'p99', 'tvar95', 'probability-of-loss', 'events'];
const controlMeasures = ['roi', 'rosi', 'net-benefit', 'risk-reduction'];

function expectation(statement: readonly Token[], last: Token): readonly Wanted[] {
  if (statement.length === 1)
    return [words('system'), names('threat', 'service', 'store', 'external', 'flow', 'control')];
  if (statement.length === 2) return [words(...measures, ...controlMeasures)];
  if (statement.length === 3) return [words('below', 'above', 'within')];
  if (['below', 'above', 'within'].includes(last.text))
    return [{ want: 'estimate', expects: expectedIn(statement, 'file') }];
  return last.text === 'in' ? [words('current', 'target', 'inherent')] : [words('in', 'because')];
}
