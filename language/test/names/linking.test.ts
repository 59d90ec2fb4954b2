import assert from 'node:assert/strict';
import { AstUtils } from 'langium';
import { isReference } from '../../generated/ast.ts';
import { expectFindings, inWords, parse, parseClean, project } from '../helpers.ts';

async function messages(text: string, code: string): Promise<string[]> {
  const { project: made } = await parse(text);
  return made
    .findings()
    .filter((finding) => finding.code === code)
    .map((finding) => finding.message);
}

describe('references', () => {
  it('find a name in any order and any file of the system', async () => {
    const made = await project({
      'shop/shop.risk': 'system Shop {}\nthreat T { affects Ledger on Cart }',
      'shop/a/assets.risk': 'asset Ledger { data public }',
      'shop/b/c/cart.risk': 'service Cart { holds Ledger }',
    });
    assert.deepEqual(made.findings().map(inWords), []);
    assert.deepEqual([...made.system().declarations.keys()].sort(), ['Cart', 'Ledger', 'T']);
  });

  it('say what a name of the wrong kind is', async () => {
    const [finding] = await expectFindings('asset Ledger {}\nservice Api\nthreat T { by ⟦reference:Ledger⟧ }');
    assert.equal(finding.message, '`Ledger` is an asset, not an agent.');
    assert.equal(finding.related.length, 1);
  });

  it('offer the nearest names of the right kind, and to declare it', async () => {
    const [finding] = await expectFindings('asset Ledger {}\nagent Ledgre\nthreat T { affects ⟦reference:Ledgr⟧ }');
    assert.equal(finding.message, 'There is no asset named `Ledgr` in this system. Did you mean `Ledger`?');
    const [change, declare] = finding.fix?.alternatives ?? [];
    assert.equal(change.title, 'Change to `Ledger`');
    assert.equal(change.edits[0].newText, 'Ledger');
    assert.deepEqual(change.edits[0].range, finding.range);
    assert.equal(declare.title, 'Declare asset `Ledgr`');
  });

  it('point at the item of a list that is wrong', async () => {
    await expectFindings('asset A {}\nstore S { holds A, ⟦reference:B⟧, A, ⟦reference:C⟧ }');
  });

  it('are not reported twice where a word of the language stands', async () => {
    await expectFindings('threat T { affects ⟦syntax:size⟧ }');
  });

  it('see a `let` after it in its loss only', async () => {
    await parseClean('threat T { loss { let A = $5 let B = A * 2 response B secondary in 5% { fines A } } }');
    await expectFindings('threat T { loss { response ⟦reference:A⟧ let A = ⟦reference:A⟧ * 2 } }');
    await expectFindings('threat T { loss { let A = $5 } frequency ⟦reference:A⟧ }\nthreat U { loss ⟦reference:A⟧ }');
    const [message] = await messages('threat T { loss { response A let A = $5 } }', 'reference');
    assert.match(
      message,
      /A `let` is drawn for each event: it is seen only by the amounts that follow it in its loss\.$/,
    );
  });

  it('see no `let` in a probability: that holds all year', async () => {
    await expectFindings(
      'threat T { loss { let A = 5% secondary in ⟦reference:A⟧ * 2 { fines $5 * A } secondary $1 * A } }',
    );
  });

  it('link a name declared twice to the first declaration', async () => {
    const { file } = await parse('estimate A = 1\nestimate A = 2\nestimate B = A');
    const reference = AstUtils.streamAst(file).find(isReference);
    assert.equal(reference?.target.ref, file.declarations[0]);
  });
});

describe('duplicates', () => {
  it('are reported at every declaration, across files and kinds, naming the others', async () => {
    const made = await project({
      'shop.risk': 'system Shop {}\nasset Ledger {}',
      'a/a.risk': 'store Ledger',
      'b/b.risk': 'asset Ledger {}\nasset Other {}',
    });
    const found = made.findings();
    assert.deepEqual(found.map((finding) => `${finding.code} ${finding.uri.split('/').at(-1)}`).sort(), [
      'duplicate a.risk',
      'duplicate b.risk',
      'duplicate shop.risk',
    ]);
    assert.ok(found.every((finding) => finding.related.length === 2));
  });

  it('are `let`s and units, too', async () => {
    await expectFindings(
      'threat T { loss { let ⟦duplicate:A⟧ = $5 let ⟦duplicate:A⟧ = $6 } }\nthreat U { loss { let A = $1 } }',
    );
    await expectFindings('estimate ⟦duplicate:A⟧ = $1\nthreat T { loss { let ⟦duplicate:A⟧ = $5 response A } }');
    await expectFindings('unit ⟦duplicate:parcel⟧, parcels\nunit box, boxes\nunit ⟦duplicate:parcel⟧');
  });

  it('are not the name of the system, nor a unit and a name', async () => {
    await parseClean('system Shop {}\nservice Shop\nunit parcel, parcels\nasset parcel { data public }');
  });
});
