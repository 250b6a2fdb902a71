// What other vendors' consent requests do not say and the ledger must know: which notice people were shown, in which
// language, and that its box was theirs to tick. The business says so once, in the URL it migrates to, and answers for it.
// That is a server's assertion: such an opt-in is graded E1, or E0 where the source is not the web page of the notice.

import { z } from 'zod';
import type { OptIn, OptOut } from '../../core/consent/command.ts';
import type { Channel, ChannelEvidence, CollectedVia } from '../../core/consent/evidence.ts';
import { LedgerError } from '../../core/error.ts';
import { localeSchema, noticeIdSchema } from '../../core/notice/notice.ts';
import type { Caller } from '../server.ts';

export const termsSchema = z.object({
  notice: noticeIdSchema.optional().meta({
    description: 'The notice that these people were shown. Needed for opt-ins.',
    example: 'order-updates',
  }),
  locale: localeSchema.default('en'),
  box: z.literal('unticked').optional().meta({
    description: 'Says that its box is drawn unticked and people tick it. Needed for opt-ins from the web.',
  }),
});

export type Terms = z.infer<typeof termsSchema>;

/** Where the vendor's request says the person acted. `forbidden`: it may not be the source of an opt-in here. */
export type Origin = { channel: Channel; source: string; forbidden?: CollectedVia };

export type Acted = {
  system: 'netcore' | 'twilio';
  /** As given, and canonical. */
  given: string;
  number: string;
  origin: Origin;
  occurredAt?: string;
};

/** @throws LedgerError invalid, where the URL does not say what an opt-in rests on */
export function assertedOptIn(acted: Acted, { notice, locale, box }: Terms, caller: Caller): OptIn {
  if (notice === undefined) throw missing('notice', 'The URL must name the notice: ?notice=…');
  const isWeb = acted.origin.channel === 'web';
  if (isWeb && box === undefined) throw missing('box', 'The URL must say of the box: &box=unticked');
  const shown = isWeb
    ? { channel: 'web', evidence: { initially: 'unticked', action: 'ticked' } }
    : { channel: 'import', evidence: { list: acted.system, collected: acted.origin.source } };
  return {
    kind: 'opt_in',
    notice: { id: notice },
    locale,
    ...common(acted, caller),
    ...(shown as ChannelEvidence),
  } as OptIn;
}

/** Of every purpose: these requests know no others. */
export function assertedOptOut(acted: Acted, caller: Caller): OptOut {
  return { kind: 'opt_out', channel: acted.origin.channel, ...common(acted, caller) };
}

function common({ system, given, number, origin, occurredAt }: Acted, { business, key }: Caller) {
  const { forbidden } = origin;
  return {
    business,
    identifiers: [{ kind: 'number' as const, value: given }],
    number,
    submission: { by: 'server' as const, key },
    source: { system, ...(forbidden !== undefined && { collected_via: forbidden }) },
    ...(occurredAt !== undefined && { occurredAt }),
  };
}

function missing(name: string, detail: string): LedgerError {
  return new LedgerError('invalid', detail, { faults: [{ pointer: `/${name}`, rule: 'needed', detail }] });
}

/** What became of one person's part of a request. */
export type Outcome = { kind: 'recorded' } | { kind: 'refused'; why: string[] };
