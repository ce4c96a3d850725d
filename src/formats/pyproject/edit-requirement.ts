import type { Dependency } from '../../model/manifest';
import type { TomlDocument, TomlString } from '../../syntax/toml';
import { isSound } from '../../syntax/toml-edit';
import type { TextEdit } from '../../text/edit';
import { type Span, contains, slice } from '../../text/span';
import { joinMarkers } from './edit-marker';
import type { RequirementPlace } from './reading';

/** Edits inside one PEP 508 string. All give undefined if the string holds escapes or was not read to its end. */
export class RequirementEditor {
  readonly #string: TomlString;

  private constructor(
    readonly text: string,
    readonly row: Dependency,
    place: RequirementPlace,
  ) {
    this.#string = place.string;
  }

  static open(text: string, document: TomlDocument, row: Dependency, place: RequirementPlace): RequirementEditor | undefined {
    const { string, list, whole } = place;
    if (!whole || !string.plain || string.content.text.includes('\n') || !isSound(document, list.span)) return undefined;
    return new RequirementEditor(text, row, place);
  }

  rename(name: string): readonly TextEdit[] | undefined {
    return this.#replace(this.row.nameSpan, name);
  }

  setSpecifier(specifier: string): readonly TextEdit[] | undefined {
    const { extrasSpan, nameSpan, source } = this.row;
    const current = this.row.specifier?.span;
    if (source && contains(this.#string.span, source.span)) return undefined;
    const before = (extrasSpan ?? nameSpan).end;
    if (!current) return specifier === '' ? [] : this.#replace({ start: before, end: before }, specifier);
    if (specifier !== '') return this.#replace(current, specifier);
    const brackets = this.#brackets(before, current);
    return this.#replace({ start: before, end: brackets ? brackets.end : current.end }, '');
  }

  setExtras(extras: readonly string[]): readonly TextEdit[] | undefined {
    const { extrasSpan, nameSpan } = this.row;
    if (!extrasSpan && this.row.extras.length > 0) return undefined;
    const place = extrasSpan ?? { start: nameSpan.end, end: nameSpan.end };
    if (extras.length > 0) return this.#replace(place, `[${extras.join(',')}]`);
    return extrasSpan ? this.#replace({ start: nameSpan.end, end: extrasSpan.end }, '') : [];
  }

  addMarker(marker: string): readonly TextEdit[] | undefined {
    const { marker: current, source, extrasSpan, nameSpan, specifier } = this.row;
    const joined = joinMarkers(current?.raw, marker, this.text.charAt(this.#string.span.start));
    if (joined === undefined) return undefined;
    if (current) return joined === current.raw ? [] : this.#replace(current.span, joined);
    const own = source && contains(this.#string.span, source.span) ? source.span : undefined;
    // A URL ends at a space only: "@ https://…/a.whl ; marker".
    if (own) return this.#replace({ start: own.end, end: this.#string.contentSpan.end }, ` ; ${joined}`);
    const before = extrasSpan ?? nameSpan;
    const last = specifier ? (this.#brackets(before.end, specifier.span) ?? specifier.span) : before;
    return this.#replace({ start: last.end, end: this.#string.contentSpan.end }, `; ${joined}`);
  }

  /** `(>=2)` round a specifier, an older way to write it. */
  #brackets(after: number, specifier: Span): Span | undefined {
    const open = this.text.slice(after, specifier.start).trim();
    if (open !== '(') return undefined;
    let end = specifier.end;
    while (end < this.#string.contentSpan.end && this.text.charAt(end) !== ')') end++;
    return { start: after, end: end + 1 };
  }

  /** What is cut out must be a part of this string, what is put in must not end it. */
  #replace(place: Span, newText: string): readonly TextEdit[] | undefined {
    const quote = this.text.charAt(this.#string.span.start);
    if (!contains(this.#string.contentSpan, place) || [quote, '\\', '\n', '\r'].some((sign) => newText.includes(sign))) return undefined;
    return slice(this.text, place) === newText ? [] : [{ span: place, newText }];
  }
}
