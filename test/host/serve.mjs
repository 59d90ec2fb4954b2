/** `node test/host/serve.mjs FOLDER [FILE.vsix]`: VS Code in the browser on a folder, with the packaged extension. */
import fs from 'node:fs';
import path from 'node:path';

import { workbenchUrl } from './browser.mjs';
import { ensureHost, root } from './install.mjs';
import { prepareServer } from './server.mjs';

const folder = path.resolve(process.argv[2] ?? path.join(root, 'examples'));
const packed = path.resolve(process.argv[3] ?? path.join(root, 'artifacts/risk-as-code.vsix'));
if (!fs.existsSync(packed)) throw new Error(`There is no ${packed}. Run "node scripts/package.mjs" first.`);

const server = prepareServer(ensureHost());
const { status, output } = server.cli('--install-extension', packed);
if (status !== 0) throw new Error(`The extension could not be installed:\n${output}`);
const running = await server.launch();
process.stdout.write(`VS Code is at ${workbenchUrl(running, folder)}\nPress Ctrl+C to stop it.\n`);
await running.ended;
