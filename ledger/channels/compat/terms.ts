// Facts that other vendors' consent requests leave out and the ledger must know: which notice people were
// shown, in which language, and that they themselves ticked its box. The business says so once, in the URL it
// migrates to, and answers for it. That is a server's assertion: such an opt-in is graded E1.
//
// Only a box looks the same to all people, so only of a box can this be said once: on a web page, on a screen
// of an app (which, and of which version), on the page a message leads to (which message). A call, a
// statement, a signed form is one person's own; requests without it are imports, graded E0, and so are
// requests that say too little of their box.

import { z } from 'zod';
import type { OptIn, OptOut } from '../../core/consent/command.ts';
import type { Channel, ChannelEvidence, EntryPoint } from '../../core/consent/evidence.ts';
import { type Fault, invalid, type LedgerError } from '../../core/error.ts';
import { localeSchema, noticeIdSchema } from '../../core/notice/notice.ts';
import { readNotation } from '../../core/subject/notation.ts';
import { unwrapped, WRITTEN_NUMBER_MAX } from '../../core/subject/written-number.ts';
import { Reading } from '../server/opt-out.ts';
import type { Caller } from '../server/server.ts';

const said = z.string().trim().min(1).max(128).optional();

export const termsSchema = z.strictObject({
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

/**
 * Where the vendor's request says the person acted. `forbidden`: it may not be the source of an opt-in here.
 */
export type Origin = { channel: Channel; source: string; forbidden?: EntryPoint };

export type Acted = {
  system: 'netcore' | 'twilio';
  /** As given, and canonical. */
  given: string;
  number: string;
  origin: Origin;
  occurredAt?: string;
};

/** @throws LedgerError invalid, if the URL does not state the terms an opt-in rests on */
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
    ...(acted.occurredAt !== undefined && { olderAs: importOf(acted) }),
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
  return importOf({ system, origin });
}

const importOf = ({ system, origin }: Pick<Acted, 'system' | 'origin'>) => ({
  channel: 'import' as const,
  evidence: { list: system, collected: origin.source },
});

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
    submission: { by: 'server' as const, key, proof: { kind: 'key' as const } },
    source: { system, ...(forbidden !== undefined && { entry_point: forbidden }) },
    ...(occurredAt !== undefined && { occurredAt }),
  };
}

function missing(name: string, detail: string): LedgerError {
  return invalid(`/${name}`, 'needed', detail);
}

/**
 * What became of one person's part of a request. `dropped`: what of an opt-out was not read; pointers into
 * that part.
 */
export type Outcome = { kind: 'recorded'; dropped?: readonly Fault[] } | { kind: 'refused'; why: string[] };

/** As these vendors answer it, where there is anything. */
export const droppedSchema = z
  .array(z.strictObject({ pointer: z.string(), rule: z.string(), detail: z.string() }))
  .optional()
  .meta({
    description: 'The parts of opt-outs that could not be read; the opt-outs are recorded all the same.',
  });

export function droppedAt(outcome: Outcome, place: string): Fault[] {
  const { dropped = [] } = outcome.kind === 'recorded' ? outcome : {};
  return dropped.map((fault) => ({ ...fault, pointer: `${place}${fault.pointer}` }));
}

/** `optout`, `opt-out`, in any case of letters. */
export const isOptOut = (word: unknown): boolean =>
  typeof word === 'string' && /^\s*opt[-_ ]?out\s*$/i.test(word);

/** One person's part of an opt-out; one that is nothing but a number is taken for it. */
export function readingOfItem(item: unknown, numberField: string): Reading {
  const isObject = typeof item === 'object' && item !== null && !Array.isArray(item);
  return new Reading(isObject ? (item as Record<string, unknown>) : { [numberField]: item });
}

/**
 * Digits, behind a plus where there is one; a text that is no number stays as it is, so that it is refused. A
 * list of one number is that number.
 */
export function writtenNumber(given: unknown): string {
  if (Array.isArray(given) && given.length === 1) return writtenNumber(given[0]);
  const text = Number.isSafeInteger(given) ? String(given) : given;
  if (typeof text !== 'string') return '';
  if (text.length > WRITTEN_NUMBER_MAX) return text;
  const bare = unwrapped(text);
  const notation = readNotation(bare);
  if (notation === undefined || notation.withoutZero !== undefined) return bare;
  return notation.plus ? `+${notation.digits}` : notation.digits;
}
