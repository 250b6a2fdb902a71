// What other vendors' consent requests do not say and the ledger must know: which notice people were shown, in which
// language, and that its box was theirs to tick. The business says so once, in the URL it migrates to, and answers for it.
// That is a server's assertion: such an opt-in is graded E1.
//
// Only of a box can be said once for all what everybody saw: on a web page, on a screen of an app (which, and of which version),
// on the page a message leads to (which message). A call, a statement, a signed form is one person's own; requests that do not
// bring it are imports, graded E0, and so is what says too little of its box.

import { z } from 'zod';
import type { OptIn, OptOut } from '../../core/consent/command.ts';
import type { Channel, ChannelEvidence, CollectedVia } from '../../core/consent/evidence.ts';
import { LedgerError } from '../../core/error.ts';
import { localeSchema, noticeIdSchema } from '../../core/notice/notice.ts';
import type { Caller } from '../server/server.ts';

const said = z.string().trim().min(1).max(128).optional();

export const termsSchema = z.object({
  notice: noticeIdSchema.optional().meta({
    description: 'The notice that these people were shown. Needed for opt-ins.',
    example: 'order-updates',
  }),
  locale: localeSchema.default('en'),
  box: z.literal('unticked').optional().meta({
    description: 'Says that its box is drawn unticked and people tick it. Needed for opt-ins from the web.',
  }),
  screen: said.meta({
    description:
      'With `app_version` and `box`: the screen of your app with this box. Without them opt-ins of an app are imports.',
    example: 'checkout',
  }),
  app_version: said.meta({ example: '4.2' }),
  message: said.meta({
    description:
      'With `box`: the e-mail that leads to the page with it. Without them opt-ins by e-mail are imports.',
    example: 'welcome-2026',
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
export function assertedOptIn(acted: Acted, terms: Terms, caller: Caller): OptIn {
  const { notice, locale } = terms;
  if (notice === undefined) throw missing('notice', 'The URL must name the notice: ?notice=…');
  return {
    kind: 'opt_in',
    notice: { id: notice },
    locale,
    number: acted.number,
    ...common(acted, caller),
    ...shownOn(acted, terms),
  } as OptIn;
}

const ticked = { initially: 'unticked', action: 'ticked' } as const;

/** What the URL says that people saw; an import where it does not say enough. */
function shownOn({ system, origin }: Acted, terms: Terms): ChannelEvidence {
  const { box, screen, app_version, message } = terms;
  if (origin.channel === 'web') {
    if (box === undefined) throw missing('box', 'The URL must say of the box: &box=unticked');
    return { channel: 'web', evidence: ticked };
  }
  if (origin.channel === 'app' && box !== undefined && screen !== undefined && app_version !== undefined) {
    return { channel: 'app', evidence: { screen, app_version, ...ticked } };
  }
  if (origin.channel === 'email' && box !== undefined && message !== undefined) {
    return { channel: 'email', evidence: { message_id: message, ...ticked } };
  }
  return { channel: 'import', evidence: { list: system, collected: origin.source } };
}

/** Of every purpose: these requests know no others. */
export function assertedOptOut(acted: Acted, caller: Caller): OptOut {
  const person = { kind: 'number', value: acted.number } as const;
  return { kind: 'opt_out', person, channel: acted.origin.channel, ...common(acted, caller) };
}

function common({ system, given, origin, occurredAt }: Acted, { business, key }: Caller) {
  const { forbidden } = origin;
  return {
    business,
    identifiers: [{ kind: 'number' as const, value: given }],
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
