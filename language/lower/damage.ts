/** Which properties of a declaration the parser had to repair: an error there counts as an error of that property. */
import type { IToken } from 'chevrotain';
import { type AstNode, AstUtils } from 'langium';
import type { Declaration, RiskFile } from '../generated/ast.ts';
import { isDamaged } from '../parser/damage.ts';

/** Types of the damaged properties, such as `Frequency`; `whole` where it cannot be told which. */
export type Damage = ReadonlySet<string> | 'whole';

const none: ReadonlySet<string> = new Set();

interface Bodied extends AstNode {
  readonly properties?: readonly AstNode[];
}

/** Property types by the word that starts them: the parser may have skipped such words. */
const typesByWord: Readonly<Record<string, string>> = {
  stride: 'StrideCategories',
  on: 'On',
  affects: 'Affects',
  by: 'By',
  cwe: 'Weaknesses',
  frequency: 'Frequency',
  loss: 'Loss',
  leads: 'LeadsTo',
  accepted: 'Accepted',
  ticket: 'Ticket',
  owner: 'Owner',
};

interface Offence {
  readonly offset: number;
  /** Tokens that may have been thrown away. */
  readonly skipped: readonly IToken[];
}

/** What is damaged in a declaration with a body of properties. */
export function damageOf(declaration: Declaration & Bodied): Damage {
  if (!isDamaged(declaration)) return none;
  const cst = declaration.$cstNode;
  const offences =
    cst === undefined ? [] : offencesIn(declaration).filter(({ offset }) => offset >= cst.offset && offset <= cst.end);
  if (offences.length === 0) return 'whole';
  const starts = new Set(declaration.properties?.map(({ $cstNode }) => $cstNode?.offset));
  const damaged = new Set<string>();
  for (const { offset, skipped } of offences) {
    const property = propertyAt(declaration.properties ?? [], offset);
    if (property === null) return 'whole';
    damaged.add(property.$type);
    // The word that the parser stumbled over counts as thrown away even where it went on with it.
    for (const { image, startOffset } of skipped)
      if (Object.hasOwn(typesByWord, image) && !starts.has(startOffset)) damaged.add(typesByWord[image]);
  }
  return damaged;
}

function offencesIn(declaration: AstNode): readonly Offence[] {
  const { lexerErrors, parserErrors } = AstUtils.getDocument<RiskFile>(declaration).parseResult;
  return [
    ...lexerErrors.map((error) => ({ offset: error.offset, skipped: [] })),
    ...parserErrors.map((error) => {
      const previous = (error as { previousToken?: { startOffset: number } }).previousToken?.startOffset;
      const offset = previous !== undefined && Number.isFinite(previous) ? previous : error.token.startOffset;
      return { offset, skipped: [error.token, ...error.resyncedTokens] };
    }),
  ];
}

/** The last property that begins at or before the offset. */
function propertyAt(properties: readonly AstNode[], offset: number): AstNode | null {
  let found: AstNode | null = null;
  for (const property of properties)
    if (property.$cstNode !== undefined && property.$cstNode.offset <= offset) found = property;
  return found;
}
