// How a body is parsed, once its bytes are in.

import type { Context } from 'hono';
import type { z } from 'zod';
import { parseJsonOnce, parseJsonWhole } from '../../channels/json.ts';
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
  read: (bytes) => {
    const text = decoded(bytes);
    return theOnlyOne(formIn(text) ?? parseJsonWhole(text));
  },
});

const byteOrderMarks = [
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
] as const;

/** In the encoding that its mark says, else UTF-8; what cannot be read is replaced, and the mark left out. */
export function decoded(bytes: Buffer): string {
  const marked = byteOrderMarks.find(([mark]) => mark.every((byte, i) => bytes[i] === byte));
  return new TextDecoder(marked?.[1]).decode(bytes);
}

const field = /^[\w.-]+(?:\[\w*\]|%5B\w*%5D)*=/i;

/**
 * As curl -d and HTML forms send fields: `number=%2B919876543210&purposes[]=marketing`. A name that stands
 * twice or ends in brackets holds a list. Undefined for any other text.
 */
function formIn(text: string): Record<string, unknown> | undefined {
  const given = field.test(text) ? new URLSearchParams(text) : partsIn(text);
  if (given === undefined) return undefined;
  const fields = new Map<string, string | string[]>();
  for (const [full, value] of given) {
    const name = full.replace(/\[\d*\]$/, '');
    const before = fields.get(name);
    if (before !== undefined) fields.set(name, [before, value].flat());
    else fields.set(name, name === full ? value : [value]);
  }
  return Object.fromEntries(fields);
}

const part = /^\r?\n(.*?)\r?\n\r?\n(.*?)\r?$/s;

/** The fields of multipart/form-data (RFC 7578), as curl -F sends them: each behind its boundary. */
function partsIn(text: string): [name: string, value: string][] | undefined {
  const boundary = /^\s*(--[^\r\n]+)/.exec(text)?.[1];
  if (boundary === undefined) return undefined;
  return `\n${text.trimStart()}`.split(`\n${boundary}`).flatMap((one): [string, string][] => {
    const [, head = '', value = ''] = part.exec(one) ?? [];
    const name = /\bname="?([^";\r\n]+)/i.exec(head)?.[1];
    return name === undefined ? [] : [[name, value]];
  });
}

/** Some clients wrap what they send: in a list of one, or as a text that is JSON itself. */
function theOnlyOne(value: unknown): unknown {
  if (typeof value === 'string' && /^\s*[{[]/.test(value)) return theOnlyOne(parseJsonWhole(value));
  return Array.isArray(value) && value.length === 1 && typeof value[0] === 'object' ? value[0] : value;
}

/** A JWS in compact form. */
export const signedBody = (schema: z.ZodType): Body<string> => ({
  mediaType: 'application/jose',
  schema,
  bytesMax: bodyBytesMax,
  read: (bytes) => bytes.toString('utf8').trim(),
});
