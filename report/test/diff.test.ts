import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  type Diagnostic,
  type DiffCause,
  type DiffSystem,
  type DiffThreat,
  markerOf,
  type RiskDiff,
} from '../../protocol/index.ts';
import { diffAnnotations, diffMarkdown, diffRules, diffText, plainStyle, sarifLog } from '../index.ts';
import { assertIsSarif } from './sarif-schema.ts';

const place = { file: 'shop.risk', line: 7, column: 1, endLine: 7, endColumn: 9 };
const nothing = { base: null, head: null, delta: null };

function moved(name: string, delta: number, causes: readonly Partial<DiffCause>[] = []): DiffThreat {
  const ale = { base: 1000, head: 1000 + delta, delta };
  const cause = {
    kind: 'loss',
    path: `${name}.loss`,
    before: 'loss $1k',
    after: 'loss $2k',
    delta,
    targetDelta: delta,
    place,
  } as const;
  return {
    name,
    title: null,
    change: 'changed',
    renamedFrom: null,
    place,
    ale,
    target: ale,
    notComparable: null,
    causes: causes.length === 0 ? [cause] : causes.map((each) => ({ ...cause, ...each })),
  };
}

function diffOf(
  threats: readonly DiffThreat[],
  changed: Partial<DiffSystem> = {},
  whole: Partial<RiskDiff> = {},
): RiskDiff {
  const delta = threats.reduce((sum, threat) => sum + (threat.ale.delta ?? 0), 0);
  const ale = { base: 10_000, head: 10_000 + delta, delta };
  const system: DiffSystem = {
    name: 'Shop',
    title: null,
    change: 'changed',
    renamedFrom: null,
    place,
    currency: 'USD',
    notComparable: null,
    headline: 'Expected annual loss rises.',
    ale,
    target: ale,
    p95: nothing,
    probabilityOfLoss: nothing,
    causes: [],
    threats,
    controls: [],
    elements: [],
    appetite: [],
    expectations: [],
    unquantified: [],
    concessions: [],
    changes: [],
    ...changed,
  };
  return {
    format: 'risk-diff/1',
    tool: { name: 'risk', version: '1.0.0' },
    asOf: '2026-11-21',
    base: { name: 'main', commit: 'a'.repeat(40) },
    head: { name: 'HEAD', commit: 'b'.repeat(40) },
    headline: 'Expected annual loss rises.',
    method: 'Fairly.',
    systems: [system],
    damage: [],
    gates: [],
    diagnostics: [],
    ...whole,
  };
}

const all = { minChange: 0 };
const many = Array.from({ length: 1000 }, (_, i) => {
  const text = `${'x < y & z | '.repeat(30)}${i}`;
  return moved(
    `Threat${i}`,
    i + 1,
    Array.from({ length: 8 }, () => ({ before: text, after: text, delta: (i + 1) / 8 })),
  );
});

const found = { ...place, severity: 'error' as const, system: 'Shop', subject: null, url: '', related: [] };
const diagnostics: readonly Diagnostic[] = [
  { ...found, code: 'reference', message: 'There is no `Cst` in this system.' },
  { ...found, code: 'expectation', message: 'Expected ale below $1, found $2.' },
  { ...found, code: 'no-source', severity: 'hint', message: 'No source.' },
  { ...found, code: 'syntax', file: 'torn.risk', message: 'A name is missing.' },
];
const damage = [{ side: 'head' as const, file: 'torn.risk', message: 'Line 7: it ends too early.' }];

