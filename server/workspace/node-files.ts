/** Files of a machine, through the same room that the command line reads with. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { URI } from 'langium';
import type { EvidenceFiles } from '../../language/evidence/files.ts';
import {
  filesByPattern,
  rootOf as findRoot,
  listFiles,
  readBytes,
  readRiskFiles,
  readText,
} from '../../sources/index.ts';
import type { FileSource, FolderEntry, ReadFile } from '../host.ts';

const maxEntries = 500;
/** Compose and Kubernetes files that are looked at for names of images. */
const deploymentPatterns = [
  '*compose*.yml',
  '*compose*.yaml',
  '*.k8s.yaml',
  'k8s/**/*.yaml',
  'k8s/**/*.yml',
  'kubernetes/**/*.yaml',
  'deploy/**/*.yaml',
  'manifests/**/*.yaml',
  '*deployment*.yaml',
];
const maxDeploymentFiles = 200;
const maxDeploymentBytes = 1024 * 1024;

export function nodeFiles(): FileSource {
  return { rootOf, repositoryOf, riskFiles, read, isFolder, entries, deploymentFiles, evidence };
}

async function rootOf(folder: URI): Promise<URI> {
  const place = pathOf(folder);
  return place === null ? folder : uriOf(await findRoot(place));
}

async function repositoryOf(folder: URI): Promise<URI | null> {
  const place = pathOf(folder);
  if (place === null) return null;
  const root = await findRoot(place);
  const marked = await stat(path.join(root, '.git')).then(
    () => true,
    () => false,
  );
  return marked ? uriOf(root) : null;
}

async function riskFiles(root: URI): Promise<readonly ReadFile[]> {
  const place = pathOf(root);
  if (place === null) return [];
  const { files, problems } = await readRiskFiles(place);
  return [
    ...files.map((file) => ({ uri: uriOf(path.join(place, file.path)), text: file.text })),
    ...problems
      .filter((problem) => problem.path.endsWith('.risk'))
      .map((problem) => ({ uri: uriOf(path.join(place, problem.path)), problem: problem.message })),
  ];
}

async function read(uri: URI): Promise<ReadFile | null> {
  const place = pathOf(uri);
  if (place === null) return null;
  const result = await readText(place);
  if ('text' in result) return { uri, text: result.text };
  return result.kind === 'missing' ? null : { uri, problem: result.message };
}

async function isFolder(uri: URI): Promise<boolean> {
  const place = pathOf(uri);
  if (place === null) return false;
  return stat(place).then(
    (status) => status.isDirectory(),
    () => false,
  );
}

async function entries(folder: URI): Promise<readonly FolderEntry[]> {
  const place = pathOf(folder);
  if (place === null) return [];
  try {
    const found = await readdir(place, { withFileTypes: true });
    return found
      .filter((entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .map((entry) => ({ name: entry.name, folder: entry.isDirectory() }))
      .sort((a, b) => Number(b.folder) - Number(a.folder) || (a.name < b.name ? -1 : 1))
      .slice(0, maxEntries);
  } catch {
    return [];
  }
}

async function deploymentFiles(root: URI): Promise<readonly string[]> {
  const place = pathOf(root);
  if (place === null) return [];
  const { files } = await listFiles(place, deploymentPatterns, { limit: maxDeploymentFiles, visits: 20_000 });
  const texts: string[] = [];
  for (const file of files) {
    const result = await readText(path.join(place, file), maxDeploymentBytes);
    if ('text' in result) texts.push(result.text);
  }
  return texts;
}

function evidence(rootOfFile: (file: URI) => URI): EvidenceFiles {
  return {
    async find(pattern, from) {
      const file = pathOf(URI.parse(from));
      const root = pathOf(rootOfFile(URI.parse(from)));
      if (file === null || root === null) return { files: [], problems: [] };
      const { files, problems } = await filesByPattern(root, path.dirname(file), pattern);
      return {
        files: files.map(({ path: place, absolute, stamp }) => ({
          path: place,
          uri: uriOf(absolute).toString(),
          stamp,
        })),
        problems,
      };
    },
    read: (file, limit) => readBytes(fileURLToPath(file.uri), limit),
  };
}

function pathOf(uri: URI): string | null {
  return uri.scheme === 'file' ? fileURLToPath(uri.toString()) : null;
}

function uriOf(file: string): URI {
  return URI.parse(pathToFileURL(file).toString());
}
