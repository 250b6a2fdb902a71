// What the person's own page shows. It never changes consent: mail scanners follow links.
//
//   record   one opt-in. If anybody with a site key could have posted it, nothing else of the person: neither what they
//            agreed to elsewhere nor whether they stopped in another way. If the business's server posted it, or named the
//            number in a session token, how it stands now. What a page signed names the number, and may hold a session
//            token that is still good: the link goes around in mails, so it proves such a record and does not open it.
//   person   the newest opt-in under each notice, and how all that was agreed under that notice stands now.

import type { PersonLink } from '../../auth/person-link.ts';
import type { Grade } from '../../core/consent/grade.ts';
import type { OptInRecord } from '../../core/consent/record.ts';
import { type Standing, standing } from '../../core/consent/standing.ts';
import type { ConsentState } from '../../core/consent/state.ts';
import type { Notice } from '../../core/notice/notice.ts';
import { purposes } from '../../core/notice/purpose.ts';
import type { EvidenceFile, ProofFile } from '../../core/receipt/evidence-file.ts';
import type { Ledger } from '../ledger.ts';
import { noteLook, type OpenedLink } from '../open-link.ts';
import { evidenceOf, firstCheckpoint, proofOf } from '../record/evidence.ts';
import { stoppedByLink } from '../stop-by-link.ts';
import { takenBackAt } from '../taking-back.ts';
import {
  agreedPerNotice,
  type Covered,
  confirmationOf,
  type PersonRecord,
  personOf,
  recordsOf,
  type StoredOptIn,
} from './person-records.ts';

export type ShownStanding =
  | { kind: 'on' }
  | { kind: 'stopped'; at: string }
  /** This one opt-in was; what else the person agreed to is not shown. */
  | { kind: 'taken_back'; at: string }
  | { kind: 'expired'; at: string }
  | { kind: 'too_weak' }
  /** Not stopped by this link; what else the person did is not shown. */
  | { kind: 'this_only' };

export type ShownConsent = {
  optIn: OptInRecord;
  /** Of the opt-in, or of its confirmation. */
  grade: Grade;
  standing: ShownStanding;
  /** Absent where the notice is no longer known. */
  notice: Notice | undefined;
  /** `opened`: its file holds the record itself. */
  proof: { leafIndex: number; treeSize: number; checkpoint: string; opened: boolean };
};

export type PersonPage = {
  kind: 'record' | 'person';
  /** The name the person was shown. */
  business: string;
  consents: ShownConsent[];
  /** Whether a link to everything has anything left to stop. */
  stoppable: boolean;
};

export async function readPersonPage(ledger: Ledger, opened: OpenedLink): Promise<PersonPage> {
  await noteLook(ledger, opened);
  const business = await businessName(ledger, opened.optIn);
  const shown = opened.link.kind === 'record' ? await onlyThis(ledger, opened) : await all(ledger, opened);
  return { kind: opened.link.kind, business, ...shown };
}

/**
 * The evidence of the link's record, or of another one that its page shows; or its proof alone. Undefined: it shows no
 * such record.
 */
export async function readLinkEvidence(
  ledger: Ledger,
  opened: OpenedLink,
  record: string = opened.optIn.id,
): Promise<EvidenceFile | ProofFile | undefined> {
  const shown: StoredOptIn[] =
    opened.link.kind === 'record' ? [opened] : [opened, ...agreedPerNotice(await recordsOf(ledger, opened))];
  const asked = shown.find(({ optIn }) => optIn.id === record);
  if (asked === undefined) return undefined;
  await noteLook(ledger, opened);
  return opens(opened.link, asked.optIn) ? evidenceOf(ledger, asked.stored) : proofOf(ledger, asked.stored);
}

const opens = ({ kind }: PersonLink, { jws }: OptInRecord): boolean => kind === 'person' || jws === undefined;

type Shown = Pick<PersonPage, 'consents' | 'stoppable'>;

async function onlyThis(ledger: Ledger, opened: OpenedLink): Promise<Shown> {
  const now = isVouchedFor(opened.optIn)
    ? await wholeStanding(ledger, opened)
    : await ownStanding(ledger, opened.optIn);
  return { consents: [await shown(ledger, opened.link, opened, { standing: now })], stoppable: false };
}

