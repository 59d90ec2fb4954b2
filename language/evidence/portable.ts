/** Contents as plain data, for those who read files on another thread. */
import { type EpssFeed, epssFeed } from '../../evidence/index.ts';
import type { EvidenceContent, EvidenceKind } from './files.ts';

/** Of a feed with scores only what is plain data. */
export type PortableContent = Exclude<EvidenceContent, EpssFeed> | Omit<EpssFeed, 'count' | 'probability'>;

/** Whether contents of this kind go through to another thread. The others answer questions, and are seldom large. */
export function isPortable(kind: EvidenceKind): boolean {
  return kind === 'report' || kind === 'epss' || kind === 'vex';
}

export function toPortable(content: EvidenceContent): PortableContent {
  if (content.kind !== 'epss') return content;
  const { kind, date, model, notes, scores } = content;
  return { kind, date, model, notes, scores };
}

export function fromPortable(content: PortableContent): EvidenceContent {
  return content.kind === 'epss' ? epssFeed(content) : content;
}
