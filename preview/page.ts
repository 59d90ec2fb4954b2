/** The panel on a page of its own: the report of all systems stands in the page, and nothing is asked of anybody. */
import type { FromPreview, ReportSystem, RiskReport, ToPreview } from '../protocol/index.ts';
import { startPanel } from './app.ts';
import { applyStyles } from './theme/apply.ts';

const report = JSON.parse(document.getElementById('risk-report')?.textContent ?? 'null') as RiskReport;
const root = document.createElement('main');
let receive: (message: ToPreview) => void = () => {};

applyStyles(document);
if (report.systems.length > 1) document.body.append(choice(report.systems));
document.body.append(root, origin(report));
startPanel(root, {
  post,
  listen: (listener) => {
    receive = listener;
  },
  stored: () => null,
  store: () => {},
});
show(0);

function show(index: number): void {
  const system = report.systems[index] ?? null;
  const reason = system === null ? 'The report has no system.' : null;
  receive({ type: 'show', uri: null, system, state: system === null ? 'none' : 'fresh', reason });
}

function origin({ asOf, tool }: RiskReport): HTMLElement {
  const footer = document.createElement('footer');
  footer.className = 'origin';
  footer.textContent = `As of ${asOf}. Computed by ${tool.name} ${tool.version}; amounts are in a year.`;
  return footer;
}

/** The names of the systems, as a list to choose from. */
function choice(systems: readonly ReportSystem[]): HTMLElement {
  const label = document.createElement('label');
  const select = document.createElement('select');
  for (const [index, { name, title }] of systems.entries()) {
    const shown = title ?? name ?? 'Files outside every system';
    select.append(new Option(shown, String(index)));
  }
  select.addEventListener('change', () => show(Number(select.value)));
  label.className = 'systems';
  label.append('System ', select);
  return label;
}

/** What is saved is handed to the browser; lines of files lead nowhere from a page. */
function post(message: FromPreview): void {
  if (message.type !== 'save') return;
  const { name, encoding, content } = message;
  const bytes = encoding === 'text' ? content : Uint8Array.from(atob(content), (each) => each.charCodeAt(0));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
