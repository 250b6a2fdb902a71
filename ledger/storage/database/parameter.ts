// A statement's value -> a parameter for the driver. postgres.js 3.4.9 loses count of its queries when a
// value throws while it is written to the wire: a later statement then gets an earlier one's rows. So this
// file finds everything that can be wrong with a value, before the driver sees it.

import { formatArray } from './array-literal.ts';

/** The values of a statement. Arrays of these are allowed, and plain objects, which become JSON. */
export type Value = null | string | number | bigint | boolean | Uint8Array | Date | object;

/** What reaches the driver; none of these can throw on its way out. */
export type Parameter = null | string | bigint | boolean | Uint8Array | Date;

/** Largest number of parameters of one statement (16 bits in the Bind message, less two the driver keeps). */
const MAX_PARAMETERS = 65_533;

/**
 * The driver's parameters for these values. Throws TypeError or RangeError, naming positions and never
 * values.
 */
export function toParameters(values: readonly unknown[]): Parameter[] {
  if (values.length > MAX_PARAMETERS) {
    throw new RangeError(
      `a statement takes at most ${MAX_PARAMETERS} parameters: pass one array and unnest it`,
    );
  }
  return values.map((value, index) => toParameter(value, index + 1));
}

function toParameter(value: unknown, position: number): Parameter {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return value;
    case 'number':
      return String(value);
    case 'object':
      return value === null ? null : fromObject(value, position);
    default:
      // Above all undefined, which as NULL would make a condition silently false.
      throw new TypeError(`parameter $${position} is ${typeof value}`);
  }
}

function fromObject(value: object, position: number): Parameter {
  if (value instanceof Uint8Array) return value;
  if (value instanceof Date) return checked(value, position);
  if (Array.isArray(value)) return formatArray(toElements(value, position));
  if (value instanceof Promise)
    throw new TypeError(`parameter $${position} is a promise; write a fragment with sql.part`);
  return JSON.stringify(value);
}

function checked(date: Date, position: number): Date {
  if (Number.isNaN(date.getTime())) throw new RangeError(`parameter $${position} is an invalid date`);
  return date;
}

type Elements = (Parameter | Elements)[];

function toElements(values: readonly unknown[], position: number): Elements {
  return values.map((value) =>
    Array.isArray(value) ? toElements(value, position) : toParameter(value, position),
  );
}
