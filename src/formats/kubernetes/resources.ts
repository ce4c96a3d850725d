import type { YamlScalar } from '../../syntax/yaml';

/** A name with a domain of its own: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources */
export function isExtendedResource(key: string): boolean {
  const slash = key.indexOf('/');
  return slash > 0 && key.slice(0, slash).includes('.');
}

/** True for a value that is not there: `key:`, `null`, `~`. https://yaml.org/spec/1.2.2/#10211-null */
export function isNull({ style, content }: YamlScalar): boolean {
  return content.text === '' || (style === 'plain' && ['null', 'Null', 'NULL', '~'].includes(content.text));
}

/** True for an amount that asks for something: neither nothing nor none. */
export function isAmount(scalar: YamlScalar): boolean {
  return !isNull(scalar) && Number(scalar.content.text) !== 0;
}
