import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering, closeAll, describeIn, folder, open, trustedFolder, snapshot, untilCount } from './editor';

interface Item {
  readonly label: string;
  readonly description?: string;
  readonly target?: string;
}

/** Opens the switch, answers each list in turn, and returns the first list. */
async function switching(...answers: readonly ((items: readonly (Item | string)[]) => unknown)[]): Promise<readonly Item[]> {
  const left = [...answers];
  const lists: (readonly Item[])[] = [];
  const pick = (items: readonly Item[]): unknown => {
    lists.push(items);
    return left.shift()?.(items);
  };
  await answering('showQuickPick', pick as never, () => vscode.commands.executeCommand('portolan.statusMenu'));
  assert.deepEqual(left, [], 'every question was asked');
  return lists[0] ?? [];
}

const target =
  (id: string) =>
  (items: readonly (Item | string)[]): unknown =>
    items.find((item) => typeof item === 'object' && item.target === id);

describeIn(trustedFolder, 'the switch of the status bar', () => {
  const clean = (): Thenable<void> => vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'switch'), { recursive: true });
  afterEach(closeAll);

  it('lists how each target stands, and writes nothing when one is picked to be shown', async () => {
    const { uri } = await open('switch/requirements.txt', 'tensorrt-llm\nnumpy\n');
    await untilCount(uri, 1);
    const before = await snapshot(folder());
    const items = await switching(target('amd-rocm'));
    const amd = items.find((item) => item.target === 'amd-rocm');
    const blockers = (description = ''): number => Number(/^(\d+) blockers?/.exec(description)?.[1] ?? Number.NaN);
    assert.ok(blockers(amd?.description) > 0, amd?.description);
    // Other tests may have left a file that NVIDIA's GPUs cannot run; what is fine is said as not known to be blocked.
    const nvidia = items.find((item) => item.target === 'nvidia-cuda')?.description ?? '';
    assert.ok(nvidia.startsWith('no blocker known') || blockers(nvidia) < blockers(amd?.description), nvidia);
    assert.ok(items.every(({ description }) => !/\bruns\b/.test(description ?? '')));
    assert.equal(items.find((item) => item.target === 'cpu-arm64')?.description, 'no target of this project');
    assert.deepEqual(await snapshot(folder()), before);
    await switching((items) => items.find((item) => typeof item === 'object' && item.label.includes('The count')));
    await clean();
  });

  it('makes a target one of the project only if the user says so', async () => {
    const { uri } = await open('switch/requirements.txt', 'tensorrt-llm\n');
    await untilCount(uri, 1);
    const targets = (): unknown => vscode.workspace.getConfiguration('portolan', uri).get('targets');
    await switching(target('cpu-arm64'), () => undefined);
    assert.deepEqual(targets(), []);
    await switching(target('cpu-arm64'), ([first]) => first);
    assert.deepEqual(targets(), ['cpu-arm64']);
    await vscode.workspace.getConfiguration('portolan', uri).update('targets', undefined, vscode.ConfigurationTarget.Workspace);
    await clean();
  });
});
