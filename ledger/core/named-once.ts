// Does a JSON text name each member of an object once, at any depth? RFC 8259 leaves open which of two
// members of one name counts: one reader takes the first, another the last. What is signed must say one thing
// to all (RFC 7515 section 4, RFC 8725 section 2.10).

/**
 * A string, whatever it holds: between strings a colon stands after the name of a member and nowhere else.
 */
const strings = /"[^"\\]*(?:\\.[^"\\]*)*"/gs;

/** @param value what `JSON.parse` made of the text: of two members of one name it has kept one */
export function namesEachOnce(text: string, value: unknown): boolean {
  return text.replaceAll(strings, '').split(':').length - 1 === membersIn(value);
}

/** No recursion: the sender decides how deep it goes. */
function membersIn(value: unknown): number {
  let members = 0;
  const left = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const inner = Object.values(next);
    if (!Array.isArray(next)) members += inner.length;
    for (const one of inner) left.push(one);
  }
  return members;
}

/** @throws SyntaxError where the text is no JSON, or names a member twice */
export function parseNamedOnce(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!namesEachOnce(text, value)) throw new SyntaxError('an object names a member twice');
  return value;
}
