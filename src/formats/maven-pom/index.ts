import type { Format } from '../format';
import { mavenPomEdits } from './edit';
import { parse } from './parse';

/** The project model of Maven: https://maven.apache.org/pom.html */
export const mavenPom: Format = {
  id: 'maven-pom',
  title: 'pom.xml (Maven)',
  capabilities: { write: true, lock: false, includes: false },
  matches: (path) => path === 'pom.xml' || path.endsWith('/pom.xml'),
  parse,
  edits: mavenPomEdits,
};
