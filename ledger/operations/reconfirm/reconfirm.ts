// Whom to ask again, and what came of it: files that are made while they are read, page by page. Each page is
// of a moment of its own, so that a slow reader holds no connection, and a stop that came while the file was
// made is seen by all pages behind it. The look is recorded before its first byte is sent.

import { createHash } from 'node:crypto';
import type { Principal } from '../../auth/scope.ts';
import { readRow } from '../../core/audit/opened-row.ts';
import type { RevealReason } from '../../core/consent/record/of-business.ts';
import type { ConsentRecord } from '../../core/consent/record.ts';
import { joinStates } from '../../core/consent/state.ts';
import { LedgerError } from '../../core/error.ts';
import { namesOf } from '../../core/export/row.ts';
import {
  type Held,
  heldOf,
  outcomeOf,
  type ReconfirmAsked,
  type ReconfirmFormat,
  type ReconfirmRow,
  reconfirmHead,
  reconfirmLine,
  type Why,
  whyAskAgain,
} from '../../core/register/reconfirm.ts';
import { microsAt, momentOf } from '../../core/when.ts';
import { type Noting, noteAccess } from '../history/read-history.ts';
import type { Keys } from '../keys.ts';
import type { NoticeStore, StoredNotice } from '../notice/store.ts';
import type { ConsentStates } from '../person/consent-states.ts';
import { samePeople } from '../person/same-person.ts';
import type { Records } from '../record/store.ts';
import type { Register } from '../register/query.ts';
import type { Named, ReconfirmStore } from '../register/reconfirm-store.ts';
import { type Person, peopleOn } from '../report/each-person.ts';
import type { World } from '../world.ts';

export type Reconfirming = Noting &
  Keys<'master' | 'peppers'> &
  Records<'at'> & {
    consentStates: ConsentStates;
    notices: Pick<NoticeStore, 'versions'>;
    reconfirmations: ReconfirmStore;
    register: Register;
    world: World;
  };

export type ReconfirmQuery = {
  asked: ReconfirmAsked;
  /** Remembers who is named, so that what came of it can be asked. */
  round?: string | undefined;
  /** Without one no person is named. */
  reason?: RevealReason | undefined;
  format: ReconfirmFormat;
};

export type ReconfirmFile = { mediaType: string; fileName: string; pieces: AsyncGenerator<string> };

const subjectsAtOnce = 500;
/** Before every subject: no random UUID is this one. */
const beforeAll = '00000000-0000-0000-0000-000000000000';

export async function whoToAskAgain(
  ledger: Reconfirming,
  principal: Principal,
  { asked, round, reason, format }: ReconfirmQuery,
): Promise<ReconfirmFile> {
  const { business } = principal;
  const { size } = await ledger.register.store.state();
  const filter = { reconfirm: asked, ...(round !== undefined && { round }) };
  const access = { filter, tree_size: size, ...(reason && { reason }) };
  await noteAccess(ledger, principal, 'export', null, access);

  async function* rows() {
    // Judged when it is asked for: a reader who takes long is not told who agreed before a stop.
    for (let after: string | undefined = beforeAll; after !== undefined; ) {
      const found: Page = await pageOf(ledger, business, asked, after);
      const { treeSize, now } = found;
      const people = await candidates(ledger, business, asked, found);
      if (round !== undefined)
        await ledger.reconfirmations.name(business, round, now, namedIn(asked, people, treeSize));
      yield people.map((one) => rowOf(asked, round, one, treeSize, reason !== undefined));
      after = found.next;
    }
  }
  return fileOf({ business, name: round ?? 'reconfirm', round, format }, rows());
}

type Page = {
  treeSize: number;
  now: string;
  people: { subject: string; held: Held }[];
  next: string | undefined;
};