/**
 * Whether the business itself said whose number it is: its server alone, or its session token. A server that passes on what
 * a page signed has said nothing, and the page is answered with the same link.
 */
const isVouchedFor = ({ submitted_by: by, jws }: OptInRecord): boolean =>
  by?.session === true || (by?.by === 'key' && jws === undefined);

async function wholeStanding(ledger: Ledger, opened: OpenedLink): Promise<ShownStanding> {
  const stopped = await stoppedByLink(ledger, opened.optIn);
  if (stopped !== undefined) return { kind: 'stopped', at: stopped };
  const { state } = await personOf(ledger, opened);
  return standingOf(state, opened.optIn, ledger.world.now());
}

/** Reads nothing else of the person, or the time it takes would tell a stranger how much there is. */
async function ownStanding(ledger: Ledger, optIn: OptInRecord): Promise<ShownStanding> {
  const at = await takenBackAt(ledger, optIn);
  return at === undefined ? { kind: 'this_only' } : { kind: 'taken_back', at };
}

async function all(ledger: Ledger, opened: OpenedLink): Promise<Shown> {
  const { state } = await personOf(ledger, opened);
  const records = await recordsOf(ledger, opened);
  const now = ledger.world.now();
  const consents = await Promise.all(
    agreedPerNotice(records).map((one) =>
      shown(ledger, opened.link, one, { standing: standingOf(state, one, now), records }),
    ),
  );
  return { consents, stoppable: standingOf(state, everything, now).kind === 'on' };
}

async function shown(
  ledger: Ledger,
  link: PersonLink,
  { stored, optIn }: StoredOptIn,
  { standing: now, records = [] }: { standing: ShownStanding; records?: readonly PersonRecord[] },
): Promise<ShownConsent> {
  const { note } = await firstCheckpoint(ledger, stored);
  return {
    optIn,
    grade: confirmationOf(records, optIn)?.grade ?? optIn.grade,
    standing: now,
    notice: await noticeOf(ledger, optIn),
    proof: {
      leafIndex: stored.index,
      treeSize: stored.treeSize,
      checkpoint: note,
      opened: opens(link, optIn),
    },
  };
}

const everything: Covered = { purposes: [...purposes], scope: ['message', 'call'] };

/** One word for everything covered: as long as one purpose holds, messages may come. */
function standingOf(state: ConsentState, covered: Covered, now: Date): ShownStanding {
  const found = covered.purposes.flatMap((purpose) =>
    covered.scope.map((one) => standing(state, purpose, one, now.toISOString())),
  );
  const of = <K extends Standing['kind']>(kind: K) =>
    found.filter((one): one is Extract<Standing, { kind: K }> => one.kind === kind);
  if (of('granted').length > 0) return { kind: 'on' };
  if (of('too_weak_after_withdrawal').length > 0) return { kind: 'too_weak' };
  const stops = of('withdrawn').map(({ stop }) => stop.at);
  if (stops.length > 0) return { kind: 'stopped', at: stops.toSorted().at(-1)! };
  // Whoever holds the number may have changed: for the page, that consent is over as well.
  const suspended = of('suspended').map(({ suspension }) => suspension.at);
  const ends = [...of('expired').map(({ grant }) => grant.until!), ...suspended];
  if (ends.length > 0) return { kind: 'expired', at: ends.toSorted().at(-1)! };
  // Nothing is known of them under this number any more: nothing may be sent, and nothing else is said.
  return { kind: 'this_only' };
}

async function noticeOf(ledger: Ledger, { business, notice }: OptInRecord): Promise<Notice | undefined> {
  const versions = await ledger.notices.versions(business, notice.id);
  return versions.find((one) => one.notice.version === notice.version)?.notice;
}

async function businessName(ledger: Ledger, optIn: OptInRecord): Promise<string> {
  const notice = await noticeOf(ledger, optIn);
  return notice?.business.name ?? (await ledger.setup.business(optIn.business))?.name ?? optIn.business;
}
