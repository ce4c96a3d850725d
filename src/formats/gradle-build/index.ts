import type { Format } from '../format';
import { gradleBuildEdits } from './edit';
import { parse } from './parse';

/** Build scripts of Gradle in Groovy and Kotlin: https://docs.gradle.org/current/userguide/declaring_dependencies.html */
export const gradleBuild: Format = {
  id: 'gradle-build',
  title: 'build.gradle, build.gradle.kts (Gradle)',
  capabilities: { write: true, lock: false, includes: false },
  matches: (path) => ['build.gradle', 'build.gradle.kts'].includes(path.slice(path.lastIndexOf('/') + 1)),
  parse,
  lineComment: '//',
  edits: gradleBuildEdits,
};
