import { lstat, mkdir, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type Draft,
  draftFiles,
  fileBase,
  firstFile,
  nameOf,
  onlyNew,
  type Reading,
  readArchitecture,
  resolve,
} from '../../architecture/index.ts';
import { formatText } from '../../language/format/index.ts';
import { counted } from '../../protocol/index.ts';
import { reasonOf, relativeTo } from '../../sources/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { isSet, textOf } from '../arguments/values.ts';
import { type ExitCode, exit, Interrupted, UsageError } from '../exit.ts';
import type { Host } from '../host.ts';
import { architectureFiles } from '../project/architecture-files.ts';
import { type Surroundings, surroundingsOf } from '../project/surroundings.ts';

export async function runInit(args: Arguments, host: Host): Promise<ExitCode> {
  const [operand] = args.operands;
  if (operand !== undefined) {
    throw new UsageError(
      `risk init takes no path, but was given ${operand}. Name a source with --from.`,
      'risk init --help',
    );
  }
  const from = textOf(args, 'from');
  const output = path.resolve(host.cwd, textOf(args, 'output') ?? '.');
  const surroundings = await surroundingsOf(output, host);
  const drafts =
    from === null
      ? fromNothing(output, surroundings)
      : await fromSource(path.resolve(host.cwd, from), output, surroundings, args, host);
  if (host.stop.cancelled) throw new Interrupted();
  if (drafts.length === 0) {
    if (!isSet(args, 'quiet')) host.stdout.write('Nothing is new: the system names it all already.\n');
    return exit.fine;
  }
  for (const draft of drafts) await put(draft, output, args, host);
  if (!isSet(args, 'quiet') && !isSet(args, 'dry-run')) {
    host.stdout.write(
      `${counted(drafts.length, 'file')} written. Say how often and how badly, then call risk check.\n`,
    );
  }
  return exit.fine;
}

function fromNothing(output: string, { systemName, inner, files }: Surroundings): readonly Draft[] {
  const [there] = files;
  if (systemName !== null) {
    throw new UsageError(`${output} belongs to the system ${systemName} already; name another folder with --output.`);
  }
  if (there !== undefined) {
    throw new UsageError(
      `${output} holds ${there} already, and nothing is overwritten; name another folder with --output.`,
    );
  }
  if (inner !== null) throw new UsageError(innerMessage(output, inner));
  const { name, title } = systemNamed(path.basename(output));
  return [{ folder: '', base: fileBase(name), text: firstFile(name, title) }];
}

async function fromSource(
  source: string,
  output: string,
  surroundings: Surroundings,
  args: Arguments,
  host: Host,
): Promise<readonly Draft[]> {
  const { files, problems } = await architectureFiles(source, host);
  const reading = readArchitecture(files);
  report([...problems, ...reading.problems], reading, args, host);
  if (reading.sketches.length === 0) {
    throw new UsageError(
      `${textOf(args, 'from')} holds no architecture that can be read: Kubernetes manifests, compose files, CycloneDX services, Open Threat Model, Threat Dragon or Threagile.`,
    );
  }
  const all = resolve(reading.sketches, surroundings.known);
  const covered = surroundings.systemName !== null || surroundings.hasDeclarations;
  if (!covered && surroundings.inner !== null) throw new UsageError(innerMessage(output, surroundings.inner));
  const system = covered ? null : systemNamed(all.title ?? path.basename(output));
  // The system's name shares the name space with the parts of the architecture.
  const taken = new Set([...all.zones, ...all.assets, ...all.elements, ...all.threats].map(({ name }) => name));
  const unique = system !== null && taken.has(system.name) ? { ...system, name: `${system.name}System` } : system;
  return draftFiles(onlyNew(all, surroundings.known), {
    system: unique,
    base: unique === null ? 'architecture' : fileBase(unique.name),
    folders: surroundings.folders,
    taken: new Set([...surroundings.known.names, ...taken]),
  });
}

function report(
  problems: readonly { readonly file: string; readonly message: string }[],
  { formats }: Reading,
  args: Arguments,
  host: Host,
): void {
  for (const { file, message } of problems) host.stderr.write(`${file} is left out: ${message}\n`);
  if (isSet(args, 'quiet')) return;
  for (const { title, files } of formats) host.stderr.write(`${title}: ${counted(files, 'file')} read.\n`);
}

/** Writes a draft under a name that is free, in a folder that lies in the output; prints it with `--dry-run`. */
async function put({ folder, base, text }: Draft, output: string, args: Arguments, host: Host): Promise<void> {
  const formatted = formatText(text);
  if (!('text' in formatted)) throw new Error(`What was drafted for ${base}.risk has an error of syntax.`);
  const directory = path.join(output, folder);
  const dry = isSet(args, 'dry-run');
  try {
    if (!dry) {
      await mkdir(output, { recursive: true });
      if (relativeTo(await realpath(output), await realpath(directory)) === null) {
        throw new UsageError(`${folder} leads out of ${output}; nothing was written there.`);
      }
    }
    for (let n = 1; ; n++) {
      const file = path.join(directory, n === 1 ? `${base}.risk` : `${base}-${n}.risk`);
      if (await isThere(file)) continue;
      const shown = relativeTo(host.cwd, file) ?? file;
      if (dry) host.stdout.write(`// ${shown}\n${formatted.text}\n`);
      else {
        // The flag refuses a file that appeared since.
        await writeFile(file, formatted.text, { flag: 'wx' });
        if (!isSet(args, 'quiet')) host.stdout.write(`${shown}\n`);
      }
      return;
    }
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException).syscall !== 'string') throw error;
    throw new UsageError(`${base}.risk could not be written: ${reasonOf(error)}.`);
  }
}

async function isThere(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

function systemNamed(title: string): { readonly name: string; readonly title: string } {
  return { name: nameOf(title) || 'System', title: title || 'System' };
}

function innerMessage(output: string, inner: string): string {
  return `${output} lies around the folder of the system ${inner}; name a folder beside or inside it with --output.`;
}
