/** The parts of a wheel's file name: https://packaging.python.org/en/latest/specifications/binary-distribution-format/ */
export interface WheelName {
  readonly version: string;
  readonly pythons: readonly string[];
  readonly abis: readonly string[];
  readonly platforms: readonly string[];
}

/** Reads `name-version(-build)?-python-abi-platform.whl`; undefined for any other file. */
export function readWheelName(file: string): WheelName | undefined {
  if (!file.endsWith('.whl')) return undefined;
  const parts = file.slice(0, -'.whl'.length).split('-');
  if (parts.length < 5 || parts.length > 6) return undefined;
  const [python = '', abi = '', platform = ''] = parts.slice(-3);
  return { version: decodePlus(parts[1] ?? ''), pythons: python.split('.'), abis: abi.split('.'), platforms: platform.split('.') };
}

/** True for a source archive: `.tar.gz`, `.zip` and the older forms of PEP 527. */
export function isSourceArchive(file: string): boolean {
  return ['.tar.gz', '.zip', '.tar.bz2', '.tgz', '.tar.xz'].some((ending) => file.endsWith(ending));
}

function decodePlus(version: string): string {
  return version.split('%2B').join('+').split('%2b').join('+');
}
