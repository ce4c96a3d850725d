import type { IndexReference, Source, Specifier } from '../../model/manifest';
import { type TomlString, type TomlTable, stringAt } from '../../syntax/toml';

/** `"1.2"`, `">=1, <2"`: https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html#version-requirement-syntax */
export function specifierOf({ content }: TomlString): { specifier?: Specifier } {
  const raw = content.text.trim();
  if (raw === '') return {};
  const start = content.text.length - content.text.trimStart().length;
  return { specifier: { raw, span: content.span(start, start + raw.length), dialect: 'cargo', clauses: [] } };
}

/** A repository or a folder; with both a version and a folder the folder counts on this machine. */
export function sourceOf(table: TomlTable): Source | undefined {
  const kinds = { path: 'path', git: 'vcs' } as const;
  for (const [key, kind] of Object.entries(kinds)) {
    const place = stringAt(table, key);
    if (place) return { kind, url: place.content.text, span: place.contentSpan };
  }
  return undefined;
}

/** `registry = "name"`: a registry that is set up in Cargo's own configuration. */
export function indexesOf(table: TomlTable): readonly IndexReference[] {
  const registry = stringAt(table, 'registry') ?? stringAt(table, 'registry-index');
  return registry ? [{ index: registry.content.text, span: registry.contentSpan }] : [];
}
