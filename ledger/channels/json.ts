// JSON text from outside becomes a value, or is refused here, at the edge, where the field can still be
// named: half a surrogate pair, which RFC 8785 cannot encode; NUL, which Postgres cannot store; nesting
// deeper than any honest body, over which a library would recurse. Nothing here recurses, and nothing is
// spread into a call.

import { type Fault, LedgerError } from '../core/error.ts';
import { namesEachOnce } from '../core/named-once.ts';
import { shownPointer } from './parse.ts';

/** Levels of lists and objects within each other; the deepest honest body is a notice's. */
export const depthMax = 64;

const unfit = /\\u(?:[dD][89a-fA-F]|0000)/;

export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const marked = 'The body begins with a byte order mark: send it as UTF-8 without one.';
    throw new LedgerError('malformed', text.startsWith('\ufeff') ? marked : 'The body is not JSON.');
  }
  // A level takes two characters; a line of a bulk check has fewer.
  if (text.length > 2 * depthMax) refuseDepth(value);
  // Well-formed text holds neither; only an escape can bring one in, and such escapes are rare.
  if (unfit.test(text)) refuseUnfitText(value);
  return value;
}

/**
 * Of two members of one name one reader takes the first, another the last: a proxy that checked the one must
 * not pass on the other.
 */
export function parseJsonOnce(text: string): unknown {
  const value = parseJson(text);
  if (namesEachOnce(text, value)) return value;
  throw new LedgerError('malformed', 'An object in the body names a member twice. Name each once.');
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function refuseDepth(value: unknown): void {
  let level = isObject(value) ? [value] : [];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > depthMax)
      throw new LedgerError('malformed', `The body is nested deeper than ${depthMax} levels.`);
    const next: object[] = [];
    for (const one of level) for (const inner of Object.values(one)) if (isObject(inner)) next.push(inner);
    level = next;
  }
}

type Place = { name: string; within: Place } | undefined;

function refuseUnfitText(value: unknown): void {
  const left: { value: unknown; place: Place }[] = [{ value, place: undefined }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value: here, place } = next;
    if (typeof here === 'string') refuseUnfit(here, place);
    if (!isObject(here)) continue;
    for (const [name, inner] of Object.entries(here)) {
      const within = { name, within: place };
      refuseUnfit(name, within);
      left.push({ value: inner, place: within });
    }
  }
}

function refuseUnfit(text: string, place: Place): void {
  if (!text.isWellFormed()) {
    throw new LedgerError('malformed', 'The body holds half a surrogate pair, which is not Unicode text.', {
      faults: [faultAt(place, 'half_pair', 'Half a surrogate pair is not text.')],
    });
  }
  if (text.includes('\0'))
    throw nulIn('body', [faultAt(place, 'nul', 'A text may not contain NUL (U+0000).')]);
}

export const nulIn = (place: 'path' | 'query' | 'body', faults: Fault[]): LedgerError =>
  new LedgerError('invalid', `The ${place} holds NUL (U+0000), which no text may contain.`, { faults });

function faultAt(place: Place, rule: string, detail: string): Fault {
  const path: string[] = [];
  for (let at = place; at !== undefined; at = at.within) path.unshift(at.name);
  return { pointer: shownPointer(path), rule, detail };
}

/**
 * For bodies that must be heard: a value that cannot be stored is replaced in its place. Throws malformed.
 */
export function parseJsonRepaired(text: string): unknown {
  try {
    return repaired(JSON.parse(text), text);
  } catch {
    throw new LedgerError('malformed', 'The body is not JSON.');
  }
}

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]|[^"{}[\],:\s]+/gs;

type Open = { items: unknown[] } | { members: Map<string, unknown>; name?: string | undefined };

/**
 * The same, and a member that an object names twice holds all that is said of it, as a list: each of two
 * numbers is to be stopped, not the last alone.
 */
export function parseJsonWhole(text: string): unknown {
  const value = parseJsonRepaired(text);
  if (namesEachOnce(text, value)) return value;
  const root = { items: [] as unknown[] };
  const open: Open[] = [root];
  for (const [token] of text.matchAll(tokens)) {
    const within = open.at(-1)!;
    if (token === '{') open.push({ members: new Map() });
    else if (token === '[') open.push({ items: [] });
    else if (token === '}' || token === ']') {
      open.pop();
      put(open.at(-1)!, 'items' in within ? within.items : Object.fromEntries(within.members));
    } else if ('members' in within && within.name === undefined) within.name = JSON.parse(token) as string;
    else put(within, JSON.parse(token));
  }
  return repaired(root.items[0], text);
}

function put(within: Open, value: unknown): void {
  if ('items' in within) {
    within.items.push(value);
    return;
  }
  const { members, name = '' } = within;
  within.name = undefined;
  const before = members.get(name);
  members.set(name, !members.has(name) || before === value ? value : [before, value].flat());
}

/** Stands where something stood that no text can hold. */
export const strange = '\ufffd';

const unstorable = /\\u(?:[dD][89a-fA-F]|0000)/;

const sound = (text: string): string => text.toWellFormed().replaceAll('\0', strange);

/**
 * A value that was read from this text, without half pairs and NUL, which Postgres refuses: in its texts, and
 * in its names. In its place.
 */
export function repaired(value: unknown, text: string): unknown {
  if (!unstorable.test(text)) return value;
  const root = { value };
  const left: Record<string, unknown>[] = [root];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    for (const name of Object.keys(next)) {
      const inner = next[name];
      if (sound(name) !== name) {
        delete next[name];
        next[sound(name)] ??= inner;
      }
      if (typeof inner === 'string') next[sound(name)] = sound(inner);
      else if (typeof inner === 'object' && inner !== null) left.push(inner as Record<string, unknown>);
    }
  }
  return root.value;
}
