import type { XmlElement } from '../../syntax/xml';

/** Names are compared as MSBuild does, without regard to case. */
export function attributeOf(element: XmlElement, name: string) {
  return element.attributes.find((attribute) => attribute.name.toLowerCase() === name.toLowerCase());
}

/**
 * True if a condition lets some builds go without the item. One that asks for nothing but the framework does not: a project
 * that names several frameworks is built for each. https://learn.microsoft.com/visualstudio/msbuild/msbuild-conditions
 */
export function isChoice(condition: string): boolean {
  const text = condition.trim().toLowerCase();
  if (text === '' || text === 'true') return false;
  const properties = text.split('$(').slice(1);
  return (
    properties.length === 0 ||
    properties.some((property) => !/^(?:targetframework|usingmicrosoftnetsdk|managepackageversionscentrally)/.test(property))
  );
}
