// Four-eyes: a business may ask that what one member of staff took down counts only when a second one has
// looked at it. Whether it asks is set-up, and the commit that would record the consent looks at it under the
// lock: no way in goes around it, whatever a node has cached.

import { z } from 'zod';
import type { Checker, DraftOf, ImportedRecord, OptInRecord } from '../consent/record.ts';
import { LedgerError } from '../error.ts';
import { isSameReference } from './staff-reference.ts';

/** The channels on which staff stands between the person and the ledger. */
export const staffChannels = ['agent', 'paper'] as const;
export type StaffChannel = (typeof staffChannels)[number];

export const fourEyesSchema = z
  .array(z.enum(staffChannels))
  .refine((list) => new Set(list).size === list.length, {
    error: 'names a channel twice',
    params: { rule: 'unique' },
  })
  .meta({ uniqueItems: true });

type Claim = {
  channel: string;
  source: { entry_point?: string | undefined };
  evidence?: Record<string, unknown> | undefined;
};

/** What a list, or another vendor's request, calls the same. */
const words: Record<StaffChannel, RegExp> = {
  agent: /(?<!\p{L})(?:agents?|call[\s_-]*cent(?:er|re)s?)(?!\p{L})/iu,
  paper: /(?<!\p{L})paper(?!\p{L})/iu,
};

/**
 * On which of these channels it says that the person agreed: by its channel, by the place where the person
 * was asked, or, taken over from elsewhere, by what is told of its source.
 */
export function staffChannelsIn({ channel, source, evidence = {} }: Claim): StaffChannel[] {
  const told =
    channel === 'import' ? Object.values(evidence).filter((value) => typeof value === 'string') : [];
  return staffChannels.filter(
    (one) => one === channel || one === source.entry_point || told.some((text) => words[one].test(text)),
  );
}

type Taken = {
  channel: string;
  source: { actor?: string | undefined };
  evidence?: Record<string, unknown> | undefined;
};

type Hands = Taken & {
  submitted_by?: { by: string; id: string } | undefined;
  checked_by?: Checker | undefined;
};

/** The references of the members of staff who took it down, or entered it. */
export function takersOf({ channel, source, evidence = {} }: Taken): string[] {
  const isByStaff = channel === 'agent' || channel === 'paper';
  const named = isByStaff ? [evidence[channel === 'agent' ? 'agent' : 'taken_by'], source.actor] : [];
  return named.filter((one) => typeof one === 'string');
}

/** One who holds both keys is one pair of eyes; so is one who gives the same reference twice. */
export function sameHands({ submitted_by: first, checked_by: second, ...taken }: Hands) {
  if (second?.by === first?.by && second?.id === first?.id) return 'key';
  const checker = second?.staff;
  const isSame = checker !== undefined && takersOf(taken).some((one) => isSameReference(one, checker));
  return isSame ? 'staff' : undefined;
}

/** Whether two must have looked at this record, by what the business asks for, and have not. */
export const lacksSecond = (
  record: DraftOf<OptInRecord | ImportedRecord>,
  asked: readonly string[],
): boolean =>
  staffChannelsIn(record).some((channel) => asked.includes(channel)) &&
  (record.kind !== 'opt_in' || record.checked_by === undefined || sameHands(record) !== undefined);

const fourEyesRule = 'four_eyes';

export function fourEyesRefusal(detail: string): LedgerError {
  return new LedgerError('forbidden', detail, { faults: [{ pointer: '', rule: fourEyesRule, detail }] });
}

export const twoMustLook = (): LedgerError =>
  fourEyesRefusal(
    'This business asks that a second member of staff confirms what comes this way: post it to /v1/opt-ins.',
  );

export const isFourEyesRefusal = (error: unknown): boolean =>
  error instanceof LedgerError && error.faults.some(({ rule }) => rule === fourEyesRule);
