import assert from 'node:assert/strict';
import { expectCode } from './helpers.ts';

describe('risk-ignore', () => {
  const expect = (text: string) =>
    expectCode(['no-zone', 'unclassified', 'ignore', 'stale', 'duplicate', 'boundary-plaintext'], text);

  it('silences on its own line', async () => {
    await expect('zone Z\nservice A // risk-ignore no-zone: runs everywhere\nservice ⟦no-zone: B⟧');
  });

  it('silences the line after it, and nothing further', async () => {
    await expect(`zone Z
      threat T {
        // risk-ignore stale: in the audit
        dated 2020-01-01 review 2026-01-01
        accepted until ⟦stale: 2026-01-01⟧ by "a" because "b"
      }`);
  });

  it('silences the whole declaration that it stands before', async () => {
    await expect(`
      // risk-ignore stale until 2026-12-31: under review
      threat T {
        review 2026-01-01

        accepted until 2026-01-01 by "a" because "b"
      }
      threat U { review ⟦stale: 2026-01-01⟧ }`);
  });

  it('stands together with others and with comments', async () => {
    await expect(`zone Z
      // risk-ignore unclassified: soon
      // risk-ignore stale: soon
      // A word about the asset.
      asset A {
        review 2026-01-01
      }`);
  });

  it('never silences an error', async () => {
    await expect('asset A { data public\n⟦ignore: // risk-ignore duplicate: no⟧\n⟦duplicate: data public⟧ }');
  });

  it('says what is wrong with itself', async () => {
    const messages = async (text: string) => (await expect(text)).map(({ message }) => message);
    assert.match((await messages('⟦ignore: // risk-ignore⟧\nexternal A'))[0], /not in the form/);
    assert.match(
      (await messages('⟦ignore: // risk-ignore unclasified: x⟧\nexternal A'))[0],
      /Did you mean `unclassified`\?/,
    );
    assert.match(
      (await messages('⟦ignore: // risk-ignore unclassified⟧\nasset ⟦unclassified: A⟧ {}'))[0],
      /reason is missing/,
    );
    assert.match(
      (await messages('⟦ignore: // risk-ignore unclassified:⟧\nasset ⟦unclassified: A⟧ {}'))[0],
      /reason is missing/,
    );
    assert.match((await messages('⟦ignore: // risk-ignore stale: x⟧\nexternal A'))[0], /no `stale` to ignore/);
    const past = '⟦ignore: // risk-ignore unclassified until 2026-11-20: x⟧\nasset ⟦unclassified: A⟧ {}';
    assert.match((await messages(past))[0], /until 2026-11-20 and is shown again/);
    const never = '⟦ignore: // risk-ignore unclassified until 2026-11-31: x⟧\nasset ⟦unclassified: A⟧ {}';
    assert.match((await messages(never))[0], /not a day of the calendar/);
  });

  it('over several lines is not in the form', async () => {
    const [said] = await expect('⟦ignore: /* risk-ignore unclassified: x */⟧\nasset ⟦unclassified: A⟧ {}');
    assert.match(said.message, /not in the form `\/\/ risk-ignore/);
    await expect('/* About risk-ignore. */\nexternal A');
  });

  it('holds on its last day', async () => {
    await expect('// risk-ignore unclassified until 2026-11-21: x\nasset A {}');
  });

  it('at the end of a file has nothing to ignore', async () => {
    await expect('external A\n⟦ignore: // risk-ignore stale: x⟧');
  });

  it('waits with judgements until there are figures', async () => {
    await expect('// risk-ignore worthless-control: needed by law\nexternal A');
  });

  it('works with Windows line ends', async () => {
    await expect('zone Z\r\n// risk-ignore no-zone: x\r\nservice A\r\nservice ⟦no-zone: B⟧');
  });
});
