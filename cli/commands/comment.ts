import type { CommandSpec } from '../arguments/command.ts';
import { common } from '../arguments/options.ts';

const used: ReadonlySet<string> = new Set(['json', 'output', 'quiet', 'help']);

export const comment: CommandSpec = {
  name: 'comment',
  operands: 'github|gitlab|azure',
  summary: 'Posts a report under a pull request, or updates the one comment that is there.',
  about: [
    'The only command that opens a connection, and only to the service that it names. The token is read from the\nenvironment: GITHUB_TOKEN, GITLAB_TOKEN, SYSTEM_ACCESSTOKEN. What else it needs a pipeline sets by itself.',
    'An older run never overwrites a newer one. Where the token may not comment (a fork), it says so, writes the summary of\nthe job where there is one and the standard output where not, and ends with 0.',
  ],
  options: [
    { name: 'pr', value: 'N', help: 'The number of the pull request; that of the pipeline if left out.' },
    { name: 'file', value: 'FILE', help: 'The report in Markdown; - or left out: the standard input.' },
    { name: 'tag', value: 'NAME', help: 'Which comment, where there are several; risk if left out.' },
    ...common.filter((option) => used.has(option.name)),
  ],
  examples: [
    'risk diff origin/main --format markdown | risk comment github --pr 7',
    'risk comment gitlab --file report.md',
  ],
  load: async () => (await import('./comment-work.ts')).runComment,
};
