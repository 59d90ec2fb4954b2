/** What is in the packaged extension, and how much. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

import { defaultPackage, packageExtension } from '../../scripts/package.mjs';
import { root } from '../host/install.mjs';

/** Kilobytes that the package may have: twice this and something came along that nobody needs. */
const limit = 1600;

const pages = fs.readdirSync(path.join(root, 'docs/checks')).map((page) => `extension/docs/checks/${page}`);

const files = [
  ...pages,
  'extension/changelog.md',
  'extension/LICENSE.txt',
  'extension/readme.md',
  'extension/dist/client-browser.cjs',
  'extension/dist/client-node.cjs',
  'extension/dist/preview.js',
  'extension/dist/server-browser.js',
  'extension/dist/server-node.cjs',
  'extension/media/file.svg',
  'extension/media/icon.png',
  'extension/media/icon.svg',
  'extension/media/preview.svg',
  'extension/media/walkthrough/controls.md',
  'extension/media/walkthrough/expect.md',
  'extension/media/walkthrough/lenses.md',
  'extension/media/walkthrough/preview.md',
  'extension/media/walkthrough/write.md',
  'extension/package.json',
  'extension/syntaxes/language-configuration.json',
  'extension/syntaxes/risk.snippets.json',
  'extension/syntaxes/risk.tmLanguage.json',
];

export async function packageTests(test) {
  await test('the extension is packaged', async () => {
    await packageExtension();
    const size = Math.round(fs.statSync(defaultPackage).size / 1024);
    process.stdout.write(`     ${path.relative(root, defaultPackage)}: ${size} KB\n`);
    assert.ok(size < limit, `${size} KB is more than ${limit} KB`);
  });
  await test('the package holds what the extension needs and nothing else', () => {
    const names = entries(fs.readFileSync(defaultPackage)).filter((name) => name.startsWith('extension/'));
    assert.deepEqual(names.sort(), [...files].sort());
  });
  await test('every path that the manifest names is in the package', () => {
    const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
    const named = [
      ...JSON.stringify([manifest.main, manifest.browser, manifest.icon, manifest.contributes]).matchAll(
        /"(?:\.\/)?((?:dist|media|syntaxes)\/[^"]+)"/g,
      ),
    ].map(([, name]) => `extension/${name}`);
    assert.ok(named.length >= 10);
    assert.deepEqual(
      named.filter((name) => !files.includes(name)),
      [],
    );
  });
}

/** The names in a zip archive, from its central directory. */
function entries(zip) {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    const length = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + length);
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    return name;
  });
}
