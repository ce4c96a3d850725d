// Leaves the writing half of the YAML package out of the bundles: formats edit text in place and only ever read YAML.
import { readFileSync } from 'node:fs';

/** An esbuild plugin. What the package would write with becomes functions that throw, all under their names. */
export const yamlReadingOnly = {
  name: 'yaml-reading-only',
  setup(build) {
    build.onLoad({ filter: /[\\/]yaml[\\/]browser[\\/]dist[\\/]stringify[\\/]\w+\.js$/ }, ({ path }) => {
      const names = [...readFileSync(path, 'utf8').matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list]) =>
        list.split(',').map((name) => name.trim()),
      );
      const said = `const none = () => { throw new Error('this build does not write YAML'); };`;
      return { contents: `${said}\nexport { ${names.map((name) => `none as ${name}`).join(', ')} };`, loader: 'js' };
    });
  },
};
