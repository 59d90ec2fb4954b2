/** Links in a file: `code` to the folder beside it, `evidence` to its file, `link` and `source` to their address. */
import { AstUtils, type URI, UriUtils } from 'langium';
import type { DocumentLinkProvider } from 'langium/lsp';
import type { DocumentLink } from 'vscode-languageserver-types';
import { isCode, isEvidence, isFeed, isLink, isSource } from '../../language/generated/ast.ts';
import { propertyRange } from '../text/nodes.ts';

/** Only what a browser opens safely; a `javascript:` or `command:` in a file is text. */
const address = /\bhttps?:\/\/[^\s"<>]+[^\s"<>.,;:!?)]/;

export function createLinks(): DocumentLinkProvider {
  return {
    getDocumentLinks(document) {
      const links: DocumentLink[] = [];
      for (const node of AstUtils.streamAst(document.parseResult.value)) {
        if (isCode(node)) {
          const range = inside(propertyRange(node, 'path'));
          if (range && node.path)
            links.push({
              range,
              target: placeOf(document.uri, node.path).toString(),
              tooltip: 'Open the source code',
            });
        } else if (isEvidence(node) || isFeed(node)) {
          const range = inside(propertyRange(node, 'path'));
          if (range && node.path && isPlainPath(node.path))
            links.push({ range, target: placeOf(document.uri, node.path).toString(), tooltip: 'Open the file' });
        } else if (isLink(node) || isSource(node)) {
          const property = isLink(node) ? 'url' : 'text';
          const target = address.exec((isLink(node) ? node.url : node.text) ?? '')?.[0];
          const range = inside(propertyRange(node, property));
          if (range && target) links.push({ range, target, tooltip: 'Open the source' });
        }
      }
      return links;
    },
  };
}

/** One file by its name; a pattern leads to its files by "go to definition". */
function isPlainPath(path: string): boolean {
  return !/[*?]|^[a-z][a-z0-9+.-]+:\/\//i.test(path);
}

/** What a path in `file` names: it is relative to the file. */
export function placeOf(file: URI, path: string): URI {
  return UriUtils.resolvePath(UriUtils.dirname(file), ...path.split('/').filter((part) => part !== ''));
}

/** Without the quotes. */
function inside(range: ReturnType<typeof propertyRange>): ReturnType<typeof propertyRange> {
  if (!range || range.start.line !== range.end.line) return range;
  return {
    start: { line: range.start.line, character: range.start.character + 1 },
    end: { line: range.end.line, character: Math.max(range.start.character + 1, range.end.character - 1) },
  };
}
