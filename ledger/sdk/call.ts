// One call of the ledger: in time or not at all, within size limits, and tried again where that can do no
// harm. Never throws: a failure is an answer too.

/** `lost`: an earlier try got no answer, so that its effect is unknown. */
export type Called =
  | { kind: 'answered'; status: number; body: unknown; lost: boolean }
  | { kind: 'silent'; why: string };

export type HowToCall = { fetch: typeof fetch; timeoutMs: number; retries: number };

/** Bytes of an answer that is read whole. */
const answerBytesMax = 256 * 1024;
/** Before the first repetition, milliseconds; twice as long before each further one. */
const pauseMs = 100;
/** The longest that a server can ask to be waited for. */
const pauseMaxMs = 2_000;

/**
 * @param again whether this answer is worth another try; asked only of requests that may be repeated
 */
export async function call(
  url: string,
  init: RequestInit,
  how: HowToCall,
  again: (status: number, body: unknown) => boolean = (status) => status === 429 || status >= 500,
): Promise<Called> {
  let lost = false;
  for (let tried = 0; ; tried += 1) {
    const { called, retryAfterMs } = await once(url, init, how, lost);
    lost ||= called.kind === 'silent';
    const isWorthIt = called.kind === 'silent' || again(called.status, called.body);
    if (!isWorthIt || tried >= how.retries) return called;
    await pause(Math.min(retryAfterMs ?? pauseMs * 2 ** tried, pauseMaxMs));
  }
}

async function once(
  url: string,
  init: RequestInit,
  { fetch, timeoutMs }: HowToCall,
  lost: boolean,
): Promise<{ called: Called; retryAfterMs?: number }> {
  try {
    return await within(timeoutMs, async (signal) => {
      // A redirect would carry the key, or the message, to a server that the sender did not name.
      const response = await fetch(url, { ...init, signal, redirect: 'error' });
      const { status } = response;
      const called: Called = { kind: 'answered', status, body: await readJson(response), lost };
      const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
      return seconds >= 0 ? { called, retryAfterMs: seconds * 1000 } : { called };
    });
  } catch (error) {
    return { called: { kind: 'silent', why: whyOf(error) } };
  }
}

/** The work, or an error when it takes longer; also where it does not listen to its signal. */
export async function within<Result>(
  ms: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const abort = new AbortController();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const error = new Error('no answer in time');
    abort.abort(error);
    reject(error);
  }, ms);
  try {
    return await Promise.race([work(abort.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

export async function readJson(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > answerBytesMax) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Our own words, or a system's code such as ECONNREFUSED: messages of other code may quote the request.
 */
export function whyOf(error: unknown): string {
  const code = ((error as { cause?: { code?: unknown } }).cause?.code ?? '') as string;
  if (/^[A-Z_]{3,40}$/.test(code)) return `the ledger cannot be reached (${code})`;
  const ours = ['no answer in time', 'the answer is too large'];
  const { message } = error as Error;
  return ours.includes(message) ? message : 'the ledger cannot be reached';
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
