import { Disposable, window } from 'vscode';
import { later } from './timer';

/** The local day, `YYYY-MM-DD`. */
export function today(now = new Date()): string {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** Milliseconds until the next local day has begun, a second into it; a day may have 23 or 25 hours. */
export function untilTomorrow(now: Date): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 0, 0, 1).getTime() - now.getTime();
}

/**
 * Calls `changed` when a new day has begun, since an ignore may have ended with the old one: at midnight, and when the window
 * gets the focus again, for a machine that slept.
 */
export function followDay(changed: () => void, clock: () => Date = () => new Date(), schedule = later): Disposable {
  let day = today(clock());
  let stop = (): void => undefined;
  const look = (): void => {
    const now = clock();
    stop();
    stop = schedule(untilTomorrow(now), look);
    if (today(now) === day) return;
    day = today(now);
    changed();
  };
  look();
  return Disposable.from(
    window.onDidChangeWindowState(({ focused }) => {
      if (focused) look();
    }),
    { dispose: () => stop() },
  );
}
