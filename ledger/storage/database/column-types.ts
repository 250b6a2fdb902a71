// How every connection reads column values from Postgres and writes parameters to it.
//
//   int8 (bigint, count(*))   number; refused beyond 2^53 - 1: select such a column as ::text
//   bytea                     Buffer
//   timestamptz               ISO 8601 in UTC with milliseconds, 2026-01-31T09:30:00.125Z, without finer
//                             digits
//   date, timestamp, time     the text Postgres prints; numeric likewise
//   json, jsonb               parsed; a string given as a parameter is JSON text
//   arrays of these           arrays, null where NULL is; one dimension
//   everything else           as postgres.js has it (numbers, text)

import { parseArray } from './array-literal.ts';
import { bufferOver } from './buffer-over.ts';

/** The only case in which a stored value is too big for its JavaScript type. */
export class UnsafeIntegerError extends RangeError {
  constructor() {
    super('a bigint column holds a number beyond 2^53 - 1; select it as ::text');
  }
}

/** The `types` option of postgres.js. No `serialize` may ever throw: see parameter.ts. */
export const columnTypes = {
  int8: { to: 20, from: [20], parse: parseInteger, serialize: String },
  bytea: { to: 17, from: [17], parse: parseBytes, serialize: formatBytes },
  timestamptz: { to: 1184, from: [1184], parse: parseInstant, serialize: formatInstant },
  // postgres.js would make Dates of these in the zone of this machine.
  plainTime: { to: 1114, from: [1082, 1083, 1114], parse: asIs, serialize: String },
  json: { to: 3802, from: [114, 3802], parse: parseJson, serialize: formatJson },
  // postgres.js would turn the text 'true' into false.
  bool: { to: 16, from: [16], parse: parseBoolean, serialize: formatBoolean },
  // By the array's own type number; as parameters arrays are text already (parameter.ts).
  boolArray: arrayOf(1000, parseBoolean),
  byteaArray: arrayOf(1001, parseBytes),
  int2Array: arrayOf(1005, Number),
  int4Array: arrayOf(1007, Number),
  textArray: arrayOf(1009, asIs),
  varcharArray: arrayOf(1015, asIs),
  int8Array: arrayOf(1016, parseInteger),
  timestamptzArray: arrayOf(1185, parseInstant),
  uuidArray: arrayOf(2951, asIs),
};

function arrayOf<T>(type: number, parse: (element: string) => T) {
  return { to: type, from: [type], parse: (text: string) => parseArray(text, parse), serialize: String };
}

function parseBoolean(text: string): boolean {
  return text === 't';
}

function formatBoolean(value: unknown): string {
  return value === true ? 't' : value === false ? 'f' : String(value);
}

function parseInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new UnsafeIntegerError();
  return value;
}

function parseBytes(text: string): Buffer {
  return Buffer.from(text.slice(2), 'hex');
}

function formatBytes(value: unknown): string {
  return value instanceof Uint8Array ? `\\x${bufferOver(value).toString('hex')}` : String(value);
}

function parseInstant(text: string): string {
  return new Date(text).toISOString();
}

function formatInstant(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

function parseJson(text: string): unknown {
  return JSON.parse(text);
}

function formatJson(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function asIs(text: string): string {
  return text;
}
