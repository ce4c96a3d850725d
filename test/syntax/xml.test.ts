import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SaxesParser } from 'saxes';
import { readXml, type XmlElement } from '../../src/syntax/xml';
import { slice } from '../../src/text/span';
import { needShared, readJsonLines, sharedFolder } from '../support/shared';

/** An element as `name(attribute=value){text}[children]`. */
function words(element: XmlElement | undefined): string {
  if (!element) return '';
  const attributes = element.attributes.map(({ name, value }) => `${name}=${value.content.text}`).join(',');
  const { text } = element.text.content;
  const children = element.children.map(words).join(' ');
  return [element.name, attributes && `(${attributes})`, text && `{${text}}`, children && `[${children}]`, element.closed ? '' : '…'].join('');
}

/** The same words, as saxes reads the text. */
function saxesWords(text: string): string {
  const parser = new SaxesParser();
  const stack: { name: string; attributes: string; text: string; children: string[] }[] = [{ name: '', attributes: '', text: '', children: [] }];
  const add = (more: string): void => void ((stack.at(-1) ?? assert.fail()).text += more);
  parser.on('opentag', ({ name, attributes }) => {
    const list = Object.entries(attributes).map(([key, value]) => `${key}=${value.trim()}`);
    stack.push({ name: name.slice(name.indexOf(':') + 1), attributes: list.join(','), text: '', children: [] });
  });
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    const { name, attributes, text: inner, children } = stack.pop() ?? assert.fail();
    const parts = [name, attributes && `(${attributes})`, inner.trim() && `{${inner.trim()}}`, children.length > 0 && `[${children.join(' ')}]`];
    stack.at(-1)?.children.push(parts.filter(Boolean).join(''));
  });
  parser.write(text).close();
  return stack[0]?.children.join(' ') ?? '';
}

describe('syntax/xml', () => {
  const cases: readonly [title: string, text: string, expected: string][] = [
    ['elements, attributes and text', '<a x="1" y=\'2\'>t<b/> <c>u</c></a>', 'a(x=1,y=2){t}[b c{u}]'],
    ['space around text', '<a>\n  t u\n</a>', 'a{t u}'],
    ['prefixes', '<p:a xmlns:p="u"><p:b p:c="1"/></p:a>', 'a(xmlns:p=u)[b(p:c=1)]'],
    ['entities', '<a x="&lt;&#65;&quot;">&amp;&#x42;&apos;&gt;</a>', 'a(x=<A"){&B\'>}'],
    ['sections, declarations and instructions', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c>">]><!-- n --><a><![CDATA[<&]]></a>', 'a{<&}'],
    ['comments between text', '<a>t<!-- <b> -->u</a>', 'a{tu}'],
    ['unknown entities as they are', '<a>&b; & c</a>', 'a{&b; & c}'],
    ['a missing end tag', '<a><b>t</a>', 'a[b{t}…]'],
    ['a stray end tag', '<a></b>t</a>', 'a{t}'],
    ['an end that is missing', '<a><b>t', 'a[b{t}…]…'],
    ['a tag that is being typed', '<a><b x="1" <c/></a>', 'a[b(x=1)[c]…]'],
    ['a value that is being typed', '<a><b x="1\n<c/></b></a>', 'a[b(x=1)[c]]'],
    ['names without values', '<a x y="1"/>', 'a(y=1)'],
    ['a bare sign', '<a>1 < 2</a>', 'a{1  2}'],
    ['a comment that does not end', '<a><b/><!-- <c/>', 'a[b]…'],
    ['nothing', ' ', ''],
  ];
  for (const [title, text, expected] of cases) it(title, () => assert.equal(words(readXml(text).root), expected));

  it('tells what was broken, and nothing of sound text', () => {
    assert.deepEqual(
      cases
        .map(([title, text]) => [title, readXml(text).problems.length > 0])
        .filter(([, broken]) => broken)
        .map(([title]) => title),
      [
        'a missing end tag',
        'a stray end tag',
        'an end that is missing',
        'a tag that is being typed',
        'a value that is being typed',
        'names without values',
        'a bare sign',
        'a comment that does not end',
      ],
    );
  });

  it('places cut out what they name', () => {
    const text = '<!-- n -->\n<a x = " 1 ">\r\n  <b> t </b>\n</a>';
    const { root, comments } = readXml(text);
    const [b] = root?.children ?? [];
    const spans = [comments[0]?.span, root?.attributes[0]?.span, root?.attributes[0]?.value.span, b?.span, b?.text.span, root?.span];
    assert.deepEqual(
      spans.map((span) => span && slice(text, span)),
      ['<!-- n -->', 'x = " 1 "', '1', '<b> t </b>', 't', text.slice(text.indexOf('<a'))],
    );
  });

  it('text is plain only where it stands as it is, in one piece', () => {
    const { root } = readXml('<a><b>t</b><b>&lt;</b><b><![CDATA[t]]></b><b>t<!-- -->u</b><b>\n t \n</b><b>t</a>');
    assert.deepEqual(
      root?.children.map(({ text }) => text.plain),
      [true, false, false, false, true, false],
    );
  });

  it('reads the XML files of the corpus as saxes does', function () {
    needShared(this);
    let count = 0;
    for (const { file, loads } of readJsonLines<{ file: string; loads: boolean }>('corpus/oracle/xml.jsonl')) {
      if (!loads) continue;
      const text = readFileSync(path.join(sharedFolder, 'corpus', file), 'utf8').replace(/^\uFEFF/, '');
      const { root, problems } = readXml(text);
      assert.equal(words(root), saxesWords(text), file);
      assert.deepEqual(problems, [], file);
      count++;
    }
    assert.ok(count > 60, `${count} files`);
  });
});
