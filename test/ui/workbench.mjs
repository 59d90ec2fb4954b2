/** What people do in the workbench, as steps of a test. */
import path from 'node:path';

const patience = 30_000;

/** Opens a file of the workspace by its path. */
export async function openFile(page, file) {
  // Quick open finds files by their path, however deep; a search that was asked too early is asked again.
  await offered(page, 'Control+p', file, path.basename(file));
  await accept(page);
  await page.locator('.tab.active', { hasText: path.basename(file) }).waitFor({ timeout: patience });
}

/** Runs a command of the palette by its title. */
export async function runCommand(page, title) {
  await offered(page, 'F1', `>${title}`, title);
  await accept(page);
}

/** Runs a command that asks for a choice, and chooses: its list takes the place of the palette's. */
export async function choose(page, title, wanted) {
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: wanted }).first();
  for (let attempt = 0; attempt < 5; attempt++) {
    await offered(page, 'F1', `>${title}`, title);
    await page.keyboard.press('Enter');
    const chosen = await row.click({ timeout: 6000 }).then(
      () => true,
      () => false,
    );
    if (chosen) return;
    await page.keyboard.press('Escape');
  }
  throw new Error(`"${title}" does not offer "${wanted}".`);
}

/** Asks until the list of the quick input offers a row with the text. */
async function offered(page, key, text, wanted) {
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: wanted }).first();
  for (let attempt = 0; attempt < 6; attempt++) {
    await ask(page, key, text);
    const found = await row.waitFor({ timeout: 8000 }).then(
      () => true,
      () => false,
    );
    if (found) return;
    await page.keyboard.press('Escape');
  }
  throw new Error(`The quick input does not offer "${wanted}".`);
}

/**
 * Opens the quick input with a key and fills it. A workbench that is busy may not listen to the key yet, or close the
 * input again because the focus of an earlier step arrives late.
 */
async function ask(page, key, text) {
  const input = page.locator('.quick-input-widget input').first();
  for (let attempt = 0; attempt < 12; attempt++) {
    if (!(await input.isVisible())) await page.keyboard.press(key);
    const filled = await input.fill(text, { timeout: 2000 }).then(
      () => true,
      () => false,
    );
    if (filled && (await input.isVisible()) && (await input.inputValue()) === text) return;
  }
  throw new Error(`The quick input does not take "${text}".`);
}

/** Accepts what stands in the quick input; on a busy machine the first key may come before the list. */
async function accept(page) {
  const widget = page.locator('.quick-input-widget');
  for (let attempt = 0; attempt < 15; attempt++) {
    await page.keyboard.press('Enter');
    const gone = await widget.waitFor({ state: 'hidden', timeout: 2000 }).then(
      () => true,
      () => false,
    );
    if (gone) return;
  }
  throw new Error('The quick input does not close.');
}

/** The lens with a text, once it is drawn. */
export async function lens(page, text) {
  const found = page.locator('.monaco-editor .codelens-decoration a:visible', { hasText: text }).first();
  await found.waitFor({ timeout: patience });
  return found;
}

/** The document inside the preview's two frames. */
export function panel(page) {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

/** Puts the cursor at the start of a line; `line` is 1-based. */
export async function goToLine(page, line, column = 1) {
  await ask(page, 'Control+g', `:${line}:${column}`);
  await accept(page);
}

/** Replaces a text of the active editor by another with the editor's own search. */
export async function replaceText(page, text, by, lines) {
  const index = lines.findIndex((line) => line.includes(text));
  if (index < 0) throw new Error(`"${text}" is not in the file.`);
  const column = lines[index].indexOf(text) + 1;
  await goToLine(page, index + 1, column);
  for (let count = 0; count < text.length; count++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.type(by, { delay: 15 });
}