async function pageOf(
  ledger: Reconfirming,
  business: string,
  asked: ReconfirmAsked,
  after: string,
): Promise<Page> {
  return ledger.consentStates.atOneMoment(async (then) => {
    const { treeSize } = then;
    const now = momentOf(microsAt(ledger.world.now()));
    for await (const { found } of then.subjects(business, subjectsAtOnce, after)) {
      // A tick of any purpose: whether it is of this one, the joint state says.
      const people = await peopleOn(
        ledger,
        then,
        business,
        found,
        ({ grants, ticks }) => Object.keys(grants).length > 0 || ticks !== undefined,
      );
      const next = found.length === subjectsAtOnce ? found.at(-1)!.subject : undefined;
      return { treeSize, now, people: people.flatMap((one) => heldIn(one, asked, now)), next };
    }
    return { treeSize, now, people: [], next: undefined };
  });
}

const heldIn = ({ subject, state }: Person, asked: ReconfirmAsked, now: string): Page['people'] => {
  const held = heldOf(state, asked, now);
  return held === undefined ? [] : [{ subject, held }];
};

type Candidate = {
  subject: string;
  held: Held;
  why: Why[];
  record: ConsentRecord | undefined;
  notice: Shown;
};
type Shown = { id: string; version: number } | undefined;

/** Who of them is to be asked, with the record that the consent rests on. */
async function candidates(
  ledger: Reconfirming,
  business: string,
  asked: ReconfirmAsked,
  { people, now }: Page,
): Promise<Candidate[]> {
  const held = people
    .map((one) => ({ ...one, why: whyAskAgain(one.held, asked, now) }))
    .filter(({ why }) => why.length > 0 || asked.notice_changed === true);
  const opened = await openedOf(
    ledger,
    business,
    held.map(({ held: { grant } }) => grant.record),
  );
  const confirmed = [...opened.values()].flatMap((one) => (one?.kind === 'confirmed' ? [one.confirms] : []));
  const before = await openedOf(ledger, business, confirmed);
  const found: Candidate[] = [];
  const newest = new Map<string, Promise<StoredNotice | undefined>>();
  for (const one of held) {
    const id = one.held.grant.record;
    // Erased since their page was read.
    if (!opened.has(id)) continue;
    const record = opened.get(id);
    // A confirmation names no notice; what it confirms does.
    const shownBy = record?.kind === 'confirmed' ? before.get(record.confirms) : record;
    const notice = shownBy !== undefined && 'notice' in shownBy ? shownBy.notice : undefined;
    const isChanged = asked.notice_changed === true && (await hasChanged(ledger, business, notice, newest));
    const why = [...one.why, ...(isChanged ? ['notice_changed' as const] : [])];
    if (why.length > 0) found.push({ ...one, why, record, notice });
  }
  return found;
}

/** By id; undefined: it does not open. Of one that is gone there is none. */
async function openedOf(
  { keys: { master }, records, reconfirmations }: Reconfirming,
  business: string,
  ids: readonly string[],
): Promise<Map<string, ConsentRecord | undefined>> {
  if (ids.length === 0) return new Map();
  const stored = await records.at(await reconfirmations.indexesOf(ids));
  return new Map(
    stored
      .filter((one) => one.business === business)
      .map((one) => {
        const read = readRow(one, master);
        return [one.record, read?.kind === 'known' ? read.record : undefined];
      }),
  );
}

/**
 * Retired counts as changed: these words are shown to no one any more.
 * @param newest of each notice that was asked for on this page: most people agreed to the same few
 */
async function hasChanged(
  { notices }: Reconfirming,
  business: string,
  notice: Shown,
  newest: Map<string, Promise<StoredNotice | undefined>>,
): Promise<boolean> {
  if (notice === undefined) return false;
  const { id, version } = notice;
  const asked = newest.get(id) ?? notices.versions(business, id).then(([first]) => first);
  newest.set(id, asked);
  const now = await asked;
  return now !== undefined && (now.notice.version !== version || now.retiredAt !== undefined);
}

const namedIn = (asked: ReconfirmAsked, people: readonly Candidate[], treeSize: number): Named[] =>
  people.map(({ subject, held: { grant } }) => ({
    ...{ subject, purpose: asked.purpose, scope: asked.scope ?? 'message' },
    ...{ record: grant.record, treeSize },
  }));

