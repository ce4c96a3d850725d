// Drives the real editor as a person would: one temp copy of a project, one editor in the browser, a page object.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/ensure-install.mjs';
import { temporaryFolder } from '../../../scripts/editor-host/cleanup.mjs';
import { ensureServer } from '../../../scripts/editor-host/install.mjs';
import { remoteUri, workbenchAddress } from '../../../scripts/editor-host/open-browser.mjs';
import { startServer } from '../../../scripts/editor-host/server.mjs';
import { SAMPLE_PROJECT } from '../../../scripts/editor-host/suites.mjs';
import { kept, opened, sharedBrowser } from './session.mjs';

const SIZE = { width: 1280, height: 800 };
/** For one step of the editor; Mocha's own timeout is longer, so that the step which hangs is the one that is named. */
const STEP_TIMEOUT_MS = 15_000;
const QUICK_FIX = '.action-widget .monaco-list-row.action';
/** After so long a key is pressed again. */
const RETRY_MS = 1500;
/** How the editor's marks are called in its pages. */
const MARKS = { error: '.squiggly-error', warning: '.squiggly-warning', info: '.squiggly-info', hint: '.squiggly-hint' };

/**
 * Opens the editor, with the extension in it as an installed one.
 * @param options.project   folder to copy, default the sample project; `null` for an empty one
 * @param options.files     more files for the copy: `{ 'sub/requirements.txt': 'torch\n' }`
 * @param options.openFile  file to open at once, relative to the project
 * @param options.settings  user settings
 * @param options.trust     true: the editor asks whether the folder is trusted
 * @returns {Promise<Workbench>}
 */
