import assert from 'node:assert/strict';
import { languageFindings, systemOf } from '../../names/index.ts';
import { inWords, type Project, project } from '../helpers.ts';

/** `Shop: shop/shop.risk shop/a.risk`, one line for each system. */
function shape(made: Project): string[] {
  return made.systems.map(
    (system) =>
      `${system.name ?? '-'}: ${system.documents.map((document) => document.uri.path.replace('/root/', '')).join(' ')}`,
  );
}

function said(made: Project): string[] {
  return made.findings().map((finding) => `${finding.uri.replace('file:///root/', '')} ${inWords(finding)}`);
}

describe('systems', () => {
  it('cover the folder of their file and all below', async () => {
    const made = await project({
      'shop/shop.risk': 'system Shop {}',
      'shop/api/api.risk': 'asset A {}',
      'shop/api/deep/er.risk': 'asset B {}',
      'shopping/list.risk': 'system List {}',
      'other.risk': 'asset C {}',
    });
    assert.deepEqual(shape(made), [
      'Shop: shop/api/api.risk shop/api/deep/er.risk shop/shop.risk',
      'List: shopping/list.risk',
      '-: other.risk',
    ]);
    assert.equal(systemOf(made.services, made.documents.get('shop/api/api.risk')!)?.name, 'Shop');
  });

  it("do not see each other's names", async () => {
    const made = await project({
      'a/a.risk': 'system A {}\nasset Ledger {}',
      'b/b.risk': 'system B {}\nthreat T { affects Ledger }',
    });
    assert.deepEqual(said(made), [
      "b/b.risk reference at 2:20: There is no asset named `Ledger` in this system. It is declared in the system `A`, and systems do not see each other's names.",
    ]);
  });

  it('may have the same names', async () => {
    const made = await project({
      'a/a.risk': 'system A {}\nasset Ledger {}\nthreat T { affects Ledger }',
      'b/b.risk': 'system B {}\nasset Ledger {}\nthreat T { affects Ledger }',
    });
    assert.deepEqual(said(made), []);
  });

  it('say when one takes threats out of another, and are silent if that is meant', async () => {
    const files = {
      'shop.risk': 'system Shop {}\nthreat A {}',
      'pay/pay.risk': 'system Pay {}\nthreat B {}\nthreat C {}',
    };
    const made = await project(files);
    assert.deepEqual(said(made), [
      'pay/pay.risk system at 1:8: `Pay` lies in a folder of the system `Shop`: this takes 2 threats out of `Shop`. If that is meant, write `system Pay apart from Shop`; else remove this system.',
    ]);
    assert.equal(made.findings()[0].fix?.alternatives[0].edits[0].newText, ' apart from Shop');
    const meant = await project({ ...files, 'pay/pay.risk': 'system Pay apart from Shop {}' });
    assert.deepEqual(said(meant), []);
  });

  it('stand apart from the system directly around them', async () => {
    const made = await project({
      'a.risk': 'system A {}',
      'b/b.risk': 'system B apart from A {}',
      'b/c/c.risk': 'system C apart from A {}',
      'd/d.risk': 'system D apart from C {}',
    });
    assert.deepEqual(
      made.findings().map((finding) => `${finding.code} ${finding.message}`),
      [
        'system `C` lies directly in the system `B`, and this takes 0 threats out of `B`. Write `apart from B` instead of `apart from A`.',
        'reference `C` is not a system around this one.',
      ],
    );
  });

  it('are one to a folder', async () => {
    const made = await project({
      'a.risk': 'system A {}\nsystem B {}',
      'b.risk': 'system C {}',
      'd/d.risk': 'system D apart from A {}',
    });
    assert.deepEqual(
      made.findings().map((finding) => `${finding.code} ${finding.uri.at(-6)} ${finding.range.start.line}`),
      ['duplicate a 0', 'duplicate a 1', 'duplicate b 0'],
    );
  });

  it('leave what none covers to an unnamed one, with a warning if there are others', async () => {
    const alone = await project({ 'a.risk': 'asset A {}', 'b/b.risk': 'threat T { affects A }' });
    assert.deepEqual(said(alone), []);
    const beside = await project({ 'a.risk': 'asset A {}', 'b/b.risk': 'system B {}', 'empty.risk': '// nothing' });
    assert.deepEqual(said(beside), [
      "a.risk no-system at 1:7: This file is in no system: its threats are added up apart from `B`, with the defaults. Move it below a system's folder, or declare a system for it.",
    ]);
  });
});

describe('systems: changes', () => {
  it('relink when a file with a name comes, changes or goes', async () => {
    const made = await project({ 'shop.risk': 'system Shop {}\nthreat T { affects Ledger }' });
    assert.equal(made.findings().length, 1);
    await made.change({ 'assets.risk': 'asset Ledger {}' });
    assert.deepEqual(said(made), []);
    await made.change({ 'assets.risk': 'agent Ledger {}' });
    assert.match(said(made)[0], /`Ledger` is an agent, not an asset/);
    await made.change({ 'assets.risk': 'asset Ledger {}' });
    await made.change({ 'assets.risk': null });
    assert.match(said(made)[0], /There is no asset named `Ledger`/);
  });

  it('relink when a system is declared, renamed or taken away', async () => {
    const made = await project({
      'shop.risk': 'system Shop {}\nasset Ledger {}',
      'pay/pay.risk': 'threat T { affects Ledger }',
    });
    assert.deepEqual(said(made), []);
    await made.change({ 'pay/system.risk': 'system Pay apart from Shop {}' });
    assert.match(said(made).join('\n'), /pay\.risk reference at 1:20: .* It is declared in the system `Shop`/);
    await made.change({ 'shop.risk': 'system Store {}\nasset Ledger {}' });
    assert.match(said(made).join('\n'), /`Shop` is not a system around this one/);
    await made.change({ 'pay/system.risk': null, 'shop.risk': 'system Shop {}\nasset Ledger {}' });
    assert.deepEqual(said(made), []);
    assert.deepEqual(shape(made), ['Shop: pay/pay.risk shop.risk']);
  });

  it('link as if all was read anew, when a second declaration comes and goes', async () => {
    const made = await project({ 'm.risk': 'asset Ledger {}', 'z.risk': 'threat T { affects Ledger }' });
    await made.change({ 'a.risk': 'asset Ledger {}' });
    const target = () => made.documents.get('z.risk')!.references[0];
    const file = () => {
      const link = target();
      return 'ref' in link ? link.$nodeDescription?.documentUri.path : undefined;
    };
    assert.equal(file(), '/root/a.risk');
    await made.change({ 'a.risk': null });
    assert.equal(file(), '/root/m.risk');
  });

  it('leave a file alone whose names stay the same', async () => {
    const made = await project({ 'a.risk': 'asset Ledger {}', 'z.risk': 'asset Other {}\nthreat T { affects Other }' });
    const before = made.documents.get('z.risk')!.references[0];
    await made.change({ 'a.risk': 'asset Ledger { data public }' });
    assert.equal(made.documents.get('z.risk')!.references[0], before);
  });

  it('report findings of one system only', async () => {
    const made = await project({
      'a/a.risk': 'system A {}\nthreat T { on X }',
      'b/b.risk': 'system B {}\nthreat T { on Y }',
    });
    const findings = languageFindings(made.services, made.system('A'));
    assert.deepEqual(
      findings.map((finding) => finding.uri),
      ['file:///root/a/a.risk'],
    );
  });
});
