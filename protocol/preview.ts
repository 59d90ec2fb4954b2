/** Messages between the extension and the preview panel. */
import type { ItemAtResult } from './requests.ts';
import type { ReportSystem } from './report.ts';

export type ToPreview =
  | {
      readonly type: 'show';
      readonly system: ReportSystem | null;
      readonly state: 'stale' | 'fresh' | 'none';
      /** Why there is nothing to show, as a sentence. */
      readonly reason: string | null;
    }
  /** The cursor moved: what stands there. */
  | { readonly type: 'follow'; readonly item: ItemAtResult | null };

export type FromPreview =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly file: string; readonly line: number; readonly column: number }
  | { readonly type: 'save'; readonly name: string; readonly mime: string; readonly content: string }
  | { readonly type: 'keep'; readonly state: PreviewState };

/** What the panel keeps over reloads. */
export interface PreviewState {
  readonly uri: string | null;
  readonly tab: string;
  readonly scale: 'log' | 'linear';
  readonly item: ItemAtResult | null;
}
