// One question of a bulk check, as a line of NDJSON or an item of an array. What cannot be asked is refused alone, as an
// answer of its own: the others are none the worse for it.

import { z } from 'zod';
import { parseJson } from '../channels/json.ts';
import { parse } from '../channels/parse.ts';
import { type Fault, LedgerError } from '../core/error.ts';
import { purposeSchema } from '../core/notice/purpose.ts';
import { type BulkQuestion, type Tagged, tagged } from '../operations/ask-gate-in-bulk.ts';
import type { Ledger } from '../operations/ledger.ts';
import {
  namesOneRecipient,
  oneRecipient,
  questionFields,
  recipientOf,
  templateField,
} from './gate-question.ts';
import { lineBytesMax } from './limits.ts';
import type { Line } from './ndjson.ts';

const idSchema = z.union([z.string().max(128), z.int()]);

export const bulkQuestionSchema = z
  .strictObject({
    ...questionFields,
    purpose: purposeSchema.optional(),
    template: templateField,
    permit: z.boolean().default(false).meta({ description: 'Whether to sign the answer.' }),
    id: idSchema.optional().meta({ description: 'Yours; repeated in the answer. No number, please.' }),
  })
  .refine(namesOneRecipient, oneRecipient)
  .refine(({ purpose, template }) => (purpose === undefined) !== (template === undefined), {
    error: 'needs exactly one of purpose, template',
    params: { rule: 'one_subject' },
  })
  .meta({
    id: 'BulkGateQuestion',
    example: { id: 'order-1042', recipient: '+919876543210', purpose: 'shipping_update' },
  });

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
    const { id, purpose, template, scope, permit, ...recipient } = parse(bulkQuestionSchema, value);
    const place = id === undefined ? { line } : { line, id };
    // The schema has seen to it that there is exactly one.
    const about = purpose === undefined ? { template: template! } : { purpose };
    return tagged(ledger, { business, scope, about, recipient: recipientOf(recipient), permit, place });
  } catch (error) {
    return { place: placeOf(line, value), faults: faultsOf(error) };
  }
}

/** Also a question that is refused for something else keeps its id. */
function placeOf(line: number, value: unknown): Place {
  const id = idSchema.safeParse((value as { id?: unknown } | null)?.id);
  return id.success ? { line, id: id.data } : { line };
}

function faultsOf(error: unknown): readonly Fault[] {
  if (!(error instanceof LedgerError)) throw error;
  if (error.faults.length > 0) return error.faults;
  return [{ pointer: '', rule: error.code, detail: error.message }];
}
