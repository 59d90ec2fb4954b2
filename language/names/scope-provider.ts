/** What a reference may find: the names of its system; in a loss the `let`s before it; after `apart from` the systems around. */
import {
  type AstNode,
  type AstNodeDescription,
  AstUtils,
  DefaultScopeProvider,
  EMPTY_SCOPE,
  MapScope,
  type ReferenceInfo,
  type Scope,
} from 'langium';
import { isLet, isLoss, isSecondaryLoss, isSystem, Let, System } from '../generated/ast.ts';
import type { RiskServices } from '../services.ts';
import type { LinkedSystem } from '../stages.ts';
import type { SystemIndex } from './system-index.ts';

export class RiskScopeProvider extends DefaultScopeProvider {
  private readonly systems: () => SystemIndex;

  constructor(services: RiskServices) {
    super(services);
    this.systems = () => services.names.SystemIndex;
  }

  override getScope(context: ReferenceInfo): Scope {
    const type = this.reflection.getReferenceType(context);
    const document = AstUtils.getDocument(context.container);
    const systems = this.systems();
    const system = systems.systemOf(document);
    if (system === undefined) return EMPTY_SCOPE;
    if (type === System.$type) return this.systemsAround(system, context.container);
    const names = systems.scope(system, type);
    if (!this.reflection.isSubtype(Let.$type, type)) return names;
    const lets = this.letsBefore(context.container);
    return lets.length === 0 ? names : new MapScope(lets, names);
  }

  /** `apart from` names a system around this one. */
  private systemsAround(system: LinkedSystem, node: AstNode): Scope {
    if (!isSystem(node) || system.node !== node) return EMPTY_SCOPE;
    const found: AstNodeDescription[] = [];
    const { around } = this.systems().current();
    for (let outer = around.get(system.id); outer !== undefined; outer = around.get(outer.id)) {
      if (outer.node !== null) found.push(this.descriptions.createDescription(outer.node, outer.node.name));
    }
    return new MapScope(found.reverse());
  }

  /** The `let`s of the loss around a node that stand before the line with the node; none in a probability, which holds all year. */
  private letsBefore(node: AstNode): AstNodeDescription[] {
    let line: AstNode = node;
    while (line.$container !== undefined && !isLoss(line.$container)) {
      if (isSecondaryLoss(line.$container) && line.$container.probability === line) return [];
      line = line.$container;
    }
    const loss = line.$container;
    if (loss === undefined || !isLoss(loss)) return [];
    const found: AstNodeDescription[] = [];
    for (const property of loss.properties) {
      if (property === line) break;
      if (isLet(property) && property.name) found.push(this.descriptions.createDescription(property, property.name));
    }
    return found.reverse();
  }
}
