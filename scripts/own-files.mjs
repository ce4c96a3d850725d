// Which modules of src/ are files of their own in dist/: what several bundles share, and what is seldom needed.
import path from 'node:path';

const files = {
  'src/engine': './engine.js',
  'src/formats/lock-readers': './locks.js',
  'src/report/renderers': './report.js',
  'src/syntax/yaml-library': './yaml.js',
};

/** An esbuild plugin: imports of those modules become imports of the files beside the bundle. */
export function ownFiles(root) {
  return {
    name: 'own-files',
    setup(build) {
      build.onResolve({ filter: /(?:engine|lock-readers|renderers|yaml-library)$/ }, ({ path: wanted, importer, kind }) => {
        if (kind === 'entry-point') return undefined;
        const module = path
          .relative(root, path.resolve(path.dirname(importer), wanted))
          .split(path.sep)
          .join('/');
        return files[module] ? { path: files[module], external: true } : undefined;
      });
    },
  };
}
