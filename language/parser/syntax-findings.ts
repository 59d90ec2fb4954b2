/** What lexer and parser have to say about a document, as findings. */
import type { IRecognitionException, IToken } from 'chevrotain';
import type { LangiumDocument } from 'langium';
import type { Finding, TextRange } from '../stages.ts';
import { isWord } from './words.ts';

/** More errors than this are one error many times. */
const most = 100;

/** Errors of syntax, in the order of the text. */
export function syntaxFindings(document: LangiumDocument): readonly Finding[] {
  const { lexerErrors, parserErrors } = document.parseResult;
  const found = [
    ...lexerErrors.map((error) => ({ offset: error.offset, end: error.offset + error.length, message: error.message })),
    ...parserErrors.map((error) => ({ ...spanOf(error, document), message: error.message })),
  ].sort((a, b) => a.offset - b.offset);
  const findings = found.slice(0, most).map(({ offset, end, message }) => finding(document, offset, end, message));
  if (found.length > most) {
    const { offset, end } = found[most];
    const left = `There are ${found.length - most} more errors of syntax in this file. Correct the first ones and check again.`;
    findings.push(finding(document, offset, end, left));
  }
  return findings;
}

function finding(document: LangiumDocument, offset: number, end: number, message: string): Finding {
  const range: TextRange = {
    start: document.textDocument.positionAt(offset),
    end: document.textDocument.positionAt(Math.max(end, offset)),
  };
  return { code: 'syntax', severity: 'error', uri: document.uri.toString(), range, message, related: [] };
}

/** The token that was found; where something is missing at the end of a line or of the file, what stands before it. */
function spanOf(error: IRecognitionException, document: LangiumDocument): { offset: number; end: number } {
  const { token } = error;
  const previous = (error as { previousToken?: IToken }).previousToken;
  const known = previous !== undefined && isInText(previous);
  if (known && isMissingBefore(error, token, previous)) return spanOfToken(previous);
  if (isInText(token)) return spanOfToken(token);
  const length = document.textDocument.getText().trimEnd().length;
  return { offset: Math.max(0, length - 1), end: length };
}

function isMissingBefore(error: IRecognitionException, token: IToken, previous: IToken): boolean {
  if (!isInText(token)) return true;
  // Between declarations it is the found token that is too much.
  if (error.context.ruleStack.length <= 1 || token.startLine === previous.endLine) return false;
  return token.image === '}' || isWord(token.tokenType.name);
}

/** The end of the file has no place: its offset is −1 or NaN. */
function isInText(token: IToken): boolean {
  return token.startOffset >= 0;
}

function spanOfToken(token: IToken): { offset: number; end: number } {
  return { offset: token.startOffset, end: token.startOffset + token.image.length };
}
