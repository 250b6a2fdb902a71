// POST /v1/messages/check: a list of messages that were sent, each told its permit and its consent. Lines go
// in and come out as a stream of any length, as in a bulk check (gate-bulk.ts).

import type { Context } from 'hono';
import { z } from 'zod';
import type { Principal } from '../../auth/scope.ts';
import { messageColumn, messageIdMax } from '../../channels/server/sent-message.ts';
import { LedgerError } from '../../core/error.ts';
import {
  type CheckingSent,
  checkSent,
  type SentVerdicts,
  toldOfSent,
  whyOfSent,
} from '../../operations/dispute/check-sent.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { type HeldTogether, Intake } from '../gate/bulk-intake.ts';
import { codeOf } from '../gate/gate-answer.ts';
import { byMediaType } from '../server/body.ts';
import { realClock } from '../server/clock.ts';
import { bodyCodes, type Endpoint, rawAnswer, rawEndpoint } from '../server/endpoint.ts';
import {
  bulkHeldTogetherMax,
  bulkIdleMs,
  lineBytesMax,
  sentListsMax,
  sentListsOfOneMax,
} from '../server/limits.ts';
import { ndjson } from '../server/ndjson.ts';
import { createPlaces } from '../server/places.ts';
import { wholeNumber } from '../server/query.ts';
import { neverStored, type Reply } from '../server/reply.ts';
import { outgoingOf, streamed } from '../server/streamed.ts';
import { sentBatches } from './sent-lines.ts';

const query = z.object({
  from: wholeNumber({ min: 1, max: Number.MAX_SAFE_INTEGER }).default(1).meta({
    description: 'The first line to answer, where an earlier answer broke off. Lines before it are skipped.',
  }),
});

const rowSchema = z
  .looseObject({ message_id: z.string().min(1).max(messageIdMax) })
  .meta({ id: 'SentMessage', example: { message_id: 'wamid.HBgMMDAwMDAwMDAwMDAwFQIAERgS' } });

const verdictSchema = z
  .strictObject({
    line: z.int().min(1).meta({ description: 'Which line of the list, counted from 1.' }),
    message_id: z.string().optional(),
    told: z.enum(toldOfSent).meta({
      description:
        '`consent`: it went through the gate, and the record that allowed it is there. `permit`: it went through the gate, ' +
        'and no consent stands behind it. `none`: no permit of this business let it out.',
    }),
    why: z.enum(whyOfSent).meta({
      description:
        '`service_window`: an answer within 24 hours of the person’s own message. `consent_gone`: the record was erased ' +
        'since, or its time was over. `without_permit`: Meta reported the message, and the gate was not asked. `unknown`: ' +
        'nothing is known of it, as of a message to a person who was erased.',
    }),
    permit: z.uuid().optional(),
    consent: z.uuid().optional().meta({ description: 'The id of the record that allowed it.' }),
  })
  .meta({
    id: 'SentMessageVerdict',
    example: {
      ...{ line: 1, message_id: 'wamid.HBgMMDAwMDAwMDAwMDAwFQIAERgS', told: 'consent', why: 'granted' },
      permit: '7f0e6f4c-7d52-4f0e-9a52-5d1f2c0b7a10',
      consent: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10',
    },
  });

const endSchema = z
  .union([
    z.strictObject({
      ...{ done: z.literal(true), lines: z.int().min(0) },
      ...{ consent: z.int().min(0), permit: z.int().min(0), none: z.int().min(0) },
    }),
    z.strictObject({ done: z.literal(false), next: z.int().min(1), code: z.string() }),
  ])
  .meta({ id: 'SentMessagesEnd', example: { done: true, lines: 1, consent: 1, permit: 0, none: 0 } });
type End = z.infer<typeof endSchema>;

const atOnce = { ofAll: sentListsMax, ofOne: sentListsOfOneMax };
const takePlace = createPlaces(atOnce, 'Too many lists are checked at once.');

