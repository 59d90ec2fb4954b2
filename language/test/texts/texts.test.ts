import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DeclarationText } from '../../../protocol/index.ts';
import { textsOf } from '../../texts/index.ts';
import { project } from '../helpers.ts';

const fileOf = (uri: string): string => uri.replace(/^.*\//, '');

async function declaration(text: string, name = 'T'): Promise<DeclarationText> {
  const { systems } = await project({ 'a.risk': text });
  const found = textsOf(systems[0], fileOf).declarations.find((each) => each.name === name);
  assert.ok(found, name);
  return found;
}

describe('the texts of a system', () => {
  it('are the same words however they are laid out and commented', async () => {
    const one = await declaration('threat T "A" { frequency 1..2 per year loss { response $5k fines $1k } }');
    const other = await declaration(
      '/** doc */ threat T "A" {\n // x\n frequency 1 .. 2 per year\n loss {\n response $5k /* y */ fines $1k } }',
    );
    assert.equal(one.words, other.words);
    assert.equal(one.body, other.body);
    assert.deepEqual(
      one.parts.map(({ words }) => words),
      other.parts.map(({ words }) => words),
    );
    assert.notEqual(one.words, (await declaration('threat T "A" { frequency 1..3 per year }')).words);
  });

  it('have a path for every line that can change alone', async () => {
    const { parts } = await declaration(`threat T {
      stride tampering
      frequency { contact 1..2 per year action 10% capability 5% resistance 4% }
      loss {
        let X = 5
        response $5k
        primary { replacement $2k }
        secondary "Law" in 5% { fines $1k }
        secondary in 6% $3k
      }
      leads to T in 5%
    }`);
    assert.deepEqual(
      parts.map(({ path }) => path),
      [
        'stride',
        'frequency.contact',
        'frequency.action',
        'frequency.capability',
        'frequency.resistance',
        'loss.let X',
        'loss.response',
        'loss.replacement',
        'loss.secondary "Law".in',
        'loss.secondary "Law".fines',
        'loss.secondary.in',
        'loss.secondary',
        'leads-to T',
      ],
    );
  });

  it('of controls, estimates and elements have paths, places and names, too', async () => {
    const text = `control C { status planned
  coverage 5% reduces frequency of T by 5% }
estimate E = 5 * F
service S { owner "x" }
flow from S to S`;
    const control = await declaration(text, 'C');
    assert.deepEqual(
      control.parts.map(({ path, line }) => `${path} ${line}`),
      ['status 1', 'coverage 2', 'reduces frequency 2'],
    );
    assert.deepEqual(control.parts[2].uses, ['T']);
    assert.deepEqual((await declaration(text, 'E')).parts[0].uses, ['F']);
    assert.equal((await declaration(text, 'S')).kind, 'service');
    assert.equal((await declaration(text, 'S to S')).kind, 'flow');
  });

  it('name what asks for less attention, with its declaration', async () => {
    const { systems } = await project({
      'a.risk': `system A { check no-source off because "x" }
service S { not-applicable spoofing because "y" }
// risk-ignore stale until 2027-01-01: later
threat T { accepted until 2027-01-01 by "z" because "small" }`,
    });
    assert.deepEqual(
      textsOf(systems[0], fileOf)
        .concessions.map(({ kind, subject, line }) => `${kind} ${subject} ${line}`)
        .sort(),
      ['accepted T 4', 'check-level A 1', 'ignore T 3', 'not-applicable S 2'],
    );
  });

  it('are made of broken text without failing', async () => {
    const { systems } = await project({
      'a.risk': 'threat { frequency\nthreat T { loss { response\nflow from to\ncontrol C { reduces',
    });
    for (const { declarations } of systems.map((system) => textsOf(system, fileOf)))
      for (const each of declarations) assert.ok(each.parts.length >= 0);
  });
});
