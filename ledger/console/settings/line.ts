// The command line of an act, as a POSIX shell reads it: no word that somebody typed is read as another
// command by whoever copies it.

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/**
 * @param options a value as typed, `true` for an option that stands alone, `null` for one that is taken away;
 * what is not said is left out
 */
export function lineOf(
  words: string,
  options: Record<string, string | readonly string[] | boolean | null | undefined> = {},
): string {
  const said = Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined || value === '' || value === false) return [];
    if (value === null) return [`--${name} ''`];
    if (value === true) return [`--${name}`];
    return [value].flat().map((one) => `--${name} ${quoted(one)}`);
  });
  return [words, ...said].join(' ');
}
