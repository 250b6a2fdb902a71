// POST /v1/gate/check-bulk: the gate, asked about many people in one request. NDJSON goes in and comes out as a stream,
// however long; a JSON array of some hundred is answered by one object.

import type { Context } from 'hono';
import { z } from 'zod';
import { parseJson } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import { LedgerError } from '../../core/error.ts';
import type { Ledger } from '../../operations/ledger.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import {
  type Asker,
  type BulkEnd,
  bulkAnswerSchema,
  bulkEndSchema,
  codeOf,
  judge,
  judgedBatches,
  textOf,
} from '../bulk-answers.ts';
import { callerWith } from '../caller.ts';
import { bodyCodes, jsonContent, keyCodes, problems, secretKey } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { bulkQuestionSchema, readQuestion } from '../gate/bulk-question.ts';
import { byMediaType, readBody } from '../server/body.ts';
import { bulkBatchMax, bulkBytesMax, bulkChecksMax, bulkIdleMs, bulkQuestionsMax } from '../server/limits.ts';
import { lineBatches, ndjson } from '../server/ndjson.ts';
import { json, neverStored, type Reply } from '../server/reply.ts';
import { arriving, streamed } from '../streamed.ts';

const query = z.object({
  from: z.coerce
    .number()
    .int()
    .min(1)
    .default(1)
    .meta({ description: 'Lines before this one are passed over: where an earlier answer broke off.' }),
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

/** The bulk checks under way, and how long each may lie still, milliseconds. */
type Places = { taken: number; readonly idleMs: number };

export function gateBulkEndpoints(
  ledger: Ledger,
  metrics: Pick<Metrics, 'decided'>,
  { idleMs = bulkIdleMs } = {},
): Endpoint[] {
  const places: Places = { taken: 0, idleMs };
  return [
    {
      method: 'post',
      path: '/v1/gate/check-bulk',
      readers: 'server',
      description: {
        operationId: 'checkGateInBulk',
        tags: ['Ask before sending'],
        summary: 'May these messages be sent?',
        description:
          'One question a line, one answer a line, in the same order, while the questions still arrive: read the ' +
          'answers as you write. Blank lines are counted and not answered. A line that cannot be asked is denied with ' +
          '`errors` and does not end the rest. Each batch of lines is judged at one tree size. The last line is ' +
          '`{"done": true, …}`; an answer without it broke off, and is continued by sending the same lines with ' +
          '`?from=` the first that was not answered. Ask shortly before sending: an answer is as old as its line.',
        security: secretKey('gate:check'),
        request: {
          query,
          body: {
            required: true,
            content: { [ndjson]: { schema: bulkQuestionSchema }, ...jsonContent(describedQuestions) },
          },
        },
        responses: {
          200: {
            description: 'The decisions: a line each, or all in one object for a JSON array.',
            content: { [ndjson]: { schema: lineSchema }, ...jsonContent(answersSchema) },
          },
          ...problems(...bodyCodes, ...keyCodes, 'overloaded'),
        },
      },
      async handle(c) {
        const { business } = await callerWith(ledger, c, 'gate:check');
        const asker = { ledger, business, metrics };
        return byMediaType(c, {
          [ndjson]: () => stream(c, asker, places),
          'application/json': () => answerArray(c, asker),
        });
      },
    },
  ];
}

async function answerArray(c: Context, asker: Asker): Promise<Reply> {
  const body = await readBody(c, 'application/json', bulkBytesMax);
  const asked = parse(questions, parseJson(body.toString('utf8')));
  const read = asked.map((value, i) => readQuestion(asker.ledger, asker.business, i + 1, value));
  return json(200, { answers: await judge(asker, read) });
}

function stream(c: Context, asker: Asker, places: Places): Promise<Reply> {
  const { from } = parse(query, c.req.query());
  if (c.req.header('content-encoding') !== undefined) {
    throw new LedgerError('unsupported_media_type', 'The body must not be compressed.');
  }
  if (places.taken >= bulkChecksMax) {
    throw new LedgerError('overloaded', 'Too many bulk checks are under way.', { retryAfter: 5 });
  }
  const lines = linesOfAnswer(asker, c.req.raw.body, from, places);
  const headers = { 'content-type': ndjson, ...neverStored };
  return Promise.resolve({ status: 200, headers, body: streamed(lines, places.idleMs) });
}

async function* linesOfAnswer(
  asker: Asker,
  body: ReadableStream<Uint8Array> | null,
  from: number,
  places: Places,
): AsyncGenerator<string> {
  places.taken += 1;
  let next = from;
  let end: BulkEnd;
  try {
    const batches = lineBatches(arriving(body, places.idleMs), bulkBatchMax);
    let treeSize: number | undefined;
    let lines = 0;
    for await (const judged of judgedBatches(asker, batches, from)) {
      if (judged.answers.length > 0) yield linesFrom(judged.answers.map(textOf));
      treeSize = judged.treeSize;
      lines = judged.nextLine - 1;
      next = Math.max(from, judged.nextLine);
    }
    treeSize ??= (await asker.ledger.lookUpInBulk([])).treeSize;
    end = { done: true, lines, tree_size: treeSize };
  } catch (error) {
    end = { done: false, next, code: codeOf(error) };
  } finally {
    places.taken -= 1;
  }
  yield linesFrom([JSON.stringify(end)]);
}

const linesFrom = (texts: readonly string[]) => `${texts.join('\n')}\n`;
