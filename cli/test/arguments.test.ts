import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import type { Arguments } from '../arguments/command.ts';
import { commandHelp, generalHelp } from '../arguments/help.ts';
import { parseArguments } from '../arguments/parse.ts';
import { choiceOf, formatOf, todayOf, wholeNumberOf } from '../arguments/values.ts';
import { commands } from '../commands/index.ts';
import { simulate } from '../commands/simulate.ts';
import { nearestOf } from '../nearest.ts';
import { version } from '../version.ts';

const parse = (...words: string[]): Arguments => parseArguments(words, simulate);

describe('the words after a command', () => {
  it('are options, their values and operands, in any order', () => {
    const args = parse('a', '--json', '--seed=x', 'b', '--trials', '10', '-q', '-o', 'out.json');
    assert.deepEqual(args.operands, ['a', 'b']);
    assert.deepEqual(args.options, { json: true, seed: 'x', trials: '10', quiet: true, output: 'out.json' });
  });

  it('are operands after --', () => {
    assert.deepEqual(parse('--', '--json').operands, ['--json']);
  });

  it('take the last of an option that is given twice', () => {
    assert.equal(parse('--seed', 'a', '--seed', 'b').options.seed, 'b');
  });

  it('name the nearest option for one that does not exist', () => {
    assert.throws(() => parse('--trails', '5'), /no option --trails\. Did you mean --trials\?/);
    assert.throws(() => parse('--zzzzzzzz'), /no option --zzzzzzzz\.$/);
    assert.throws(() => parse('-x'), /no option -x\.$/);
  });

  it('say when a value is missing or too much', () => {
    assert.throws(() => parse('--seed'), /--seed needs a value/);
    assert.throws(() => parse('--seed', '--json'), /--seed needs a value/);
    assert.throws(() => parse('--json=yes'), /--json takes no value/);
  });
});

describe('values', () => {
  it('of numbers are whole and within their limits', () => {
    assert.equal(wholeNumberOf(parse('--trials', '100_000'), 'trials', 1, 1e6), 100_000);
    assert.equal(wholeNumberOf(parse(), 'trials', 1, 1e6), null);
    for (const wrong of ['0', '1e3', '1.5', 'many', '2_000_000', '_1']) {
      assert.throws(
        () => wholeNumberOf(parse('--trials', wrong), 'trials', 1, 1e6),
        /whole number from 1 to 1000000/,
        wrong,
      );
    }
  });

  it('of dates are days that exist; left out, today in UTC', () => {
    assert.equal(todayOf(parse('--today', '2028-02-29'), new Date()), '2028-02-29');
    assert.equal(todayOf(parse(), new Date('2026-11-21T23:59:59Z')), '2026-11-21');
    for (const wrong of ['2026-02-30', '2026-2-3', 'tomorrow']) {
      assert.throws(() => todayOf(parse('--today', wrong), new Date()), /a day that exists/, wrong);
    }
  });

  it('of formats are one of a few, and --json is one of them', () => {
    assert.equal(formatOf(parse(), ['text', 'json']), 'text');
    assert.equal(formatOf(parse('--json'), ['text', 'json']), 'json');
    assert.equal(formatOf(parse('--json', '--format', 'json'), ['text', 'json']), 'json');
    assert.throws(() => formatOf(parse('--json', '--format', 'text'), ['text', 'json']), /contradict/);
    assert.throws(() => choiceOf(parse('--method', 'exactly'), 'method', ['auto', 'exact']), /Did you mean exact\?/);
  });
});

describe('help', () => {
  it('names every command, and for each command every option', () => {
    for (const command of commands) {
      assert.match(generalHelp(commands), new RegExp(`^  ${command.name} `, 'm'));
      for (const option of command.options)
        assert.match(commandHelp(command), new RegExp(`--${option.name}\\b`), command.name);
    }
  });

  it('fits 120 columns', () => {
    const texts = [generalHelp(commands), ...commands.map(commandHelp)];
    const wide = texts.flatMap((text) => text.split('\n')).filter((line) => line.length > 120);
    assert.deepEqual(wide, []);
  });
});

describe('the nearest word', () => {
  it('is the one with the fewest edits, if it is near at all', () => {
    assert.equal(nearestOf('chekc', ['check', 'fmt', 'lsp']), 'check');
    assert.equal(nearestOf('simulte', ['check', 'simulate']), 'simulate');
    assert.equal(nearestOf('deploy', ['check', 'simulate']), null);
  });
});

it('the version is that of the package', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  assert.equal(version, manifest.version);
});
