/** Systems and what is wrong with the text, names and systems of each. */
import type { LangiumDocument } from 'langium';
import { syntaxFindings } from '../parser/syntax-findings.ts';
import type { RiskServices } from '../services.ts';
import type { Finding, LinkedSystem } from '../stages.ts';
import { duplicateNames, duplicateSystems } from './duplicates.ts';
import { referenceFindings } from './references.ts';
import { systemFindings } from './system-findings.ts';

export { declarationOf, isNamedDeclaration, kindOf, type NamedDeclaration } from './declarations.ts';

/** All systems of the documents that are loaded, in the order of their folders; the unnamed one last. */
export function systemsOf(services: RiskServices): readonly LinkedSystem[] {
  return services.names.SystemIndex.current().all;
}

/** The system that a document belongs to; undefined for a document that is not loaded. */
export function systemOf(services: RiskServices, document: LangiumDocument): LinkedSystem | undefined {
  return services.names.SystemIndex.systemOf(document);
}

/** Findings of syntax, references, duplicates and systems. The documents must be linked. */
export function languageFindings(services: RiskServices, system: LinkedSystem): readonly Finding[] {
  const systems = services.names.SystemIndex.current();
  return [
    ...system.documents.flatMap((document) => syntaxFindings(document)),
    ...referenceFindings(system, systems, services.shared.AstReflection),
    ...duplicateNames(system),
    ...duplicateSystems(system, systems.surplus),
    ...systemFindings(system, systems),
  ];
}
