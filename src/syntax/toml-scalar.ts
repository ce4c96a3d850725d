/** Longer words are no numbers or dates that anybody writes. */
const maximalLength = 100;

const forms: readonly RegExp[] = [
  /^(?:true|false)$/,
  /^[+-]?(?:inf|nan)$/,
  /^[+-]?(?:0|[1-9](?:_?[0-9])*)(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?$/,
  /^0(?:x[0-9a-fA-F](?:_?[0-9a-fA-F])*|o[0-7](?:_?[0-7])*|b[01](?:_?[01])*)$/,
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?)?$/,
  /^[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$/,
];

/** True if a word is a truth value, number, date or time of TOML. Months and hours out of range are let pass. */
export function isScalar(raw: string): boolean {
  return raw.length <= maximalLength && forms.some((form) => form.test(raw));
}
