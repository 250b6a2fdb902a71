// Ways to do several pieces of work: start them together and return the answers in order, read one page
// ahead, do all of them even if one fails, or let so many be under way.

import { setImmediate as othersFirst } from 'node:timers/promises';

/**
 * @param window how many may be under way, to spare memory and the other side
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
    // The loop awaits it later, in its order. Until then a failure must not count as unhandled.
    answer.catch(() => {});
    underWay.push(answer);
    if (underWay.length === window) yield await underWay.shift()!;
  }
  for (const answer of underWay) yield await answer;
}

/** Reads one page ahead: the next page is on its way while the caller works on this one. */
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
    // Not awaited: the pending page may never arrive, and the caller no longer wants it.
    iterator.return?.().catch(() => {});
  }
}

/**
 * Does all parts in order, even if one fails.
 * @throws the error of the first that failed, once all are over
 */
export async function toTheEnd(parts: Iterable<() => Promise<unknown>>): Promise<void> {
  const refusals: unknown[] = [];
  for (const part of parts) await part().catch((refusal: unknown) => refusals.push(refusal));
  if (refusals.length > 0) throw refusals[0];
}

/**
 * Calls that come while one is under way share the next one, and its answer: no answer is older than its
 * question.
 */
export function sharingNext<Answer>(work: () => Promise<Answer>): () => Promise<Answer> {
  let underWay: Promise<unknown> | undefined;
  let next: Promise<Answer> | undefined;
  const begin = () => {
    const answer = work();
    underWay = answer
      .catch(() => {})
      .finally(() => {
        underWay = undefined;
      });
    return answer;
  };
  return () => {
    if (underWay === undefined) return begin();
    next ??= underWay.then(() => {
      next = undefined;
      return begin();
    });
    return next;
  };
}

/** So many at a time; the others wait, first come, first served. */
export function atATime(most: number): <Answer>(work: () => Promise<Answer>) => Promise<Answer> {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  return async (work) => {
    if (underWay >= most) await new Promise<void>((go) => waiting.push(go));
    else underWay += 1;
    try {
      return await work();
    } finally {
      // The place goes on to the next; it is never free in between.
      const next = waiting.shift();
      if (next === undefined) underWay -= 1;
      else next();
    }
  };
}

/**
 * One at a time of each name, and so many in all; names take turns, those of one name are first come, first
 * served: whoever asks for much keeps only themselves waiting.
 * @returns how to wait for one's turn; undefined where so many of this name wait already
 */
export function oneOfEach(
  most: number,
): <Answer>(name: string, work: () => Promise<Answer>, waitingMax: number) => Promise<Answer | undefined> {
  const underWay = new Set<string>();
  /** In the order in which the names have their turn. */
  const waiting = new Map<string, (() => void)[]>();
  const serve = () => {
    for (const [name, [go, ...others]] of waiting) {
      if (underWay.size >= most) return;
      if (underWay.has(name)) continue;
      underWay.add(name);
      if (others.length > 0) waiting.set(name, others);
      else waiting.delete(name);
      go!();
    }
  };
  /** Else two names that always wait would have every turn between them. */
  const goBehind = (name: string) => {
    const own = waiting.get(name);
    waiting.delete(name);
    if (own !== undefined) waiting.set(name, own);
  };
  return async (name, work, waitingMax) => {
    const own = waiting.get(name) ?? [];
    if (own.length >= waitingMax) return undefined;
    await new Promise<void>((go) => {
      waiting.set(name, [...own, go]);
      serve();
    });
    try {
      return await work();
    } finally {
      underWay.delete(name);
      goBehind(name);
      serve();
    }
  };
}

/**
 * So many in each turn of the event loop, so that other work is done between them.
 * @returns how to wait for one's turn; false where too many wait already
 */
export function perTurn(most: number, waitingMax: number): () => Promise<boolean> {
  let waiting: ((isMine: true) => void)[] = [];
  const serve = () => {
    for (const go of waiting.slice(0, most)) go(true);
    waiting = waiting.slice(most);
    if (waiting.length > 0) setImmediate(serve);
  };
  return () => {
    if (waiting.length >= waitingMax) return Promise.resolve(false);
    if (waiting.length === 0) setImmediate(serve);
    return new Promise((go) => waiting.push(go));
  };
}

/** Records opened in one turn of the event loop: some two milliseconds. */
const openedPerTurn = 16;

/** Rows one by one, each of which is opened; other callers' questions are answered in between. */
export async function* inTurns<Row>(rows: readonly Row[]): AsyncGenerator<Row> {
  for (const [i, row] of rows.entries()) {
    if (i > 0 && i % openedPerTurn === 0) await othersFirst();
    yield row;
  }
}
