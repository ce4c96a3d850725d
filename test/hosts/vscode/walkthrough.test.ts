import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionNamed, actionsAt, apply, closeAll, describeIn, diagnosticsOf, folder, trustedFolder, snapshot, until } from './editor';

interface Step {
  readonly id: string;
  readonly description: string;
  readonly completionEvents: readonly string[];
}

interface Contributions {
  readonly commands: readonly { readonly command: string }[];
  readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
  readonly viewsWelcome: readonly { readonly contents: string }[];
}

function contributions(): Contributions {
  const extension = vscode.extensions.getExtension('portolan.portolan');
  assert.ok(extension);
  return (extension.packageJSON as { contributes: Contributions }).contributes;
}

describeIn(trustedFolder, 'the walkthrough', () => {
  afterEach(closeAll);

  it('names commands that are there, in its steps and in the words of the empty view', async () => {
    const known = new Set(await vscode.commands.getCommands());
    const { walkthroughs, viewsWelcome } = contributions();
    const steps = walkthroughs.flatMap((one) => one.steps);
    assert.ok(steps.length >= 5);
    const texts = [...steps.map(({ description }) => description), ...viewsWelcome.map(({ contents }) => contents)];
    const linked = texts.flatMap((text) => [...text.matchAll(/\(command:([\w.]+)/g)].map((match) => match[1] ?? ''));
    const awaited = steps.flatMap(({ completionEvents }) => completionEvents).flatMap((event) => /^onCommand:(.+)$/.exec(event)?.[1] ?? []);
    assert.deepEqual(
      [...linked, ...awaited].filter((command) => !known.has(command)),
      [],
    );
  });

  it('waits only for what the extension does', () => {
    const contexts = contributions()
      .walkthroughs.flatMap(({ steps }) => steps)
      .flatMap(({ completionEvents }) => completionEvents)
      .flatMap((event) => /^onContext:(.+)$/.exec(event)?.[1] ?? []);
    assert.deepEqual([...new Set(contexts)].sort(), ['portolan.hasFixed', 'portolan.hasJudged']);
  });

  it('opens a sample that is stored nowhere, on which a first fix can be taken', async () => {
    const before = await snapshot(folder());
    await vscode.commands.executeCommand('portolan.openSample');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'untitled');
    await until(() => diagnosticsOf(document.uri).length >= 4);
    const action = actionNamed(await actionsAt(document, '+cu124'), 'Drop "+cu124" and remove its wheel index');
    assert.equal(action.command?.command, 'portolan.fixPicked');
    await apply(action);
    assert.ok(document.getText().startsWith('torch==2.6.0\ntorchvision==0.21.0\n'));
    assert.deepEqual(await snapshot(folder()), before);
  });
});
