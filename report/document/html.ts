/** `risk-report/1` as one HTML page that needs nothing else: the data, and the panel that shows it. */
import type { RiskReport } from '../../protocol/index.ts';
import { sha256 } from '../sha256.ts';

/** `script` draws the report that stands in the element `risk-report`. The policy of the page lets nothing else run, and nothing be loaded. */
export function reportPage(report: RiskReport, script: string): string {
  const code = script.replace(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');
  const policy = `default-src 'none'; script-src 'sha256-${base64Of(sha256(code))}'; img-src data: blob:; style-src 'unsafe-inline'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(titleOf(report))}</title>
</head>
<body>
<noscript>This report is drawn by a script, and scripts are switched off. risk report --format markdown has its figures as text.</noscript>
<script type="application/json" id="risk-report">${JSON.stringify(report).replaceAll('<', '\\u003c')}</script>
<script>${code}</script>
</body>
</html>
`;
}

function titleOf({ systems, asOf }: RiskReport): string {
  const names = systems.map(({ title, name }) => title ?? name ?? 'Files outside every system');
  return `Risk report: ${names.join(', ')}, as of ${asOf}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes in hexadecimal digits → base64: six bits a character, padded to a multiple of four. */
function base64Of(digits: string): string {
  let bits = '';
  for (const digit of digits) bits += Number.parseInt(digit, 16).toString(2).padStart(4, '0');
  let text = '';
  for (let at = 0; at < bits.length; at += 6)
    text += alphabet[Number.parseInt(bits.slice(at, at + 6).padEnd(6, '0'), 2)];
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}