export async function openWorkbench({ project = SAMPLE_PROJECT, files = {}, openFile, settings, trust } = {}) {
  const work = temporaryFolder('workbench');
  const folder = path.join(work.folder, 'project');
  mkdirSync(folder);
  if (project) cpSync(project, folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeBelow(folder, name, text);
  const server = await startServer({ ...(await ensureServer()), linkExtension: true, testDriver: true, settings, trust });
  const browser = await sharedBrowser();
  const context = await browser.newContext({
    viewport: SIZE,
    deviceScaleFactor: makesPictures() ? 2 : 1,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(STEP_TIMEOUT_MS);
  const page = await context.newPage();
  const workbench = new Workbench({ page, folder, stop: () => [server.stop(), work.remove()] });
  opened.add(workbench);
  const payload = [['skipWelcome', 'true']];
  if (openFile) payload.push(['openFile', remoteUri(server.port, path.join(folder, openFile))]);
  await page.goto(workbenchAddress(server.port, { folder, payload }));
  await page.waitForSelector('.monaco-workbench', { timeout: 2 * STEP_TIMEOUT_MS });
  if (openFile) await page.waitForSelector('.view-lines .view-line');
  return workbench;
}

/**
 * One editor for all tests of the `describe` in which this is called, since most of a short test is the start of the editor.
 * A test that failed closes it, so that the next one gets a fresh editor.
 * @returns gives the editor, within a test
 */
export function sharedWorkbench(options) {
  let workbench;
  beforeEach(async () => {
    if (!opened.has(workbench)) workbench = await openWorkbench(options);
    kept.add(workbench);
  });
  after(() => opened.has(workbench) && workbench.close());
  return () => workbench;
}

/** One open editor. Every method waits for what it needs and fails after 15 s. */
class Workbench {
  #stop;

  /** @param parts.folder  absolute path of the project's copy */
  constructor({ page, folder, stop }) {
    this.page = page;
    this.folder = folder;
    this.#stop = stop;
  }

  /** Opens a file of the project by its relative path. */
  async openFile(name) {
    await this.#quickInput('ControlOrMeta+P', name);
    await this.#bestRow(path.basename(name)).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.tab.active', { hasText: path.basename(name) }).waitFor();
    await this.page.waitForSelector('.view-lines .view-line');
  }

  /** The visible lines of the active editor, top to bottom, as one text. */
  async text() {
    const lines = await this.page.locator('.editor-group-container.active .editor-instance .view-line').evaluateAll((all) =>
      all
        .map((line) => ({ top: Number.parseFloat(line.style.top), text: line.textContent ?? '' }))
        .sort((first, second) => first.top - second.top)
        .map((line) => line.text),
    );
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  /** Waits until the active editor shows `part`. */
  async waitForText(part) {
    await this.waitUntil(async () => (await this.text()).includes(part), `the editor shows "${part}"`);
  }

  /** Waits for at least one squiggle of a severity (`error warning info hint`); returns how many are visible. */
  async marks(severity) {
    const marks = this.page.locator(MARKS[severity]);
    await marks.first().waitFor({ state: 'attached' });
    return marks.count();
  }

  /** Waits until there are no squiggles, or none of one severity. */
  async noMarks(severity) {
    const selector = severity ? MARKS[severity] : Object.values(MARKS).join(', ');
    await this.waitUntil(async () => (await this.page.locator(selector).count()) === 0, `no ${severity ?? ''} squiggle is left`);
  }

  /** Puts the caret at a line and column, both 1-based. */
  async goTo(line, column = 1) {
    await this.#quickInput('Control+G', `:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Opens the quick fixes at the caret; returns their titles in order. */
  async quickFixes() {
    const rows = this.page.locator(QUICK_FIX);
    if (!(await rows.first().isVisible())) await this.page.keyboard.press('ControlOrMeta+.');
    await rows.first().waitFor();
    return rows.locator('.title').allInnerTexts();
  }

  /** Opens the quick fixes at the caret and takes the first whose title contains `title`. */
  async applyQuickFix(title) {
    await this.quickFixes();
    await this.page.locator(QUICK_FIX, { hasText: title }).first().click();
    await this.page.locator(QUICK_FIX).first().waitFor({ state: 'hidden' });
  }

  /** Shows the hover at the caret; returns its text. */
  async hover() {
    await this.page.keyboard.press('ControlOrMeta+K');
    await this.page.keyboard.press('ControlOrMeta+I');
    const hover = this.page.locator('.monaco-resizable-hover .monaco-hover:not(.hidden) .monaco-hover-content').first();
    await hover.waitFor();
    return (await hover.innerText()).replaceAll('\u00a0', ' ');
  }

  /** Runs a command by its full title, as from the command palette. */
  async command(title) {
    // The list does not grow while it is open: a command that is registered later is there when it is opened anew.
    await this.waitUntil(async () => {
      await this.#quickInput('F1', `>${title}`);
      return appears(this.#bestRow(title));
    }, `there is a command "${title}"`);
    await this.page.keyboard.press('Enter');
  }

  /** Chooses an entry of the list that a command has opened. */
  async pick(label) {
    await this.#chooseRow(label);
  }

  /** Waits for a webview that holds an element matching `selector`; returns its frame (a Playwright Frame). */
  async webview(selector, timeout = STEP_TIMEOUT_MS) {
    let found;
    await this.waitUntil(
      async () => {
        for (const frame of this.page.frames().slice(1)) {
          if (await frame.$(selector).catch(() => null)) found = frame;
        }
        return found !== undefined;
      },
      `a webview with "${selector}" is there`,
      timeout,
    );
    return found;
  }

  /** Whether what the editor has written down about its tabs holds a text: the kind of a tab, or what a page keeps. */
  hasStored(text) {
    return this.page.evaluate(async (wanted) => {
      const answer = (request) => new Promise((done, failed) => Object.assign(request, { onsuccess: () => done(request.result), onerror: failed }));
      for (const { name } of await indexedDB.databases()) {
        if (!name.startsWith('vscode-web-state-db')) continue;
        const database = await answer(indexedDB.open(name));
        const stores = [...database.objectStoreNames];
        const values =
          stores.length > 0 ? await answer(database.transaction(stores).objectStore(stores[0]).get('memento/workbench.parts.editor')) : '';
        database.close();
        if (String(values).includes(wanted)) return true;
      }
      return false;
    }, text);
  }

  /** Waits for an entry of the status bar that contains `text`; returns its locator. */
  async statusBarItem(text) {
    const item = this.page.locator('.statusbar-item', { hasText: text }).first();
    await item.waitFor();
    return item;
  }

  /** Opens the Problems panel; returns its rows' texts, those of files and of problems. */
  async problems() {
    if (!(await this.page.locator('.markers-panel').isVisible())) await this.page.keyboard.press('ControlOrMeta+Shift+M');
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    await rows.first().waitFor();
    return rows.allInnerTexts();
  }

  /** Saves the active file and waits until the editor has done so. */
  async save() {
    await this.page.keyboard.press('ControlOrMeta+S');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  /** Polls `condition` until it holds; `what` completes "Waited 15 s until …". */
  async waitUntil(condition, what, timeout = STEP_TIMEOUT_MS) {
    const end = Date.now() + timeout;
    while (!(await condition())) {
      if (Date.now() > end) throw new Error(`Waited ${timeout / 1000} s until ${what}`);
      await this.page.waitForTimeout(50);
    }
  }

  /**
   * Takes a picture into .build/screenshots. With `{ readme: true }` it goes to media/screenshots instead when the run
   * was started by `npm run screenshots`. Returns the file's path.
   */
  async screenshot(name, { readme = false } = {}) {
    const folder = readme && makesPictures() ? 'media/screenshots' : '.build/screenshots';
    const file = path.join(root, folder, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  /** Closes the editor and deletes the project's copy. The hooks do it after each test. */
  async close() {
    opened.delete(this);
    kept.delete(this);
    await this.page.context().close();
    this.#stop();
  }

  /** Opens the input box with a key and fills it. In the first moments the editor does not listen to keys yet. */
  async #quickInput(key, text) {
    const input = this.page.locator('.quick-input-widget input').first();
    if (await input.isVisible()) await this.page.keyboard.press('Escape');
    await this.waitUntil(async () => {
      await this.page.keyboard.press(key);
      return appears(input);
    }, `${key} opens the input box`);
    await input.fill(text);
  }

  /** The list's first entry, once it is the wanted one. The list is sorted anew while it fills, so that a click may hit another entry. */
  #bestRow(text) {
    return this.page.locator('.quick-input-list .monaco-list-row.focused').filter({ has: this.page.getByText(text, { exact: true }) });
  }

  /** Away from everything that would show a tooltip. */
  async #restMouse() {
    await this.page.mouse.move(SIZE.width / 2, SIZE.height - 60);
  }

  async #chooseRow(label) {
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
    await this.#restMouse();
  }
}

/** Whether an element becomes visible before it is worth to try again. */
function appears(locator) {
  return locator.waitFor({ timeout: RETRY_MS }).then(
    () => true,
    () => false,
  );
}

function makesPictures() {
  return Boolean(process.env.PORTOLAN_SCREENSHOTS);
}

function writeBelow(folder, name, text) {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
