import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionNamed, actionsAt, apply, closeAll, describeIn, diagnosticsOf, open, replace, until, writeFile } from './editor';

const manifest = '[project]\nname = "a"\nversion = "1"\ndependencies = ["nixl>=0.3", "httpx"]\n';
const lock = `version = 1
requires-python = ">=3.11"

[[package]]
name = "a"
version = "1"
source = { virtual = "." }
dependencies = [{ name = "nixl" }]

[[package]]
name = "nixl"
version = "0.3.0"
source = { registry = "https://pypi.org/simple" }
`;

interface Typed {
  readonly cwd: string | undefined;
  readonly text: string;
  readonly run: boolean | undefined;
}

/** What is typed into new terminals while `run` runs; no terminal is opened. */
async function typedWhile(run: () => PromiseLike<unknown>): Promise<readonly Typed[]> {
  const typed: Typed[] = [];
  const window = vscode.window as unknown as { createTerminal: unknown };
  const before = window.createTerminal;
  window.createTerminal = ({ cwd }: vscode.TerminalOptions) => ({
    show: () => undefined,
    sendText: (text: string, isRun?: boolean) =>
      typed.push({ cwd: typeof cwd === 'object' ? cwd.path.split('/').slice(-2).join('/') : cwd, text, run: isRun }),
    state: { isInteractedWith: false },
    exitStatus: undefined,
  });
  try {
    await run();
  } finally {
    window.createTerminal = before;
  }
  return typed;
}

describeIn(['single'], 'a lock that is out of date', () => {
  afterEach(closeAll);

  it('has its command typed, in its folder, and not run', async () => {
    await writeFile("re lock/it's; here/uv.lock", lock);
    const document = await open("re lock/it's; here/pyproject.toml", manifest);
    await until(() => diagnosticsOf(document.uri).some(({ code }) => code === 'lock-missing'));
    const action = actionNamed(await actionsAt(document, 'httpx'), 'Type "uv lock"');
    assert.deepEqual(await typedWhile(() => apply(action)), [{ cwd: "re lock/it's; here", text: 'uv lock', run: false }]);
  });

  it('is known after a fix, until the manifest is as it was', async () => {
    await writeFile('relock/uv.lock', lock);
    const document = await open('relock/pyproject.toml', manifest);
    await until(() => diagnosticsOf(document.uri).some(({ code }) => typeof code === 'object'));
    await apply(actionNamed(await actionsAt(document, 'nixl'), 'Add the marker'));
    const typed = await typedWhile(() => vscode.commands.executeCommand('portolan.typeRelock'));
    assert.deepEqual(typed, [{ cwd: typed[0]?.cwd, text: 'uv lock', run: false }]);
    assert.match(typed[0]?.cwd ?? '', /\/relock$/);
    assert.equal(document.isDirty, false, 'the tool reads the disk');
    await replace(document, document.getText(), manifest);
    assert.deepEqual(await typedWhile(() => vscode.commands.executeCommand('portolan.typeRelock')), []);
  });
});

describeIn(['untrusted'], 'a lock that is out of date, where no terminal may be used', () => {
  afterEach(closeAll);

  it('has no command', async () => {
    await writeFile('relock/uv.lock', lock);
    const document = await open('relock/pyproject.toml', manifest);
    await until(() => diagnosticsOf(document.uri).some(({ code }) => code === 'lock-missing'));
    const titles = (await actionsAt(document, 'httpx')).map(({ title }) => title);
    assert.deepEqual(
      titles.filter((title) => title.startsWith('Type') || title.startsWith('Save')),
      [],
    );
    assert.deepEqual(await typedWhile(() => vscode.commands.executeCommand('portolan.typeRelock')), []);
  });
});
