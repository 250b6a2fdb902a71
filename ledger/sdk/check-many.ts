// Many questions, asked by the thousand and answered one by one in their order. Every question gets exactly
// one answer: questions that a broken stream left open are asked again, and those that stay open are denied.

import { asObject, type GateAnswer, type GateQuestion, readAnswer, textOf, unavailable } from './answer.ts';
import { type HowToCall, pause, whyOf, within } from './call.ts';

export type AskMany = HowToCall & { url: string; key: string; batch: number };

/** Characters of one line of an answer, permit included. */
const lineMax = 16 * 1024;
const pauseMs = 200;
/**
 * A sender that sends a message after each answer takes the last of a thousand answers minutes after it was
 * judged. An answer older than this, milliseconds, is asked for again, and then in batches as large as were
 * taken in time.
 */
const freshMs = 5_000;

/** Each batch's questions in the order they came. Waits until a batch is full or there are no more. */
export async function* inBatches<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  size: number,
): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

export async function* answersTo(
  questions: readonly GateQuestion[],
  how: AskMany,
  now: () => number = () => performance.now(),
): AsyncGenerator<GateAnswer> {
  let answered = 0;
  let failed = 0;
  let ahead = questions.length;
  let why = 'the ledger did not answer';
  while (failed <= how.retries && answered < questions.length) {
    if (failed > 0) await pause(pauseMs * 2 ** (failed - 1));
    const asked = questions.slice(answered, answered + ahead);
    const from = answered;
    const askedAt = now();
    let isStale = false;
    try {
      for await (const answer of oneStream(asked, how)) {
        isStale = answered > from && now() - askedAt > freshMs;
        if (isStale) break;
        answered += 1;
        yield answer;
      }
    } catch (error) {
      why = whyOf(error);
    }
    if (isStale) ahead = answered - from;
    else if (answered < from + asked.length) failed += 1;
  }
  while (answered < questions.length) {
    answered += 1;
    yield unavailable(why);
  }
}

/** The answers of one request, as far as they come, each in its place. Throws where it breaks off. */
async function* oneStream(questions: readonly GateQuestion[], how: AskMany): AsyncGenerator<GateAnswer> {
  const abort = new AbortController();
  try {
    const response = await within(how.timeoutMs, () => open(questions, how, abort.signal));
    const lines = linesOf(response);
    const next = () => within(how.timeoutMs, () => lines.next());
    for (let line = 1; line <= questions.length; line += 1) {
      const { done, value } = await next();
      // An answer in another's place would allow what was denied.
      if (done || asObject(value).line !== line) return;
      yield readAnswer(value, questions[line - 1]!);
    }
    // The last line says nothing new, but a connection that was read to its end can be used again.
    while (!(await next()).done);
  } finally {
    abort.abort();
  }
}

async function open(
  questions: readonly GateQuestion[],
  { url, key, fetch }: AskMany,
  signal: AbortSignal,
): Promise<Response> {
  // What cannot be written down cannot be asked; its line is answered like any other.
  const body = questions.map((question) => `${textOf(question) ?? null}\n`).join('');
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' };
  const init: RequestInit = { method: 'POST', headers, body, redirect: 'error', signal };
  const response = await fetch(`${url}/v1/gate/check-bulk`, init);
  if (response.status !== 200) throw new Error('refused');
  return response;
}

async function* linesOf(response: Response): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
    if (rest.length > lineMax) return;
  }
}
