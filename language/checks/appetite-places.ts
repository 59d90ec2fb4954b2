import type { LoweredSystem, TextRange } from '../stages.ts';
import { uriOf } from './finding.ts';

/** A limit of the appetite and where it stands. */
export interface AppetitePlace {
  readonly uri: string;
  readonly range: TextRange;
  readonly probability: number;
  /** Money in the system's currency. */
  readonly above: number;
}

/** The limits that could be read, in the order of the model's. */
export function appetitePlaces({ system, description }: LoweredSystem): readonly AppetitePlace[] {
  if (system.node === null) return [];
  const uri = uriOf(system.node);
  return description.appetite.map(({ probability, above, line, column, endLine, endColumn }) => ({
    uri,
    range: {
      start: { line: line - 1, character: column - 1 },
      end: { line: endLine - 1, character: endColumn - 1 },
    },
    probability,
    above,
  }));
}
