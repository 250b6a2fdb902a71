// A follower of the change feed: hands over each change once it is there, in order, and goes on behind the
// last one that its caller has kept, also in another process and at another node of the ledger.
//
//   const feed = followChanges({ url, key, since: await lastCursor(), signal });
//   for await (const line of feed) await keep(line, line.cursor);
//
// A line that was handed over may come again after a failure: keep the cursor with what the line changes, in
// one transaction. A line is taken for kept when the next one is asked for.

import type { FeedLine } from '../core/feed/change.ts';
import { areTexts, asObject } from './answer.ts';
import { readJson, whyOf, within } from './call.ts';

export type Change = Exclude<FeedLine, { row: 'end' }>;
/** All changes up to this cursor were handed over: nothing more is there yet. */
export type UpToDate = Extract<FeedLine, { row: 'end' }>;

export type FollowOptions = {
  /** Of the ledger. */
  url: string;
  /** A secret key with the scope changes:read. */
  key: string;
  /** A name of your own, where several copies are kept with one key. */
  follower?: string;
  /** The cursor that was kept last; absent: from the first entry of the log on. */
  since?: string | undefined;
  /** Ends the following: the iteration ends without an error. */
  signal?: AbortSignal;
  fetch?: typeof fetch;
  /** How long the ledger waits for a change before it says that there is none, seconds. */
  waitSeconds?: number;
  /** For each answer beyond that wait, milliseconds. */
  timeoutMs?: number;
  /** Hears why an answer did not come, before it is asked for again. */
  onTrouble?: (why: string) => void;
};

/** The ledger will not answer this however often it is asked: a wrong key, a cursor of another business. */
export class FeedRefused extends Error {
  readonly status: number;
  /** Why, as the ledger says it (RFC 9457), and the fields that are wrong. None where no ledger answered. */
  readonly problem: FeedProblem | undefined;
  constructor(status: number, problem?: FeedProblem) {
    const why = problem && [problem.title, problem.detail, ...problem.errors.map(faultWords)].join('; ');
    super(`the ledger refuses the change feed with status ${status}${why === undefined ? '' : `: ${why}`}`);
    this.name = 'FeedRefused';
    this.status = status;
    this.problem = problem;
  }
}

export type FeedProblem = {
  title: string;
  detail: string;
  errors: { pointer: string; detail: string }[];
};

const faultWords = ({ pointer, detail }: FeedProblem['errors'][number]) => `${pointer}: ${detail}`;

/** Undefined: this is no problem of a ledger's. A proxy between may say the key back: it is not repeated. */
function problemIn(body: unknown, key: string): FeedProblem | undefined {
  const { title, detail, errors } = asObject(body);
  const faults = (Array.isArray(errors) ? errors : []).map(asObject);
  const said = [title, detail, ...faults.flatMap((one) => [one.pointer, one.detail])];
  if (!areTexts(said) || JSON.stringify(said).includes(key)) return undefined;
  return {
    title,
    detail,
    errors: faults.map(({ pointer, detail: why }) => ({ pointer, detail: why })),
  } as FeedProblem;
}

const pauseFirstMs = 200;
const pauseMaxMs = 10_000;
/** Bytes of an answer; the longest that a ledger gives is far below. */
const answerBytesMax = 8 * 1024 * 1024;

/** @throws FeedRefused */
export async function* followChanges(options: FollowOptions): AsyncGenerator<Change | UpToDate, void, void> {
  const { signal, onTrouble = () => {} } = options;
  const isOver = () => signal?.aborted === true;
  let { since } = options;
  for (let failures = 0; !isOver(); ) {
    const answer = await answerOf(options, since);
    if (isOver()) return;
    for (const line of answer.lines) {
      yield line;
      if (isOver()) return;
      since = line.cursor;
    }
    if (answer.trouble === undefined) {
      failures = 0;
      continue;
    }
    onTrouble(answer.trouble);
    // Lines came before it broke off: the ledger is there.
    failures = answer.lines.length > 0 ? 0 : failures + 1;
    await pause(pauseOf(failures, answer.retryAfterMs), signal);
  }
}

/** Spread out, so that a thousand followers do not come back at one moment. */
function pauseOf(failures: number, askedFor = 0): number {
  const most = Math.min(pauseMaxMs, pauseFirstMs * 2 ** Math.min(failures, 10));
  return Math.max(Math.min(askedFor, 30_000), most * (0.5 + Math.random() / 2));
}

type Answer = { lines: (Change | UpToDate)[]; trouble?: string; retryAfterMs?: number };

async function answerOf(options: FollowOptions, since: string | undefined): Promise<Answer> {
  const { key, follower, signal, waitSeconds = 20, timeoutMs = 10_000, fetch: get = fetch } = options;
  const query = new URLSearchParams({
    wait: String(waitSeconds),
    ...(since !== undefined && { since }),
    ...(follower !== undefined && { follower }),
  });
  const url = `${options.url.replace(/\/+$/, '')}/v1/changes?${query}`;
  const lines: Answer['lines'] = [];
  try {
    return await within(waitSeconds * 1000 + timeoutMs, async (late) => {
      // A redirect would carry the key to a server that the follower did not name.
      const response = await get(url, {
        headers: { authorization: `Bearer ${key}` },
        signal: signal === undefined ? late : AbortSignal.any([late, signal]),
        redirect: 'error',
      });
      const { status } = response;
      if (status !== 200) {
        if (status >= 400 && status < 500 && status !== 408 && status !== 429)
          throw new FeedRefused(status, problemIn(await readJson(response).catch(() => undefined), key));
        await response.body?.cancel();
        const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
        const trouble = `the ledger answers with status ${status}`;
        return { lines, trouble, ...(seconds >= 0 && { retryAfterMs: seconds * 1000 }) };
      }
      for await (const text of linesIn(response)) {
        const line = readLine(text);
        if (line === undefined) return { lines, trouble: 'what came back is no change feed' };
        lines.push(line);
        if (line.row === 'end') return { lines };
      }
      return { lines, trouble: 'the answer broke off' };
    });
  } catch (error) {
    if (error instanceof FeedRefused) throw error;
    return { lines, trouble: whyOf(error) };
  }
}

async function* linesIn(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > answerBytesMax) throw new Error('the answer is too large');
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop()!;
    yield* parts;
  }
}

/** With a row and a cursor; a row that this release does not know is handed over as it is. */
function readLine(text: string): Change | UpToDate | undefined {
  try {
    const line = JSON.parse(text);
    const { row, cursor } = asObject(line);
    return typeof row === 'string' && typeof cursor === 'string' ? line : undefined;
  } catch {
    return undefined;
  }
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted === true) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end, { once: true });
  });
}
