/** What package.json promises exists. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const exists = (file: string) => assert.ok(existsSync(path.join(root, file)), `${file} does not exist`);

/** Every string in a value that names a file of the package. */
function files(value: unknown): string[] {
  if (typeof value === 'string') return /^\.\/(syntaxes|media|dist|docs)\/|^(media|dist)\//.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(files);
  return value && typeof value === 'object' ? Object.values(value).flatMap(files) : [];
}

describe('package.json', () => {
  it('names only files that exist after the build', () => {
    const named = files({
      main: manifest.main,
      browser: manifest.browser,
      bin: manifest.bin,
      icon: manifest.icon,
      contributes: manifest.contributes,
    });
    assert.ok(named.length >= 5, named.join(', '));
    for (const file of named) exists(file);
  });

  it('titles every command and puts it under Risk', () => {
    for (const command of manifest.contributes.commands) assert.equal(command.category, 'Risk', command.command);
  });

  it('describes every setting', () => {
    const settings = Object.entries<Record<string, unknown>>(manifest.contributes.configuration.properties);
    assert.ok(settings.length > 0);
    for (const [name, setting] of settings) {
      assert.match(name, /^risk\./);
      assert.ok(setting.description ?? setting.markdownDescription, name);
    }
  });

  it('pins every dependency to one version', () => {
    for (const [name, version] of Object.entries<string>({ ...manifest.dependencies, ...manifest.devDependencies })) {
      assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name);
    }
  });
});

describe('links in the documents', () => {
  const markdown = [
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    ...readdirSync(path.join(root, 'docs'), { recursive: true })
      .filter((f) => String(f).endsWith('.md'))
      .map((f) => `docs/${f}`),
  ];
  for (const file of markdown) {
    it(`${file} points only to files that exist`, () => {
      const text = readFileSync(path.join(root, file), 'utf8').replace(/```[\s\S]*?```/g, '');
      for (const [, target] of text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
        if (!/^[a-z]+:/.test(target)) exists(path.join(path.dirname(file), target));
      }
    });
  }
});
