// What a schema of the OpenAPI document says, in a form that a page can show: its example, its fields and the
// type of each.

import type { OpenApiDocument } from '../openapi.ts';

/** The part of JSON Schema that our document uses. */
export type Shape = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  example?: unknown;
  enum?: unknown[];
  default?: unknown;
  items?: Shape;
  properties?: Record<string, Shape>;
  required?: string[];
  allOf?: Shape[];
  /** Several schemas of one body. */
  anyOf?: Shape[];
  /** A schema for each value of one field. */
  oneOf?: Shape[];
  discriminator?: { propertyName: string; mapping?: Record<string, string> };
};

export type Field = { name: string; type: string; required: boolean; description: string };

/** Follows references. What an `allOf` adds replaces what it refers to. */
export function resolve(document: OpenApiDocument, shape: Shape): Shape {
  const parts = [...(shape.allOf ?? [])];
  if (shape.$ref !== undefined) {
    const name = shape.$ref.split('/').at(-1) ?? '';
    parts.push((document.components?.schemas?.[name] ?? {}) as Shape);
  }
  const { allOf: _, $ref: __, ...own } = shape;
  return Object.assign({}, ...parts.map((part) => resolve(document, part)), own) as Shape;
}

export function fieldsOf(document: OpenApiDocument, shape: Shape): Field[] {
  const { oneOf: [first] = [], discriminator, ...whole } = resolve(document, shape);
  const isPicked = first !== undefined && discriminator !== undefined;
  const { properties = {}, required = [] } = isPicked ? resolve(document, first) : whole;
  const follows = new Map(differing(document, shape).map((field) => [field.name, field]));
  return Object.entries(properties).map(([name, field]) => {
    const { description = '' } = resolve(document, field);
    const values = name === discriminator?.propertyName && Object.keys(discriminator.mapping ?? {});
    const type = values
      ? values.map((value) => `"${value}"`).join(' | ')
      : follows.has(name)
        ? `follows ${discriminator?.propertyName}`
        : typeOf(document, field);
    return { name, type, required: required.includes(name), description };
  });
}

/** The fields whose schema depends on the value of another field, with the names of these schemas. */
export function differing(document: OpenApiDocument, shape: Shape): { name: string; names: string[] }[] {
  const { oneOf = [], discriminator } = resolve(document, shape);
  if (discriminator === undefined) return [];
  const each = oneOf.map((one) => resolve(document, one).properties ?? {});
  return Object.keys(each[0] ?? {})
    .filter((name) => name !== discriminator?.propertyName)
    .map((name) => ({ name, names: each.flatMap((fields) => fields[name]?.$ref?.split('/').at(-1) ?? []) }))
    .filter(({ names }) => new Set(names).size > 1);
}

/** What is demanded of several fields together (channels/field-choice.ts), as sentences. */
export function choicesOf(document: OpenApiDocument, shape: Shape): string[] {
  const name = shape.$ref?.split('/').at(-1);
  const whole = name === undefined ? shape : ((document.components?.schemas?.[name] ?? {}) as Shape);
  return [whole, ...(whole.allOf ?? [])].flatMap(({ oneOf, anyOf, discriminator }) => {
    const isOfFields = (each: Shape[] | undefined) =>
      discriminator === undefined && each?.every(({ required, properties }) => required && !properties);
    const namesIn = (each: Shape[]) => each.map(({ required = [] }) => `\`${required[0]}\``).join(', ');
    return [
      ...(isOfFields(oneOf) ? [`Exactly one of ${namesIn(oneOf!)}.`] : []),
      ...(isOfFields(anyOf) ? [`At least one of ${namesIn(anyOf!)}.`] : []),
    ];
  });
}

/** The longest list of values that the page writes out. A longer list is only counted. */
const valuesMax = 6;

function typeOf(document: OpenApiDocument, shape: Shape): string {
  const { type, format, enum: values, items } = resolve(document, shape);
  if (values !== undefined && values.length <= valuesMax)
    return values.map((value) => `"${value}"`).join(' | ');
  if (values !== undefined) return `one of ${values.length} values`;
  if (items !== undefined) return `list of ${typeOf(document, items)}`;
  const name = Array.isArray(type) ? type.join(' or ') : (type ?? 'any value');
  return format === undefined ? name : `${name} (${format})`;
}
