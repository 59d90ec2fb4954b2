/**
 * Text for the log of a pipeline, which takes some lines for commands: GitHub those that begin with `::` (and the old form
 * `##[…]` anywhere), Azure DevOps `##vso[…]` anywhere. What comes from a model must command nothing.
 */
export function logSafe(text: string): string {
  return text
    .replace(/^(\s*)::/gm, '$1: :')
    .replace(/##(\[|vso\[)/gi, '## $1')
    .replace(/\r(?!\n)/g, '\n');
}
