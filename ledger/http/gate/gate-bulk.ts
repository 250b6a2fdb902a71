// POST /v1/gate/check-bulk: the gate, asked about many people in one request. NDJSON goes in and comes out as
// a stream of any length; a JSON array of some hundred questions gets one object.

import type { Context } from 'hono';
import { z } from 'zod';
import { parseJsonOnce } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import { LedgerError } from '../../core/error.ts';
import { answerInBulk, answerTogether, type BulkAnswers } from '../../operations/gate/bulk.ts';
import type { Ledger } from '../../operations/ledger.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import { byMediaType, readBody } from '../server/body.ts';
import { type Clock, realClock } from '../server/clock.ts';
import { bodyCodes, type Endpoint, rawAnswer, rawEndpoint } from '../server/endpoint.ts';
import {
  bulkBatchMax,
  bulkBytesMax,
  bulkChecksMax,
  bulkHeldTogetherMax,
  bulkIdleMs,
  bulkQuestionsMax,
} from '../server/limits.ts';
import { lineBatches, ndjson } from '../server/ndjson.ts';
import { wholeNumber } from '../server/query.ts';
import { json, neverStored, type Reply } from '../server/reply.ts';
import { outgoingOf, streamed } from '../server/streamed.ts';
import { type HeldTogether, Intake, type IntakeLimits, intakeLimits } from './bulk-intake.ts';
import { type Asking, bulkQuestionSchema, questionsIn, readQuestion } from './bulk-question.ts';
import {
  type BulkEnd,
  bulkAnswerSchema,
  bulkEndSchema,
  codeOf,
  type WrittenAnswer,
  written,
} from './gate-answer.ts';

const query = z.object({
  from: wholeNumber({ min: 1, max: Number.MAX_SAFE_INTEGER }).default(1).meta({
    description: 'The first line to answer, where an earlier answer broke off. Lines before it are skipped.',
  }),
});

const questions = z.array(z.unknown()).min(1).max(bulkQuestionsMax);
const describedQuestions = z
  .array(bulkQuestionSchema)
  .min(1)
  .max(bulkQuestionsMax)
  .meta({ id: 'BulkGateQuestions', example: [{ recipient: '+919876543210', purpose: 'shipping_update' }] });

const answersSchema = z.strictObject({ answers: z.array(bulkAnswerSchema) }).meta({
  id: 'BulkGateAnswers',
  example: { answers: [{ line: 1, decision: 'deny', reasons: ['unknown_recipient'], tree_size: 8 }] },
});

const lineSchema = z.union([bulkAnswerSchema, bulkEndSchema]);

/** Who asks the gate, and what hears of its answers. */
type Asker = { ledger: Ledger; caller: Asking; metrics: Pick<Metrics, 'decided'> };

/**
 * The bulk checks under way of each business, what they hold, and how long each may lie still, milliseconds.
 */
type Places = {
  readonly taken: Map<string, number>;
  readonly together: HeldTogether;
} & Required<BulkOptions>;

/** What tests make smaller. */
export type BulkOptions = { idleMs?: number; clock?: Clock; limits?: IntakeLimits };

export const gateBulkEndpoint = ({
  idleMs = bulkIdleMs,
  clock = realClock,
  limits = intakeLimits,
}: BulkOptions = {}): Endpoint =>
  rawEndpoint({
    method: 'post',
    path: '/v1/gate/check-bulk',
    operationId: 'checkGateInBulk',
    tag: 'Ask before sending',
    summary: 'May these messages be sent?',
    description:
      'One question a line, one answer a line, in the same order, while the questions still arrive: read the ' +
      'answers as you write. A client that writes all of its body before it reads (as Python’s http.client does) ' +
      'may send 32 MiB of questions in a request. Beyond that, the last line is `too_far_ahead`. Blank lines count ' +
      'but get no answer. The gate denies a line that is not a valid question, with `errors`, and goes on with the ' +
      'rest. It judges the lines of one group at one tree size, when you can take their answers: after a pause it ' +
      'looks them up again. The last line is `{"done": true, …}`. An answer without it broke off: to continue, send ' +
      'the same lines with `?from=` the first line without an answer. A minute without a line ends the check ' +
      '(`stalled`), and the server cuts off a caller who takes no answer for a minute. Ask shortly before sending, ' +
      'because an answer on its way to you is as old as its line.',
    who: { scope: 'gate:check' },
    query,
    reads: {
      body: {
        required: true,
        content: {
          [ndjson]: { schema: bulkQuestionSchema },
          'application/json': { schema: describedQuestions },
        },
      },
    },
    answers: {
      200: rawAnswer('The decisions: a line each, or all in one object for a JSON array.', {
        [ndjson]: { schema: lineSchema },
        'application/json': { schema: answersSchema },
      }),
    },
    // Of one business: half of the places that the others leave.
    atOnce: { ofAll: bulkChecksMax, ofOne: bulkChecksMax / 2 },
    errors: [...bodyCodes, 'overloaded'],
    serve({ ledger, metrics }) {
      const together = { bytes: 0, max: bulkHeldTogetherMax };
      const places: Places = { taken: new Map(), together, idleMs, clock, limits };
      return ({ caller, query: { from }, c }) => {
        const asker = { ledger, caller, metrics };
        return byMediaType(c, {
          [ndjson]: () => stream(c, asker, from, places),
          'application/json': () => answerArray(c, asker),
        });
      };
    },
  });

