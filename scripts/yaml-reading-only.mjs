// Leaves out of the bundles what formats never use of the YAML package: they edit text in place, and read every scalar as text.
import { readFileSync } from 'node:fs';

/** An esbuild plugin. What the package would write with becomes functions that throw, all under their names. */
export const yamlReadingOnly = {
  name: 'yaml-reading-only',
  setup(build) {
    build.onLoad({ filter: /[\\/]yaml[\\/]browser[\\/]dist[\\/]stringify[\\/]\w+\.js$/ }, ({ path }) =>
      standIn(path, `() => { throw new Error('this build does not write YAML'); }`),
    );
    // The failsafe schema has no types but text, lists and maps; the merge key is looked for by name.
    const types =
      /[\\/]yaml[\\/]browser[\\/]dist[\\/]schema[\\/](?:core|json|yaml-1\.1)[\\/](?:binary|bool|float|int|omap|pairs|schema|set|timestamp)\.js$/;
    build.onLoad({ filter: types }, ({ path }) => standIn(path, 'undefined'));
  },
};

/** A module with the same names, all of one value. */
function standIn(path, value) {
  const names = [...readFileSync(path, 'utf8').matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list]) => list.split(',').map((name) => name.trim()));
  return { contents: `const none = ${value};\nexport { ${names.map((name) => `none as ${name}`).join(', ')} };`, loader: 'js' };
}
