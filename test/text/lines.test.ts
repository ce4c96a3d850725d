import assert from 'node:assert/strict';
import { lineBreakOf, lineEnd, lineStart, nextLine, skipBlanks } from '../../src/text/lines';

describe('lines of a text', () => {
  it('finds the line break of the first line', () => {
    assert.equal(lineBreakOf('a\r\nb\nc'), '\r\n');
    assert.equal(lineBreakOf('a\nb\r\n'), '\n');
    assert.equal(lineBreakOf('a'), '\n');
    assert.equal(lineBreakOf('\r\n'), '\r\n');
  });

  it('finds start and end, whichever break is used', () => {
    for (const lineBreak of ['\n', '\r\n', '\r']) {
      const text = `one${lineBreak}two${lineBreak}`;
      const two = text.indexOf('two');
      assert.equal(lineStart(text, two + 1), two, JSON.stringify(lineBreak));
      assert.equal(lineStart(text, 2), 0);
      assert.equal(lineEnd(text, 1), 3);
      assert.equal(nextLine(text, 1), two);
      assert.equal(nextLine(text, two), text.length);
    }
  });

  it('ends at the end of the text', () => {
    assert.equal(lineEnd('abc', 1), 3);
    assert.equal(nextLine('abc', 1), 3);
    assert.equal(lineEnd('', 0), 0);
  });

  it('skips spaces and tabs, and stops at the end', () => {
    assert.equal(skipBlanks(' \t x', 0), 3);
    assert.equal(skipBlanks('x  ', 1), 3);
    assert.equal(skipBlanks('\n', 0), 0);
  });
});
