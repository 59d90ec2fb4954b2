/**
 * Langium's builder relinks what pointed into a changed file. Here the name space of a file also depends on files that
 * it does not point into: a system declared, moved or removed, a second declaration of a name.
 */
import {
  type BuildOptions,
  type Cancellation,
  DefaultDocumentBuilder,
  DocumentState,
  type LangiumDocument,
} from 'langium';
import type { LinkedSystem } from '../stages.ts';
import { divide, type Systems } from './systems.ts';

export class RiskDocumentBuilder extends DefaultDocumentBuilder {
  /** The name space that each document was last linked against, by URI. */
  private linkedAgainst = new Map<string, string>();

  protected override async buildDocuments(
    documents: LangiumDocument[],
    options: BuildOptions,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<void> {
    this.prepareBuild(documents, options);
    await this.runCancelable(documents, DocumentState.Parsed, cancelToken, (document) =>
      this.langiumDocumentFactory.update(document, cancelToken),
    );
    const systems = divide(this.langiumDocuments.all.filter((document) => document.state >= DocumentState.Parsed));
    const outdated = this.relink(systems, new Set(documents));
    await super.buildDocuments([...documents, ...outdated], options, cancelToken);
  }

  /** Unlinks the documents whose name space is another than when they were linked, and returns them. */
  private relink(systems: Systems, building: ReadonlySet<LangiumDocument>): LangiumDocument[] {
    const outdated: LangiumDocument[] = [];
    const now = new Map<string, string>();
    for (const system of systems.all) {
      const names = signature(system, systems);
      for (const document of system.documents) {
        const uri = document.uri.toString();
        now.set(uri, names);
        if (this.linkedAgainst.get(uri) === names || document.state < DocumentState.Linked) continue;
        this.resetToState(document, DocumentState.ComputedScopes);
        if (!building.has(document)) outdated.push(document);
      }
    }
    this.linkedAgainst = now;
    return outdated;
  }
}

/** All that decides what a reference in this system finds: its names, their kinds and places, and the systems around. */
function signature(system: LinkedSystem, systems: Systems): string {
  const parts = [system.id];
  for (let outer = systems.around.get(system.id); outer !== undefined; outer = systems.around.get(outer.id)) {
    parts.push(`in ${outer.name} ${outer.id}`);
  }
  for (const [name, nodes] of system.declarations) {
    parts.push(
      `${name} ${nodes.map((node) => `${node.$type} ${node.$container.$document?.uri.toString()}`).join(' ')}`,
    );
  }
  return parts.join('\n');
}
