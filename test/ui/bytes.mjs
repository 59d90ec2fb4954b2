/** The same text and seed give the same bytes in a browser's web worker as in the command line. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { openBrowser } from '../host/browser.mjs';
import { root } from '../host/install.mjs';

const origin = 'http://127.0.0.1:9';
const script = `${origin}/server-browser.js`;

/** Every file of the examples, as a workspace in a browser gives them to the server. */
function exampleFiles() {
  return fs
    .readdirSync(path.join(root, 'examples'), { recursive: true })
    .map((name) => `examples/${name.split(path.sep).join('/')}`)
    .filter((name) => fs.statSync(path.join(root, name)).isFile())
    .map((name) => ({ uri: `file:///repository/${name}`, text: fs.readFileSync(path.join(root, name), 'utf8') }));
}

/** Runs in the page: starts the server as an editor in a browser does and asks for the figures of each system. */
async function reportsInWorker({ script, files, patience }) {
  const worker = new Worker(script);
  const answers = new Map();
  let number = 0;
  const fits = ({ folder, glob }) => {
    const pattern = glob.replace(/[.+^$()|]/g, '\\$&').replace(/\*/g, '[^/]*');
    return new RegExp(`^${folder.replace(/\/$/, '')}/${pattern}$`);
  };
  const replies = {
    'risk/findFiles': ({ uri } = {}) =>
      files.filter((file) => (uri === undefined ? file.uri.endsWith('.risk') : file.uri === uri)),
    'risk/findEvidence': (params) =>
      files.filter((file) => fits(params).test(file.uri)).map(({ uri, text }) => ({ uri, stamp: `${text.length}` })),
    'risk/readEvidence': (params) => ({
      bytes: new TextEncoder().encode(files.find(({ uri }) => uri === params.uri)?.text ?? ''),
    }),
  };
  worker.addEventListener('message', ({ data }) => {
    if (data.method === undefined) {
      answers.get(data.id)?.(data);
    } else if (data.id !== undefined) {
      worker.postMessage({ jsonrpc: '2.0', id: data.id, result: replies[data.method]?.(data.params) ?? null });
    }
  });
  const request = (method, params) =>
    new Promise((resolve, reject) => {
      const id = ++number;
      answers.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
      worker.postMessage({ jsonrpc: '2.0', id, method, params });
    });
  const workspaceFolders = [{ uri: 'file:///repository', name: 'repository' }];
  await request('initialize', { processId: null, rootUri: null, workspaceFolders, capabilities: {} });
  worker.postMessage({ jsonrpc: '2.0', method: 'initialized', params: {} });
  const until = Date.now() + patience;
  let systems = [];
  while ((systems.length === 0 || systems.some(({ state }) => state !== 'fresh')) && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    systems = await request('risk/systems', {});
  }
  const reports = [];
  for (const { uri } of systems) reports.push((await request('risk/report', { uri }))?.system ?? null);
  worker.terminate();
  return { reports, today: new Date().toISOString().slice(0, 10) };
}

function simulate(today) {
  const args = ['dist/cli.cjs', 'simulate', '--json', '--today', today, 'examples'];
  const r = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(r.status, 0, r.stderr);
  return JSON.parse(r.stdout).systems;
}

export async function bytesTests(test) {
  const { browser, context, page } = await openBrowser();
  try {
    await test('figures in a web worker are those of the command line to the last digit', async () => {
      await context.route(`${origin}/**`, (route) =>
        route.request().url() === script
          ? route.fulfill({ contentType: 'text/javascript', path: path.join(root, 'dist/server-browser.js') })
          : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>bytes</title>' }),
      );
      await page.goto(origin);
      const { reports, today } = await page.evaluate(reportsInWorker, {
        script,
        files: exampleFiles(),
        patience: 60_000,
      });
      const expected = simulate(today);
      assert.ok(expected.length >= 3);
      for (const system of expected) {
        const found = reports.find((report) => report?.name === system.name);
        assert.ok(found, `the worker has no figures of ${system.name}`);
        assert.equal(JSON.stringify(found), JSON.stringify(system));
      }
    });
  } finally {
    await browser.close();
  }
}
