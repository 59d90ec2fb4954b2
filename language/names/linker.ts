/** Langium's linker and index of references over one plain walk: a large file has a million nodes. */
import {
  Cancellation,
  DefaultLinker,
  DefaultReferenceDescriptionProvider,
  interruptAndCheck,
  type LangiumDocument,
  type ReferenceDescription,
  type ReferenceInfo,
} from 'langium';
import { nodesBelow, propertyReferencesOf } from '../checks/walk.ts';

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
  let count = 0;
  for (const node of nodesBelow(document.parseResult.value)) {
    if (count++ % stride === 0) await interruptAndCheck(cancelToken);
    for (const info of propertyReferencesOf(node)) visit(info);
  }
}