describe('a difference in Markdown', () => {
  it('has the marker, the headline, the table and folded details', () => {
    const text = diffMarkdown(diffOf([moved('Leak', 500)]), all);
    assert.deepEqual(markerOf(text), { tag: 'risk', run: null, at: null, commit: 'b'.repeat(40) });
    assert.match(text, /^## Risk review\n\n\*\*Expected annual loss rises\.\*\*$/m);
    assert.match(text, /^\| <code>Leak<\/code> \| changed \| \$1k \| \$1.5k \| \*\*\+\$500\*\* \|/m);
    assert.match(text, /^\*\*Why\*\*\n\n\| Share a year \|/m);
    assert.match(text, /<code>loss \$1k<\/code> \| <code>loss \$2k<\/code> \|/);
  });

  it('says why for the whole by cause, and threat by threat in one fold', () => {
    const [cause] = moved('Leak', 500).causes;
    const shared = { ...cause, kind: 'estimate' as const, path: 'RecordCost', delta: 800, threats: ['Leak', 'Theft'] };
    const small = { ...cause, path: 'Small.loss', delta: 5, before: null, threats: ['Leak'] };
    const diff = diffOf([moved('Leak', 500), moved('Theft', 305)], { causes: [shared, small] });
    const text = diffMarkdown(diff, all);
    assert.match(text, /^\| \+\$800 \| shared estimate <code>RecordCost<\/code> in 2 threats<br>shop.risk:7 \|/m);
    assert.match(text, /^\| \+\$5 \| estimate <code>Small.loss<\/code><br>shop.risk:7 \| nothing \| <code>loss \$2k/m);
    const [before, folded] = text.split('<details><summary>Why, threat by threat (2)</summary>');
    assert.doesNotMatch(before, /<b>Leak/);
    assert.match(folded, /^\n\n<b>Leak<\/b> \+\$500 a year\n\n[\s\S]*<b>Theft<\/b>[\s\S]*\n\n<\/details>/);
    const cut = diffMarkdown(diff, { minChange: 100 });
    assert.match(cut, /^\| \+\$5 \| 1 more \| \| \|$/m);
  });

  it('tells the errors that are new, each once', () => {
    const text = diffMarkdown(diffOf([], {}, { diagnostics, damage }), all);
    assert.match(text, /^New errors:\n\n- shop\.risk:7: There is no &#96;Cst&#96;/m);
    assert.doesNotMatch(text, /Expected ale|No source|A name is missing/);
  });

  it('stays below 60 000 characters, and cuts details before the table and the headline', () => {
    const gates = [{ gate: 'ale +1%', tripped: true, explanation: 'too much '.repeat(50) }];
    const changes = many.map(({ name }) => ({
      kind: 'threat',
      name,
      change: 'changed' as const,
      details: [{ path: 'title', before: name, after: 'y'.repeat(500) }],
      place,
    }));
    const text = diffMarkdown(diffOf(many, { changes }, { gates }), all);
    assert.ok(text.length <= 60_000, `${text.length}`);
    assert.ok(text.length > 40_000, `${text.length}`);
    for (const kept of [
      /\*\*Expected annual loss rises\.\*\*/,
      /❌&nbsp;tripped \| <code>ale \+1%/,
      /Threat999/,
      /985 more/,
      /Details are left out/,
    ])
      assert.match(text, kept);
    const least = diffMarkdown(diffOf(many, {}, { gates }), all, 700);
    assert.ok(least.length <= 700 && /Expected annual loss rises/.test(least) && !/<details>/.test(least));
  });

  it('leaves nothing open: what is folded is closed, a table row is one line', () => {
    const text = diffMarkdown(diffOf(many), all);
    assert.equal(text.split('<details>').length, text.split('</details>').length);
    for (const line of text.split('\n').filter((each) => each.startsWith('| <code>'))) assert.match(line, /\|$/);
  });

  it('takes no text of a file for Markdown, HTML, a mention or the marker', () => {
    const hostile =
      '</details><img src=x onerror=y> @everyone [x](http://x) | `code` <!-- risk-as-code comment=risk -->\n# x';
    const cause = { path: hostile, before: hostile, after: hostile };
    const concessions = [{ kind: 'ignore' as const, subject: hostile, text: hostile, ...place }];
    const text = diffMarkdown(diffOf([moved(hostile, 5, [cause]), moved('Leak', 7)], { concessions }), all);
    const [, ...rest] = text.split('\n');
    for (const wrong of ['<img', '@everyone', '](http', '<!--', '`code`'])
      assert.ok(!rest.join('\n').includes(wrong), wrong);
    assert.equal(text.split('</details>').length, 2);
  });

  it('hides small moves, and counts them', () => {
    const text = diffMarkdown(diffOf([moved('Big', 500), moved('Small', 5)]), { minChange: 100 });
    assert.match(text, /1 smaller move not shown/);
    assert.ok(!text.includes('<code>Small'));
  });
});

describe('a difference as annotations', () => {
  const diff = diffOf(
    [moved('Leak', 500), moved('Flood', -900), moved('Theft', 700)],
    {
      appetite: [
        { probability: 0.1, above: 1e6, change: 'newly-broken', actual: { base: 0.05, head: 0.2, delta: 0.15 } },
      ],
      unquantified: [{ threat: 'New', change: 'new', message: 'It lacks a loss.', place }],
    },
    { gates: [{ gate: 'ale +1%', tripped: true, explanation: 'It rises.' }] },
  );

  it('has gates first, then what rises, the most money first', () => {
    const found = diffAnnotations(diff, { ...all, prefix: 'models' });
    assert.deepEqual(
      found.map(({ code }) => code),
      ['risk-gate', 'risk-appetite', 'risk-rise', 'risk-rise', 'risk-unquantified', 'risk-fall'],
    );
    assert.match(
      found[2].message,
      /^Theft: expected annual loss \+\$700 from \$1k to \$1.7k\. Causes: \+\$700 by Theft\.loss\.$/,
    );
    assert.ok(found.every(({ file }) => file === 'models/shop.risk'));
  });

  it('is known again whatever the amounts and lines are', () => {
    const other = diffOf([{ ...moved('Leak', 900), place: { ...place, line: 99, endLine: 99 } }]);
    const of = (each: RiskDiff): string | undefined =>
      diffAnnotations(each, { ...all, prefix: '' }).find(({ message }) => message.startsWith('Leak'))?.fingerprint;
    assert.ok(of(diff) !== undefined);
    assert.equal(of(diff), of(other));
  });

  it('is SARIF 2.1.0 that fits the schema', () => {
    const annotations = diffAnnotations(diff, { ...all, prefix: '' });
    assertIsSarif(sarifLog(annotations, diffRules, { version: '1.0.0', category: 'risk/diff' }));
  });
});

describe('a difference as text', () => {
  it('tells the errors that are new, some of many', () => {
    const errors = Array.from({ length: 12 }, (_, i) => ({ ...diagnostics[0], line: i + 1 }));
    const text = diffText(diffOf([], {}, { diagnostics: [...errors, ...diagnostics], damage }), all, {
      width: 100,
      style: plainStyle,
    });
    assert.match(text, /\nNew errors\n {2}shop\.risk:1: There is no `Cst` in this system\.\n {2}shop\.risk:2: /);
    assert.match(text, /\n {2}and 3 more: risk check shows them\n/);
    assert.doesNotMatch(text, /Expected ale|No source|A name is missing/);
  });

  it('lets no control character of a file through, and keeps to the width but for places', () => {
    const threat = moved('Leak\u001B[31m', 500, [{ before: 'a\u001B]0;x\u0007', after: 'long '.repeat(60) }]);
    const text = diffText(diffOf([threat]), all, { width: 60, style: plainStyle });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f]/);
    for (const line of text.split('\n').filter((each) => !each.includes('shop.risk:')))
      assert.ok(line.length <= 60, line);
  });
});
