/** Puts the panel's style sheets on a page; as constructed sheets, so that no policy has to allow inline styles. */
import charts from './charts.css';
import layout from './layout.css';
import tables from './tables.css';
import tokens from './tokens.css';

export const styles: readonly string[] = [tokens, layout, charts, tables];

export function applyStyles(page: Document): void {
  page.adoptedStyleSheets = styles.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
}
