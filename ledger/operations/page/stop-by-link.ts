// One tap on the person's own page: consent ends, at once.
//
//   record   stops what that record granted. Where only a page vouched for the number, it takes back that
//            tick alone, as the page could (taking-back.ts): any caller could have ticked for a stranger, and
//            must not be able to silence them
//   person   stops what was agreed under one notice, in all its versions, or everything
//
// Beside it a person may object to marketing: that is more than a stop, and only a fresh act lifts it.
//
// A person who has proven that the number is theirs stops as its holder. No stranger's tick lifts that stop.
//
// A second tap of the same button repeats the first, because the first spent the button's key. If the person
// has agreed again in between, in any way, the tap is a stop of its own (repeated-stop.ts).

import { type Spend, spend } from '../../auth/spend.ts';
import type { OptInRecord, Undone } from '../../core/consent/record.ts';
import { undoneBy } from '../../core/consent/undo.ts';
import type { Purpose } from '../../core/notice/purpose.ts';
import type { Draft } from '../append/draft.ts';
import type { Appends } from '../append/sequencer.ts';
import { isProven, type Proofs } from '../consent/proven.ts';
import { submitStop } from '../consent/repeated-stop.ts';
import { type Spent, spentAt, takingBack } from '../consent/taking-back.ts';
import type { Keys } from '../keys.ts';
import type { People } from '../person/find-person.ts';
import { type Answer, type Answering, answerOf } from '../record/receipt.ts';
import type { OpenedLink } from './open-link.ts';
import {
  type Agreed,
  agreedPerNotice,
  type PersonRecord,
  type PersonRecords,
  personOf,
  recordsOf,
} from './person-records.ts';

type Stops = Appends & Answering;

/**
 * `notice`: stops only what was agreed under it. A link to a record knows only its own. Undefined: the person
 * agreed to nothing under it.
 */
export async function stopByLink(
  ledger: Stops & Proofs & PersonRecords,
  opened: OpenedLink,
  notice: string | undefined,
): Promise<Answer | undefined> {
  if (opened.link.kind === 'record') return stop(ledger, opened, await stopOfRecord(ledger, opened.optIn));
  const { records } = await recordsOf(ledger, opened);
  const agreed = agreedPerNotice(records);
  const by = { proven: isProvenBy(records, opened) };
  if (notice === undefined)
    return stop(ledger, opened, { ...stopOfEverything(ledger, agreed[0]?.optIn ?? opened.optIn), ...by });
  const asked = agreed.find(({ optIn }) => optIn.notice.id === notice);
  return asked && stop(ledger, opened, { ...stopOf(ledger, asked), ...by });
}

/**
 * Whether this link may object for its person: one to a record only where the business itself vouches for the
 * number, and what it granted is marketing. It must not silence a stranger, nor end what it does not show.
 */
export const mayObject = ({ link: { kind }, optIn }: OpenedLink): boolean =>
  kind === 'person' || (isVouchedFor(optIn) && optIn.purposes.includes('marketing'));

/**
 * Whether the business itself vouches for the number: its server alone, or its customer token. A server that
 * passes on what a page signed vouches for nothing, and the page gets the same link.
 */
export const isVouchedFor = ({ submitted_by: by, jws }: OptInRecord): boolean =>
  by?.customer_token === true || ((by?.by === 'key' || by?.by === 'staff') && jws === undefined);

/** One tap: the person objects to marketing. Undefined: not by this link. */
export async function objectByLink(
  ledger: Stops & Proofs & PersonRecords,
  opened: OpenedLink,
): Promise<Answer | undefined> {
  if (!mayObject(opened)) return undefined;
  const proven = await isProvenLink(ledger, opened);
  const spent = tapOn(ledger, ['object', opened.optIn.id]);
  return stop(ledger, opened, { spend: spent, proven, objects: 'marketing' });
}

/** The holder of the number wants no message ever again. The caller knows that it is them. */
export function objectToAll(ledger: Stops & PersonRecords, opened: OpenedLink): Promise<Answer> {
  const spent = tapOn(ledger, ['object to all', opened.optIn.id]);
  return stop(ledger, opened, { spend: spent, proven: true, objects: 'all' });
}

/** Whether the person has shown that the number of this link is theirs, and it is still. */
export const isProvenLink = async (
  ledger: Proofs & PersonRecords,
  opened: OpenedLink,
  records?: readonly PersonRecord[],
): Promise<boolean> =>
  opened.link.kind === 'record'
    ? isProven(ledger, opened.optIn)
    : isProvenBy(records ?? (await recordsOf(ledger, opened)).records, opened);

/** When a person tapped the button of this link to a record, ISO 8601. Undefined if none did. */
export const stoppedByLink = (
  ledger: Spent & Keys<'macs'>,
  { business, id }: OptInRecord,
): Promise<string | undefined> => spentAt(ledger, business, tapOn(ledger, [id]));

type Stop = {
  spend: Spend;
  proven: boolean;
  purposes?: readonly Purpose[];
  undoes?: Undone;
  /** To what. */
  objects?: 'marketing' | 'all';
};

/**
 * Whether a proof in the chain of the stop shows it, and the number has not gone to another person since.
 * `records`: newest first.
 */
function isProvenBy(records: readonly PersonRecord[], { stored: { subject } }: OpenedLink): boolean {
  const last = records.find(({ stored, record: { kind } }) =>
    kind === 'confirmed' ? stored.subject === subject : kind === 'suspended' || kind === 'identifier_changed',
  );
  return last?.record.kind === 'confirmed';
}

async function stopOfRecord(ledger: Proofs, optIn: OptInRecord): Promise<Stop> {
  const { id, purposes } = optIn;
  const proven = await isProven(ledger, optIn);
  if (optIn.undoable !== true) return { spend: tapOn(ledger, [id]), proven, purposes };
  const undoes = proven ? {} : { undoes: undoneBy(optIn) };
  return { spend: takingBack(ledger, id), proven, purposes, ...undoes };
}

/** The purposes are part of the key: a tap that ended fewer purposes is a different one. */
const stopOf = (ledger: Keys<'macs'>, { optIn, purposes }: Agreed) => {
  return { spend: tapOn(ledger, ['person', optIn.id, ...purposes.toSorted()]), purposes };
};
const stopOfEverything = (ledger: Keys<'macs'>, { id }: OptInRecord) => ({
  spend: tapOn(ledger, ['everything', id]),
});

const tapOn = (ledger: Keys<'macs'>, button: readonly string[]): Spend =>
  spend(ledger.keys.macs, 'link', button, 'stop');

async function stop(
  ledger: Stops & People,
  opened: OpenedLink,
  { spend: spent, proven, purposes, undoes, objects }: Stop,
): Promise<Answer> {
  const { link, stored, optIn } = opened;
  const tapped = {
    v: 2 as const,
    business: stored.business,
    source: { system: 'link' },
    authority: proven ? ('holder' as const) : ('any' as const),
    identifiers: optIn.identifiers,
    channel: 'web' as const,
    submitted_by: { by: 'link' as const, id: link.record },
  };
  const draft: Draft = {
    business: stored.business,
    owner: { kind: 'subject', subject: stored.subject },
    record:
      objects !== undefined
        ? { ...tapped, kind: 'objected', scope: objects }
        : {
            ...tapped,
            kind: 'opt_out',
            ...(purposes !== undefined && { purposes: [...purposes] }),
            ...(undoes !== undefined && { undoes }),
          },
    spend: spent,
  };
  return answerOf(ledger, await submitStop(ledger, draft, () => personOf(ledger, opened)));
}
