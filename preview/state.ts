/** What the panel knows and shows, and how each message and action changes it. Pure. */
import type {
  FindingsListing,
  ItemAtResult,
  PreviewState,
  PreviewTab,
  ReportBase,
  ReportSystem,
  ToPreview,
} from '../protocol/index.ts';

export interface PanelState {
  readonly system: ReportSystem | null;
  readonly figures: 'stale' | 'fresh' | 'none' | 'waiting';
  readonly reason: string | null;
  /** The system in the revision that is compared with; null where there is none. */
  readonly base: ReportBase | null;
  /** Findings one by one; null: the system names no evidence. */
  readonly findings: FindingsListing | null;
  /** The loss that the cross-hair is on. */
  readonly reading: number | null;
  readonly kept: PreviewState;
}

export type Action =
  | { readonly type: 'tab'; readonly tab: PreviewTab }
  | { readonly type: 'scale'; readonly scale: PreviewState['scale'] }
  | { readonly type: 'chance'; readonly chance: PreviewState['chance'] }
  | { readonly type: 'filter'; readonly filter: string; readonly of?: 'findings' }
  | { readonly type: 'sort'; readonly table: string; readonly key: string; readonly descending: boolean }
  | { readonly type: 'item'; readonly item: ItemAtResult | null }
  | { readonly type: 'reading'; readonly reading: number | null };

const tabs: readonly PreviewTab[] = ['curve', 'register', 'controls', 'findings'];

/** The tabs that there are: without evidence nothing speaks of findings. */
export function tabsOf({ system }: Pick<PanelState, 'system'>): readonly PreviewTab[] {
  return system !== null && system.evidence === null ? tabs.filter((tab) => tab !== 'findings') : tabs;
}

/** The tab in view: the one that was chosen, if there is that. */
export function tabOf(state: PanelState): PreviewTab {
  return tabsOf(state).find((tab) => tab === state.kept.tab) ?? fresh.tab;
}

const fresh: PreviewState = {
  uri: null,
  tab: 'curve',
  scale: 'log',
  chance: 'linear',
  item: null,
  filter: '',
  findingsFilter: '',
  sorting: {},
};

/** The state at the start; `kept` is what an earlier panel stored, in whatever shape an earlier version left it. */
export function initialState(kept: unknown): PanelState {
  return {
    system: null,
    figures: 'waiting',
    reason: null,
    base: null,
    findings: null,
    reading: null,
    kept: restored(kept),
  };
}

export function received(state: PanelState, message: ToPreview): PanelState {
  if (message.type === 'follow') {
    const there = message.tab === undefined ? state : acted(state, { type: 'tab', tab: message.tab });
    return message.item === null ? there : acted(there, { type: 'item', item: message.item });
  }
  if (message.type !== 'show') return state;
  const { uri, system, reason } = message;
  const same =
    system !== null && state.system !== null && system.name === state.system.name && system.file === state.system.file;
  const item = same || state.figures === 'waiting' ? state.kept.item : null;
  return {
    ...state,
    system,
    reason,
    base: message.base ?? null,
    findings: message.findings ?? null,
    figures: message.state,
    reading: same ? state.reading : null,
    kept: { ...state.kept, uri, item },
  };
}

export function acted(state: PanelState, action: Action): PanelState {
  const keep = (change: Partial<PreviewState>): PanelState => ({ ...state, kept: { ...state.kept, ...change } });
  switch (action.type) {
    case 'tab':
      return keep({ tab: action.tab });
    case 'scale':
      return keep({ scale: action.scale });
    case 'chance':
      return keep({ chance: action.chance });
    case 'filter':
      return keep(action.of === 'findings' ? { findingsFilter: action.filter } : { filter: action.filter });
    case 'sort':
      return keep({
        sorting: { ...state.kept.sorting, [action.table]: { key: action.key, descending: action.descending } },
      });
    case 'item':
      return sameItem(state.kept.item, action.item) ? state : { ...keep({ item: action.item }), reading: null };
    case 'reading':
      return { ...state, reading: action.reading };
  }
}

function sameItem(a: ItemAtResult | null, b: ItemAtResult | null): boolean {
  return a?.kind === b?.kind && a?.name === b?.name;
}

function restored(kept: unknown): PreviewState {
  if (typeof kept !== 'object' || kept === null) return fresh;
  const value = kept as Partial<PreviewState>;
  return {
    uri: typeof value.uri === 'string' ? value.uri : null,
    tab: tabs.find((tab) => tab === value.tab) ?? fresh.tab,
    scale: value.scale === 'linear' ? 'linear' : 'log',
    chance: value.chance === 'log' ? 'log' : 'linear',
    item: value.item && typeof value.item.kind === 'string' && typeof value.item.name === 'string' ? value.item : null,
    filter: typeof value.filter === 'string' ? value.filter : '',
    findingsFilter: typeof value.findingsFilter === 'string' ? value.findingsFilter : '',
    sorting: typeof value.sorting === 'object' && value.sorting !== null ? value.sorting : {},
  };
}
