/** Grype's JSON, old and new: EPSS, KEV and CWE come with the newer ones only. */

import { cweNumbers, identityOf } from '../common/identifiers.ts';
import { severityOf } from '../common/severity.ts';
import { moment } from '../common/time.ts';
import { chooseCvss } from '../cvss/choose.ts';
import { type Epss, finding, nothingScanned, type Scanned } from '../finding.ts';
import { firstText, isList, type Json, list, member, number, object, pointer, text, texts } from '../input/value.ts';
import type { Reader } from '../reader.ts';
import { content } from '../reading.ts';

const tool = 'Grype';

export const grype: Reader = {
  format: 'Grype',
  keys: [
    ...['matches', 'vulnerability', 'id', 'severity', 'dataSource', 'namespace', 'cvss', 'source', 'vector', 'metrics'],
    ...[
      'baseScore',
      'version',
      'epss',
      'percentile',
      'cve',
      'date',
      'knownExploited',
      'cwes',
      'cwe',
      'fix',
      'versions',
    ],
    ...['relatedVulnerabilities', 'artifact', 'name', 'type', 'purl', 'locations', 'path', 'target', 'userInput'],
    ...['tags', 'repoDigests', 'descriptor', 'timestamp', 'matchDetails'],
  ],
  // Xeol writes the same around the ends of life that it finds.
  recognises: (root) =>
    isList(root, 'matches') &&
    (list(root, 'matches').length === 0
      ? text(root, 'descriptor', 'name') === 'grype'
      : list(root, 'matches').some((match) => object(member(match, 'vulnerability')) !== null)),
  read(root, context) {
    const scanned = scanOf(member(root, 'source'));
    const at = moment(member(root, 'descriptor', 'timestamp'));
    const findings = list(root, 'matches').flatMap((match, index) => {
      const flaw = member(match, 'vulnerability');
      const related = list(match, 'relatedVulnerabilities');
      const identity = identityOf([text(flaw, 'id'), ...related.map((other) => text(other, 'id'))]);
      if (!identity) return [];
      const all = [flaw, ...related];
      const epss = all.map(epssOf).find((score) => score !== null) ?? null;
      const saysKev = all.some((other) => isList(other, 'knownExploited') && list(other, 'knownExploited').length > 0);
      return finding({
        ...identity,
        kind: 'vulnerability',
        tool,
        severity: severityOf(text(flaw, 'severity')),
        package: {
          name: text(match, 'artifact', 'name') ?? '',
          version: text(match, 'artifact', 'version'),
          ecosystem: text(match, 'artifact', 'type'),
          purl: text(match, 'artifact', 'purl'),
          fixedIn: texts(flaw, 'fix', 'versions').join(', ') || null,
        },
        cwe: cweNumbers(all.flatMap((other) => list(other, 'cwes').map((cwe) => firstText(member(cwe, 'cwe'), cwe)))),
        cvss: chooseCvss(
          all.flatMap((other) =>
            list(other, 'cvss').map((cvss) => ({
              vendor: firstText(member(cvss, 'source'), member(other, 'namespace')) ?? tool,
              vector: text(cvss, 'vector'),
              score: number(cvss, 'metrics', 'baseScore'),
            })),
          ),
          [],
          context.cvss,
        ),
        epss,
        kev: saysKev ? true : null,
        file: text(list(match, 'artifact', 'locations')[0], 'path'),
        scanned,
        at,
        place: pointer('', 'matches', index),
      });
    });
    return content({ tool, at, findings });
  },
};

function epssOf(flaw: Json): Epss | null {
  for (const score of list(flaw, 'epss')) {
    const probability = number(score, 'epss');
    if (probability === null || probability < 0 || probability > 1) continue;
    return { probability, date: moment(member(score, 'date'))?.slice(0, 10) ?? null };
  }
  return null;
}

/** The target is an object for an image and a text for a folder. */
function scanOf(source: Json): Scanned {
  const target = member(source, 'target');
  if (object(target) === null) return { ...nothingScanned, path: text(target) };
  const names = [text(target, 'userInput'), ...texts(target, 'tags'), ...texts(target, 'repoDigests')];
  return { ...nothingScanned, images: [...new Set(names.filter((name) => name !== null))] };
}
