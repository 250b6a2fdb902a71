// What a schema of the OpenAPI document says, in a form a page can show: its example, its fields, each one's type.

import type { OpenApiDocument } from '../openapi.ts';

/** The part of JSON Schema that our documents use. */
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
  /** Several shapes of one body. */
  anyOf?: Shape[];
};

export type Field = { name: string; type: string; required: boolean; description: string };

/** Follow references; what an `allOf` adds lies over what it refers to. */
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
  const { properties = {}, required = [] } = resolve(document, shape);
  return Object.entries(properties).map(([name, field]) => {
    const { description = '' } = resolve(document, field);
    return { name, type: typeOf(document, field), required: required.includes(name), description };
  });
}

/** The longest list of values written out; of a longer one the name says more. */
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
