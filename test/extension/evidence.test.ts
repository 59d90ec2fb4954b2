import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { diagnostics, eventually, extension, fileUri, lens, open } from './helpers.ts';

/** Vulnerability 20 %, ten threat events a year of $10k each: $20k a year without evidence. */
const model = `system Shop apart from InnovaPay {
  currency USD
}

service Orders {
  image "shop/orders"
}

evidence "reports/trivy-*.json"

threat OrderLeak {
  stride information-disclosure
  on Orders
  cwe CWE-89
  frequency {
    threat-events 10 per year
    vulnerability 20% with evidence
  }
  loss $10k
}
`;

/** A report of Trivy, without a date. */
function scan(...ids: readonly string[]): string {
  const rows = ids.map((id, index) => ({
    VulnerabilityID: id,
    PkgName: `package-${index}`,
    InstalledVersion: '1.0',
    Severity: 'CRITICAL',
    CweIDs: ['CWE-89'],
    CVSS: { nvd: { V3Vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', V3Score: 9.8 } },
  }));
  return JSON.stringify({
    SchemaVersion: 2,
    ArtifactName: 'shop/orders:1.2',
    ArtifactType: 'container_image',
    Results: [{ Target: 'orders', Class: 'lang-pkgs', Vulnerabilities: rows }],
  });
}

describe('evidence in the editor', () => {
  const folder = () => fileUri('shop').fsPath;
  // As a scanner would write it: not through the editor.
  const write = (name: string, text: string) => {
    const file = path.join(folder(), name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  };
  let document: vscode.TextDocument;
  before(async () => {
    write('shop.risk', model);
    document = (await open('shop/shop.risk')).document;
    await lens(document, 'threat OrderLeak', /^\$20k a year/);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    fs.rmSync(folder(), { recursive: true, force: true });
    await open();
  });

  it('follows a new scan, in a folder that was not there, without an edit', async () => {
    await eventually(() => diagnostics(document.uri, 'evidence-missing').length === 1, 'the missing report to be told');
    write('reports/trivy-1.json', scan('CVE-2026-0001'));
    await lens(document, 'threat OrderLeak', /raised from \$20k by evidence$/);
    await lens(document, 'service Orders', / \| 1 finding · raises ALE by \$/);
    await lens(document, 'evidence', /^Trivy · 1 finding, 1 matched/);
    assert.equal(diagnostics(document.uri, 'evidence-missing').length, 0);
    assert.equal(document.isDirty, false);
  });

  it('follows a scan that is written again: the duration of this test shows how fast', async () => {
    write('reports/trivy-1.json', scan('CVE-2026-0001'));
    await lens(document, 'service Orders', / \| 1 finding · /);
    write('reports/trivy-1.json', scan('CVE-2026-0001', 'CVE-2026-0002', 'CVE-2026-0003'));
    await lens(document, 'service Orders', / \| 3 findings · raise ALE by \$(?!.*updating)/);
  });

  it('opens the findings from a lens', async () => {
    const item = { uri: document.uri.toString(), kind: 'element', name: 'Orders', about: 'findings' };
    await vscode.commands.executeCommand('risk.showItem', item);
    const { previewed } = await extension();
    const shown = await eventually(() => (previewed()?.system === 'Shop' ? previewed() : null), 'the system');
    assert.ok((shown.findings ?? 0) > 0);
    await vscode.window.tabGroups.close(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(({ label }) => label.startsWith('Risk'))),
    );
  });

  it('follows a scan that is gone', async () => {
    fs.rmSync(path.join(folder(), 'reports'), { recursive: true });
    await lens(document, 'threat OrderLeak', /^\$20k a year(?!.*(evidence|updating))/);
  });
});
