/** What can be wrong, and how it is said. */
export const jsonMistakes = {
  'value-expected': 'a value is missing',
  'key-expected': 'a key in quotes is missing',
  'colon-expected': 'a colon is missing',
  'comma-expected': 'a comma is missing',
  'comma-unexpected': 'a comma too many',
  'not-closed': 'this bracket is not closed',
  'too-deep': 'nested too deeply',
  'end-expected': 'nothing may follow the value',
  'unknown-token': 'this is no value',
  'comment-not-closed': 'this comment is not closed',
  'string-not-closed': 'this text is not closed',
  'bad-number': 'this is no number',
  'bad-escape': 'this escape is unknown',
  'bad-character': 'this character must be escaped',
} as const;

export type JsonMistake = keyof typeof jsonMistakes;
