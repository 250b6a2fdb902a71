// Reads Meta's bodies without a schema that refuses. Meta adds fields without notice and repeats a refused
// webhook for a day and a half, with everything behind it. So each part is read by itself, and a part of an
// unexpected form counts as absent.

import type { z } from 'zod';

export type Fields = Record<string, unknown>;

/** The fields of an object; empty for anything else. A schema would take ten times as long for a message. */
export function fieldsOf(value: unknown): Fields[] {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? [value as Fields] : [];
}

/** Where Meta lists things: a single object is a list of one, anything else is an empty list. */
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : fieldsOf(value);

/** Those of a list that are objects. */
export const objectsIn = (value: unknown): Fields[] => listOf(value).flatMap(fieldsOf);

/** An id as text, in whichever type it was written; undefined if it cannot be an id. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.length > 512 ? undefined : value;
  return Number.isSafeInteger(value) ? String(value) : undefined;
}

/** Unix seconds, as a number or its digits; nothing where it is no moment of this era. */
export function momentOf(seconds: unknown): { at?: string } {
  const digits = typeof seconds === 'number' ? String(seconds) : seconds;
  if (typeof digits !== 'string' || !/^\d{9,11}$/.test(digits)) return {};
  return { at: new Date(Number(digits) * 1000).toISOString() };
}

/**
 * The value, or undefined if it does not fit. A missing value is not parsed: zod's report of it costs more
 * than the rest.
 */
export function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema>[] {
  if (value === undefined) return [];
  const found = schema.safeParse(value);
  return found.success ? [found.data] : [];
}
