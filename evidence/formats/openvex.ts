/** OpenVEX: statements only. */
import { identityOf } from '../common/identifiers.ts';
import { moment } from '../common/time.ts';
import type { FindingStatus } from '../finding.ts';
import { firstText, isList, type Json, list, member, object, pointer, text, texts } from '../input/value.ts';
import type { Reader } from '../reader.ts';
import { content } from '../reading.ts';
import type { VexProduct } from '../vex/statement.ts';

const tool = 'OpenVEX';
const statuses: readonly FindingStatus[] = ['affected', 'not_affected', 'fixed', 'under_investigation'];

export const openvex: Reader = {
  format: 'OpenVEX',
  keys: [
    ...[
      '@context',
      '@id',
      'author',
      'timestamp',
      'last_updated',
      'statements',
      'vulnerability',
      'name',
      'aliases',
      'products',
    ],
    ...['identifiers/*', 'subcomponents', 'status', 'justification', 'impact_statement', 'status_notes'],
  ],
  recognises: (root) => (text(root, '@context')?.includes('openvex') ?? false) && isList(root, 'statements'),
  read(root) {
    const issued = moment(firstText(member(root, 'last_updated'), member(root, 'timestamp')));
    const notes: string[] = [];
    const statements = list(root, 'statements').flatMap((row, index) => {
      const named = member(row, 'vulnerability');
      // Before version 0.2 the vulnerability was a text.
      const identity = identityOf([
        firstText(named, member(named, 'name'), member(named, '@id')),
        ...texts(named, 'aliases'),
      ]);
      const status = statuses.find((known) => known === text(row, 'status'));
      if (!identity || !status) {
        notes.push(`Statement ${index + 1} is left out: it has no vulnerability or no known status.`);
        return [];
      }
      const said = firstText(
        member(row, 'justification'),
        member(row, 'impact_statement'),
        member(row, 'status_notes'),
      );
      return {
        ids: [identity.id, ...identity.aliases],
        status,
        reason: `The VEX says ${status}${said === null ? '' : `: ${said}`}.`,
        products: list(row, 'products').map(product),
        at: moment(firstText(member(row, 'last_updated'), member(row, 'timestamp'))) ?? issued,
        place: pointer('', 'statements', index),
      };
    });
    return content({ tool: text(root, 'author') ?? tool, at: issued, statements, notes });
  },
};

function product(value: Json): VexProduct {
  const parts = list(value, 'subcomponents').map(idOf);
  return { id: idOf(value) ?? '', parts: parts.filter((part) => part !== null) };
}

function idOf(value: Json): string | null {
  const identifiers = object(member(value, 'identifiers'));
  return firstText(member(identifiers, 'purl'), value, member(value, '@id'), ...Object.values(identifiers ?? {}));
}
