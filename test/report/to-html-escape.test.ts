import assert from 'node:assert/strict';
import { escapeHtml, html } from '../../src/report/to-html-escape';

describe('markup and text', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['torch', 'torch'],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['a & b', 'a &amp; b'],
    ['&lt;', '&amp;lt;'],
    [`" onclick='x'`, '&quot; onclick=&#39;x&#39;'],
    ['a\tb\nc', 'a\tb\nc'],
    ['nul\u0000bell\u0007\u0085', 'nul\ufffdbell\ufffd\ufffd'],
    ['abc\u202edcba\u2066', 'abc\ufffddcba\ufffd'],
    ['zero\u200bwidth\ufeff', 'zero\ufffdwidth\ufffd'],
    ['\ud83d\ude00', '\ud83d\ude00'],
    ['half \ud83d', 'half \ufffd'],
    ['通义千问', '通义千问'],
  ];
  for (const [text, expected] of cases) {
    it(`escapes ${JSON.stringify(text)}`, () => assert.equal(escapeHtml(text), expected));
  }

  it('escapes every value of a template but markup', () => {
    assert.equal(
      html`<td title="${'"x"'}">${'<b>'}${html`<i>${'&'}</i>`}${[1, html`<u></u>`, '>']}</td>`.text,
      '<td title="&quot;x&quot;">&lt;b&gt;<i>&amp;</i>1<u></u>&gt;</td>',
    );
  });
});
