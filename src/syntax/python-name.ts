/** PEP 503: lower case, runs of `-`, `_` and `.` as one `-`: https://packaging.python.org/en/latest/specifications/name-normalization/ */
export function normalPythonName(name: string): string {
  if (isNormal(name)) return name;
  let normal = '';
  for (const character of name) {
    const separates = character === '-' || character === '_' || character === '.';
    if (!separates) normal += character.toLowerCase();
    else if (!normal.endsWith('-')) normal += '-';
  }
  return normal;
}

/** Most names of a lock are normal already. */
function isNormal(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    const plain = (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
    if (!plain && (code !== 45 || name.charCodeAt(i + 1) === 45)) return false;
  }
  return true;
}
