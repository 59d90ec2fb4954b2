/** ZAP's traditional JSON report: everything is a text, and one report holds many sites. */
import { cweNumbers } from '../common/identifiers.ts';
import { moment } from '../common/time.ts';
import { finding, nothingScanned, type Severity } from '../finding.ts';
import { firstText, type Json, list, member, object, pointer, text } from '../input/value.ts';
import type { Reader } from '../reader.ts';
import { content } from '../reading.ts';

const tool = 'ZAP';
const severities: Readonly<Record<string, Severity>> = { '0': 'none', '1': 'low', '2': 'medium', '3': 'high' };

export const zap: Reader = {
  format: 'ZAP',
  keys: [
    ...[
      '@version',
      '@generated',
      '@programName',
      'site',
      '@name',
      '@host',
      '@port',
      '@ssl',
      'alerts',
      'pluginid',
      'alertRef',
    ],
    ...['alert', 'name', 'riskcode', 'confidence', 'cweid', 'count', 'instances', 'uri', 'created'],
  ],
  recognises: (root) =>
    list(root, 'site').some((site) => text(site, '@name') !== null) ||
    (object(root) !== null && text(root, '@generated') !== null && member(root, 'site') !== null),
  read(root) {
    const at = moment(firstText(member(root, 'created'), member(root, '@generated')));
    const isOne = !Array.isArray(member(root, 'site'));
    const findings = list(root, 'site').flatMap((site, index) =>
      list(site, 'alerts').flatMap((row, number) => {
        const id = firstText(member(row, 'alertRef'), member(row, 'pluginid'), member(row, 'name'));
        // A confidence of 0 is what ZAP gives to a false positive.
        const isFalse = text(row, 'confidence') === '0';
        if (id === null) return [];
        return finding({
          id: `ZAP-${id}`,
          kind: 'dynamic',
          tool,
          title: firstText(member(row, 'name'), member(row, 'alert')),
          severity: severities[text(row, 'riskcode') ?? ''] ?? 'unknown',
          cwe: cweNumbers([text(row, 'cweid')]),
          file: text(list(row, 'instances')[0] ?? null, 'uri'),
          scanned: { ...nothingScanned, hosts: hostsOf(site) },
          at,
          status: isFalse ? 'not_affected' : 'affected',
          statusReason: isFalse ? 'ZAP reports a false positive.' : null,
          place: isOne ? pointer('', 'site', 'alerts', number) : pointer('', 'site', index, 'alerts', number),
        });
      }),
    );
    return content({ tool, at, findings });
  },
};

function hostsOf(site: Json): readonly string[] {
  const host = text(site, '@host') ?? /^https?:\/\/([^/:?#]+)/i.exec(text(site, '@name') ?? '')?.[1] ?? null;
  const port = text(site, '@port');
  return host === null ? [] : [port === null ? host : `${host}:${port}`];
}
