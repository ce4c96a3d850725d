/** The part of JSON Schema (draft 7) that `rules/rule.schema.json` uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

/** What is wrong with a value, and where: keys and indexes from the root. */
export interface Fault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * Faults of a value as the schema sees it; none if it is valid. Time is linear in the value for a schema whose alternatives do
 * not nest. Patterns are compiled from the schema alone, which is ours, never from the value.
 */
export function schemaFaults(root: JsonSchema, value: unknown): readonly Fault[] {
  return visit(root, value, [], root);
}

function visit(schema: JsonSchema, value: unknown, path: Fault['path'], root: JsonSchema): readonly Fault[] {
  if (schema.$ref !== undefined) return visit(root.definitions?.[schema.$ref.slice('#/definitions/'.length)] ?? {}, value, path, root);
  if (schema.anyOf) {
    const tried = schema.anyOf.map((choice) => visit(choice, value, path, root));
    const depth = (faults: readonly Fault[]): number => Math.max(...faults.map((fault) => fault.path.length));
    return tried.find(({ length }) => length === 0) ?? tried.reduce((best, next) => (depth(next) > depth(best) ? next : best));
  }
  const told = (message: string): readonly Fault[] => [{ path, message }];
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type;
  if (types && !types.includes(typeOf(value))) return told(`must be of type ${types.join(' or ')}`);
  if (schema.enum && !schema.enum.includes(value)) return told(`must be one of ${schema.enum.join(', ')}`);
  if (typeof value === 'string') {
    if (value.length < (schema.minLength ?? 0)) return told('is empty');
    return schema.pattern !== undefined && !new RegExp(schema.pattern).test(value) ? told(`must be written as ${schema.pattern}`) : [];
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    if (value.length < (schema.minItems ?? 0)) return told('is empty');
    return items ? value.flatMap((item, index) => visit(items, item, [...path, index], root)) : [];
  }
  return typeof value === 'object' && value !== null ? objectFaults(schema, value, path, root) : [];
}

function objectFaults(schema: JsonSchema, value: object, path: Fault['path'], root: JsonSchema): readonly Fault[] {
  const { properties = {}, additionalProperties = true } = schema;
  const entries = Object.entries(value);
  const faults: Fault[] = (schema.required ?? []).flatMap((key) => (Object.hasOwn(value, key) ? [] : [{ path, message: `lacks ${key}` }]));
  if (entries.length < (schema.minProperties ?? 0) || entries.length > (schema.maxProperties ?? Infinity))
    faults.push({ path, message: schema.maxProperties === undefined ? 'is empty' : 'must have exactly one key' });
  for (const [key, item] of entries) {
    const own = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    if (own === false) faults.push({ path: [...path, key], message: 'is no known key' });
    else if (typeof own === 'object') faults.push(...visit(own, item, [...path, key], root));
  }
  return faults;
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
