// The engine reads YAML and never writes it through the library: the library's writer stays out of the bundles.
const exported = {
  foldFlowLines: ['FOLD_BLOCK', 'FOLD_FLOW', 'FOLD_QUOTED', 'foldFlowLines'],
  stringifyCollection: ['stringifyCollection'],
  stringifyDocument: ['stringifyDocument'],
  stringifyPair: ['stringifyPair'],
  stringifyString: ['stringifyString'],
};

/** An esbuild plugin that puts functions that throw in the place of those that write YAML. */
export const yamlReading = {
  name: 'yaml-reading',
  setup(build) {
    const filter = /[\\/]yaml[\\/](?:browser[\\/])?dist[\\/]stringify[\\/](?:foldFlowLines|stringify(?:Collection|Document|Pair|String))\.js$/;
    build.onLoad({ filter }, ({ path: file }) => {
      const names = exported[file.slice(file.search(/[^\\/]*$/), -'.js'.length)];
      const contents = `const none = () => { throw new Error('YAML is only read'); };\nexport { ${names.map((name) => `none as ${name}`).join(', ')} };`;
      return { contents, loader: 'js' };
    });
  },
};
