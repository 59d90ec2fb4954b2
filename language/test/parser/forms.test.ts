import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import {
  AstUtils,
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  EmptyFileSystem,
  GrammarAST,
  inject,
} from 'langium';
import * as ast from '../../generated/ast.ts';
import { RiskGeneratedModule, RiskGeneratedSharedModule } from '../../generated/module.ts';
import { isDamaged } from '../../parser/damage.ts';
import { createRepairingParser } from '../../parser/parser.ts';
import { createRiskServices, riskModule } from '../../services.ts';
import { inWords, parse, parseClean, project } from '../helpers.ts';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}.risk`, import.meta.url), 'utf8');
const { risk } = createRiskServices();

function declarationsIn(text: string): ast.Declaration[] {
  const result = risk.parser.LangiumParser.parse<ast.RiskFile>(text);
  assert.deepEqual(
    [...result.lexerErrors, ...result.parserErrors].map((error) => error.message),
    [],
  );
  return result.value.declarations;
}

/** The expression of `estimate E = …` in prefix form. */
function expression(text: string): string {
  const [declaration] = declarationsIn(`estimate E = ${text}`);
  assert.ok(ast.isNamedEstimate(declaration));
  return shown(declaration.estimate.value);
}

function shown(node: ast.Expression | ast.Every): string {
  switch (node.$type) {
    case 'Binary':
      return `(${node.operator} ${shown(node.left)} ${shown(node.right)})`;
    case 'Rate':
      return `(per ${shown(node.amount)} ${[node.count, node.unit].filter(Boolean).join(' ')})`;
    case 'Range':
      return `(${node.operator} ${[node.low, ...node.bounds].map(shown).join(' ')})`;
    case 'Group':
      return `[${shown(node.inner)}]`;
    case 'Call':
      return `${node.function}(${node.arguments.map((argument) => [argument.name && `${argument.name}:`, shown(argument.value), argument.weight && `@${shown(argument.weight)}`].filter(Boolean).join('')).join(', ')})`;
    case 'Reference':
      return [node.target.$refText, node.property].filter(Boolean).join('.');
    case 'Every':
      return `(every ${shown(node.period)})`;
    default:
      return [node.sign, node.number ?? node.money ?? node.percent ?? node.glued, node.unit && ` ${node.unit}`]
        .filter(Boolean)
        .join('');
  }
}

describe('parser: the forms of the language', () => {
  it('reads texts that use all of it, without an error', async () => {
    for (const name of ['clinic', 'threats']) await parseClean(fixture(name));
  });

  it('reads the examples without an error', async () => {
    const folder = new URL('../../../examples/', import.meta.url);
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.risk'));
    assert.ok(paths.length > 0);
    const made = await project(
      Object.fromEntries(paths.map((path) => [path, readFileSync(new URL(path, folder), 'utf8')])),
    );
    assert.deepEqual(made.findings().map(inWords), []);
  });

  it('reaches every rule of the grammar with them', () => {
    const text = ['clinic', 'threats'].map(fixture).join('\n');
    const types = new Set<string>();
    for (const declaration of declarationsIn(text))
      for (const node of AstUtils.streamAst(declaration)) types.add(node.$type);
    const abstract = (name: string) => risk.shared.AstReflection.getAllSubTypes(name).some((type) => type !== name);
    const concrete = risk.Grammar.rules
      .filter(GrammarAST.isParserRule)
      .filter(
        (rule) => !rule.entry && rule.dataType === undefined && rule.inferredType === undefined && !abstract(rule.name),
      )
      .map((rule) => rule.name);
    assert.ok(concrete.length > 50);
    assert.deepEqual(
      concrete.filter((name) => !types.has(name)),
      [],
    );
  });

  it('has no ambiguity', () => {
    const messages: string[] = [];
    const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), RiskGeneratedSharedModule);
    const services = inject(createDefaultCoreModule({ shared }), RiskGeneratedModule, riskModule, {
      LanguageMetaData: () => ({ ...risk.LanguageMetaData, mode: 'development' as const }),
    });
    shared.ServiceRegistry.register(services);
    // The lookahead strategy reports an ambiguity while it parses, to the console.
    const { log } = globalThis.console;
    globalThis.console.log = (message: string) => messages.push(message);
    try {
      const parser = createRepairingParser(services);
      for (const name of ['clinic', 'threats']) parser.parse(fixture(name));
    } finally {
      globalThis.console.log = log;
    }
    assert.deepEqual(messages, []);
  });

  it('binds literals tightest, then ranges, `per`, products and sums', () => {
    assert.equal(expression('1 + 2 * 3'), '(+ 1 (* 2 3))');
    assert.equal(expression('10 - 4 - 3'), '(- (- 10 4) 3)');
    assert.equal(expression('8 / 4 / 2'), '(/ (/ 8 4) 2)');
    assert.equal(expression('5..10..15 per year * 2'), '(* (per (.. 5 10 15) year) 2)');
    assert.equal(expression('$8 per user per month'), '(per (per $8 user) month)');
    assert.equal(expression('1 per 2 years'), '(per 1 2 years)');
    assert.equal(expression('$5k to $10k to $40k + $1k'), '(+ (to $5k $10k $40k) $1k)');
    assert.equal(expression('(1 + 2) * 3 hours'), '(* [(+ 1 2)] 3 hours)');
    assert.equal(expression('4 hours * $20k..$50k per hour'), '(* 4 hours (per (.. $20k $50k) hour))');
    assert.equal(expression('-5 USD - -3'), '(- -5 USD -3)');
    assert.equal(expression('every 2..5 years'), '(every (.. 2 5 years))');
  });

  it('reads calls with arguments by position, by name and with weights', () => {
    assert.equal(expression('pert(1, 2, max: 3, shape: 4)'), 'pert(1, 2, max:3, shape:4)');
    assert.equal(expression('discrete(1: 50%, A: 2)'), 'discrete(1@50%, A:2)');
    assert.equal(expression('min(Orders.size * 2, $5M,)'), 'min((* Orders.size 2), $5M)');
  });

  it('keeps what is said about an estimate with it', () => {
    const [threat] = declarationsIn(
      'threat T { loss { secondary "R" in 5% observed 1 of 3 { fines $5 { source "s" } } } }',
    );
    assert.ok(ast.isThreat(threat));
    const loss = threat.properties[0];
    assert.ok(ast.isLoss(loss));
    const secondary = loss.properties[0];
    assert.ok(ast.isSecondaryLoss(secondary));
    assert.equal(secondary.probability?.observations.length, 1);
    const fines = secondary.properties[0];
    assert.ok(ast.isLossTerm(fines));
    assert.equal(fines.form, 'fines');
    assert.equal(fines.estimate.notes.length, 1);
  });

  it('takes texts over several lines without their indentation', () => {
    const [citation] = declarationsIn('citation C {\n  because """\n    one\n      two\n    """\n}');
    assert.ok(ast.isCitation(citation));
    const because = citation.properties[0];
    assert.ok(ast.isBecause(because));
    assert.equal(because.text, 'one\n  two');
  });

  it('treats a name composed and decomposed as the same', async () => {
    await parseClean('asset Gr\u00f6\u00dfe { data public }\nthreat T { affects Gro\u0308\u00dfe }');
  });

  it('keeps a word of the language as the name that it was meant to be', async () => {
    const { file } = await parse('asset size { data public }');
    const [asset] = file.declarations;
    assert.ok(ast.isAsset(asset));
    assert.equal(asset.name, 'size');
    assert.equal(asset.properties.length, 1);
    assert.ok(isDamaged(asset));
  });
});

describe('parser: odd texts', () => {
  const odd: Readonly<Record<string, string>> = {
    nothing: '',
    'deep parentheses': `estimate E = ${'('.repeat(20_000)}1${')'.repeat(20_000)}`,
    'a long sum': `estimate E = 1${' + 1'.repeat(20_000)}`,
    'deep calls': `estimate E = ${'min('.repeat(20_000)}`,
    'many units': `estimate E = 1${' per year'.repeat(20_000)}`,
    bytes: Array.from({ length: 5000 }, (_, index) => String.fromCharCode((index * 7919) % 65536)).join(''),
    'one long line of digits': '7'.repeat(200_000),
    'one long text': `asset A "${'a'.repeat(200_000)}" {}`,
    'many blanks': ' '.repeat(200_000),
    'many unclosed comments': '/*\n'.repeat(20_000),
    'many openings': '{'.repeat(20_000),
  };
  for (const [what, text] of Object.entries(odd)) {
    it(`survives ${what} and reads the declaration after it`, () => {
      const { value } = risk.parser.LangiumParser.parse<ast.RiskFile>(`${text}\nasset After { data public }\n`);
      const after = value.declarations.at(-1);
      assert.ok(ast.isAsset(after) && after.name === 'After');
    });
  }

  it('says that an expression is too deep or too long', () => {
    const message = (text: string) => risk.parser.LangiumParser.parse(text).lexerErrors[0].message;
    assert.match(message(odd['deep parentheses']), /nested more than 50 deep/);
    assert.match(message(odd['a long sum']), /more than 400 operators/);
  });
});
