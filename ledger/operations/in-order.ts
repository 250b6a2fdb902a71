// Requests made ahead of their turn: several under way at once, answers handed out in the order of the questions.

/**
 * @param window how many may be under way, so that memory and the other side are spared
 * @returns the answers, in order; ends with the first failure
 */
export async function* inOrder<Question, Answer>(
  questions: Iterable<Question>,
  window: number,
  ask: (question: Question) => Promise<Answer>,
): AsyncGenerator<Answer> {
  const underWay: Promise<Answer>[] = [];
  for (const question of questions) {
    const answer = ask(question);
    // Awaited in its turn; until then a failure must not count as unhandled.
    answer.catch(() => {});
    underWay.push(answer);
    if (underWay.length === window) yield await underWay.shift()!;
  }
  for (const answer of underWay) yield await answer;
}

/** Pages read one ahead: the next is on its way while the last is worked on. */
export async function* readAhead<Page>(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  const iterator = pages[Symbol.asyncIterator]();
  let coming = iterator.next();
  try {
    for (;;) {
      const { done, value } = await coming;
      if (done === true) return;
      coming = iterator.next();
      coming.catch(() => {});
      yield value;
    }
  } finally {
    // Not awaited: the page on its way may never come, and nobody wants it any more.
    iterator.return?.().catch(() => {});
  }
}