async function answerArray(c: Context, { ledger, caller, metrics }: Asker): Promise<Reply> {
  const body = await readBody(c, 'application/json', bulkBytesMax);
  const asked = parse(questions, parseJsonOnce(body.toString('utf8')));
  const lines = asked.map((value, i) => readQuestion(caller, i + 1, value));
  return json(200, { answers: heard(metrics, await answerTogether(ledger, lines)) });
}

/** The answers as they are written, each counted. */
function heard(metrics: Asker['metrics'], { answers, treeSize }: BulkAnswers): WrittenAnswer[] {
  return answers.map((one) => {
    const answer = written(one, treeSize);
    metrics.decided(answer.decision, answer.reasons);
    return answer;
  });
}

async function stream(c: Context, asker: Asker, from: number, places: Places): Promise<Reply> {
  if (c.req.header('content-encoding') !== undefined) {
    throw new LedgerError('unsupported_media_type', 'The body must not be compressed.');
  }
  if (isFull(places.taken, asker.caller.business)) {
    throw new LedgerError('overloaded', 'Too many bulk checks are under way.', { retryAfter: 5 });
  }
  // In the turn in which it was looked for: of many that come at once, each sees those before it.
  const giveBack = take(places.taken, asker.caller.business);
  const outgoing = outgoingOf(c);
  outgoing?.once('close', giveBack);
  if (outgoing?.closed === true) giveBack();
  const intake = new Intake(c.req.raw.body, places);
  const lines = linesOfAnswer(asker, intake, from, places.clock, giveBack);
  const headers = { 'content-type': ndjson, ...neverStored };
  const watch = {
    takes: () => intake.readerTakes(),
    waits: (ms: number) => intake.readerWaits(ms),
    cut: () => void outgoing?.destroy(),
  };
  await intake.begun();
  return { status: 200, headers, body: streamed(lines, watch, places.clock) };
}

async function* linesOfAnswer(
  { ledger, caller, metrics }: Asker,
  intake: Intake,
  from: number,
  clock: Clock,
  giveBack: () => void,
): AsyncGenerator<string> {
  let next = from;
  let end: BulkEnd;
  try {
    const asked = questionsIn(lineBatches(intake.chunks(), bulkBatchMax), caller, from);
    let lines = 0;
    let treeSize = 0;
    for await (const some of answerInBulk(ledger, asked, clock)) {
      if (some.answers.length > 0) yield linesFrom(heard(metrics, some));
      treeSize = some.treeSize;
      lines = some.next - 1;
      next = Math.max(from, some.next);
    }
    end = { done: true, lines, tree_size: treeSize };
  } catch (error) {
    end = { done: false, next, code: codeOf(error) };
  } finally {
    intake.close();
    giveBack();
  }
  yield linesFrom([end]);
}

/**
 * A business may have half of the places that the others leave: however many it asks for, the next one finds
 * room.
 */
function isFull(taken: Places['taken'], business: string): boolean {
  const own = taken.get(business) ?? 0;
  const all = taken.values().reduce((sum, count) => sum + count, 0);
  return own >= (bulkChecksMax - (all - own)) / 2;
}

/** @returns how to give it back, which counts once */
function take(taken: Places['taken'], business: string): () => void {
  const add = (count: 1 | -1) => {
    const own = (taken.get(business) ?? 0) + count;
    if (own === 0) taken.delete(business);
    else taken.set(business, own);
  };
  add(1);
  let given = false;
  return () => {
    if (!given) add(-1);
    given = true;
  };
}

const linesFrom = (said: readonly (WrittenAnswer | BulkEnd)[]) =>
  said.map((one) => `${JSON.stringify(one)}\n`).join('');
