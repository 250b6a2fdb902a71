// How a body is parsed, once its bytes are in.

import type { z } from 'zod';
import { parseJson, parseJsonRepaired } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import { bodyBytesMax } from './limits.ts';

export type Body<T> = {
  mediaType: string;
  /** How OpenAPI shows it. */
  schema: z.ZodType;
  bytesMax: number;
  /** Throws malformed, invalid. */
  read(text: string): T;
};

/** JSON that fits the schema. */
export const jsonBody = <S extends z.ZodType>(schema: S, bytesMax = bodyBytesMax): Body<z.output<S>> => ({
  mediaType: 'application/json',
  schema,
  bytesMax,
  read: (text) => parse(schema, parseJson(text)),
});

/**
 * JSON of which the handler reads what it can: characters that no text can hold are replaced, never refused.
 */
export const lenientBody = (schema: z.ZodType, bytesMax = bodyBytesMax): Body<unknown> => ({
  mediaType: 'application/json',
  schema,
  bytesMax,
  read: parseJsonRepaired,
});

/** A JWS in compact form. */
export const signedBody = (schema: z.ZodType): Body<string> => ({
  mediaType: 'application/jose',
  schema,
  bytesMax: bodyBytesMax,
  read: (text) => text.trim(),
});
