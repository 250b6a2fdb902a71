// How a body is parsed, once its bytes are in.

import type { Context } from 'hono';
import type { z } from 'zod';
import { anyFormIn } from '../../channels/any-form.ts';
import { parseJsonOnce } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import { byMediaType, readAnyBody, readBody } from './body.ts';
import { bodyBytesMax } from './limits.ts';

export type Body<T> = {
  mediaType: string;
  /** How OpenAPI shows it. */
  schema: z.ZodType;
  bytesMax: number;
  /** It may hold a stop: it is heard under any media type and in any encoding. */
  anyForm?: true;
  /** Throws malformed, invalid. */
  read(bytes: Buffer): T;
};

/** As they came. */
export const bytesOf = (c: Context, { anyForm, mediaType, bytesMax }: Body<unknown>): Promise<Buffer> =>
  anyForm ? readAnyBody(c, bytesMax) : readBody(c, mediaType, bytesMax);

/** What there is for the body of this request. Throws unsupported_media_type. */
export function byBody<T>(c: Context, choices: readonly (readonly [Body<unknown>, T])[]): T {
  const anyForm = choices.find(([body]) => body.anyForm);
  const byType = choices.map(([{ mediaType }, choice]) => [mediaType, () => choice] as const);
  return byMediaType(c, Object.fromEntries(byType), anyForm && (() => anyForm[1]));
}

/** JSON that fits the schema. */
export const jsonBody = <S extends z.ZodType>(schema: S, bytesMax = bodyBytesMax): Body<z.output<S>> => ({
  mediaType: 'application/json',
  schema,
  bytesMax,
  read: (bytes) => parse(schema, parseJsonOnce(bytes.toString('utf8'))),
});

/**
 * JSON of which the handler reads what it can, since it may hold a stop: characters that no text can hold are
 * replaced, never refused; a list of one object is that object; fields of a form are the fields of an object.
 */
export const lenientBody = (schema: z.ZodType, bytesMax = bodyBytesMax): Body<unknown> => ({
  mediaType: 'application/json',
  schema,
  bytesMax,
  anyForm: true,
  read: anyFormIn,
});

/** A JWS in compact form. */
export const signedBody = (schema: z.ZodType): Body<string> => ({
  mediaType: 'application/jose',
  schema,
  bytesMax: bodyBytesMax,
  read: (bytes) => bytes.toString('utf8').trim(),
});
