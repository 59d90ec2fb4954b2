/** Where a name is declared; from the path of `evidence` or `feed` the files that it names. */
import type { LangiumDocument } from 'langium';
import { DefaultDefinitionProvider, type LangiumServices } from 'langium/lsp';
import type { CancellationToken, DefinitionParams } from 'vscode-languageserver';
import type { LocationLink } from 'vscode-languageserver-types';
import { requestOf } from '../../language/evidence/requests.ts';
import { isEvidence, isFeed } from '../../language/generated/ast.ts';
import type { Bench } from '../bench.ts';
import { leafAt } from '../text/nodes.ts';

const mostFiles = 100;
const start = { line: 0, character: 0 };

export class RiskDefinition extends DefaultDefinitionProvider {
  private readonly bench: () => Bench;

  constructor(services: LangiumServices, bench: () => Bench) {
    super(services);
    this.bench = bench;
  }

  override getDefinition(
    document: LangiumDocument,
    params: DefinitionParams,
    cancelToken?: CancellationToken,
  ): Promise<LocationLink[] | undefined> | LocationLink[] | undefined {
    const leaf = leafAt(document.parseResult.value, document.textDocument.offsetAt(params.position));
    const node = leaf?.astNode;
    if (!leaf?.text.startsWith('"') || !(isEvidence(node) || isFeed(node)))
      return super.getDefinition(document, params, cancelToken);
    // What was read last: nothing is looked for on a disk while somebody waits.
    const answer = this.bench().systemOf(node)?.evidence?.answer(requestOf(node));
    return answer?.files.slice(0, mostFiles).map(({ uri }) => ({
      originSelectionRange: leaf.range,
      targetUri: uri,
      targetRange: { start, end: start },
      targetSelectionRange: { start, end: start },
    }));
  }
}
