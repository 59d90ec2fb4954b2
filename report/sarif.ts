/**
 * SARIF 2.1.0 (OASIS, with errata 01), within what GitHub's code scanning takes: 25,000 results a run, descriptions of 1,024
 * characters. Money is no CVSS score, so no `security-severity` is given: the level is that of the check.
 */
import type { Place, Severity } from '../protocol/index.ts';
import type { Annotation, Rule } from './annotations.ts';

export interface SarifHead {
  readonly version: string;
  /** Tells runs of different kinds over one commit apart: `risk/check`, `risk/diff`. */
  readonly category: string;
}

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const mostResults = 25_000;
const longestDescription = 1_024;

/** One run. `annotations` are in the order of `byWeight`: what is beyond the limit is the least important. */
export function sarifLog(annotations: readonly Annotation[], rules: readonly Rule[], head: SarifHead): object {
  const indices = new Map(rules.map((rule, index) => [rule.code, index]));
  const left = annotations.length - mostResults;
  const notice = `${left} findings are left out: a run holds ${mostResults} results at most.`;
  return {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'risk',
            fullName: 'Risk as Code',
            version: head.version,
            semanticVersion: head.version,
            rules: rules.map(ruleOf),
          },
        },
        automationDetails: { id: `${head.category}/` },
        columnKind: 'utf16CodeUnits',
        ...(left <= 0
          ? {}
          : {
              invocations: [
                {
                  executionSuccessful: true,
                  toolExecutionNotifications: [{ level: 'warning', message: { text: notice } }],
                },
              ],
            }),
        results: annotations.slice(0, mostResults).map((annotation) => resultOf(annotation, indices)),
      },
    ],
  };
}

function ruleOf({ code, severity, title, help, url }: Rule): object {
  const isAbsolute = /^https?:/.test(url);
  return {
    id: code,
    shortDescription: { text: title.slice(0, longestDescription) },
    fullDescription: { text: help.slice(0, longestDescription) },
    help: {
      text: `${title}. ${help}\nMore: ${url}`,
      markdown: `**${title}.** ${help}\n\n${isAbsolute ? `[More](${url})` : `More: \`${url}\``}`,
    },
    ...(isAbsolute ? { helpUri: url } : {}),
    defaultConfiguration: { level: levelOf(severity) },
    properties: { tags: ['risk'] },
  };
}

function resultOf(annotation: Annotation, indices: ReadonlyMap<string, number>): object {
  const { code, severity, message, fingerprint, related } = annotation;
  const ruleIndex = indices.get(code);
  return {
    ruleId: code,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levelOf(severity),
    message: { text: message },
    locations: [{ physicalLocation: locationOf(annotation) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((each, index) => ({
            id: index + 1,
            physicalLocation: locationOf(each),
            message: { text: each.message },
          })),
        }),
    // GitHub goes by the first alone, and would make it from the line if it were missing.
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, 'codeAndName/v1': fingerprint },
  };
}

function locationOf({ file, line, column, endLine, endColumn }: Place): object {
  return {
    artifactLocation: { uri: uriOf(file), uriBaseId: '%SRCROOT%' },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}

/** A relative path as a relative URI; a first segment with a colon would read as a scheme. */
function uriOf(file: string): string {
  return file
    .split('/')
    .map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\uFFFD')))
    .join('/');
}

function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  return severity === 'error' || severity === 'warning' ? severity : 'note';
}
