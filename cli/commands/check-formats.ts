/** The forms of `risk check` for machines: one line each. The form for people is in `check-work.ts`. */
import type { Diagnostic } from '../../protocol/index.ts';
import {
  type Annotation,
  githubCommands,
  gitlabIssues,
  type ReportHead,
  type Rule,
  riskCheck,
  sarifLog,
  toJson,
} from '../../report/index.ts';

export interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  /** The same for services that show findings beside code, the loudest and most expensive first. */
  readonly annotations: () => readonly Annotation[];
  readonly rules: readonly Rule[];
  readonly head: ReportHead;
}

export const machineFormats = {
  json: ({ diagnostics, head }) => toJson(riskCheck(head, diagnostics)),
  sarif: ({ annotations, rules, head }) =>
    toJson(sarifLog(annotations(), rules, { version: head.version, category: 'risk/check' })),
  github: ({ annotations }) => githubCommands(annotations()),
  gitlab: ({ annotations }) => toJson(gitlabIssues(annotations())),
} satisfies Readonly<Record<string, (checked: Checked) => string>>;
