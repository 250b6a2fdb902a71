// What no single field of a request can say, as JSON Schema: with it OpenAPI demands what a refinement does,
// so that a generator of requests makes none that is refused for it. A schema has at most one of each by
// itself, and several within `allOf`.

const each = (fields: readonly string[]) => fields.map((field) => ({ type: 'object', required: [field] }));

export const exactlyOneOf = (...fields: string[]) => ({ oneOf: each(fields) });

export const atLeastOneOf = (...fields: string[]) => ({ anyOf: each(fields) });
