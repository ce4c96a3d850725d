import type { Clause } from '../model/manifest';
import type { MappedText } from '../text/mapped-text';

/**
 * The comparison of a specifier that names exactly one version: `2.5.1+cu121`, `=2.5.1`, `==2.5.1`. Poetry reads a bare
 * version so: https://python-poetry.org/docs/dependency-specification/#exact-requirements
 * @param from,to where the specifier stands in `content`
 * @returns no comparison for ranges, wildcards and alternatives, which are judged as a whole.
 */
export function exactClauses(content: MappedText, from: number, to: number): readonly Clause[] {
  let start = from;
  while (start < to && content.text[start] === '=') start++;
  while (start < to && content.text[start] === ' ') start++;
  const version = content.text.slice(start, to);
  if (version === '' || start - from > 4 || !isOneVersion(version)) return [];
  const plus = version.indexOf('+');
  return [
    {
      operator: '==',
      version,
      span: content.span(from, to),
      versionSpan: content.span(start, to),
      ...(plus >= 0 ? { localSpan: content.span(start + plus, to) } : {}),
    },
  ];
}

/** Begins with a digit (or `v`) and holds nothing but the characters of versions. */
function isOneVersion(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i) | 32;
    const digit = code >= 48 && code <= 57;
    const letter = code >= 97 && code <= 122;
    if (i === 0 ? !digit && code !== 118 : !digit && !letter && !'.+-_!'.includes(text.charAt(i))) return false;
  }
  return true;
}
