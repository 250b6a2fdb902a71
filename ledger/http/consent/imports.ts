// POST /v1/imports: a list of people who agreed, or stopped, elsewhere. NDJSON goes in and comes out, as in a
// bulk check (gate-bulk.ts): the first line says what list it is, each further one is a row, and each gets a
// verdict while the rows still arrive. The same list sent again goes on where it broke off.

import type { Context } from 'hono';
import { z } from 'zod';
import { actorOf, type Principal } from '../../auth/scope.ts';
import { listSourceSchema } from '../../channels/import/contact.ts';
import { listRows } from '../../channels/import/list.ts';
import { shapeSchema } from '../../channels/import/shapes.ts';
import { parseJsonOnce } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import { callingCodeSchema } from '../../channels/server/number.ts';
import { LedgerError } from '../../core/error.ts';
import { noticeIdSchema } from '../../core/notice/notice.ts';
import { purposeSchema } from '../../core/notice/purpose.ts';
import {
  type Importing,
  importRows,
  type List,
  openList,
  type Verdict,
  verdicts,
} from '../../operations/import/import-list.ts';
import { Tally } from '../../operations/import/tally.ts';
import { type Businesses, businessOf } from '../../operations/setup/business.ts';
import { Intake } from '../gate/bulk-intake.ts';
import { codeOf } from '../gate/gate-answer.ts';
import { requireMediaType, requireUtf8 } from '../server/body.ts';
import { realClock } from '../server/clock.ts';
import { bodyCodes, type Endpoint, rawAnswer, rawEndpoint } from '../server/endpoint.ts';
import { bulkHeldTogetherMax, bulkIdleMs, importsMax, lineBytesMax } from '../server/limits.ts';
import { ndjson } from '../server/ndjson.ts';
import { neverStored, type Reply } from '../server/reply.ts';
import { outgoingOf, streamed } from '../server/streamed.ts';

const termsSchema = z
  .strictObject({
    notice: noticeIdSchema.meta({
      description: 'The notice that says what these people are written to about.',
    }),
    source: listSourceSchema.meta({
      description: 'Who gathered the list, how and where. It stands in each record.',
      example: 'Till staff in Pune, paper forms, 2023',
    }),
    dry_run: z.boolean().default(false).meta({ description: 'Only say what would become of each row.' }),
    all_agreed: z.boolean().default(false).meta({
      description:
        'Each row is somebody who agreed. Without it, a list that has no status is refused; with it, one whose source tells of people who said no.',
    }),
    shape: shapeSchema.optional().meta({ description: 'The rows are those of this vendor’s export.' }),
    calling_code: callingCodeSchema.optional().meta({
      description:
        'Of numbers that are written without one. Without it they are refused, but for a stop: it is read as one of the country of the business, as `/v1/opt-outs` does.',
    }),
  })
  .meta({
    id: 'ImportTerms',
    example: { notice: 'order-updates', source: 'Till staff in Pune, paper forms, 2023', dry_run: true },
  });

const rowSchema = z
  .looseObject({
    number: z.string(),
    status: z.string().optional().meta({
      description:
        '`subscribed`, `unsubscribed` and the like. A row without it says nothing, but for `all_agreed`.',
    }),
    purposes: z.array(purposeSchema).min(1).optional().meta({
      description:
        'Those of the notice, where a row has none of them; a consent whose list is empty is refused.',
    }),
    collected_at: z.string().optional(),
    collected_via: z.string().optional(),
    wording: z.string().optional(),
  })
  .meta({ id: 'ImportRow', example: { number: '+14155550123', status: 'subscribed' } });

const verdictSchema = z
  .strictObject({
    line: z.int().min(1).meta({ description: 'Which line of the request.' }),
    verdict: z.enum(verdicts),
    rule: z.string().optional(),
    detail: z.string().optional(),
  })
  .meta({ id: 'ImportVerdict', example: { line: 2, verdict: 'imported' } });

const counts = Object.fromEntries(verdicts.map((name) => [name, z.int().min(0)])) as {
  [Name in Verdict['verdict']]: z.ZodInt;
};

const endSchema = z
  .union([
    z.strictObject({
      ...{ done: z.literal(true), dry_run: z.boolean(), rows: z.int().min(0), ...counts },
      may_be_stop: z.int().min(0).meta({ description: 'How many of the refused rows may be stops.' }),
    }),
    z.strictObject({ done: z.literal(false), code: z.string(), detail: z.string() }),
  ])
  .meta({
    id: 'ImportEnd',
    example: { done: false, code: 'overloaded', detail: 'Send the same list again.' },
  });

