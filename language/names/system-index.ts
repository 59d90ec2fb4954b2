/** The systems of all documents and their name spaces, computed once between two changes. */
import {
  type AstNodeDescription,
  type AstNodeDescriptionProvider,
  type AstReflection,
  DocumentState,
  type LangiumCoreServices,
  type LangiumDocument,
  type LangiumDocuments,
  MapScope,
  type Scope,
} from 'langium';
import type { LinkedSystem } from '../stages.ts';
import { divide, type Systems } from './systems.ts';

export class SystemIndex {
  private readonly documents: LangiumDocuments;
  private readonly descriptions: AstNodeDescriptionProvider;
  private readonly reflection: AstReflection;
  private systems: Systems | undefined;
  private scopes = new WeakMap<LinkedSystem, Map<string, Scope>>();
  private described = new WeakMap<LinkedSystem, readonly AstNodeDescription[]>();

  constructor(services: LangiumCoreServices) {
    this.documents = services.shared.workspace.LangiumDocuments;
    this.descriptions = services.workspace.AstNodeDescriptionProvider;
    this.reflection = services.shared.AstReflection;
    const forget = () => {
      this.systems = undefined;
    };
    services.shared.workspace.DocumentBuilder.onUpdate(forget);
    services.shared.workspace.DocumentBuilder.onBuildPhase(DocumentState.IndexedContent, forget);
  }

  /** The division of all documents that are parsed. */
  current(): Systems {
    this.systems ??= divide(this.documents.all.filter((document) => document.state >= DocumentState.Parsed));
    return this.systems;
  }

  /** Forgets the division: documents were parsed outside a build. */
  forget(): void {
    this.systems = undefined;
  }

  systemOf(document: LangiumDocument): LinkedSystem | undefined {
    return this.current().byDocument.get(document.uri.toString());
  }

  /** The names of a system that a reference to `type` may find. Of names declared twice the first. */
  scope(system: LinkedSystem, type: string): Scope {
    let scopes = this.scopes.get(system);
    if (scopes === undefined) {
      scopes = new Map();
      this.scopes.set(system, scopes);
    }
    let scope = scopes.get(type);
    if (scope === undefined) {
      scope = new MapScope(this.describe(system).filter((found) => this.reflection.isSubtype(found.type, type)));
      scopes.set(type, scope);
    }
    return scope;
  }

  /** Last declaration first, so that a map keeps the first of each name. */
  private describe(system: LinkedSystem): readonly AstNodeDescription[] {
    let all = this.described.get(system);
    if (all === undefined) {
      all = [...system.declarations]
        .flatMap(([name, nodes]) => nodes.map((node) => this.descriptions.createDescription(node, name)))
        .reverse();
      this.described.set(system, all);
    }
    return all;
  }
}
