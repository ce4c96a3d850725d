import assert from 'node:assert/strict';
import { readIpython } from '../../src/syntax/ipython';
import { MappedText } from '../../src/text/mapped-text';

/** The commands of a cell in one line each: `kind name: content / body`. */
function commands(title: string, cell: string, expected: readonly string[]): void {
  it(title, () => {
    const found = readIpython(MappedText.verbatim(cell, 0));
    const words = found.map(({ kind, name, content, body }) => `${kind} ${name}: ${content.text}${body ? ` / ${body.text}` : ''}`);
    assert.deepEqual(words, expected);
    for (const { content } of found) assert.equal(cell.slice(content.offset(0), content.offset(content.text.length)), content.text);
  });
}

describe('commands of IPython', () => {
  commands('a shell command', '!pip install a', ['shell : pip install a']);
  commands('two signs', '!!pip install a\n', ['shell : pip install a']);
  commands('a magic', '%pip install a\nx = 1', ['magic pip: pip install a']);
  commands('indented', 'if x:\n    !pip install a\n\t%pip install b', ['shell : pip install a', 'magic pip: pip install b']);
  commands('continued lines', '!pip install a \\\n  b\n!c', ['shell : pip install a \\\n  b', 'shell : c']);
  commands('a continued line at the end', '!pip install a \\', ['shell : pip install a \\']);
  commands('remainders and comparisons', 'x = a\ny = x % 2\nz = x != 2', []);
  commands('within a string', 's = """\n!a\n"""\n!b', ['shell : b']);
  commands('within a string of single quotes', "s = '''\n!a \\'''\n'''\n!b", ['shell : b']);
  commands('a quote that is not closed ends with its line', "s = 'x\n!b", ['shell : b']);
  commands('quotes in a comment', '# it\'s """\n!b', ['shell : b']);
  commands('within brackets', 'f(\n%a\n)\n!b', ['shell : b']);
  commands('brackets in strings', 'f("(", \'[\')\n!b', ['shell : b']);
  commands('a line that Python continues', 'x = 1 \\\n!a\n!b', ['shell : b']);
  commands('a cell magic', '%%bash -e\na\nb', ['cell bash: bash -e / a\nb']);
  commands('a cell magic below blank lines', '\n%%bash\na', ['cell bash: bash / a']);
  commands('cell magics that run a cell', '%%capture out\n%%time\n!a', ['shell : a']);
  commands('a cell magic further down is none', 'x = 1\n%%bash\n!a', ['shell : a']);
  commands('a cell magic without a body', '%%bash', ['cell bash: bash / ']);
  commands('nothing', '', []);
  it('takes linear time', () => {
    const start = process.cpuUsage();
    for (const unit of ['!a \\\n', '"', '%%time\n', '(\n', "'''\n", ' ']) readIpython(MappedText.verbatim(unit.repeat(50_000), 0));
    assert.ok(process.cpuUsage(start).user < 2_000_000);
  });
});
