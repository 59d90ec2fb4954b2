/** What the status bar says of a system. */
import type { SystemSummary } from '../../protocol/index.ts';
import { counted, moneyInWords } from '../../protocol/words/index.ts';

/** `$4.2M a year`, `at least $4.2M a year`; marked while newer figures are on their way. */
export function statusText(system: SystemSummary): string {
  const icon = system.state === 'stale' ? '$(sync~spin)' : '$(graph-line)';
  if (system.ale === null) return `${icon} ${system.state === 'stale' ? 'computing' : 'no figure'}`;
  const least = system.lacking > 0 ? 'at least ' : '';
  return `${icon} ${least}${moneyInWords(system.ale, system.currency)} a year`;
}

/** The same in full sentences. */
export function statusTooltip(system: SystemSummary): string {
  const name = system.name ?? 'The unnamed system';
  const lines = [
    system.ale === null
      ? `${name} has no figure yet.`
      : `${name} loses ${system.lacking > 0 ? 'at least ' : ''}${moneyInWords(system.ale, system.currency)} in an average year, with the controls in place.`,
    system.lacking > 0 ? `${counted(system.lacking, 'threat')} without figures.` : '',
    system.state === 'stale' ? 'Newer figures are being computed.' : '',
    'Select to open the preview.',
  ];
  return lines.filter(Boolean).join('\n');
}

/**
 * The system that a document belongs to: the one in the nearest folder above it. Without a document the only system, if
 * there is just one.
 */
export function systemOf(systems: readonly SystemSummary[], uri: string | null): SystemSummary | null {
  if (uri === null) return systems.length === 1 ? systems[0] : null;
  const above = systems.filter(({ id }) => uri.startsWith(id.endsWith('/') ? id : `${id}/`));
  return above.reduce<SystemSummary | null>(
    (best, system) => (best && best.id.length >= system.id.length ? best : system),
    null,
  );
}
