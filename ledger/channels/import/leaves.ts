// What a line of NDJSON holds, with what is nested in it: a no within `preferences` is one like any other.

type Leaves = { names: readonly string[]; values: readonly unknown[] };

/**
 * Each member of the row, and each within another by its path (`preferences.opted_out`).
 * @returns undefined where there are more than so many
 */
export function leavesOf(row: Readonly<Record<string, unknown>>, most: number): Leaves | undefined {
  const names: string[] = [];
  const values: unknown[] = [];
  const waiting: [string, unknown, boolean][] = [];
  for (const [name, value] of Object.entries(row)) waiting.push([name, value, true]);
  // In the order of the row; nesting is bounded where JSON is read.
  for (let at = 0; at < waiting.length; at += 1) {
    const [path, value, isMember] = waiting[at]!;
    const within = partsOf(value);
    if (isMember || within === undefined) {
      if (names.length === most) return undefined;
      names.push(path);
      values.push(value);
    }
    for (const [name, part] of within ?? [])
      waiting.push([name === '' ? path : `${path}.${name}`, part, false]);
    if (waiting.length > 50 * most) return undefined;
  }
  return { names, values };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Of an object its members; of a list with objects in it, its items. */
function partsOf(value: unknown): [string, unknown][] | undefined {
  if (!isObject(value)) return undefined;
  if (!Array.isArray(value)) return Object.entries(value);
  return value.some(isObject) ? value.map((item) => ['', item]) : undefined;
}

const isFilled = (value: unknown): boolean => isObject(value) && Object.values(value).length > 0;

/** Of a member that asks for a no: `{"opted_out": {"at": …}}` is one, whatever is in it. */
export const writtenIn = (value: unknown): string =>
  textIn(value) || (isFilled(value) ? JSON.stringify(value) : '');

/** Of a list, its items; anything deeper is not read. */
export function textIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(textIn).filter(Boolean).join(',');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : '';
}

/**
 * Of a list of names: each item, or `?` for one that is no name. An empty list and a blank say nothing, and
 * an object nothing that can be read.
 */
export const namesIn = (value: unknown): string =>
  (Array.isArray(value) ? value : [value]).map((one) => (isObject(one) ? '' : textIn(one)) || '?').join(',');
