import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createEngine, type Engine } from '../../engine';

/** The catalog and the pages lie beside the bundle. */
function beside(name: string): string {
  return readFileSync(path.join(__dirname, name), 'utf8');
}

/** The version of the package that this bundle belongs to: `package.json` one folder above, or beside it in the npm package. */
export function packageVersion(): string {
  for (const folder of ['..', '.']) {
    try {
      const { version } = JSON.parse(beside(path.join(folder, 'package.json'))) as { version?: string };
      if (version !== undefined) return version;
    } catch {
      // Not there: look in the next place.
    }
  }
  return 'unknown';
}

/** An engine with the catalog, and with evidence and longer texts where `pages` asks for them. */
export function openEngine(pages: boolean): Engine {
  const engine = createEngine({ catalog: beside('catalog.json'), today: new Date().toISOString().slice(0, 10), version: packageVersion() });
  if (pages) engine.loadPages(beside('pages.json'));
  return engine;
}

/** The style sheets of the report as a file; they lie in `media`, beside the bundle's folder or in it. */
export function reportStyle(): string {
  const names = ['report.css', 'report-tables.css', 'report-findings.css', 'report-file.css'];
  const folder = existsSync(path.join(__dirname, '..', 'media', 'report.css')) ? '../media' : 'media';
  return names.map((name) => beside(path.join(folder, name))).join('\n');
}
