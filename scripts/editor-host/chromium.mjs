// The headless Chromium that the npm package @sparticuz/chromium ships compressed, for machines without a browser.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { BROWSER_ARGS } from './browser.mjs';

const ARCHIVES = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];

/**
 * Unpacks the package in `packageFolder` into the new folder `target`. Left to itself the package unpacks into the
 * system's temp folder under fixed names, which two users of one machine cannot share; hence the own TMPDIR.
 */
export function unpackChromium(packageFolder, target) {
  mkdirSync(target);
  const library = pathToFileURL(path.join(packageFolder, 'build/index.js')).href;
  const files = ARCHIVES.map((name) => path.join(packageFolder, 'bin', name));
  const script = `const { inflate } = await import(${JSON.stringify(library)}); await Promise.all(${JSON.stringify(files)}.map(inflate));`;
  const env = { ...process.env, TMPDIR: target };
  const done = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`Chromium could not be unpacked: ${done.stderr}`);
  writeFileSync(path.join(target, 'fonts.conf'), FONT_CONFIG);
}

/** The machine's own fonts where it has any, and the package's one font in any case. */
const FONT_CONFIG = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** Launch options for Playwright and the Chromium that was unpacked into `folder`. */
export function chromiumOptions(folder) {
  const executablePath = path.join(folder, 'chromium');
  const env = { ...process.env, FONTCONFIG_FILE: path.join(folder, 'fonts.conf') };
  if (lacksLibraries(executablePath)) {
    env.LD_LIBRARY_PATH = [path.join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  }
  return { executablePath, args: BROWSER_ARGS, env };
}

/** A machine without libnss3 takes the copies in the package; elsewhere the machine's own fit better. */
function lacksLibraries(program) {
  const listed = spawnSync('ldd', [program], { encoding: 'utf8' });
  if (listed.error) return !existsSync('/usr/lib/x86_64-linux-gnu/libnss3.so');
  return listed.stdout.includes('not found');
}
