import assert from 'node:assert/strict';
import { followDay, today, untilTomorrow } from '../../../src/hosts/vscode/day';
import { describeIn, trustedFolder } from './editor';

describeIn(trustedFolder, 'a new day', () => {
  it('begins at the local midnight', () => {
    const evening = new Date(2026, 10, 21, 23, 59, 30);
    assert.equal(today(evening), '2026-11-21');
    assert.equal(untilTomorrow(evening), 31_000);
    assert.equal(today(new Date(evening.getTime() + untilTomorrow(evening))), '2026-11-22');
    assert.equal(today(new Date(2027, 0, 1)), '2027-01-01');
  });

  it('is told once, whenever the timer comes, and not after the end', () => {
    let now = new Date(2026, 10, 21, 12);
    const timers: { run: () => void; stopped: boolean }[] = [];
    let told = 0;
    const following = followDay(
      () => told++,
      () => now,
      (_, run) => {
        const timer = { run, stopped: false };
        timers.push(timer);
        return () => void (timer.stopped = true);
      },
    );
    const fire = (): void => {
      const timer = timers.at(-1);
      if (timer && !timer.stopped) timer.run();
    };
    fire();
    assert.equal(told, 0, 'the same day');
    now = new Date(2026, 10, 23, 8);
    fire();
    fire();
    assert.equal(told, 1, 'the machine slept for a day');
    following.dispose();
    now = new Date(2026, 10, 24, 8);
    fire();
    assert.equal(told, 1);
  });
});
