import assert from 'node:assert/strict';
import { compose } from '../../../src/formats/compose';
import { applyEdits } from '../../../src/text/edit';

const services = (body: string): string => `services:\n${body}`;

/** What becomes of the first image and those that are the same; undefined: it is refused. */
function check(title: string, body: string, expected: string | undefined, reference?: string): void {
  it(title, () => {
    const text = services(body);
    const images = compose.parse(text).artifacts;
    const [first] = images;
    assert.ok(first);
    const same = images.filter(({ value }) => value === first.value);
    const edits = reference === undefined ? compose.edits?.makeImageVariable?.(text, same)?.edits : compose.edits?.setImage?.(text, first, reference);
    assert.equal(edits && applyEdits(text, edits), expected === undefined ? undefined : services(expected));
  });
}

describe('Compose: a variable for an image', () => {
  check('is named after the service', '  llm-server:\n    image: a/b:1 # c\n', '  llm-server:\n    image: ${LLM_SERVER_IMAGE:-a/b:1} # c\n');
  check(
    'serves all that are the same',
    '  a:\n    image: i:1\n  b:\n    image: "i:1"\n',
    '  a:\n    image: ${A_IMAGE:-i:1}\n  b:\n    image: "${A_IMAGE:-i:1}"\n',
  );
  check('is quoted in braces', '  a: { image: i:1 }\n', "  a: { image: '${A_IMAGE:-i:1}' }\n");
  check('is written once where it is shared', '  a: &a\n    image: i\n  b: *a\n', '  a: &a\n    image: ${A_IMAGE:-i}\n  b: *a\n');
  check('takes no name that is there', '  a:\n    image: i\n    environment: [A_IMAGE]\n', undefined);
  check('refuses a variable', '  a:\n    image: ${X:-i}\n', undefined);
  check('refuses a variable in the tag', '  a:\n    image: i:${X:-1}\n', undefined);
  check('refuses what profiles guard', '  a:\n    image: i\n    profiles: [p]\n', undefined);
});

describe('Compose: another image', () => {
  check('is written in its style', "  a:\n    image: 'i:1'\n", "  a:\n    image: 'new:2'\n", 'new:2');
  check('does not replace a variable', '  a:\n    image: i:${X:-1}\n', undefined, 'new:2');
  check('does not write inline Dockerfiles', '  a:\n    build:\n      dockerfile_inline: |\n        FROM i\n', undefined, 'new:2');
});
