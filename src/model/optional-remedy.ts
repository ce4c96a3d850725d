import type { Remedy } from './rule';

/**
 * What helps with every binding that is always installed, whatever the package: its notation can ask for it only where it is
 * wanted. It is no knowledge about a package, so it stands here and not among the rules.
 */
export const optionalRemedy: Remedy = {
  id: 'make-optional',
  kind: 'guard',
  title: 'Install it only where it is asked for',
  effort: 'hours',
  for: [],
  edit: { optional: true },
};

/** What is lost by it, and where the notations are described. */
export const optionalTexts = {
  loses: 'it may be absent from an installation; import it only where it is there',
  sources: [
    'https://packaging.python.org/en/latest/specifications/pyproject-toml/#dependencies-optional-dependencies',
    'https://docs.npmjs.com/cli/v11/configuring-npm/package-json#optionaldependencies',
    'https://pip.pypa.io/en/stable/reference/requirements-file-format/',
  ],
};
