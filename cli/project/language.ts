/** Texts → linked systems. */
import path from 'node:path';
import { EmptyFileSystem, URI } from 'langium';
import { systemsOf } from '../../language/names/index.ts';
import { linkOnce } from '../../language/names/link-once.ts';
import { createRiskServices, type RiskServices } from '../../language/services.ts';
import type { LinkedSystem } from '../../language/stages.ts';
import type { Sources } from '../../sources/index.ts';
import { keepYoungGenerationSmall } from '../short-life.ts';

export interface Linked {
  readonly services: RiskServices;
  readonly systems: readonly LinkedSystem[];
}

/**
 * Services to be like, with what takes longest to make. Made piece by piece: where files are read at the same time, what has
 * come is taken in between.
 */
export async function servicesToBeLike(): Promise<RiskServices> {
  const { risk } = createRiskServices(EmptyFileSystem);
  const make = [() => risk.Grammar, () => risk.parser.Lexer];
  for (const piece of make) {
    await new Promise((resolve) => setImmediate(resolve));
    piece();
  }
  return risk;
}

/** `like`: services that were made before, for another version of the files. */
export async function link({ root, files }: Sources, like?: RiskServices): Promise<Linked> {
  const { shared, risk } = createRiskServices(EmptyFileSystem, like);
  const { LangiumDocumentFactory } = shared.workspace;
  let isSmall = false;
  const documents = files.map((file) => {
    if (!isSmall) isSmall = keepYoungGenerationSmall();
    return LangiumDocumentFactory.fromString(file.text, URI.file(path.join(root, file.path)));
  });
  await linkOnce(risk, documents);
  return { services: risk, systems: systemsOf(risk) };
}
