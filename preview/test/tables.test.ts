import assert from 'node:assert/strict';
import { markup } from '../dom/markup.ts';
import { controlColumns } from '../tables/controls.ts';
import { csv } from '../tables/csv.ts';
import { figuresTable } from '../tables/figures.ts';
import { filtered, registerColumns, stateOf } from '../tables/register.ts';
import { type Column, sortedRows, table } from '../tables/table.ts';
import { control, shop, threat } from './fixture.ts';

const system = shop();
const columns = registerColumns(system);

const names = (rows: readonly { readonly name: string }[]) => rows.map((row) => row.name);

describe('the register', () => {
  it('begins with the greatest expected loss and ends with what has none', () => {
    const rows = sortedRows(system.threats, columns, { key: 'current', descending: true });
    assert.deepEqual(names(rows), ['RecipientTampering', 'CardSkimming', 'OrderLeak', 'CheckoutOutage', 'OrderReplay']);
  });

  it('has the unknown last in either order', () => {
    const rows = sortedRows(system.threats, columns, { key: 'p95', descending: false });
    assert.equal(rows.at(-1)?.name, 'OrderReplay');
    assert.equal(rows[0].name, 'CheckoutOutage');
  });

  it('filters by name, title, STRIDE, element and owner', () => {
    const found = (filter: string) => names(filtered(system.threats, filter));
    assert.deepEqual(found('browser'), ['CardSkimming']);
    assert.deepEqual(found('denial'), ['CheckoutOutage']);
    assert.deepEqual(found('ordersdb'), ['OrderLeak']);
    assert.deepEqual(found('team-payments tampering'), ['RecipientTampering']);
    assert.equal(found('  ').length, 5);
    assert.deepEqual(found('nothing like it'), []);
  });

  it('says what has been decided about a threat', () => {
    assert.deepEqual(system.threats.map(stateOf), [
      'reduction planned',
      'reduced',
      'open',
      'accepted until 2027-03-01',
      'no figure: frequency missing',
    ]);
  });

  it('never shows an unknown as $0', () => {
    const unknown = threat('Odd', 1, { current: null, target: null, inherent: null });
    const cells = columns
      .filter((column) => column.numeric)
      .map((column) => markup({ tag: 'td', attributes: {}, children: column.cell(unknown) }));
    assert.equal(cells.length, 4);
    for (const cell of cells) assert.match(cell, /no figure/);
    assert.doesNotMatch(cells.join(''), /\$0/);
  });

  it('says "at least" of a threat that lacks parts', () => {
    const lacking = threat('Odd', 1, { lacks: ['Other'] });
    const text = columns
      .map((column) => markup({ tag: 'td', attributes: {}, children: column.cell(lacking) }))
      .join('');
    assert.match(text, /title="at least [\d.]+ USD">≥ \$/);
  });
});

describe('the figures', () => {
  const row = (title: string, lacks: boolean) => {
    const { inherent, current, target } = threat('Odd', 1);
    const rows = markup(figuresTable({ inherent, current, target }, 'USD', lacks)).split('<tr>');
    return rows.find((text) => text.includes(`>${title} `)) ?? '';
  };

  it('are lower bounds where a threat lacks', () => {
    for (const title of ['Expected a year', 'Chance of a loss', 'P95', 'Loss events']) {
      assert.match(row(title, true), /≥|at least/);
      assert.doesNotMatch(row(title, false), /≥|at least/);
    }
  });

  it('leave the loss of an event unbounded: the threat that lacks may be cheaper', () => {
    assert.match(row('Loss of an event', true), /\$/);
    assert.doesNotMatch(row('Loss of an event', true), /≥|at least/);
  });
});

describe('a table', () => {
  const view = () =>
    table({
      id: 'register',
      caption: 'Threats',
      columns,
      rows: system.threats,
      sorting: { key: 'p95', descending: true },
      isHighlighted: (row) => row.name === 'OrderLeak',
    });

  it('tells readers its caption, its order and what is at hand', () => {
    const text = markup(view());
    assert.match(text, /<caption class="unseen">Threats<\/caption>/);
    assert.equal(text.match(/aria-sort=/g)?.length, 1);
    assert.match(text, /aria-sort="descending"><button[^>]*data-value="p95"/);
    assert.equal(text.match(/aria-current="true"/g)?.length, 1);
  });

  it('leads from each name to its line', () => {
    const text = markup(view());
    for (const { name, line } of system.threats) {
      assert.match(text, new RegExp(`data-action="reveal" data-file="shop.risk" data-line="${line}"[^>]*>${name}<`));
    }
  });
});

describe('the controls', () => {
  it('say cost, saving, ratio, benefit and payback in words', () => {
    const [plan] = system.controls;
    const cells = controlColumns(system).map((column) =>
      markup({ tag: 'td', attributes: {}, children: column.cell(plan) }),
    );
    const text = cells.join(' ').replace(/<[^>]*>/g, '');
    for (const part of ['$150k', '$760k', '$5.07 per $1', '$1.81M', '10 weeks'])
      assert.ok(text.includes(part), `${part} in ${text}`);
  });

  it('show a payback that never comes as none', () => {
    const never = control('Costly', 1, { paybackYears: null });
    const column = controlColumns(system).find(({ key }) => key === 'payback')!;
    assert.match(markup({ tag: 'td', attributes: {}, children: column.cell(never) }), /never paid back/);
  });
});

describe('CSV', () => {
  const text: Column<string>[] = [
    { key: 'a', title: 'A "b", c', numeric: false, priority: 1, value: (row) => row, cell: () => [] },
  ];

  it('quotes what has commas, quotes or line breaks', () => {
    assert.equal(
      csv(text, ['x', 'a,b', 'say "no"', 'two\nlines']),
      '"A ""b"", c"\r\nx\r\n"a,b"\r\n"say ""no"""\r\n"two\nlines"\r\n',
    );
  });

  it('keeps a spreadsheet from taking a text for a formula', () => {
    assert.match(csv(text, ['=1+1']), /\r\n'=1\+1\r\n/);
  });

  it('holds unrounded numbers and nothing for the unknown', () => {
    const lines = csv(columns, system.threats).split('\r\n');
    assert.equal(lines[0], 'Threat,STRIDE,On,Owner,ALE,Target ALE,Chance,P95,State');
    assert.equal(
      lines[3],
      `RecipientTampering,tampering,Transfer,team-payments,800000,40000,${1 - Math.exp(-0.5)},3200000,open`,
    );
    assert.equal(
      lines[5],
      'OrderReplay,spoofing repudiation,OrderProcessor,team-orders,,,,,no figure: frequency missing',
    );
  });
});
