// One slip of the hand in a word by which people stop: two letters in the other order, one typed twice, one
// left out. STPO is a word in no language; but people write SHOP, STEP and TOP of other things, "sto" is a
// hundred in five languages and "stp" is French for please. So of the short word only those that are no word
// stand here, and of other words the long ones are taken: a slip of them is near no other word.

/** Of STOP. */
const ofStop = ['stpo', 'sotp', 'tsop', 'sstop', 'sttop'];
/** Spanish has this one, though it is near "prestanite". */
const words = new Set(['prestante']);
/** Letters of a word that is long. */
const lengthMin = 8;
const latin = /^[a-z]+$/;

/**
 * Each slip with the word that is meant.
 * @param stops whole messages, plain and without accents
 * @param isWord what means something by itself
 */
export function slipsOf(
  stops: Iterable<string>,
  isWord: (spelled: string) => boolean,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>(ofStop.map((slip) => [slip, 'stop']));
  for (const word of stops) {
    if (word.length < lengthMin || !latin.test(word)) continue;
    for (const slip of slipsIn(word)) if (!isWord(slip) && !words.has(slip)) found.set(slip, word);
  }
  return found;
}

function slipsIn(word: string): string[] {
  return [...word].flatMap((letter, at) => {
    const [before, after] = [word.slice(0, at), word.slice(at + 1)];
    const swapped = after === '' ? [] : [before + after[0] + letter + after.slice(1)];
    return [before + after, before + letter + letter + after, ...swapped].filter((one) => one !== word);
  });
}
