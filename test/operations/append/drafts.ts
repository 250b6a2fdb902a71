// Drafts as the operations hand them to the sequencer.

import type { Spend } from '../../../ledger/auth/spend.ts';
import type { Draft, Outcome, Placed } from '../../../ledger/operations/append/draft.ts';
import { optOutDraft } from '../../../ledger/operations/consent/record-consent.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { ownerOf } from '../../../ledger/operations/person/owner.ts';
import { businessKey, businessOf } from '../../../ledger/operations/setup/business.ts';
import { shop, stop } from '../commands.ts';

export function optOutOf(
  ledger: Ledger,
  number: string,
  { spend, business = shop.business }: { spend?: Spend; business?: string } = {},
): Draft {
  const command = stop(number, {}, { ...shop, business });
  return {
    business,
    owner: ownerOf(ledger, business, command.person),
    record: optOutDraft(ledger, command),
    ...(spend && { spend }),
  };
}

/** Somebody looked at nobody: a record without a subject, and without the right of way that opt-outs have. */
export async function access(ledger: Ledger): Promise<Draft> {
  const { business } = shop;
  return {
    business,
    owner: { kind: 'business', key: businessKey(ledger, await businessOf(ledger, business)) },
    record: {
      v: 2,
      kind: 'accessed',
      business,
      source: { system: 'server', actor: 'test' },
      access: { operation: 'history', by: 'test' },
    },
  };
}

export function placed(outcome: Outcome): Placed {
  if (outcome.kind !== 'placed') throw new Error(`not placed but ${outcome.kind}`);
  return outcome;
}

/** `placed`, `replayed`, or the code it was refused with. */
export const became = (outcome: Outcome) => (outcome.kind === 'refused' ? outcome.error.code : outcome.kind);

export function subjectOf(outcome: Outcome): string {
  const { record } = placed(outcome);
  if (!('subject' in record) || record.subject === undefined) throw new Error('a record without a subject');
  return record.subject;
}
