// Two wordings, word by word: what both have, what went, what came. The longest run of words in common stays
// (LCS), so that a word that was put in does not mark all that follows it.

import { html, type TemplateResult } from 'lit';

type Difference = { kind: 'same' | 'gone' | 'new'; text: string };

/** Words of one wording that are compared: a notice's sentence has some thirty. */
const wordsMax = 400;

function differences(was: string, is: string): Difference[] {
  const [a, b] = [was.split(/\s+/).slice(0, wordsMax), is.split(/\s+/).slice(0, wordsMax)];
  // length[i][j]: of the longest common run of a from i and b from j.
  const length = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      length[i]![j] =
        a[i] === b[j] ? length[i + 1]![j + 1]! + 1 : Math.max(length[i + 1]![j]!, length[i]![j + 1]!);
    }
  }
  const found: Difference[] = [];
  const add = (kind: Difference['kind'], word: string) => {
    const last = found.at(-1);
    if (last?.kind === kind) last.text += ` ${word}`;
    else found.push({ kind, text: word });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add('same', a[i]!);
      i += 1;
      j += 1;
    } else if (j === b.length || (i < a.length && length[i + 1]![j]! >= length[i]![j + 1]!)) {
      add('gone', a[i]!);
      i += 1;
    } else {
      add('new', b[j]!);
      j += 1;
    }
  }
  return found;
}

export const compared = (was: string, is: string): TemplateResult[] =>
  differences(was, is).map(({ kind, text }) =>
    kind === 'gone' ? html`<del>${text}</del> ` : kind === 'new' ? html`<ins>${text}</ins> ` : html`${text} `,
  );
