/** Colours of a chart, as CSS values. In the panel they follow the theme; an exported picture has its own. */
import type { SeriesName } from '../series.ts';

export interface Palette {
  readonly state: Readonly<Record<SeriesName, string>>;
  readonly appetite: string;
  readonly text: string;
  readonly quiet: string;
  readonly grid: string;
  readonly background: string;
  readonly font: string;
}

export const themePalette: Palette = {
  state: {
    inherent: 'var(--risk-inherent)',
    current: 'var(--risk-current)',
    target: 'var(--risk-target)',
    base: 'var(--risk-base)',
  },
  appetite: 'var(--risk-appetite)',
  text: 'var(--risk-text)',
  quiet: 'var(--risk-quiet)',
  grid: 'var(--risk-grid)',
  background: 'var(--risk-background)',
  font: 'var(--risk-font)',
};

/** For pictures that leave the editor: dark on white, told apart also in print and by eyes that mix red and green. */
export const paperPalette: Palette = {
  state: { inherent: '#6b7280', current: '#1d5fbf', target: '#0f7a5a', base: '#9aa1ab' },
  appetite: '#b4471f',
  text: '#1f2328',
  quiet: '#59636e',
  grid: '#e4e7eb',
  background: '#ffffff',
  font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
};

/** Dash patterns tell the states apart where colours do not. */
export const dashes: Readonly<Record<SeriesName, string | null>> = {
  inherent: '6 4',
  current: null,
  target: '1.5 4',
  base: null,
};
export const widths: Readonly<Record<SeriesName, number>> = { inherent: 1.75, current: 2.5, target: 2.5, base: 1.25 };
