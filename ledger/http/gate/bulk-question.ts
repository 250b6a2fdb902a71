// One question of a bulk check, as a line of NDJSON or an item of an array. What cannot be asked is refused alone, as an
// answer of its own: the others are none the worse for it.

import { z } from 'zod';
import { parseJson } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import { type Fault, LedgerError } from '../../core/error.ts';
import { type Purpose, purposes } from '../../core/notice/purpose.ts';
import { valueMax } from '../../core/subject/identifier.ts';
import { type BulkQuestion, type Tagged, tagged } from '../../operations/ask-gate-in-bulk.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { lineBytesMax } from '../server/limits.ts';
import type { Line } from '../server/ndjson.ts';
import { askable, messageFields, recipientOf, subjectOf } from './gate-question.ts';

/** Characters of an id. */
const idMax = 128;
const idSchema = z.union([z.string().max(idMax), z.int()]);

export const bulkQuestionSchema = askable(
  z.strictObject({
    ...messageFields,
    permit: z.boolean().default(false).meta({ description: 'Whether to sign the answer.' }),
    id: idSchema.optional().meta({ description: 'Yours; repeated in the answer. No number, please.' }),
  }),
).meta({
  id: 'BulkGateQuestion',
  example: { id: 'order-1042', recipient: '+919876543210', purpose: 'shipping_update' },
});

type Question = z.infer<typeof bulkQuestionSchema>;

/** What an answer begins with, so that it can be matched to its question. */
export type Place = { line: number; id?: string | number };

export type AskedLine = BulkQuestion & { place: Place };
export type RefusedLine = { place: Place; faults: readonly Fault[] };
export type ReadLine = Tagged<AskedLine> | RefusedLine;

export const isRefused = (read: ReadLine): read is RefusedLine => 'faults' in read;

export function readLine(ledger: Ledger, business: string, { at, text }: Line): ReadLine {
  if (text === undefined) {
    const detail = `A line is UTF-8 and at most ${lineBytesMax} bytes.`;
    return { place: { line: at }, faults: [{ pointer: '', rule: 'line', detail }] };
  }
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    return { place: { line: at }, faults: faultsOf(error) };
  }
  return readQuestion(ledger, business, at, value);
}

export function readQuestion(ledger: Ledger, business: string, line: number, value: unknown): ReadLine {
  try {
    const question = plainQuestion(value) ?? parse(bulkQuestionSchema, value);
    const { id, scope, permit } = question;
    const place = id === undefined ? { line } : { line, id };
    const about = subjectOf(question);
    return tagged(ledger, { business, scope, about, recipient: recipientOf(question), permit, place });
  } catch (error) {
    return { place: placeOf(line, value), faults: faultsOf(error) };
  }
}

const knownPurposes: ReadonlySet<unknown> = new Set(purposes);

/**
 * Nearly every question is a number, a purpose and perhaps an id. That is seen at once, where the schema takes as long as
 * the decision; `undefined` says nothing, and the schema is asked. What is seen here is what the schema would give.
 */
export function plainQuestion(value: unknown): Question | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const name in value) if (name !== 'recipient' && name !== 'purpose' && name !== 'id') return undefined;
  const { recipient, purpose, id } = value as { recipient?: unknown; purpose?: Purpose; id?: unknown };
  if (typeof recipient !== 'string' || recipient.length < 1 || recipient.length > valueMax) return undefined;
  if (!knownPurposes.has(purpose)) return undefined;
  if (id === undefined) return { recipient, purpose, scope: 'message', permit: false };
  if (typeof id !== 'string' || id.length > idMax) return undefined;
  return { recipient, purpose, id, scope: 'message', permit: false };
}

/** Also a question that is refused for something else keeps its id. */
function placeOf(line: number, value: unknown): Place {
  const id = idSchema.safeParse((value as { id?: unknown } | null)?.id);
  return id.success ? { line, id: id.data } : { line };
}

/** What is wrong with a question; whatever else has gone wrong is thrown on. */
export function faultsOf(error: unknown): readonly Fault[] {
  if (!(error instanceof LedgerError)) throw error;
  if (error.faults.length > 0) return error.faults;
  return [{ pointer: '', rule: error.code, detail: error.message }];
}
