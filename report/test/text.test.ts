import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  clean,
  colourStyle,
  controlExplanation,
  cutTo,
  diagnosticLines,
  groupExplanation,
  plainStyle,
  sentence,
  summary,
  systemReport,
  systemText,
  threatExplanation,
  widthOf,
  wrap,
} from '../index.ts';
import { description, figures, gap, parts } from './innovapay.ts';

const system = systemReport(parts);
const wide = { width: 100, style: plainStyle };

/** The lines of a section, up to the next blank line. */
function section(text: string, title: string): string[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(title));
  assert.ok(start >= 0, `no section ${title} in\n${text}`);
  return lines.slice(start + 1, lines.indexOf('', start));
}

describe('the figures on a terminal', () => {
  it('begin with one sentence', () => {
    assert.equal(
      sentence(system),
      'at least $800k a year expected · 39% chance of a loss in a year · 1 year in 20 above $1.6M · at least $40k with planned controls · appetite: 1 of 1 limit broken · 1 threat without figures',
    );
  });

  it('never call an unknown 0', () => {
    const without = systemReport({ ...parts, figures: null });
    assert.match(sentence(without), /^no figures · /);
    assert.doesNotMatch(systemText(without, wide), /\$0/);
  });

  it('list threats by expected annual loss, those without figures last', () => {
    const rows = section(systemText(system, wide), 'Register').slice(1);
    assert.match(rows[0], /^ {2}RecipientTampering +\$800k +\$40k +\$800k +39% +\$1\.6M +T +Transfer/);
    assert.match(rows[1], /^ {2}OrderReplay +none/);
  });

  it('list controls with what they give for the money', () => {
    const rows = section(systemText(system, wide), 'Controls').slice(1);
    assert.match(rows[0], /^ {2}PayloadEncryption +planned +\$150k +\$760k +\$5\.07 per \$1 +10 weeks +\$1\.81M/);
    assert.match(rows[1], /^ {2}OldFilter +retired +none$/);
  });

  it('say whether limits and expectations hold', () => {
    const judged = { ...parts, expectations: [{ ...description.expectations[0], found: 800_000, holds: true }] };
    const text = systemText(systemReport(judged), wide);
    assert.deepEqual(section(text, 'Appetite'), [
      '  broken: 39% chance above $1M, limit 10%; 2.5% with planned controls',
    ]);
    assert.deepEqual(section(text, 'Expectations'), ['  holds: system ale below $2M: found $800k (innovapay.risk:80)']);
  });

  it('fit a terminal down to 40 columns', () => {
    for (const width of [40, 60, 80, 120]) {
      const lines = systemText(system, { width, style: plainStyle }).split('\n').slice(1);
      for (const line of lines) assert.ok(widthOf(line) <= width, `${width}: ${line}`);
    }
  });

  it('say the same with colours and without', () => {
    const coloured = systemText(system, { width: 100, style: colourStyle });
    assert.notEqual(coloured, systemText(system, wide));
    assert.equal(coloured.replace(/\p{Cc}\[\d+m/gu, ''), systemText(system, wide));
  });

  it('cannot be steered by a title', () => {
    const hostile = { ...description, title: 'a\u001B[2Jb\u202Ec\nd' };
    const text = systemText(systemReport({ ...parts, description: hostile }), wide);
    assert.match(text.split('\n')[0], /a␛\[2Jb�c␊d/);
  });
});

describe('a finding on a terminal', () => {
  const line = 'service\tTransactionService "Transaction service" in Cluster {';

  it('has its place first, the message, and the line with the place marked', () => {
    assert.deepEqual(
      diagnosticLines(gap, wide, () => line),
      [
        'innovapay.risk:18:9 information [stride-gap]',
        '  Nothing covers denial of service and elevation of privilege on TransactionService.',
        '    service TransactionService "Transaction service" in Cluster {',
        '            ^^^^^^^^^^^^^^^^^^',
      ],
    );
  });

  it('brings a far place into view, and says what it relates to', () => {
    const far = {
      ...gap,
      column: 501,
      endColumn: 505,
      related: [{ ...gap, file: 'b.risk', message: 'The other one.' }],
    };
    const lines = diagnosticLines(
      far,
      { width: 60, style: plainStyle },
      () => `${'x'.repeat(500)}here${'y'.repeat(500)}`,
    );
    const at = lines[2].indexOf('here');
    assert.equal(lines[3], `${' '.repeat(at)}^^^^`);
    assert.equal(lines[4], '  b.risk:18:9 The other one.');
  });

  it('is counted', () => {
    assert.equal(summary([]), 'no findings');
    assert.equal(summary([{ ...gap, severity: 'error' }, { ...gap, severity: 'error' }, gap]), '2 errors and 1 note');
  });
});

describe('explanations', () => {
  const written = [
    { factor: 'frequency', text: 'every 2\n  years', file: 'innovapay.risk', line: 36, source: 'Red team' },
  ];

  it('of a threat show the text, the factors, the controls and the arithmetic', () => {
    const text = threatExplanation(system, system.threats[0], written, wide);
    assert.deepEqual(section(text, 'As written').slice(1), [
      '  frequency  every 2 years  innovapay.risk:36',
      '  Source: Red team',
    ]);
    assert.match(section(text, 'Factors')[1], /Loss event frequency a year +0\.5 +0\.5 +0\.5 +0\.5/);
    assert.deepEqual(section(text, 'Controls'), ['  PayloadEncryption, planned: frequency × 0.05 (reduced by 95%)']);
    assert.deepEqual(section(text, 'Expected annual loss'), [
      '  inherent: $800k = 0.5 × $1.6M',
      '  current: $800k = 0.5 × $1.6M',
      '  target: $40k = 0.025 × $1.6M',
    ]);
  });

  it('of a threat without figures say what is missing', () => {
    const text = threatExplanation(system, system.threats[1], [], wide);
    assert.match(text, /^ {2}missing frequency$/m);
    assert.match(text, /There are no figures\./);
  });

  it('of a control show how each figure is reckoned', () => {
    const lines = section(controlExplanation(system, system.controls[0], wide), 'Figures');
    assert.deepEqual(lines, [
      '  Risk reduction $760k a year = $800k without it - $40k with it',
      '  In the first year $5.07 per $1 = $760k / $150k',
      '  Paid back in 10 weeks = $150k once / ($760k - $0 a year)',
      '  Net benefit $1.81M over 3 years, later money discounted by 8% a year',
      '  As the last of all controls it would save $760k a year',
    ]);
    assert.match(controlExplanation(system, system.controls[1], wide), /retired control has no effect/);
  });

  it('of a group list its threats and what it lacks', () => {
    const owner = { ...system.owners[0], kind: 'owner', declared: null };
    const text = groupExplanation(system, owner, wide);
    assert.match(text, /1 threat without figures \(OrderReplay\): every figure is "at least"/);
    assert.match(section(text, 'Threats')[1], /RecipientTampering +\$800k/);
  });
});

describe('columns of a terminal', () => {
  it('are two for wide scripts and none for marks and controls of direction', () => {
    assert.equal(widthOf('abc'), 3);
    assert.equal(widthOf('支付'), 4);
    assert.equal(widthOf('e\u0301'), 1);
    assert.equal(clean('a\u0007b\u007F\u0085'), 'a␇b␡�');
  });

  it('are never passed when a text is cut, nor when it is wrapped at words that fit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.integer({ min: 1, max: 30 }), (text, columns) => {
        assert.ok(widthOf(cutTo(clean(text), columns)) <= columns);
      }),
      { seed: 1, numRuns: 300 },
    );
    assert.equal(wrap('one two three', 9, '  ', '    '), '  one two\n    three');
  });
});

it('figures that are not there do not change the order of what is', () => {
  const none = systemReport({ ...parts, figures: { ...figures, threats: [] } });
  assert.deepEqual(
    none.threats.map((threat) => threat.name),
    description.threats.map((threat) => threat.name),
  );
});
