import type { Format } from '../format';
import { gradleCatalogEdits } from './edit';
import { parse } from './parse';

/** Version catalogs of Gradle: https://docs.gradle.org/current/userguide/version_catalogs.html */
export const gradleCatalog: Format = {
  id: 'gradle-catalog',
  title: 'libs.versions.toml (Gradle)',
  capabilities: { write: true, lock: false, includes: false },
  matches: (path) => path.slice(path.lastIndexOf('/') + 1) === 'libs.versions.toml',
  parse,
  lineComment: '#',
  edits: gradleCatalogEdits,
};
