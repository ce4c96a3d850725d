import assert from 'node:assert/strict';
import { readJson } from '../../src/syntax/json';
import type { JsonArray, JsonMember, JsonObject } from '../../src/syntax/json';
import { appendMember, indentationUnit, removeMembers } from '../../src/syntax/json-edit';
import { applyEdits } from '../../src/text/edit';

function containerOf(text: string): JsonObject | JsonArray {
  const { root } = readJson(text);
  assert.ok(root?.kind === 'object' || root?.kind === 'array');
  return root;
}

function removes(before: string, keys: string, after: string): void {
  it(`${JSON.stringify(before)} without ${keys}`, () => {
    const container = containerOf(before);
    const removed = new Set<JsonMember>(
      container.members.filter((member) =>
        keys.includes('key' in member ? member.key.content.text : before.slice(member.span.start, member.span.end)),
      ),
    );
    const result = applyEdits(before, removeMembers(before, container, removed));
    assert.equal(result, after);
    assert.deepEqual(readJson(after).problems, []);
  });
}

function appends(before: string, member: string, after: string): void {
  it(`${JSON.stringify(before)} and ${member}`, () => {
    assert.equal(applyEdits(before, appendMember(before, containerOf(before), member)), after);
    assert.deepEqual(readJson(after).problems, []);
  });
}

describe('edits of JSON', () => {
  describe('remove members', () => {
    removes('{"a": 1, "b": 2, "c": 3}', 'a', '{"b": 2, "c": 3}');
    removes('{"a": 1, "b": 2, "c": 3}', 'b', '{"a": 1, "c": 3}');
    removes('{"a": 1, "b": 2, "c": 3}', 'c', '{"a": 1, "b": 2}');
    removes('{"a": 1, "b": 2, "c": 3}', 'bc', '{"a": 1}');
    removes('{"a": 1, "b": 2, "c": 3}', 'ac', '{"b": 2}');
    removes('{"a": 1, "b": 2, "c": 3}', 'abc', '{}');
    removes('{ "a": 1, "b": 2 }', 'a', '{ "b": 2 }');
    removes('{ "a": 1, "b": 2 }', 'b', '{ "a": 1 }');
    removes('{"a":1,"b":2}', 'b', '{"a":1}');
    removes('{\n  "a": 1\n}', 'a', '{}');
    removes('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}\n', 'a', '{\n  "b": 2,\n  "c": 3\n}\n');
    removes('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}\n', 'b', '{\n  "a": 1,\n  "c": 3\n}\n');
    removes('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}\n', 'c', '{\n  "a": 1,\n  "b": 2\n}\n');
    removes('{\r\n\t"a": 1,\r\n\t"b": 2\r\n}', 'b', '{\r\n\t"a": 1\r\n}');
    removes('{\r\n\t"a": 1,\r\n\t"b": 2\r\n}', 'a', '{\r\n\t"b": 2\r\n}');
    removes('{\n  "a": 1,\n  "b": 2,\n}', 'b', '{\n  "a": 1,\n}');
    removes('{\n  "a": 1, // one\n  "b": 2, // two\n  "c": 3 // three\n}', 'b', '{\n  "a": 1, // one\n  // two\n  "c": 3 // three\n}');
    removes('{\n  "a": 1, // one\n  "b": 2 // two\n}', 'b', '{\n  "a": 1 // one\n  // two\n}');
    removes('{\n  // all\n  "a": 1\n}', 'a', '{\n  // all\n}');
    removes('{\n  "a": 1, // one\n  "b": 2, // two\n  "c": 3\n}', 'bc', '{\n  "a": 1 // one\n  // two\n}');
    removes('{\n  "a": 1 /* x */,\n  "b": 2\n}', 'a', '{\n  /* x */\n  "b": 2\n}');
    removes('{\n  "a": 1\n  , "b": 2\n}', 'b', '{\n  "a": 1\n}');
    removes('{\n  "a": 1, "b": 2,\n  "c": 3\n}', 'b', '{\n  "a": 1,\n  "c": 3\n}');
    removes('["a", "b"]', '"a"', '["b"]');
  });

  describe('append a member', () => {
    appends('{}', '"a": 1', '{"a": 1}');
    appends('{"a": 1}', '"b": 2', '{"a": 1, "b": 2}');
    appends('[1,]', '2', '[1, 2,]');
    appends('{\n  "a": 1\n}', '"b": 2', '{\n  "a": 1,\n  "b": 2\n}');
    appends('{\r\n\t"a": 1 // one\r\n\t// end\r\n}', '"b": 2', '{\r\n\t"a": 1, // one\r\n\t// end\r\n\t"b": 2\r\n}');
    appends('{\n  "a": 1,\n}', '"b": 2', '{\n  "a": 1,\n  "b": 2,\n}');
    appends('[\n]', '1', '[\n  1\n]');
    appends('{\n  // nothing\n}', '"a": 1', '{\n  // nothing\n  "a": 1\n}');
    appends('[1,\n 2]', '3', '[1,\n 2, 3]');
  });

  it('finds the unit of indentation', () => {
    assert.deepEqual(['{}', '{\n\n    "a": 1}', '{\n\t"a": 1}'].map(indentationUnit), ['  ', '    ', '\t']);
  });
});
