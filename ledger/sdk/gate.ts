// The client that senders install. It speaks HTTP only, and fails closed: `check` and `checkMany` never
// throw, and without an answer they deny with the reason `unavailable`.
//
//   const gate = createGate({ url: 'https://ledger.example', key: process.env.OPTMARK_GATE_KEY });
//   const { decision } = await gate.check({ recipient: '+919876543210', purpose: 'shipping_update' });
//   if (decision === 'allow') …

import { asObject, type GateAnswer, type GateQuestion, readAnswer, textOf, unavailable } from './answer.ts';
import { type Called, call, type HowToCall } from './call.ts';
import { answersTo, inBatches } from './check-many.ts';
import { judgePermit, type PermitVerdict } from './permit.ts';
import { type JwkSet, keysOf } from './published-keys.ts';
import { type CloudMessage, type SendOptions, type Sent, send } from './send.ts';

export type { About, GateAnswer, GateQuestion, Template } from './answer.ts';
export {
  type Change,
  FeedRefused,
  type FollowOptions,
  followChanges,
  type UpToDate,
} from './follow.ts';
export type { PermitVerdict } from './permit.ts';
export type { CloudMessage, SendOptions, Sent } from './send.ts';

export type GateOptions = {
  /** Of the ledger. */
  url: string;
  /** A secret key with the scope gate:check. */
  key: string;
  fetch?: typeof fetch;
  /** For each try of a check, milliseconds. */
  timeoutMs?: number;
  /** For each try of a send, milliseconds: longer than the ledger waits for Meta, which is nine seconds. */
  sendTimeoutMs?: number;
  /** Tries after the first. */
  retries?: number;
  /** The ledger's keys, if they are at hand; otherwise read from its /.well-known/jwks.json. */
  jwks?: JwkSet;
  /** The issuer that a permit must name: the ledger's origin. */
  issuer?: string;
  /** The business whose permits count, where several share a ledger. */
  business?: string;
  /** Questions of `checkMany` in one request. */
  batch?: number;
};

export type Gate = {
  /** May this message be sent? Signed unless `permit` is false. Never throws. */
  check(question: GateQuestion): Promise<GateAnswer>;
  /**
   * The same for many, in their order, each with its question. Asks when a batch is full or there are no
   * more.
   */
  checkMany<Question extends GateQuestion>(
    questions: AsyncIterable<Question> | Iterable<Question>,
  ): AsyncGenerator<GateAnswer & { question: Question }>;
  /** Sends a message of the Cloud API through the gate, once. */
  send(message: CloudMessage, options: SendOptions): Promise<Sent>;
  /** Whether a permit that was kept, or came from elsewhere, allows this. */
  verifyPermit(permit: string, question: GateQuestion): Promise<PermitVerdict>;
};

/**
 * An allow older than this, milliseconds, is asked for again before it is handed out. So a person who stopped
 * meanwhile gets no message, also where this program paused between the answer and the message.
 */
const freshMs = 1_000;
/** How often at most. */
const asksMax = 3;

const defaults = { timeoutMs: 2_000, sendTimeoutMs: 12_000, retries: 2, batch: 1_000 };

/** @param elapsed milliseconds, monotone */
export function createGate(options: GateOptions, elapsed: () => number = () => performance.now()): Gate {
  const { key, issuer, business, batch = defaults.batch } = options;
  const url = options.url.replace(/\/+$/, '');
  const how: HowToCall = {
    fetch: options.fetch ?? fetch,
    timeoutMs: options.timeoutMs ?? defaults.timeoutMs,
    retries: options.retries ?? defaults.retries,
  };
  const keys = keysOf(url, options.jwks, how);
  const verifyPermit: Gate['verifyPermit'] = (permit, question) =>
    judgePermit(permit, question, keys, { issuer, business });

  /** An allow that was to be signed is one only if it is. */
  async function believed(answer: GateAnswer, question: GateQuestion, signed: boolean): Promise<GateAnswer> {
    if (answer.decision !== 'allow' || !signed) return answer;
    if (answer.permit === undefined) return unavailable('The permit is missing.');
    const verdict = await verifyPermit(answer.permit, question);
    if (verdict.kind === 'not_good') return unavailable(`The permit is not good: ${verdict.why}.`);
    const { record, tree_size } = verdict.permit;
    const isSame = record === answer.record && tree_size === answer.tree_size;
    return isSame ? answer : unavailable('The permit is for another decision.');
  }

  async function ask(question: GateQuestion): Promise<GateAnswer> {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const body = textOf(question);
    if (body === undefined) return notAskable;
    const called = await call(`${url}/v1/gate/check`, { method: 'POST', headers, body }, how);
    return answerIn(called, question);
  }

  async function check(question: GateQuestion): Promise<GateAnswer> {
    for (let asked = 0; asked < asksMax; asked += 1) {
      const began = elapsed();
      const answer = await believed(await ask(question), question, isSigned(question, true));
      if (answer.decision !== 'allow' || elapsed() - began <= freshMs) return answer;
    }
    return unavailable('The ledger answers too slowly: what it allowed is old when it arrives.');
  }

  return {
    check,
    async *checkMany(questions) {
      for await (const asked of inBatches(questions, batch)) {
        let next = 0;
        for await (const answer of answersTo(asked, { ...how, url, key, batch })) {
          const question = asked[next++]!;
          yield { ...(await believed(answer, question, isSigned(question, false))), question };
        }
      }
    },
    send: (message, sendOptions) =>
      send(url, message, sendOptions, { ...how, timeoutMs: options.sendTimeoutMs ?? defaults.sendTimeoutMs }),
    verifyPermit,
  };
}

/** Whether the answer is to be signed; untyped callers may ask nothing at all. */
const isSigned = (question: GateQuestion, otherwise: boolean): boolean =>
  (asObject(question).permit ?? otherwise) !== false;

const notAskable: GateAnswer = {
  decision: 'deny',
  reasons: ['invalid_question'],
  detail: 'This is no JSON.',
};

function answerIn(called: Called, question: GateQuestion): GateAnswer {
  if (called.kind === 'silent') return unavailable(called.why);
  if (called.status === 200) return readAnswer(called.body, question);
  if (called.status === 422) return { ...notAskable, detail: 'The gate cannot be asked this.' };
  return unavailable(`The ledger answers with status ${called.status}.`);
}
