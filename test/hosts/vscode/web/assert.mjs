// Stands in for "node:assert/strict" in the bundle for the web worker, with the few checks that the editor tests use.

export function ok(value, message) {
  if (!value) fail(message ?? `expected something true, got ${show(value)}`);
}

export function equal(actual, expected, message) {
  if (!Object.is(actual, expected)) fail(message ?? `expected ${show(expected)}, got ${show(actual)}`);
}

export function notEqual(actual, expected, message) {
  if (Object.is(actual, expected)) fail(message ?? `expected anything but ${show(expected)}`);
}

/** Compares plain data. */
export function deepEqual(actual, expected, message) {
  equal(show(actual), show(expected), message);
}

export function match(text, pattern, message) {
  if (!pattern.test(text)) fail(message ?? `expected ${show(text)} to match ${pattern}`);
}

export function doesNotMatch(text, pattern, message) {
  if (pattern.test(text)) fail(message ?? `expected ${show(text)} not to match ${pattern}`);
}

export async function rejects(action, message) {
  const refused = await action().then(
    () => false,
    () => true,
  );
  if (!refused) fail(message ?? 'expected to be refused');
}

export function fail(message) {
  throw new Error(String(message ?? 'failed'));
}

function show(value) {
  return JSON.stringify(value, sortKeys) ?? String(value);
}

function sortKeys(_key, value) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}

export default Object.assign(ok, {
  ok,
  equal,
  notEqual,
  deepEqual,
  match,
  doesNotMatch,
  rejects,
  fail,
  strictEqual: equal,
  deepStrictEqual: deepEqual,
});
