// Challenges by which people show that a number is theirs, and the caps on them. A cap counts the rows
// themselves, so no counter can disagree with the messages sent, and a restart forgets nothing.
//
// Three statements under one lock open a challenge: delete yesterday's, look for one that is still open,
// insert. The lock makes the counts exact: a hundred requests at once send no more messages than a hundred in
// turn. Reading one needs no lock, and a change is written only over the row that was read.
//
// A row that is not as the ledger wrote it is no challenge: an attacker who changes it by hand and lacks the
// secret gets one that no code can meet. Otherwise a person who was sent a code for their own number could
// confirm another's consent with it.

import { isKept, rowMac } from '../../core/kept-row.ts';
import type { MacKeys } from '../../core/mac.ts';
import { toMoment } from '../../core/when.ts';
import type {
  Challenge,
  ChallengeCaps,
  ChallengeStore,
  NewChallenge,
} from '../../operations/ownership/store.ts';
import { inOneFlight } from '../append/in-one-flight.ts';
import type { Database, Sql } from '../database/connection.ts';

const table = 'ownership_challenges';
/** A transaction that opens a challenge holds this advisory lock. The number is unused in this database. */
const openingLock = 7_260_418;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

type Row = Omit<Challenge, 'asker'> & { askerKind: Challenge['asker']['by']; asker: string; mac: Buffer };

export function createChallengeStore({ sql, transaction }: Database, macs: MacKeys): ChallengeStore {
  const columns = columnsOf(sql);

  /** What is left out was never a challenge. */
  const kept = (rows: readonly Row[]): Row[] =>
    rows.filter(({ mac, ...row }) => isKept(macs, table, { ...cellsOf(challengeOf(row)), mac }));

  async function byId(id: string): Promise<Row | undefined> {
    return kept(await sql<Row[]>`select ${columns} from ownership_challenges where id = ${id}`)[0];
  }

  /**
   * Writes over the row as it was read; where another has changed it meanwhile, over what that one has left.
   * @param next undefined: there is nothing to change
   */
  async function change(
    id: string,
    next: (is: Challenge) => Partial<Challenge> | undefined,
  ): Promise<Challenge | undefined> {
    for (;;) {
      const row = await byId(id);
      const is = row && challengeOf(row);
      const changed = is && next(is);
      if (row === undefined || changed === undefined) return undefined;
      const challenge = { ...is!, ...changed };
      const { live, confirmed, tries, expiresAt } = challenge;
      const { count } = await sql`
        update ownership_challenges set live = ${live}, confirmed = ${confirmed}, tries = ${tries},
          expires_at = ${expiresAt}::timestamptz, mac = ${rowMac(macs, table, cellsOf(challenge))}
        where id = ${id} and mac = ${row.mac}`;
      if (count === 1) return challenge;
    }
  }

  return {
    open: (challenge, caps) =>
      transaction(async ({ sql: inside }) => {
        const [, , rows] = await inOneFlight([
          inside`select pg_advisory_xact_lock(${openingLock})`,
          inside`delete from ownership_challenges where created_at < ${earlier(challenge.createdAt, dayMs)}::timestamptz`,
          findOpen(inside, challenge),
        ]);
        const [open] = kept(rows);
        if (open !== undefined) return { challenge: challengeOf(open), isNew: false };
        const [made] = await insert(inside, macs, challenge, caps);
        return { challenge: challengeOf(made!), isNew: true };
      }),

    async byId(id) {
      const row = await byId(id);
      return row && challengeOf(row);
    },

    async byCode(business, code, now) {
      const [row] = kept(
        await sql<Row[]>`
          select ${columns} from ownership_challenges
          where code = ${code} and business = ${business} and live and not confirmed
            and expires_at > ${now}::timestamptz`,
      );
      return row && challengeOf(row);
    },

    // It counts the try before it compares the code, so that of many guesses at once it looks at only these
    // few.
    countTry: (id, triesMax, now) =>
      change(id, ({ tries, expiresAt }) =>
        tries < triesMax && expiresAt > now ? { tries: tries + 1 } : undefined,
      ),

    async confirm(id) {
      await change(id, () => ({ confirmed: true }));
    },

    async end(id, now) {
      await change(id, ({ expiresAt }) => (expiresAt > now ? { expiresAt: now } : undefined));
    },

    async withdraw(id) {
      await change(id, () => ({ live: false }));
    },
  };
}

