import type { Dependency } from '../model/manifest';
import type { TextEdit } from '../text/edit';
import { type Span, contains, slice } from '../text/span';
import { joinMarkers } from './marker-edit';

/** Where a requirement stands: on one line, character by character as it is read, and to its end understood. */
export interface RequirementText {
  /** The requirement without quotes. */
  readonly span: Span;
  /** The quote round it; empty where the notation has none. */
  readonly quote: string;
  /** Signs that mean something else in this notation; a text with one of them is not written. */
  readonly forbidden?: readonly string[];
}

/** Edits inside one PEP 508 requirement. They give undefined where the new text would not be read as it was meant. */
export class RequirementEditor {
  constructor(
    readonly text: string,
    readonly row: Dependency,
    readonly place: RequirementText,
  ) {}

  rename(name: string): readonly TextEdit[] | undefined {
    return this.#replace(this.row.nameSpan, name);
  }

  setSpecifier(specifier: string): readonly TextEdit[] | undefined {
    const { extrasSpan, nameSpan, source } = this.row;
    const current = this.row.specifier?.span;
    if (source && contains(this.place.span, source.span)) return undefined;
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
    const joined = joinMarkers(current?.raw, marker, this.place.quote);
    if (joined === undefined) return undefined;
    if (current) return joined === current.raw ? [] : this.#replace(current.span, joined);
    const own = source && contains(this.place.span, source.span) ? source.span : undefined;
    // A URL ends at a space only: "@ https://…/a.whl ; marker".
    if (own) return this.#replace({ start: own.end, end: this.place.span.end }, ` ; ${joined}`);
    const before = extrasSpan ?? nameSpan;
    const last = specifier ? (this.#brackets(before.end, specifier.span) ?? specifier.span) : before;
    return this.#replace({ start: last.end, end: this.place.span.end }, `; ${joined}`);
  }

  /** `(>=2)` round a specifier, an older way to write it. */
  #brackets(after: number, specifier: Span): Span | undefined {
    const open = this.text.slice(after, specifier.start).trim();
    if (open !== '(') return undefined;
    let end = specifier.end;
    while (end < this.place.span.end && this.text.charAt(end) !== ')') end++;
    return { start: after, end: end + 1 };
  }

  /** What is cut out must be a part of this string, what is put in must not end it. */
  #replace(place: Span, newText: string): readonly TextEdit[] | undefined {
    const { quote, forbidden = [] } = this.place;
    if (!contains(this.place.span, place) || ['\\', '\n', '\r', ...forbidden].some((sign) => newText.includes(sign))) return undefined;
    if (quote !== '' && newText.includes(quote)) return undefined;
    return slice(this.text, place) === newText ? [] : [{ span: place, newText }];
  }
}
