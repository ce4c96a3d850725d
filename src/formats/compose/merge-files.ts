import { mergedPairs, readYaml, type YamlNode } from '../../syntax/yaml';

/** What a file says, anchors and merges put in; of scalars also whether they are quoted. */
type Data = string | readonly Data[] | ReadonlyMap<string, Data>;

/**
 * True if two files, the second merged over the first, say what one file says: maps are joined, lists are appended, of all else the
 * second counts. https://docs.docker.com/reference/compose-file/merge/ Lists and commands that have rules of their own are no
 * concern here: where both files have the same one, nothing is promised.
 */
export function mergesTo(whole: string, base: string, override: string): boolean {
  const [expected, first, second] = [whole, base, override].map(dataOf);
  return expected !== undefined && first !== undefined && second !== undefined && written(expected) === written(merged(first, second));
}

/** Undefined for a text with mistakes, or with more than one document. */
function dataOf(text: string): Data | undefined {
  const { documents, problems } = readYaml(text);
  const [root, ...others] = documents;
  return root && others.length === 0 && problems.length === 0 ? valueOf(root) : undefined;
}

function valueOf(node: YamlNode | undefined): Data {
  if (!node) return '';
  const tag = node.tag ?? '';
  if (node.kind === 'scalar') return JSON.stringify([tag, node.style, node.content.text]);
  if (node.kind === 'sequence') return [tag, ...node.items.map(({ value }) => valueOf(value))];
  return new Map(mergedPairs(node).map(({ key, value }): [string, Data] => [key.content.text, valueOf(value)]));
}

function merged(first: Data, second: Data): Data {
  if (isMap(first) && isMap(second)) {
    const result = new Map(first);
    for (const [key, value] of second) {
      const before = result.get(key);
      result.set(key, before === undefined ? value : merged(before, value));
    }
    return result;
  }
  return isList(first) && isList(second) ? [...first, ...second.slice(1)] : second;
}

/** The same text for the same data, whatever the order of keys. */
function written(data: Data): string {
  if (isMap(data))
    return `{${[...data]
      .map(([key, value]) => `${JSON.stringify(key)}:${written(value)}`)
      .toSorted()
      .join()}}`;
  return isList(data) ? `[${data.map(written).join()}]` : JSON.stringify(data);
}

function isMap(data: Data): data is ReadonlyMap<string, Data> {
  return data instanceof Map;
}

function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data);
}
