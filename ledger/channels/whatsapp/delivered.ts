// Bytes that Meta signed become a value, even if they are faulty: a refusal would lose every stop in the
// batch, because Meta gives up after 36 hours and no one can fetch it again. So nothing here throws, and a
// part that cannot be read is lost alone.
//
//   bytes that are no UTF-8, half a surrogate pair, NUL   U+FFFD in that place: none of them can be stored
//   a name twice in one object                            lists follow each other, objects join, of all else
//                                                         the last counts
//   more digits than a double holds                       the digits, as text: ids are compared, never
//                                                         counted with
//   no JSON (cut off, raw control characters)             the part before the fault, read token by token
//
// JSON.parse reads sound bodies; the slow way is for the rest. No recursion: the sender decides how deep a
// body is nested. Nor does anything grow faster than the body: otherwise the holder of one business's app
// secret could stop the node for all of them.

import { repaired, strange } from '../json.ts';

const utf8 = new TextDecoder();

/** @param bytes as they came; the signature over them has been checked */
export function readDelivered(bytes: Uint8Array): unknown {
  const text = utf8.decode(bytes);
  const value = parsed(text);
  const isSound = value !== undefined && !longDigits.test(text) && namesIn(value) === colonsIn(text);
  const read = isSound ? value : readLoosely(text);
  return repaired(read, text);
}

const longDigits = /[:[,\s]-?\d{16}/;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A name that stands twice is counted once. */
function namesIn(value: unknown): number {
  let names = 0;
  const left = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const name in next) {
      const inner = (next as Record<string, unknown>)[name];
      if (typeof inner === 'object' && inner !== null) left.push(inner);
      if (!Array.isArray(next)) names += 1;
    }
  }
  return names;
}

/** No fewer than there are names; one within a text costs the slow way and changes nothing. */
function colonsIn(text: string): number {
  let colons = 0;
  for (const _ of text.matchAll(/"\s*:/g)) colons += 1;
  return colons;
}

/** Each name with every value that stood beside it: they are joined once, when all have been read. */
type Names = Map<string, unknown[]>;
type Open = unknown[] | { names: Names; name: string | undefined };

function readLoosely(text: string): unknown {
  const open: Open[] = [];
  let root: unknown;
  const place = (value: unknown) => {
    const top = open.at(-1);
    if (top === undefined) root ??= value;
    else if (Array.isArray(top)) top.push(value);
    else if (top.name !== undefined) {
      const before = top.names.get(top.name);
      if (before === undefined) top.names.set(top.name, [value]);
      else before.push(value);
      top.name = undefined;
    }
  };
  const close = () => {
    const top = open.pop();
    if (top !== undefined) place(Array.isArray(top) ? top : top.names);
  };
  for (const token of tokensOf(text)) {
    const top = open.at(-1);
    if (token === '{') open.push({ names: new Map(), name: undefined });
    else if (token === '[') open.push([]);
    else if (token === '}' || token === ']') close();
    else if (token === ',') forgetName(top);
    else if (token === ':') continue;
    else if (top !== undefined && !Array.isArray(top) && top.name === undefined)
      top.name = String(scalar(token));
    else place(scalar(token));
    if (open.length === 0 && root !== undefined) break;
  }
  while (open.length > 0) close();
  return settled(root);
}

/** What was read, with the values of each name as one. From the outside in, so that each is moved once. */
function settled(root: unknown): unknown {
  const top: { value?: unknown } = {};
  const left: { values: unknown[]; within: object; name: string | number }[] = [];
  left.push({ values: [root], within: top, name: 'value' });
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const one = joined(next.values);
    Reflect.set(next.within, next.name, one);
    if (typeof one !== 'object' || one === null) continue;
    if (Array.isArray(one)) {
      for (const [name, inner] of one.entries()) {
        if (typeof inner === 'object' && inner !== null) left.push({ values: [inner], within: one, name });
      }
    } else for (const [name, values] of Object.entries(one)) left.push({ values, within: one, name });
  }
  return top.value;
}

/** Of all that stood beside one name. An object has every value beside each of its own. */
function joined(values: unknown[]): unknown {
  const last = values.findLast((value) => typeof value === 'object' && value !== null);
  if (last === undefined) return values.at(-1);
  if (Array.isArray(last)) return values.filter(Array.isArray).flat();
  const names: Names = new Map();
  for (const object of values) {
    if (!(object instanceof Map)) continue;
    for (const [name, more] of object as Names) {
      const before = names.get(name);
      if (before === undefined) names.set(name, more);
      else for (const value of more) before.push(value);
    }
  }
  return Object.fromEntries(names);
}

/** A name whose value is missing. */
function forgetName(open: Open | undefined): void {
  if (open !== undefined && !Array.isArray(open)) open.name = undefined;
}

function* tokensOf(text: string): Generator<string> {
  let at = 0;
  while (at < text.length) {
    const start = at;
    const first = text[at]!;
    if (first === '"') {
      at += 1;
      while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
      at += 1;
    } else if (/[[\]{},:]/.test(first)) at += 1;
    else while (at < text.length && !/["[\]{},:]/.test(text[at]!)) at += 1;
    const token = text.slice(start, at).trim();
    if (token !== '') yield token;
  }
}

const escapes = /\\(["\\/bfnrt]|u[0-9a-fA-F]{4})?/g;
/** Characters that JSON does not allow unescaped in a text. */
const control = /[^\P{Cc}\u007f-\u009f]/gu;
const unsafe = /\\|[^\P{Cc}\u007f-\u009f]/u;
const plain = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/**
 * Nothing is tried first that is known to fail: a failure costs more than all else, and a body holds a
 * million.
 */
function scalar(token: string): unknown {
  if (/^-?\d{16,}$/.test(token)) return token;
  if (!token.startsWith('"')) return plain.test(token) ? parsed(token) : null;
  const closed = token.length > 1 && token.endsWith('"') ? token : `${token}"`;
  if (!unsafe.test(closed)) return parsed(closed) ?? strange;
  const sound = closed
    .replaceAll(control, strange)
    .replaceAll(escapes, (found, sound) => (sound ? found : ''));
  return parsed(sound) ?? strange;
}
