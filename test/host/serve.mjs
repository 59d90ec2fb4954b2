/** Serves the workbench with the packaged extension until it is stopped: `node test/host/serve.mjs FOLDER`. */
import path from 'node:path';
import { ensureHost, root } from './install.mjs';
import { prepareServer } from './server.mjs';

const folder = path.resolve(process.argv[2] ?? path.join(root, 'examples'));
const server = prepareServer(ensureHost(), { userSettings: { 'workbench.colorTheme': 'Default Dark Modern' } });
const installed = server.cli('--install-extension', path.join(root, 'risk-as-code.vsix'));
if (installed.status !== 0) {
  console.error(`The extension could not be installed:\n${installed.output}`);
  process.exit(1);
}
const { url, ended } = await server.launch();
const query = new URLSearchParams({ folder });
console.log(`\nThe editor is ready: open ${url}?${query}\nStop it with Ctrl+C.`);
await ended;
