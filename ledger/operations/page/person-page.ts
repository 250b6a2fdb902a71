// What the person's own page shows. It never changes consent: mail scanners follow links.
//
//   record   one opt-in. If any caller with a site key could have posted it, the page shows nothing else of
//            the person: neither what they agreed to elsewhere nor whether they stopped in another way. If
//            the business's server posted it, or named the number in a customer token, the page also shows
//            its effect now. A page-signed opt-in names the number, and may hold a customer token that is
//            still valid. The link travels in mails, so the page shows the proof of such a record but not the
//            record itself.
//   person   the newest opt-in under each notice, and what still holds of all consent under that notice.

import type { PersonLink } from '../../auth/person-link.ts';
import type { Grade } from '../../core/consent/grade.ts';
import type { GradeReason } from '../../core/consent/grade-reasons.ts';
import { objectionsTo, standingObjection } from '../../core/consent/objections.ts';
import type { ConfirmedRecord, CorrectedRecord, OptInRecord } from '../../core/consent/record.ts';
import { type Standing, standing } from '../../core/consent/standing.ts';
import type { ConsentState } from '../../core/consent/state.ts';
import type { Notice } from '../../core/notice/notice.ts';
import { purposes } from '../../core/notice/purpose.ts';
import type { EvidenceFile, ProofFile } from '../../core/receipt/evidence-file.ts';
import { type Spent, takenBackAt } from '../consent/taking-back.ts';
import type { Keys } from '../keys.ts';
import { namedNotice } from '../notice/named-notice.ts';
import type { NoticeStore } from '../notice/store.ts';
import type { People } from '../person/find-person.ts';
import { type Correcting, correctionsOfRecord } from '../record/corrections.ts';
import { type Evidence, evidenceOf, firstCheckpoint, proofOf } from '../record/evidence.ts';
import type { LogReader } from '../record/store.ts';
import type { SetupStore } from '../setup/store.ts';
import { type ShownErasure, shownErasure } from './erase-by-link.ts';
import { type Noting, noteLook, type OpenedLink } from './open-link.ts';
import {
  agreedPerNotice,
  type Covered,
  confirmationOf,
  correctionsAmong,
  type Look,
  type PersonRecord,
  type PersonRecords,
  personOf,
  recordsOf,
  type StoredOptIn,
} from './person-records.ts';
import { isVouchedFor, mayObject, stoppedByLink } from './stop-by-link.ts';

type Notices = { notices: Pick<NoticeStore, 'versions'> };
type Showing = PersonRecords &
  Correcting &
  Spent &
  Notices &
  Keys<'macs'> &
  Parameters<typeof shownErasure>[0] & { log: LogReader };

export type ShownStanding =
  | { kind: 'on' }
  | { kind: 'stopped'; at: string }
  /** This one opt-in was taken back. The page does not show what else the person agreed to. */
  | { kind: 'taken_back'; at: string }
  | { kind: 'expired'; at: string }
  | { kind: 'too_weak' }
  /** Not stopped by this link. The page does not show what else the person did. */
  | { kind: 'this_only' };

export type ShownConsent = {
  optIn: OptInRecord;
  /** The grade of the opt-in, or of its confirmation. */
  grade: Grade;
  /** Why it is not the next one; none of a confirmed opt-in. */
  gradeReasons: readonly GradeReason[];
  standing: ShownStanding;
  /** What was corrected of it, in log order. */
  corrected: readonly CorrectedRecord[];
  /** Absent where the ledger no longer knows the notice. */
  notice: Notice | undefined;
  /** `opened`: its file holds the record itself. */
  proof: { leafIndex: number; treeSize: number; checkpoint: string; opened: boolean };
};

export type PersonPage = {
  kind: 'record' | 'person';
  /** The name that the person saw. */
  business: string;
  consents: ShownConsent[];
  /** The newest first. None where the link is to one record: it must tell nothing else of the person. */
  looks: readonly Look[];
  /** Whether a link of the kind `person` has anything left to stop. */
  stoppable: boolean;
  /**
   * Whether the person may object to marketing by this link, or since when they have. Absent: not by this
   * link.
   */
  objection?: 'open' | { since: string };
  /** How the person asks to be erased, or that they have. */
  erasure: ShownErasure;
};

export async function readPersonPage(ledger: Showing & Noting, opened: OpenedLink): Promise<PersonPage> {
  await noteLook(ledger, opened);
  const business = await businessName(ledger, opened.optIn);
  const shown = opened.link.kind === 'record' ? await onlyThis(ledger, opened) : await all(ledger, opened);
  return { kind: opened.link.kind, business, ...shown };
}

/**
 * The evidence of the link's record, or of another record that its page shows; or its proof alone. Undefined
 * where the page shows no such record.
 */
export async function readLinkEvidence(
  ledger: Evidence & Noting & PersonRecords,
  opened: OpenedLink,
  record: string = opened.optIn.id,
): Promise<EvidenceFile | ProofFile | undefined> {
  const shown: StoredOptIn[] =
    opened.link.kind === 'record'
      ? [opened]
      : [opened, ...agreedPerNotice((await recordsOf(ledger, opened)).records)];
  const asked = shown.find(({ optIn }) => optIn.id === record);
  if (asked === undefined) return undefined;
  await noteLook(ledger, opened);
  return opens(opened.link, asked.optIn) ? evidenceOf(ledger, asked.stored) : proofOf(ledger, asked.stored);
}

const opens = ({ kind }: PersonLink, { jws }: OptInRecord): boolean => kind === 'person' || jws === undefined;

