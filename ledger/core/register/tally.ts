// What no record tells: how often an opt-in was refused and by which rule, and how often a page of ours or a
// call showed a notice. The ledger cannot prove any of it. It is told apart by words of closed lists and by
// the business's own notices alone, so that no stranger makes lines, and by nothing of a person.

import { z } from 'zod';
import { type Channel, channelSchema } from '../consent/evidence.ts';
import { type ErrorCode, LedgerError } from '../error.ts';
import { criteria } from '../policy/rules.ts';

/**
 * Why an opt-in is refused once it is known whose it is, beside the rules of policies. What was turned away
 * before, such as a page without a nonce, is nobody's opt-in yet.
 */
const refusals: readonly ErrorCode[] = [
  'not_admitted',
  'idempotency_key_reused',
  'notice_unknown',
  'notice_superseded',
  'conflict',
  'erased',
];

const ruleOfPolicy = new RegExp(`^(${criteria.join('|')})/[a-z_]{1,40}$`);

/**
 * One thing that happened. `rule`: '' for the refused opt-in itself, whatever failed of it. `test`: somebody
 * only tried things out.
 */
export type Tallied = { business: string; channel: Channel; test?: true } & (
  | { what: 'refused'; rule: string }
  | { what: 'shown'; notice: string; version: number; locale: string }
);

/**
 * Once as itself, and once under each rule that it failed. None where the ledger is at fault, or too busy.
 */
export function refusalsIn(of: Pick<Tallied, 'business' | 'channel' | 'test'>, failure: unknown): Tallied[] {
  if (!(failure instanceof LedgerError) || !refusals.includes(failure.code)) return [];
  const failed = failure.code === 'not_admitted' ? failure.faults.map(({ rule }) => rule) : [failure.code];
  const rules = new Set(['', ...failed.filter((rule) => rule === failure.code || ruleOfPolicy.test(rule))]);
  return [...rules].map((rule) => ({ what: 'refused', ...of, rule }));
}

const amount = z.int().min(0);
const day = z.string().optional().meta({ description: 'UTC; where the answer is told apart by day.' });

export const tallyRowsSchema = z
  .strictObject({
    provable: z.literal(false).meta({
      description:
        'No record stands behind these numbers, so nobody can prove them: whoever opens a page or posts nonsense raises ' +
        'them, and a node that is killed loses some seconds of them.',
    }),
    refused: z
      .array(z.strictObject({ day, channel: channelSchema, rule: z.string().optional(), count: amount }))
      .meta({
        description:
          'Opt-ins that were not admitted, each time that they were tried. Without `rule`: how many; with it: how many of ' +
          'them failed it, and one may fail several.',
      }),
    shown: z
      .array(
        z.strictObject({
          day,
          channel: channelSchema,
          notice: z.string(),
          version: z.int(),
          locale: z.string(),
          count: amount,
        }),
      )
      .meta({
        description:
          'How often a page of this ledger was opened that asks (`web`, or how its link was sent), or a call asked (`ivr`). ' +
          'A shop’s own pages tell of nothing.',
      }),
  })
  .meta({ id: 'Unproven' });
export type TallyRows = z.infer<typeof tallyRowsSchema>;