function rowOf(
  { purpose, scope = 'message' }: ReconfirmAsked,
  round: string | undefined,
  { subject, held: { grade, grant }, why, record, notice }: Candidate,
  treeSize: number,
  reveals: boolean,
): ReconfirmRow {
  const names = record !== undefined && 'identifiers' in record ? namesOf(record.identifiers, reveals) : {};
  const { number, external_id } = names;
  return {
    row: 'person',
    ...(round !== undefined && { round }),
    subject,
    ...(number !== undefined && { number }),
    ...(external_id !== undefined && { external_id }),
    ...{ purpose, scope, why, record: grant.record, agreed_at: grant.at, tree_size: treeSize },
    ...(grade !== undefined && { grade }),
    ...(grant.until !== undefined && { valid_until: grant.until }),
    ...(notice !== undefined && { notice: notice.id, version: notice.version }),
  };
}

/**
 * What came of a round, of each whom it named and who was not erased since.
 * @throws LedgerError not_found: this business has no such round
 */
export async function whatCameOfIt(
  ledger: Reconfirming,
  principal: Principal,
  { round, format }: { round: string; format: ReconfirmFormat },
): Promise<ReconfirmFile> {
  const { business } = principal;
  const { reconfirmations, register } = ledger;
  const page = (after: string) => reconfirmations.named(business, round, after, subjectsAtOnce);
  const first = await page(beforeAll);
  if (first.length === 0) throw new LedgerError('not_found', 'There is no such round, or it named no one.');
  await register.flush().catch(() => {});
  const { through } = await register.store.state();
  const access = { filter: { outcome_of: round }, tree_size: through };
  await noteAccess(ledger, principal, 'export', null, access);

  async function* rows() {
    for (let named = first; named.length > 0; named = await page(named.at(-1)!.subject)) {
      yield await outcomesOf(ledger, business, round, named);
      if (named.length < subjectsAtOnce) return;
    }
  }
  return fileOf({ business, name: `${round}-outcome`, round, format }, rows());
}

async function outcomesOf(
  ledger: Reconfirming,
  business: string,
  round: string,
  named: readonly Named[],
): Promise<ReconfirmRow[]> {
  const { reconfirmations, register, consentStates, world } = ledger;
  const { through } = await register.store.state();
  // After the size was read: the states know of each stop below it.
  const { now, people } = await consentStates.atOneMoment(async (then) => ({
    now: momentOf(microsAt(world.now())),
    people: await samePeople(
      ledger,
      then,
      business,
      named.map(({ subject }) => subject),
    ),
  }));
  // Of no transaction: it would need a second connection while it holds one.
  const agreed = await reconfirmations.agreedSince(
    named.map(({ subject, purpose, treeSize }) => {
      const { person } = people.get(subject)!;
      return { purpose, treeSize, subjects: [...new Set([subject, ...(person?.subjects ?? [])])] };
    }),
    through,
  );
  return named.map(({ subject, purpose, scope, record }, i) => {
    const { person, states } = people.get(subject)!;
    const own = states.get(subject);
    const isOthers = person !== undefined && !person.subjects.includes(subject);
    // The name that found them belongs to another person now: a stop of either stops.
    const state = isOthers && own !== undefined ? joinStates(person.state, own) : (person?.state ?? own);
    const outcome = outcomeOf(state, { purpose, scope }, agreed[i]!, now);
    return { row: 'person', round, subject, purpose, scope, outcome, record, tree_size: through };
  });
}

type Of = { business: string; name: string; round: string | undefined; format: ReconfirmFormat };

/** The last row has the hash of all before it: a file without it is not whole. */
function fileOf({ business, name, round, format }: Of, pages: AsyncGenerator<ReconfirmRow[]>): ReconfirmFile {
  async function* pieces() {
    const hash = createHash('sha256');
    let sent = 0;
    let head = reconfirmHead(format);
    for await (const rows of pages) {
      const piece = head + rows.map((row) => reconfirmLine(format, row)).join('');
      head = '';
      sent += rows.length;
      hash.update(piece);
      if (piece !== '') yield piece;
    }
    const of = round !== undefined && { round };
    yield reconfirmLine(format, { row: 'end', ...of, sent, sha256: hash.digest('hex') });
  }
  return {
    mediaType: format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/x-ndjson',
    fileName: `${business}-${name}.${format}`,
    pieces: pieces(),
  };
}