type Shown = Pick<PersonPage, 'consents' | 'looks' | 'stoppable' | 'objection' | 'erasure'>;

async function onlyThis(ledger: Showing, opened: OpenedLink): Promise<Shown> {
  const now = isVouchedFor(opened.optIn)
    ? await wholeStanding(ledger, opened)
    : await ownStanding(ledger, opened.optIn);
  // A correction names what the sealed record does not show: the business's own number for the customer.
  const corrected = opens(opened.link, opened.optIn) ? await correctionsOfRecord(ledger, opened.stored) : [];
  return {
    consents: [await shown(ledger, opened.link, opened, { standing: now, corrected })],
    looks: [],
    stoppable: false,
    ...(mayObject(opened) && { objection: objectionIn((await personOf(ledger, opened)).state) }),
    erasure: await shownErasure(ledger, opened),
  };
}

/** Its own card: an objection may be there where no consent is. */
function objectionIn(state: ConsentState): NonNullable<PersonPage['objection']> {
  const standing = standingObjection(objectionsTo(state, 'marketing', 'marketing'));
  return standing === undefined ? 'open' : { since: standing.at };
}

async function wholeStanding(
  ledger: People & Spent & Keys<'macs'>,
  opened: OpenedLink,
): Promise<ShownStanding> {
  const { state, logTime } = await personOf(ledger, opened);
  const now = standingOf(state, opened.optIn, logTime);
  if (now.kind !== 'this_only') return now;
  // The ledger no longer knows the person by this number. The page shows at least what this link has done.
  const stopped = await stoppedByLink(ledger, opened.optIn);
  return stopped === undefined ? now : { kind: 'stopped', at: stopped };
}

/** Reads nothing else of the person, because the duration would tell a stranger how much there is. */
async function ownStanding(ledger: Spent & Keys<'macs'>, optIn: OptInRecord): Promise<ShownStanding> {
  const at = await takenBackAt(ledger, optIn);
  return at === undefined ? { kind: 'this_only' } : { kind: 'taken_back', at };
}

async function all(ledger: Showing, opened: OpenedLink): Promise<Shown> {
  const { state, logTime } = await personOf(ledger, opened);
  const { records, looks } = await recordsOf(ledger, opened);
  const consents = await Promise.all(
    agreedPerNotice(records).map((one) =>
      shown(ledger, opened.link, one, {
        ...{ standing: standingOf(state, one, logTime), records },
        corrected: correctionsAmong(records, one.optIn),
      }),
    ),
  );
  const stoppable = standingOf(state, everything, logTime).kind === 'on';
  const erasure = await shownErasure(ledger, opened, records);
  return { consents, looks, stoppable, objection: objectionIn(state), erasure };
}

async function shown(
  ledger: Notices & { log: LogReader },
  link: PersonLink,
  { stored, optIn }: StoredOptIn,
  {
    standing: now,
    corrected,
    records = [],
  }: Pick<ShownConsent, 'standing' | 'corrected'> & { records?: readonly PersonRecord[] },
): Promise<ShownConsent> {
  const { note } = await firstCheckpoint(ledger, stored);
  return {
    optIn,
    ...gradingOf(confirmationOf(records, optIn), optIn),
    standing: now,
    corrected,
    notice: await noticeOf(ledger, optIn),
    proof: {
      leafIndex: stored.index,
      treeSize: stored.treeSize,
      checkpoint: note,
      opened: opens(link, optIn),
    },
  };
}

const gradingOf = (confirmed: ConfirmedRecord | undefined, { grade, grade_reasons }: OptInRecord) =>
  confirmed === undefined
    ? { grade, gradeReasons: grade_reasons }
    : { grade: confirmed.grade, gradeReasons: [] };

const everything: Covered = { purposes: [...purposes], scope: ['message', 'call'] };

/** One word for all purposes covered. While consent to one purpose holds, messages may come. */
function standingOf(state: ConsentState, covered: Covered, now: string): ShownStanding {
  const found = covered.purposes.flatMap((purpose) =>
    covered.scope.map((one) => standing(state, purpose, one, now)),
  );
  const of = <K extends Standing['kind']>(kind: K) =>
    found.filter((one): one is Extract<Standing, { kind: K }> => one.kind === kind);
  if (of('granted').length > 0) return { kind: 'on' };
  if (of('too_weak_after_withdrawal').length > 0) return { kind: 'too_weak' };
  const stops = [...of('withdrawn'), ...of('objected')].map(({ stop }) => stop.at);
  if (stops.length > 0) return { kind: 'stopped', at: stops.toSorted().at(-1)! };
  // The number may have another holder now. The page then treats that consent as ended too.
  const suspended = of('suspended').map(({ suspension }) => suspension.at);
  const ends = [...of('expired').map(({ grant }) => grant.until!), ...suspended];
  if (ends.length > 0) return { kind: 'expired', at: ends.toSorted().at(-1)! };
  // The ledger no longer knows the person by this number. The gate allows nothing, and the page says no more.
  return { kind: 'this_only' };
}

async function noticeOf(ledger: Notices, { business, notice }: OptInRecord): Promise<Notice | undefined> {
  return (await namedNotice(ledger, business, notice))?.notice;
}

async function businessName(
  ledger: Notices & { setup: Pick<SetupStore, 'business'> },
  optIn: OptInRecord,
): Promise<string> {
  const notice = await noticeOf(ledger, optIn);
  return notice?.business.name ?? (await ledger.setup.business(optIn.business))?.name ?? optIn.business;
}
