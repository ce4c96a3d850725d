// Lets the extension's bundle hold the engine without running it at start: activation must stay short.
import path from 'node:path';

/**
 * An esbuild plugin. Whatever the editor's host imports from src/engine.ts becomes a stand-in that loads the engine on first
 * use. Exports must be functions, classes or objects.
 * @param entry the host's entry file
 * @param used the code of a CommonJS module, in the root folder, whose exports are the engine's
 */
export function lazyEngine(root, entry, used) {
  const engine = path.join(root, 'src', 'engine');
  return {
    name: 'lazy-engine',
    async setup(build) {
      const names = await importedNames(build.esbuild, root, entry, engine);
      build.onResolve({ filter: /engine$/ }, ({ path: wanted, importer, kind, namespace }) => {
        const target = path.resolve(path.dirname(importer), wanted);
        if (namespace !== 'file' || target !== engine || kind !== 'import-statement') return undefined;
        return { path: target, namespace: 'engine-stand-ins' };
      });
      build.onLoad({ filter: /.*/, namespace: 'engine-stand-ins' }, () => ({ contents: standIns(names), resolveDir: root, loader: 'js' }));
      build.onResolve({ filter: /^engine:used$/ }, () => ({ path: engine, namespace: 'engine-used' }));
      build.onLoad({ filter: /.*/, namespace: 'engine-used' }, () => ({ contents: used, resolveDir: root, loader: 'js' }));
    },
  };
}

/** The values that a host imports from the engine. */
async function importedNames(esbuild, root, entry, engine) {
  const outside = {
    name: 'engine-outside',
    setup: (build) =>
      build.onResolve({ filter: /engine$/ }, ({ path: wanted, importer }) =>
        path.resolve(path.dirname(importer), wanted) === engine ? { path: 'engine:outside', external: true } : undefined,
      ),
  };
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    external: ['vscode'],
    plugins: [outside],
    write: false,
  });
  const imports = outputFiles[0].text.matchAll(/import \{([^}]*)\} from "engine:outside"/g);
  const names = [...imports].flatMap(([, list]) => list.split(',').map((item) => item.trim().split(' as ')[0]));
  if (names.length === 0) throw new Error(`${entry} imports nothing from the engine`);
  return [...new Set(names)].sort();
}

function standIns(names) {
  return [
    `let engine;`,
    `const load = () => (engine ??= require('engine:used'));`,
    `const standIn = (name) => new Proxy(function () {}, {`,
    `  apply: (_, self, values) => load()[name].apply(self, values),`,
    `  construct: (_, values) => new (load()[name])(...values),`,
    `  get: (_, key) => Reflect.get(load()[name], key),`,
    `  has: (_, key) => Reflect.has(load()[name], key),`,
    `});`,
    ...names.map((name) => `export const ${name} = standIn(${JSON.stringify(name)});`),
  ].join('\n');
}
