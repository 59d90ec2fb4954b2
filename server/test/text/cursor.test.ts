import assert from 'node:assert/strict';
import { wantedAt } from '../../completion/slots.ts';
import { cursorAt } from '../../text/cursor.ts';
import { scan } from '../../text/scan.ts';

/** What is wanted at the mark `|` of a text, in short words. */
function wants(marked: string): string[] {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  return wantedAt(cursorAt(text, offset)).map((want) => {
    switch (want.want) {
      case 'names':
        return `names ${want.kinds.join(' ')}`;
      case 'words':
        return `words ${want.words.join(' ')}`;
      case 'estimate':
      case 'unit':
        return `${want.want} ${want.expects}`;
      case 'properties':
        return `properties of ${want.block}`;
      default:
        return want.want;
    }
  });
}

describe('the scanner', () => {
  it('reads every kind of token, with where it stands', () => {
    const kinds = scan('threat A-b "x y" { loss $1.2M..3 % 2026-01-31 // end').map(
      ({ kind, text }) => `${kind}:${text}`,
    );
    assert.deepEqual(kinds, [
      'word:threat',
      'word:A-b',
      'string:"x y"',
      'sign:{',
      'word:loss',
      'money:$1.2M',
      'sign:..',
      'percent:3 %',
      'date:2026-01-31',
      'comment:// end',
    ]);
  });
  it('marks strings and comments that are still open', () => {
    assert.equal(scan('code "../a').at(-1)?.open, true);
    assert.equal(scan('code "../a"').at(-1)?.open, false);
    assert.equal(scan('/* a').at(-1)?.open, true);
  });
  it('reads a megabyte of nonsense to its end', () => {
    const text = '"\\"{ 5% $ 4h '.repeat(80_000);
    assert.ok(scan(text).at(-1)!.end >= text.trimEnd().length);
  });
});

describe('the place of the cursor', () => {
  it('is the top of a file', () => {
    assert.deepEqual(wants('|'), ['declarations']);
    assert.deepEqual(wants('zone A\n|'), ['words in', 'declarations']);
    assert.deepEqual(wants('agent A { }\n\nthr|'), ['declarations']);
  });
  it('is a body', () => {
    assert.deepEqual(wants('threat A {\n  |\n}'), ['properties of threat']);
    assert.deepEqual(wants('threat A {\n  stride spoofing\n  |\n}'), ['properties of threat']);
    assert.deepEqual(wants('threat A {\n  frequency {\n    |'), ['properties of frequency']);
    assert.deepEqual(wants('threat A {\n  loss {\n    secondary "x" in 10% {\n      |'), ['properties of loss-part']);
    assert.deepEqual(wants('threat A {\n  frequency 5 per year {\n    |'), ['properties of notes']);
  });
  it('is a list of names', () => {
    assert.deepEqual(wants('threat A { on |'), ['names service store external flow', 'flow-ends']);
    assert.deepEqual(wants('threat A { on Cart to |'), ['names service store external']);
    assert.deepEqual(wants('threat A { affects Orders, |'), ['names asset']);
    assert.deepEqual(wants('service A { holds Or|'), ['names asset']);
    assert.deepEqual(wants('flow from A to |'), ['names service store external']);
    assert.deepEqual(wants('service A in |'), ['names zone']);
  });
  it('is a number that lacks its unit', () => {
    assert.equal(wants('threat A { frequency { threat-events 5..15 |')[0], 'unit rate');
    assert.equal(wants('threat A { frequency { vulnerability 10 |')[0], 'unit probability');
    assert.equal(wants('threat A { frequency 5 per |')[0], 'unit duration');
    assert.equal(wants('threat A { frequency every 2..5 |')[0], 'unit duration');
    assert.equal(wants('asset A { size 1.2M |')[0], 'unit count');
    assert.equal(wants('control A { cost 90k |')[0], 'unit cost');
    assert.equal(wants('threat A { loss { fines 90k |')[0], 'unit money');
    assert.equal(wants('threat A { frequency { threat-events 5 per year observed 9 in 180 |')[0], 'unit duration');
  });
  it('is a reduces line', () => {
    assert.match(wants('control A { reduces |')[0], /^words vulnerability frequency .* reputation$/);
    assert.deepEqual(wants('control A { reduces loss |'), ['words of']);
    assert.match(wants('control A { reduces loss of |').join(), /^threats,words spoofing/);
    assert.deepEqual(wants('control A { reduces loss of B |'), ['words by']);
    assert.deepEqual(wants('control A { reduces loss of spoofing |'), ['words on']);
    assert.equal(wants('control A { reduces loss of spoofing on |')[0], 'names zone service store flow external');
    assert.deepEqual(wants('control A { reduces loss of spoofing on Zone except |'), ['threats']);
    assert.deepEqual(wants('control A { reduces loss of B by |'), ['estimate probability']);
  });
  it('is a date, a code, a path, an image', () => {
    assert.deepEqual(wants('threat A { accepted until |'), ['date']);
    assert.deepEqual(wants('threat A { review |'), ['date']);
    assert.deepEqual(wants('system A { check |'), ['codes']);
    assert.deepEqual(wants('service A { code "../se|'), ['path']);
    assert.deepEqual(wants('service A { image "sh|'), ['image']);
  });
  it('is free text or a comment: nothing', () => {
    assert.deepEqual(wants('// thr|'), []);
    assert.deepEqual(wants('threat A "on |'), []);
    assert.deepEqual(wants('threat A { owner "x|'), []);
  });
  it('keeps words of other statements apart from properties', () => {
    assert.deepEqual(wants('zone A { not-applicable spoofing because "x"\n |'), ['properties of zone']);
    assert.deepEqual(wants('threat A { accepted until 2026-01-01 by |'), []);
    assert.equal(wants('system A { check appetite |')[0], 'words off hint information warning error');
  });
  it('is inside calls', () => {
    const text = 'threat A { loss pert(1, lognormal(median: 2, ';
    assert.deepEqual(cursorAt(text, text.length).calls, [
      { name: 'pert', commas: 1, named: null },
      { name: 'lognormal', commas: 1, named: null },
    ]);
  });
});
