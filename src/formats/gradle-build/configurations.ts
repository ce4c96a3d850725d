import { type Group, mainGroup } from '../../model/manifest';

/** Run while building, not in the program: https://docs.gradle.org/current/userguide/dependency_configurations.html */
const forBuilding = [
  'classpath',
  'annotationProcessor',
  'kapt',
  'ksp',
  'detektPlugins',
  'errorprone',
  'coreLibraryDesugaring',
  'lintChecks',
  'jarJar',
];

/** The group of a configuration, such as `implementation`; undefined for a name that is none of those that plugins of Gradle, Kotlin and Android define. */
export function groupOfConfiguration(name: string): Group | undefined {
  if (/^(?:test|androidTest|integrationTest|functionalTest|jmh)|Test(?:Implementation|Api|RuntimeOnly|CompileOnly)$/.test(name))
    return { id: name, kind: 'dev' };
  if (name === 'developmentOnly' || name === 'testAndDevelopmentOnly') return { id: name, kind: 'dev' };
  if (forBuilding.some((one) => name === one || (name.startsWith(one) && /^[A-Z]/.test(name.slice(one.length))))) return { id: name, kind: 'build' };
  return /(?:^|[a-z0-9])(?:implementation|api|compileOnly|compileOnlyApi|runtimeOnly|compile|runtime|provided|Implementation|Api|CompileOnly|RuntimeOnly|Compile)$/.test(
    name,
  )
    ? mainGroup
    : undefined;
}
