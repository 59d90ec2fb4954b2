/** The preview panel by itself in Chromium, with a system of made-up figures: looks and behaviour without an editor. */
import path from 'node:path';
import * as esbuild from 'esbuild';

import { root } from '../host/install.mjs';

const themes = {
  light: {
    class: 'vscode-light',
    variables: {
      'editor-background': '#ffffff',
      'editor-foreground': '#3b3b3b',
      descriptionForeground: '#3b3b3bcc',
      focusBorder: '#005fb8',
      'input-background': '#ffffff',
      'input-border': '#cecece',
      'textLink-foreground': '#005fb8',
    },
  },
  dark: {
    class: 'vscode-dark',
    variables: {
      'editor-background': '#1f1f1f',
      'editor-foreground': '#cccccc',
      descriptionForeground: '#9d9d9d',
      focusBorder: '#0078d4',
      'input-background': '#313131',
      'input-border': '#3c3c3c',
      'textLink-foreground': '#4daafc',
    },
  },
  contrast: {
    class: 'vscode-high-contrast',
    variables: {
      'editor-background': '#000000',
      'editor-foreground': '#ffffff',
      descriptionForeground: '#ffffffb3',
      focusBorder: '#f38518',
      contrastBorder: '#6fc3df',
      'input-background': '#000000',
      'input-border': '#6fc3df',
      'textLink-foreground': '#21a6ff',
    },
  },
};

/** The panel and the fixture as scripts. */
async function scripts() {
  const options = {
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    loader: { '.css': 'text' },
    absWorkingDir: root,
  };
  const [panel, fixture, evidence] = await Promise.all([
    esbuild.build({ ...options, entryPoints: ['preview/main.ts'] }),
    esbuild.build({ ...options, entryPoints: ['preview/test/fixture.ts'], globalName: 'fixture' }),
    esbuild.build({ ...options, entryPoints: ['preview/test/evidence-fixture.ts'], globalName: 'evidence' }),
  ]);
  return { panel: panel.outputFiles[0].text, fixture: fixture.outputFiles[0].text + evidence.outputFiles[0].text };
}

/**
 * Opens the panel on `page` in a theme. What the panel posts is in `window.posted`; `kept` is the state that an earlier
 * panel stored. Gives `show(message)`, which sends the panel a message.
 */
export async function openPanel(page, theme, kept = null) {
  const { panel, fixture } = await scripts();
  const { class: name, variables } = themes[theme];
  const style = Object.entries(variables).map(([key, value]) => `--vscode-${key}:${value}`);
  await page.goto('about:blank');
  await page.setContent(
    `<!DOCTYPE html><html lang="en" style="${style.join(';')}"><body class="${name}"></body></html>`,
  );
  await page.evaluate((state) => {
    window.posted = [];
    window.stored = state;
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => window.posted.push(message),
      getState: () => window.stored,
      setState: (value) => {
        window.stored = value;
      },
    });
  }, kept);
  await page.addScriptTag({ content: fixture });
  await page.addScriptTag({ content: panel });
  return {
    show: (message) => page.evaluate((data) => window.postMessage(data, '*'), message),
    /** The shop with what scanners and sensors found. */
    showEvidence: (change = {}) =>
      page.evaluate((data) => {
        const { shopWithEvidence, shopFindings } = window.evidence;
        const shown = { system: shopWithEvidence(), findings: shopFindings() };
        window.postMessage(
          { type: 'show', uri: 'file:///shop.risk', state: 'fresh', reason: null, ...shown, ...data },
          '*',
        );
      }, change),
    showShop: (change = {}) =>
      page.evaluate(
        (data) =>
          window.postMessage(
            {
              type: 'show',
              uri: 'file:///shop.risk',
              state: 'fresh',
              reason: null,
              ...data,
              system: window.fixture.shop(),
            },
            '*',
          ),
        change,
      ),
  };
}

export const screenshots = path.join(root, 'artifacts/screenshots');
