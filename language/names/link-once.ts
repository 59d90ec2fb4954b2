/** Linking for those who never edit: without the index of names and references that an editor keeps. */
import { DocumentState, type LangiumDocument } from 'langium';
import type { RiskServices } from '../services.ts';

/** Adds documents that were just parsed to services that hold no others, and links them. */
export async function linkOnce(services: RiskServices, documents: readonly LangiumDocument[]): Promise<void> {
  const { LangiumDocuments } = services.shared.workspace;
  for (const document of documents) LangiumDocuments.addDocument(document);
  services.names.SystemIndex.forget();
  for (const document of documents) document.state = DocumentState.ComputedScopes;
  for (const document of documents) {
    await services.references.Linker.link(document);
    document.state = DocumentState.Linked;
  }
}
