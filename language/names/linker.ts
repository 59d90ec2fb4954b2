/** Langium's linker and index of references over one plain walk of each tree: a large file has a million nodes. */
import {
  Cancellation,
  DefaultLinker,
  DefaultReferenceDescriptionProvider,
  interruptAndCheck,
  type LangiumDocument,
  type ParseResult,
  type ReferenceDescription,
  type ReferenceInfo,
} from 'langium';
import { addReferencesOf, nodesOf } from '../checks/walk.ts';
import type { RiskFile } from '../generated/ast.ts';

/** Nodes between two looks at whether the work is still wanted. */
const stride = 256;

export class RiskLinker extends DefaultLinker {
  override async link(document: LangiumDocument, cancelToken = Cancellation.CancellationToken.None): Promise<void> {
    await eachReference(document, cancelToken, (reference) => this.doLink(reference, document));
  }
}

export class RiskReferenceDescriptions extends DefaultReferenceDescriptionProvider {
  override async createDescriptions(
    document: LangiumDocument,
    cancelToken = Cancellation.CancellationToken.None,
  ): Promise<ReferenceDescription[]> {
    const found: ReferenceDescription[] = [];
    await eachReference(document, cancelToken, (info) => {
      if (info.reference.error) return;
      for (const description of this.createInfoDescriptions(info)) found.push(description);
    });
    return found;
  }
}

async function eachReference(
  document: LangiumDocument,
  cancelToken: Cancellation.CancellationToken,
  visit: (info: ReferenceInfo) => void,
): Promise<void> {
  const references = await referencesIn(document.parseResult, cancelToken);
  for (let index = 0; index < references.length; index++) {
    if (index % stride === 0) await interruptAndCheck(cancelToken);
    visit(references[index]);
  }
}

const known = new WeakMap<ParseResult, readonly ReferenceInfo[]>();

/** The references of a parsed text, in its order; where they lead may change, the text does not. */
async function referencesIn(
  result: ParseResult,
  cancelToken: Cancellation.CancellationToken,
): Promise<readonly ReferenceInfo[]> {
  const before = known.get(result);
  if (before !== undefined) return before;
  const found: ReferenceInfo[] = [];
  let count = 0;
  for (const declaration of (result as ParseResult<RiskFile>).value.declarations ?? []) {
    const nodes = nodesOf(declaration);
    for (let index = 0; index < nodes.length; index++) {
      if (count++ % stride === 0) await interruptAndCheck(cancelToken);
      addReferencesOf(nodes[index], found);
    }
  }
  known.set(result, found);
  return found;
}
