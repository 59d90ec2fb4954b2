/** A folder for one test: files by path, removed when the test ends. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface TestFolder {
  readonly path: string;
  write(file: string, content: string | Uint8Array): string;
  at(file: string): string;
}

export async function withFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  test: (folder: TestFolder) => Promise<void> | void,
): Promise<void> {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'risk-test-')));
  const folder: TestFolder = {
    path: root,
    at: (file) => path.join(root, file),
    write(file, content) {
      const full = path.join(root, file);
      mkdirSync(file.endsWith('/') ? full : path.dirname(full), { recursive: true });
      if (!file.endsWith('/')) writeFileSync(full, content);
      return full;
    },
  };
  try {
    for (const [file, content] of Object.entries(files)) folder.write(file, content);
    await test(folder);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
