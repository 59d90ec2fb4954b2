import assert from 'node:assert/strict';
import { URI } from 'langium';
import { formatEdits, formatText } from '../../format/index.ts';
import type { RiskFile } from '../../generated/ast.ts';
import { createRiskServices } from '../../services.ts';

const { risk: services, shared } = createRiskServices();

function format(text: string): string {
  const result = formatText(text, { services });
  assert.ok('text' in result, 'text' in result ? '' : result.findings[0].message);
  return result.text;
}

function expectFormat(text: string, expected: string): void {
  assert.equal(format(text), expected);
  assert.equal(format(expected), expected);
}

describe('formatter: white space', () => {
  it('sets blanks around words and operators, none in ranges, calls and members', () => {
    expectFormat(
      'estimate   E "x"= min ( 5 .. 10 ,A . size )*( 1+2 )- -3   USD\n',
      'estimate E "x" = min(5..10, A.size) * (1 + 2) - -3 USD\n',
    );
    expectFormat('estimate E=pert(min :1,mode: 2 , max:3,)', 'estimate E = pert(min: 1, mode: 2, max: 3,)\n');
  });

  it("keeps the author's choice of one line or many", () => {
    expectFormat('asset A {data public}', 'asset A { data public }\n');
    expectFormat('asset A {data public\n}', 'asset A {\n  data public\n}\n');
    expectFormat('asset A { data public owner "x"\n}', 'asset A {\n  data public owner "x"\n}\n');
    expectFormat('asset A {}', 'asset A {}\n');
    expectFormat('asset A {\n\n}', 'asset A {\n}\n');
  });

  it('sets two blanks for each block, and for what goes on in the next line', () => {
    expectFormat(
      'threat T {\nloss {\nsecondary in 5% {\nfines $5\n}\n}\non A,\nB\n}',
      'threat T {\n  loss {\n    secondary in 5% {\n      fines $5\n    }\n  }\n  on A,\n    B\n}\n',
    );
    expectFormat(
      'control C { cost pert(\n1,\n2,\n3\n)\n}',
      'control C {\n  cost pert(\n    1,\n    2,\n    3\n  )\n}\n',
    );
  });

  it('never aligns', () => {
    expectFormat(
      'asset A {\n  data    public\n  size    5 records\n}',
      'asset A {\n  data public\n  size 5 records\n}\n',
    );
  });

  it('keeps single blank lines, and none at the ends of a block or file', () => {
    expectFormat(
      '\n\nasset A {\n\n\n  data public\n\n\n\n  owner "x"\n\n}\n\n\n\nzone Z\n\n\n',
      'asset A {\n  data public\n\n  owner "x"\n}\n\nzone Z\n',
    );
  });

  it('begins each declaration on a line of its own, its brace on the line of its name', () => {
    expectFormat('zone A zone B', 'zone A\nzone B\n');
    expectFormat('asset A\n{\ndata public\n}', 'asset A {\n  data public\n}\n');
  });

  it('keeps line endings and a byte order mark', () => {
    assert.equal(format('\ufeffzone  A\r\n\r\n\r\nzone B\r\n'), '\ufeffzone A\r\n\r\nzone B\r\n');
    assert.equal(format(''), '');
    assert.equal(format(' \n '), '');
  });
});

describe('formatter: comments', () => {
  it('keeps them where they are', () => {
    expectFormat(
      '// head\n\n/** doc */\nasset A { // after the brace\n// own line\ndata public // after\n// last\n}\n// end',
      '// head\n\n/** doc */\nasset A { // after the brace\n  // own line\n  data public // after\n  // last\n}\n// end\n',
    );
  });

  it('moves a margin of stars with its declaration', () => {
    expectFormat('   /**\n * one\n       * two\n   */\n   zone A', '/**\n * one\n * two\n */\nzone A\n');
    expectFormat('/*\n  free\n    text\n*/\nzone A', '/*\n  free\n    text\n*/\nzone A\n');
  });

  it('leaves a comment between words', () => {
    expectFormat('zone/* a */A/* b */in B', 'zone /* a */ A /* b */ in B\n');
    expectFormat('zone A // c\n  in B', 'zone A // c\n  in B\n');
    expectFormat('asset A // c\n{ data public }', 'asset A // c\n{ data public }\n');
  });
});

describe('formatter: long lines', () => {
  const long = 'x'.repeat(60);

  it('spread their block first', () => {
    expectFormat(
      `flow from A to B { over "${long}" encrypted authenticated carries Cards }`,
      `flow from A to B {\n  over "${long}"\n  encrypted\n  authenticated\n  carries Cards\n}\n`,
    );
  });

  it('spread only as many blocks as needed', () => {
    expectFormat(
      `threat T { loss { response $5 { source "${long}" } fines $6 { source "short" } } on A, B }`,
      `threat T {\n  loss {\n    response $5 { source "${long}" }\n    fines $6 { source "short" }\n  }\n  on A, B\n}\n`,
    );
  });

  it('then break after a comma or before a clause', () => {
    const names = Array.from({ length: 14 }, (_, index) => `Service${index}`);
    expectFormat(
      `threat T {\n  on ${names.join(', ')}\n}`,
      `threat T {\n  on ${names.slice(0, 9).join(', ')},\n    ${names.slice(9).join(', ')}\n}\n`,
    );
    expectFormat(
      `flow from A to B {\n  plaintext because "${long}${long}"\n}`,
      `flow from A to B {\n  plaintext\n    because "${long}${long}"\n}\n`,
    );
  });

  it('stay where there is no place to break', () => {
    expectFormat(`asset A "${long}${long}" { data public }`, `asset A "${long}${long}" {\n  data public\n}\n`);
  });
});

describe('formatter: files and parts', () => {
  it('leaves a file with an error of syntax as it is, and says why', () => {
    const result = formatText('asset  A { data  }', { services });
    assert.ok('findings' in result);
    assert.equal(result.findings[0].code, 'syntax');
  });

  it('formats a part of a file only', () => {
    const text = 'zone   A\nzone   B\nzone   C\n';
    const document = shared.workspace.LangiumDocumentFactory.fromString<RiskFile>(text, URI.parse('file:///a.risk'));
    const edits = formatEdits(services, document, { start: 9, end: 17 });
    assert.deepEqual(edits, [{ offset: 13, length: 3, newText: ' ' }]);
  });
});