const earlier = (moment: string, ms: number) => new Date(Date.parse(moment) - ms).toISOString();

const columnsOf = (sql: Sql) => sql.part`
  id, business, subject, record, method, code, number, calling_code as "callingCode", asker_kind as "askerKind",
  asker, live, confirmed, tries, created_at as "createdAt", expires_at as "expiresAt", mac`;

function challengeOf({ askerKind, asker, ...row }: Omit<Row, 'mac'> & { mac?: Buffer }): Challenge {
  const { mac: _, ...rest } = row;
  return { ...rest, asker: { by: askerKind, id: asker } };
}

/** The row's columns by their names, for its MAC. */
function cellsOf({ callingCode, asker, createdAt, expiresAt, ...same }: Challenge) {
  return {
    ...same,
    calling_code: callingCode,
    asker_kind: asker.by,
    asker: asker.id,
    created_at: toMoment(createdAt),
    expires_at: toMoment(expiresAt),
  };
}

function findOpen(sql: Sql, { record, method, createdAt }: NewChallenge) {
  return sql<Row[]>`
    select ${columnsOf(sql)} from ownership_challenges
    where record = ${record} and method = ${method} and not confirmed and expires_at > ${createdAt}::timestamptz
    order by created_at desc`;
}

function insert(sql: Sql, macs: MacKeys, challenge: NewChallenge, caps: ChallengeCaps) {
  const macIf = (isLive: boolean) =>
    rowMac(macs, table, cellsOf({ ...challenge, live: isLive, confirmed: false, tries: 0 }));
  const { createdAt, number, callingCode, asker, method, live } = challenge;
  const isCode = method === 'code';
  // The caps keep the messages of a day few, and an index holds nothing else, so counting them is cheap. A
  // business uses up only its own cap. The cap of a number counts the requests of all businesses.
  return sql<Row[]>`
    insert into ownership_challenges (id, business, subject, record, method, code, number, calling_code, asker_kind,
      asker, created_at, expires_at, live, mac)
    select ${challenge.id}, ${challenge.business}, ${challenge.subject}::uuid, ${challenge.record}::uuid, ${method},
      ${challenge.code}::bytea, ${number}::bytea, ${callingCode}, ${asker.by}, ${asker.id},
      ${createdAt}::timestamptz, ${challenge.expiresAt}::timestamptz, may,
      case when may then ${macIf(true)}::bytea else ${macIf(false)}::bytea end
    from (select ${live} and this_hour < ${caps.perNumberAndHour} and (not ${isCode} or (
        of_number < ${caps.codesPerNumber} and of_asker < ${caps.codesPerAsker}
        and of_code < ${caps.codesPerCallingCode} and of_day < ${caps.codes})) as may
    from (
      select count(*) as this_hour from ownership_challenges
      where number = ${number} and created_at > ${earlier(createdAt, hourMs)}::timestamptz) asked,
    (
      select count(*) filter (where business = ${challenge.business}) as of_day,
        count(*) filter (where number = ${number}) as of_number,
        count(*) filter (where asker = ${asker.id}) as of_asker,
        count(*) filter (where business = ${challenge.business} and calling_code = ${callingCode}) as of_code
      from ownership_challenges
      where live and method = 'code' and created_at > ${earlier(createdAt, dayMs)}::timestamptz) sent) as judged
    returning ${columnsOf(sql)}`;
}
