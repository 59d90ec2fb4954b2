/** Messages between the extension and the preview panel. */
import type { FindingsListing } from './evidence.ts';
import type { ReportSystem } from './report.ts';
import type { ItemAtResult, ReportBase } from './requests.ts';

export type ToPreview =
  | {
      readonly type: 'show';
      /** The document whose system is shown; null where there is none. */
      readonly uri: string | null;
      readonly system: ReportSystem | null;
      readonly state: 'stale' | 'fresh' | 'none';
      /** Why there is nothing to show, as a sentence. */
      readonly reason: string | null;
      /** The same system in the revision that is compared with. */
      readonly base?: ReportBase | null;
      /** Findings one by one; null: the system names no evidence. */
      readonly findings?: FindingsListing | null;
    }
  /** The cursor moved, or a lens was clicked: what stands there. null leaves the panel as it is; `tab` brings it there. */
  | { readonly type: 'follow'; readonly item: ItemAtResult | null; readonly tab?: PreviewTab }
  /** A command was given outside the panel. */
  | { readonly type: 'export'; readonly what: ExportKind };

export type ExportKind = 'svg' | 'png' | 'csv';

export type FromPreview =
  /** The panel can take messages. */
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly file: string; readonly line: number; readonly column: number }
  /** `content` is text, or base64 where `encoding` says so. `name` is a file name without a folder. */
  | {
      readonly type: 'save';
      readonly name: string;
      readonly encoding: 'text' | 'base64';
      readonly content: string;
    };

/** What the panel keeps over reloads. */
export interface PreviewState {
  readonly uri: string | null;
  readonly tab: PreviewTab;
  /** Axis of the losses. */
  readonly scale: 'log' | 'linear';
  /** Axis of the chances. */
  readonly chance: 'log' | 'linear';
  readonly item: ItemAtResult | null;
  /** Of the register. */
  readonly filter: string;
  readonly findingsFilter: string;
  /** By table: which column, and which way. */
  readonly sorting: Readonly<Record<string, { readonly key: string; readonly descending: boolean }>>;
}

export type PreviewTab = 'curve' | 'register' | 'controls' | 'findings';
