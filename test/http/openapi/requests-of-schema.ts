// Requests made from a schema of the OpenAPI document, as generators of requests make them: any value that
// the schema allows.

import fc from 'fast-check';

// biome-ignore lint/suspicious/noExplicitAny: a schema as it stands in the document
type Schema = any;

/** @param document the OpenAPI document, for references */
export function valuesOf(document: Schema, schema: Schema): fc.Arbitrary<unknown> {
  const of = (one: Schema): fc.Arbitrary<unknown> => valuesOf(document, one);
  if (schema.$ref !== undefined) return of(document.components.schemas[schema.$ref.split('/').at(-1)]);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const shapes = schema.oneOf ?? schema.anyOf;
  if (schema.discriminator !== undefined || (shapes && !schema.properties))
    return fc.oneof(...shapes.map(of));
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type: string) => of({ ...schema, type })));
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'string':
      return textOf(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1000, max: Math.min(schema.maximum ?? 1000, 1_000_000) });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array': {
      const bounds = { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 5, 5) };
      return schema.uniqueItems
        ? fc.uniqueArray(of(schema.items), bounds)
        : fc.array(of(schema.items), bounds);
    }
    case 'object':
      return objectOf(document, schema);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

const digits = fc.integer({ min: 0, max: 999 }).map((n) => String(n).padStart(3, '0'));
const byFormat: Record<string, fc.Arbitrary<string>> = {
  uuid: fc.uuid(),
  'date-time': fc
    .date({ min: new Date('2020-01-01'), max: new Date('2025-01-01'), noInvalidDate: true })
    .map((at) => at.toISOString()),
  date: fc
    .date({ min: new Date('2020-01-01'), max: new Date('2025-01-01'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10)),
  email: digits.map((n) => `person${n}@fresh.example`),
  uri: digits.map((n) => `https://fresh.example/${n}`),
  base64: fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes).toString('base64')),
};

/** Of text that is no pattern, as people write it: nothing around it, single spaces within. */
function textOf({ format, pattern, minLength = 0, maxLength }: Schema): fc.Arbitrary<string> {
  const made = byFormat[format];
  if (made !== undefined) return made;
  const isSized = (text: string) => text.length >= minLength && text.length <= (maxLength ?? text.length);
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern)).filter(isSized);
  const longest = Math.max(minLength, Math.min(maxLength ?? 40, 60));
  return fc
    .string({ minLength, maxLength: longest })
    .map((text) => text.trim().replaceAll(/ {2,}/g, ' '))
    .filter(isSized);
}

/** Which fields together: as the schema demands, and any of the others. */
function objectOf(document: Schema, schema: Schema): fc.Arbitrary<unknown> {
  const {
    properties = {},
    required = [],
    additionalProperties,
    propertyNames,
    dependentRequired = {},
  } = schema;
  if (Object.keys(properties).length === 0 && additionalProperties) {
    const key = propertyNames ? valuesOf(document, propertyNames) : fc.string({ minLength: 1, maxLength: 8 });
    const inner = additionalProperties === true ? {} : additionalProperties;
    return fc.dictionary(key as fc.Arbitrary<string>, valuesOf(document, inner), { maxKeys: 3 });
  }
  const groups = [schema, ...(schema.allOf ?? [])];
  const namesOf = (each: Schema[]) => each.map((one: Schema) => one.required[0]);
  const [one, some] = ['oneOf', 'anyOf'].map((key) =>
    groups.flatMap((group) => (group[key] ? [namesOf(group[key])] : [])),
  );
  const picked = fc.tuple(
    fc.tuple(...one!.map((names) => fc.constantFrom(...names))),
    fc.tuple(...some!.map((names) => fc.subarray(names, { minLength: 1 }))),
  );
  const chosen = new Set([...one!.flat(), ...some!.flat()]);
  const free = Object.keys(properties).filter((name) => !required.includes(name) && !chosen.has(name));
  return fc.tuple(picked, fc.subarray(free)).chain(([[ones, somes], others]) => {
    const names = new Set<string>([...required, ...ones, ...somes.flat(), ...others]);
    for (const name of [...names])
      for (const also of dependentRequired[name] ?? []) if (!chosen.has(also)) names.add(also);
    // A field that needs another, which was not chosen, cannot stand.
    for (const name of [...names])
      if ((dependentRequired[name] ?? []).some((also: string) => !names.has(also))) names.delete(name);
    const fields = [...names].map((name) => [name, valuesOf(document, properties[name])] as const);
    return fc.record(Object.fromEntries(fields));
  });
}
