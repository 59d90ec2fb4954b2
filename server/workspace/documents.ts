/** The documents of the model. A request about a file that is no part of it does not make it one. */
import { DefaultLangiumDocuments, type LangiumDocument, type URI } from 'langium';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';

export class RiskDocuments extends DefaultLangiumDocuments {
  override async getOrCreateDocument(uri: URI): Promise<LangiumDocument> {
    const known = this.getDocument(uri);
    if (known) return known;
    throw new ResponseError(LSPErrorCodes.RequestFailed, `${uri.toString()} is no part of the model. Open it first.`);
  }
}
