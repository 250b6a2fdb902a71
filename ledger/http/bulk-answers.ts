// The answers of a bulk check, batch by batch, in the order of the questions. Three batches are in hand at most: one
// being read, one being looked up, one being written. When the reader is slow nothing more is looked up, and then nothing
// more is read, so memory stays flat however many lines there are.
//
// Before each piece of work on a batch everybody else has a turn: the next look-up is sent, so that Postgres works while
// this thread does, and single checks do not wait for a whole batch.

import { setImmediate as othersFirst } from 'node:timers/promises';
import { z } from 'zod';
import { LedgerError } from '../core/error.ts';
import { reasons } from '../core/gate/decide.ts';
import { answerFrom, type Tagged } from '../operations/ask-gate-in-bulk.ts';
import { type BulkSnapshot, lookUpAll } from '../operations/bulk-snapshot.ts';
import { readAhead } from '../operations/in-order.ts';
import type { Ledger } from '../operations/ledger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import {
  type AskedLine,
  faultsOf,
  isRefused,
  type ReadLine,
  type RefusedLine,
  readLine,
} from './gate/bulk-question.ts';
import { answerFields } from './gate/gate-question.ts';
import { withoutNumbers } from './problem/problem.ts';
import type { Line } from './server/ndjson.ts';

/** In place of a reason of the gate: what was asked cannot be asked. */
const invalidQuestion = 'invalid_question';

export const bulkAnswerSchema = z
  .strictObject({
    ...answerFields,
    line: z.int().min(1).meta({ description: 'Which question, counted from 1.' }),
    id: z.union([z.string(), z.int()]).optional(),
    reasons: z.array(z.enum([...reasons, invalidQuestion])),
    errors: z
      .array(z.strictObject({ pointer: z.string(), rule: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'What is wrong with the question; then it is denied.' }),
  })
  .meta({
    id: 'BulkGateAnswer',
    example: {
      line: 1,
      id: 'order-1042',
      decision: 'allow',
      reasons: ['granted'],
      record: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10',
      grade: 'E2',
      tree_size: 8,
    },
  });

export type BulkAnswer = z.infer<typeof bulkAnswerSchema>;

export type Judged = { answers: BulkAnswer[]; treeSize: number; nextLine: number };

export type Asker = { ledger: Ledger; business: string; metrics: Pick<Metrics, 'decided'> };

export async function* judgedBatches(
  asker: Asker,
  batches: AsyncIterable<Line[]>,
  from: number,
): AsyncGenerator<Judged> {
  const { ledger, business } = asker;
  for await (const { read, snapshot, nextLine } of readAhead(
    lookedUp(ledger, readAhead(readAll(ledger, business, batches, from))),
  )) {
    await othersFirst();
    yield { answers: answersTo(asker, read, snapshot), treeSize: snapshot.treeSize, nextLine };
  }
}

/** One batch: all of it judged at one tree size. */
export async function judge(asker: Asker, read: readonly ReadLine[]): Promise<BulkAnswer[]> {
  return answersTo(asker, read, await snapshotFor(asker.ledger, read));
}

export const isBlank = ({ text }: Line) => text?.trim() === '';

type Batch = { read: ReadLine[]; nextLine: number };

async function* readAll(
  ledger: Ledger,
  business: string,
  batches: AsyncIterable<Line[]>,
  from: number,
): AsyncGenerator<Batch> {
  for await (const lines of batches) {
    const nextLine = lines.at(-1)!.at + 1;
    await othersFirst();
    const wanted = lines.filter((line) => line.at >= from && !isBlank(line));
    yield { read: wanted.map((line) => readLine(ledger, business, line)), nextLine };
  }
}

async function* lookedUp(
  ledger: Ledger,
  batches: AsyncIterable<Batch>,
): AsyncGenerator<Batch & { snapshot: BulkSnapshot }> {
  for await (const batch of batches) yield { ...batch, snapshot: await snapshotFor(ledger, batch.read) };
}

const snapshotFor = (ledger: Ledger, read: readonly ReadLine[]): Promise<BulkSnapshot> =>
  lookUpAll(
    ledger,
    read.filter((one): one is Tagged<AskedLine> => !isRefused(one)),
  );

function answersTo(
  { ledger, metrics }: Asker,
  read: readonly ReadLine[],
  snapshot: BulkSnapshot,
): BulkAnswer[] {
  const now = ledger.world.now().toISOString();
  return read.map((one) => {
    const answer = isRefused(one) ? refusal(one, snapshot) : answerOf(ledger, one, snapshot, now);
    metrics.decided(answer.decision, answer.reasons);
    return answer;
  });
}

function answerOf(ledger: Ledger, one: Tagged<AskedLine>, snapshot: BulkSnapshot, now: string): BulkAnswer {
  const { place } = one.asked;
  try {
    return { ...place, ...answerFrom(ledger, snapshot, one, now) } as BulkAnswer;
  } catch (error) {
    return refusal({ place, faults: faultsOf(error) }, snapshot);
  }
}

/** Denied, so that whoever looks at the decision alone does not send. */
function refusal({ place, faults }: RefusedLine, { treeSize }: BulkSnapshot): BulkAnswer {
  return {
    ...place,
    decision: 'deny',
    reasons: [invalidQuestion],
    errors: faults.map(withoutNumbers),
    tree_size: treeSize,
  };
}

/** An answer as JSON. Written out for the usual ones: at a million answers this is a tenth of the work. */
export function textOf(answer: BulkAnswer): string {
  const { line, id, decision, reasons, record, grade, purpose, tree_size, permit, errors } = answer;
  if (permit !== undefined || errors !== undefined) return JSON.stringify(answer);
  const own = id === undefined ? '' : `,"id":${JSON.stringify(id)}`;
  const by = record === undefined ? '' : `,"record":${JSON.stringify(record)}`;
  const graded = grade === undefined ? '' : `,"grade":${JSON.stringify(grade)}`;
  // Reasons, decisions and purposes are words of ours.
  const needed = purpose === undefined ? '' : `,"purpose":"${purpose}"`;
  const said = `"decision":"${decision}","reasons":["${reasons.join('","')}"]`;
  return `{"line":${line}${own},${said}${by}${graded}${needed},"tree_size":${tree_size}}`;
}

/** The last line. Without one, or with `done: false`, the rest has not been answered: ask again from `next`. */
export const bulkEndSchema = z
  .union([
    z.strictObject({ done: z.literal(true), lines: z.int().min(0), tree_size: z.int().min(0) }),
    z.strictObject({ done: z.literal(false), next: z.int().min(1), code: z.string() }),
  ])
  .meta({ id: 'BulkGateEnd', example: { done: true, lines: 1, tree_size: 8 } });

export type BulkEnd = z.infer<typeof bulkEndSchema>;

/** What went wrong on the way, as the last line names it. */
export const codeOf = (error: unknown): string => (error instanceof LedgerError ? error.code : 'internal');
