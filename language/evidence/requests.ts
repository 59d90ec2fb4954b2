/** What a system asks for: its `evidence` and `feed` declarations. */
import type { LangiumDocument } from 'langium';
import { type Evidence, type Feed, isFeed, type RiskFile } from '../generated/ast.ts';
import { isDamaged } from '../parser/damage.ts';
import type { LinkedSystem } from '../stages.ts';
import type { EvidenceRequest } from './files.ts';

export type EvidenceDeclaration = Evidence | Feed;

/** The declarations of a system that name files, in the order of the text; damaged ones ask for nothing. */
export function evidenceDeclarations(system: LinkedSystem): readonly EvidenceDeclaration[] {
  return system.documents.flatMap(declarationsIn);
}

function declarationsIn(document: LangiumDocument<RiskFile>): readonly EvidenceDeclaration[] {
  return (document.parseResult.value.declarations ?? []).filter(
    (node): node is EvidenceDeclaration =>
      (node.$type === 'Evidence' || (node.$type === 'Feed' && node.kind !== undefined)) &&
      node.path !== undefined &&
      node.path.trim() !== '' &&
      !isDamaged(node),
  );
}

export function requestOf(node: EvidenceDeclaration): EvidenceRequest {
  const from = node.$container.$document?.uri.toString() ?? '';
  return { kind: isFeed(node) ? node.kind : 'report', pattern: node.path, from };
}

/** What several systems ask for. */
export function requestsOf(systems: readonly LinkedSystem[]): readonly EvidenceRequest[] {
  return systems.flatMap(evidenceDeclarations).map(requestOf);
}