export const importEndpoints: Endpoint[] = [
  rawEndpoint({
    method: 'post',
    path: '/v1/imports',
    operationId: 'importList',
    tag: 'Opt in',
    summary: 'Take over a list',
    description:
      'The first line says what list it is (ImportTerms), each further line is a row (ImportRow). Each row gets a verdict, a ' +
      'line each, in the same order and while the rows still arrive: `imported` (grade E0), `stopped`, `known` (recorded ' +
      'before from this source), `unchanged` (there was no gap), `skipped` (it says neither yes nor no), `refused`, with the ' +
      'rule (`may_be_stop`: nobody is stopped by it, and somebody must look), or `unheard`: a stop whose number cannot be read, so that nobody is stopped by it. A stop of a number that may ' +
      'mean two people, or of a row with several numbers, has a verdict for each. A consent fills a gap and no more (rule `in_part`: for some of its purposes); a row that says unsubscribed is a stop, also of what the person agreed to ' +
      'since. A source that reads like a list for another channel is refused as a whole. The last line is `{"done": true, …}`; ' +
      'without it, send the same list again: nothing is recorded twice.',
    who: { scope: 'import:write' },
    reads: {
      body: { required: true, content: { [ndjson]: { schema: z.union([termsSchema, rowSchema]) } } },
    },
    answers: {
      200: rawAnswer('The verdicts.', { [ndjson]: { schema: z.union([verdictSchema, endSchema]) } }),
    },
    commits: true,
    atOnce: { ofAll: importsMax, ofOne: 1 },
    errors: [...bodyCodes, 'not_admitted', 'notice_unknown', 'notice_superseded'],
    serve({ ledger }) {
      const underWay = new Set<string>();
      const together = { bytes: 0, max: bulkHeldTogetherMax };
      return async ({ caller, c }) => {
        requireMediaType(c, ndjson);
        if (c.req.header('content-encoding') !== undefined)
          throw new LedgerError('unsupported_media_type', 'The body must not be compressed.');
        if (underWay.has(caller.business) || underWay.size >= importsMax)
          throw new LedgerError('overloaded', 'Another import is under way.', { retryAfter: 5 });
        underWay.add(caller.business);
        const intake = new Intake(c.req.raw.body, { clock: realClock, idleMs: bulkIdleMs, together });
        let isOver = false;
        const over = () => {
          intake.close();
          // Once: the next import of the business may have the place by then.
          if (!isOver) underWay.delete(caller.business);
          isOver = true;
        };
        // Of a caller who is gone before the first verdict, the answer is never asked for.
        const outgoing = outgoingOf(c);
        outgoing?.once('close', over);
        if (outgoing?.closed === true) over();
        try {
          return await begin(c, ledger, intake, caller, over);
        } catch (error) {
          over();
          throw error;
        }
      };
    },
  }),
];

/** The terms are judged before the answer begins, so that a list is refused with a status of its own. */
async function begin(
  c: Context,
  ledger: Importing & Pick<Businesses, 'setup'>,
  intake: Intake,
  caller: Principal,
  over: () => void,
): Promise<Reply> {
  const chunks = intake.chunks();
  const { line, rest } = await firstLine(chunks);
  requireUtf8(line);
  const told = parse(termsSchema, parseJsonOnce(line.toString('utf8')));
  const { calling_code: callingCode, dry_run: dryRun, all_agreed: allAgreed, ...terms } = told;
  const { business, test } = caller;
  const { callingCode: homeCode } = await businessOf(ledger, business);
  const list = await openList(ledger, { ...terms, business, by: actorOf(caller), test, dryRun, allAgreed });
  const outgoing = outgoingOf(c);
  const watch = {
    takes: () => intake.readerTakes(),
    waits: (ms: number) => intake.readerWaits(ms),
    cut: () => void outgoing?.destroy(),
  };
  async function* bytes() {
    // A blank line stands for the terms, so that each row has the line of the request that it is on.
    yield Buffer.from('\n');
    yield rest;
    yield* chunks;
  }
  const mapping = allAgreed ? { status: '' } : {};
  const rows = listRows(bytes(), { shape: terms.shape, mapping, callingCode, homeCode });
  const headers = { 'content-type': ndjson, ...neverStored };
  const lines = linesOfAnswer(ledger, list, rows, over);
  return { status: 200, headers, body: streamed(lines, watch) };
}

async function firstLine(chunks: AsyncIterator<Uint8Array>): Promise<{ line: Buffer; rest: Uint8Array }> {
  let begun = Buffer.alloc(0);
  for (;;) {
    const end = begun.indexOf(0x0a);
    if (end !== -1) return { line: begun.subarray(0, end), rest: begun.subarray(end + 1) };
    if (begun.length > lineBytesMax) throw new LedgerError('too_large', 'The first line is too long.');
    const { done, value } = await chunks.next();
    if (done === true) return { line: begun, rest: Buffer.alloc(0) };
    begun = Buffer.concat([begun, value]);
  }
}

async function* linesOfAnswer(
  ledger: Importing,
  list: List,
  rows: Parameters<typeof importRows>[2],
  over: () => void,
): AsyncGenerator<string> {
  const tally = new Tally();
  let end: z.input<typeof endSchema>;
  try {
    for await (const some of importRows(ledger, list, rows)) {
      for (const one of some) tally.add(one);
      yield some.map(written).join('');
    }
    end = { done: true, dry_run: list.dryRun, ...tally.sum };
  } catch (error) {
    const detail = error instanceof LedgerError ? error.message : 'Send the same list again.';
    end = { done: false, code: codeOf(error), detail };
  } finally {
    over();
  }
  yield `${JSON.stringify(end)}\n`;
}

const written = (one: Verdict): string => `${JSON.stringify(one)}\n`;
