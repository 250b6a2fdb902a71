// One question of a bulk check, as a line of NDJSON or an item of an array. A question that cannot be read
// gets a refusal of its own; it does not affect the others.

import { setImmediate as othersFirst } from 'node:timers/promises';
import { z } from 'zod';
import type { Principal } from '../../auth/scope.ts';
import { parseJsonOnce } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import { type Purpose, purposes } from '../../core/notice/purpose.ts';
import { valueMax } from '../../core/subject/identifier.ts';
import { type BulkBatch, type BulkLine, faultsOf, type Place } from '../../operations/gate/bulk.ts';
import { lineBytesMax } from '../server/limits.ts';
import type { Line } from '../server/ndjson.ts';
import { askable, messageFields, questionIn, recipientOf } from './gate-question.ts';

/** Characters of an id. */
const idMax = 128;
const idSchema = z.union([z.string().max(idMax), z.int()]);

export const bulkQuestionSchema = askable(
  z.strictObject({
    ...messageFields,
    permit: z.boolean().default(false).meta({ description: 'Whether to sign the answer.' }),
    id: idSchema
      .optional()
      .meta({ description: 'Your own id, repeated in the answer. Do not use a phone number.' }),
  }),
).meta({
  id: 'BulkGateQuestion',
  example: { id: 'order-1042', recipient: '+919876543210', purpose: 'shipping_update' },
});

type Question = z.infer<typeof bulkQuestionSchema>;

/** Whose questions they are. */
export type Asking = Pick<Principal, 'business' | 'test'>;

/** The questions in batches of lines. `from`: lines before this one, like blank ones, are passed over. */
export async function* questionsIn(
  batches: AsyncIterable<Line[]>,
  caller: Asking,
  from: number,
): AsyncGenerator<BulkBatch> {
  for await (const lines of batches) {
    const next = lines.at(-1)!.at + 1;
    // A batch is read in a turn of its own (operations/gate/bulk.ts).
    await othersFirst();
    const wanted = lines.filter((line) => line.at >= from && !isBlank(line));
    yield { lines: wanted.map((line) => readLine(caller, line)), next };
  }
}

const isBlank = ({ text }: Line) => text?.trim() === '';

function readLine(caller: Asking, { at, text }: Line): BulkLine {
  if (text === undefined) {
    const detail = `A line is UTF-8 and at most ${lineBytesMax} bytes.`;
    return { place: { line: at }, faults: [{ pointer: '', rule: 'line', detail }] };
  }
  let value: unknown;
  try {
    value = parseJsonOnce(text);
  } catch (error) {
    return { place: { line: at }, faults: faultsOf(error) };
  }
  return readQuestion(caller, at, value);
}

export function readQuestion({ business, test }: Asking, line: number, value: unknown): BulkLine {
  try {
    const asked = plainQuestion(value) ?? parse(bulkQuestionSchema, value);
    const { id, permit } = asked;
    const place = id === undefined ? { line } : { line, id };
    const question = { business, test, question: questionIn(asked), recipient: recipientOf(asked) };
    return { place, question, permit };
  } catch (error) {
    return { place: placeOf(line, value), faults: faultsOf(error) };
  }
}

const knownPurposes: ReadonlySet<unknown> = new Set(purposes);

/**
 * Nearly every question is a number, a purpose and perhaps an id. This function sees that at once; the schema
 * takes as long as the decision. `undefined` decides nothing: then the schema parses. The result equals the
 * schema's.
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