export const sentListEndpoints: Endpoint[] = [
  rawEndpoint({
    method: 'post',
    path: '/v1/messages/check',
    operationId: 'checkSentMessages',
    tag: 'Audit',
    summary: 'Which consent does each sent message rest on?',
    description:
      'A list of Meta’s ids of messages goes in, one a line: `{"message_id": "…"}`, or the id as it is, as in a CSV of one ' +
      `column (its heading may be \`${messageColumn}\`). Each line is told its permit and its consent, in the same order, while the ` +
      'list still arrives: read the answers as you write. Only messages of the key’s business are known; another’s is ' +
      '`none`, as one is that nobody sent. A line that holds no id is `not_a_message_id`, and the rest goes on; blank lines ' +
      `count but get no answer. A line is at most ${lineBytesMax} bytes; lines have no limit, and a list takes at most an hour. ` +
      'The last line is `{"done": true, …}`. An answer without it broke off: send the same list with `?from=` the first ' +
      'line without an answer. A minute without a line ends the check (`stalled`), and the server cuts off a caller who takes no ' +
      `answer for a minute. ${sentListsOfOneMax} lists of a business are checked at once; beyond them 503 \`overloaded\`. ` +
      'The ledger records the look in the same log before it tells anything.',
    who: { scope: 'audit:read' },
    query,
    reads: {
      body: {
        required: true,
        content: {
          [ndjson]: { schema: rowSchema },
          'text/csv': { schema: { type: 'string' } },
          'text/plain': { schema: { type: 'string' } },
        },
      },
    },
    answers: {
      200: rawAnswer('The verdicts, and the end.', {
        [ndjson]: { schema: z.union([verdictSchema, endSchema]) },
      }),
    },
    commits: true,
    atOnce,
    errors: bodyCodes,
    serve({ ledger }) {
      const together = { bytes: 0, max: bulkHeldTogetherMax };
      return ({ caller, query: { from }, c }) => {
        const answered = () => stream(c, ledger, caller, from, together);
        return byMediaType(c, { [ndjson]: answered, 'text/csv': answered, 'text/plain': answered });
      };
    },
  }),
];

async function stream(
  c: Context,
  ledger: Ledger & CheckingSent,
  caller: Principal,
  from: number,
  together: HeldTogether,
): Promise<Reply> {
  if (c.req.header('content-encoding') !== undefined)
    throw new LedgerError('unsupported_media_type', 'The body must not be compressed.');
  const giveBack = takePlace(ledger, caller.business);
  const intake = new Intake(c.req.raw.body, { clock: realClock, idleMs: bulkIdleMs, together });
  const over = () => {
    intake.close();
    giveBack();
  };
  // Of a caller who is gone before the first verdict, the answer is never asked for.
  const outgoing = outgoingOf(c);
  outgoing?.once('close', over);
  if (outgoing?.closed === true) over();
  try {
    await intake.begun();
    const answer = await checkSent(ledger, caller);
    const verdicts = answer(sentBatches(intake.chunks(), from));
    return {
      status: 200,
      headers: { 'content-type': ndjson, ...neverStored },
      body: streamed(linesOfAnswer(verdicts, from, over), {
        takes: () => intake.readerTakes(),
        waits: (ms) => intake.readerWaits(ms),
        cut: () => void outgoing?.destroy(),
      }),
    };
  } catch (error) {
    over();
    throw error;
  }
}

async function* linesOfAnswer(
  answers: AsyncIterable<SentVerdicts>,
  from: number,
  over: () => void,
): AsyncGenerator<string> {
  const told = { consent: 0, permit: 0, none: 0 };
  let next = from;
  let lines = 0;
  let end: End;
  try {
    for await (const some of answers) {
      for (const one of some.verdicts) told[one.told] += 1;
      if (some.verdicts.length > 0) yield some.verdicts.map((one) => `${JSON.stringify(one)}\n`).join('');
      lines = some.next - 1;
      next = Math.max(from, some.next);
    }
    end = { done: true, lines, ...told };
  } catch (error) {
    end = { done: false, next, code: codeOf(error) };
  } finally {
    over();
  }
  yield `${JSON.stringify(end)}\n`;
}
