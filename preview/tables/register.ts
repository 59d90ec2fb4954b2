/** The risk register: the threats, the greatest expected loss first. */
import type { ReportSystem, ReportThreat } from '../../protocol/index.ts';
import { percentInWords } from '../../protocol/words/index.ts';
import { h, type ViewNode } from '../dom/node.ts';
import { moneyCell, nameCell, unknown } from './cells.ts';
import { strideLetters } from './stride.ts';
import type { Column, Sorting } from './table.ts';

export const registerSorting: Sorting = { key: 'current', descending: true };

export function registerColumns(system: ReportSystem): Column<ReportThreat>[] {
  const { currency } = system;
  const most = Math.max(...system.threats.map((threat) => threat.current?.ale ?? 0));
  const bar = (threat: ReportThreat): ViewNode[] =>
    threat.current === null
      ? []
      : [shareBar(threat.current.ale / (most || 1), threat.target ? threat.target.ale / (most || 1) : null)];
  const money = (threat: ReportThreat, value: number | null) => moneyCell(value, currency, threat.lacks.length > 0);
  return [
    { key: 'threat', title: 'Threat', numeric: false, priority: 1, value: (t) => t.name, cell: nameCell },
    {
      key: 'stride',
      title: 'STRIDE',
      numeric: false,
      priority: 2,
      value: (t) => t.stride.join(' '),
      cell: (t) => [strideLetters(t.stride)],
    },
    { key: 'on', title: 'On', numeric: false, priority: 2, value: (t) => t.on.join(', '), cell: (t) => list(t.on) },
    {
      key: 'owner',
      title: 'Owner',
      numeric: false,
      priority: 3,
      value: (t) => t.owner.join(', '),
      cell: (t) => list(t.owner),
    },
    {
      key: 'current',
      title: 'ALE',
      numeric: true,
      priority: 1,
      value: (t) => t.current?.ale ?? null,
      cell: (t) => [...money(t, t.current?.ale ?? null), ...bar(t)],
    },
    {
      key: 'target',
      title: 'Target ALE',
      numeric: true,
      priority: 2,
      value: (t) => t.target?.ale ?? null,
      cell: (t) => money(t, t.target?.ale ?? null),
    },
    {
      key: 'chance',
      title: 'Chance',
      numeric: true,
      priority: 3,
      value: (t) => t.current?.probabilityOfLoss ?? null,
      cell: (t) => [t.current === null ? unknown() : percentInWords(t.current.probabilityOfLoss)],
    },
    {
      key: 'p95',
      title: 'P95',
      numeric: true,
      priority: 1,
      value: (t) => t.current?.p95 ?? null,
      cell: (t) => money(t, t.current?.p95 ?? null),
    },
    { key: 'state', title: 'State', numeric: false, priority: 3, value: stateOf, cell: (t) => [stateOf(t)] },
  ];
}

/** Threats in which the filter occurs: name, title, STRIDE, element, asset, agent, owner, state. */
export function filtered(threats: readonly ReportThreat[], filter: string): ReportThreat[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return threats.filter((threat) => {
    const text = [
      threat.name,
      threat.title ?? '',
      ...threat.stride,
      ...threat.on,
      ...threat.affects,
      ...threat.by,
      ...threat.owner,
      stateOf(threat),
    ]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** In a few words: what somebody who reads the register must know of a threat's treatment. */
export function stateOf(threat: ReportThreat): string {
  if (threat.current === null)
    return threat.missing.length > 0 ? `no figure: ${threat.missing.join(', ')} missing` : 'no figure';
  if (threat.accepted !== null) return `accepted until ${threat.accepted.until}`;
  if (threat.reducedBy.some((control) => control.status === 'in-place')) return 'reduced';
  return threat.reducedBy.length > 0 ? 'reduction planned' : 'open';
}

/** How much of the largest: the current loss as a bar, with a mark where the target leaves it. */
function shareBar(current: number, target: number | null): ViewNode {
  const width = 72;
  return h(
    'svg',
    { class: 'share', width, height: 4, viewBox: `0 0 ${width} 4`, 'aria-hidden': 'true' },
    h('rect', { x: 0, y: 0, width, height: 4, rx: 2, class: 'share-ground' }),
    h('rect', { x: 0, y: 0, width: Math.max(1, current * width).toFixed(1), height: 4, rx: 2, class: 'share-current' }),
    target === null
      ? null
      : h('rect', {
          x: 0,
          y: 0,
          width: Math.max(0, target * width).toFixed(1),
          height: 4,
          rx: 2,
          class: 'share-target',
        }),
  );
}

function list(names: readonly string[]): ViewNode[] {
  return names.length === 0 ? [unknown('none')] : [names.join(', ')];
}
