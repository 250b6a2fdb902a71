// Challenges by which people show that a number is theirs, and the caps on them. A cap counts the rows
// themselves, so no counter can disagree with the messages sent, and a restart forgets nothing.
//
// Three statements under one lock open a challenge: delete yesterday's, look for one that is still open,
// insert. The lock makes the counts exact: a hundred requests at once send no more messages than a hundred in
// turn. Reading, trying and meeting a challenge need no lock, because each is one statement.

import type {
  Challenge,
  ChallengeCaps,
  ChallengeStore,
  NewChallenge,
} from '../../operations/ownership/store.ts';
import { inOneFlight } from '../append/in-one-flight.ts';
import type { Database, Sql } from '../database/connection.ts';

/** A transaction that opens a challenge holds this advisory lock. The number is unused in this database. */
const openingLock = 7_260_418;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

type Row = Omit<Challenge, 'asker'> & { askerKind: 'site' | 'key'; asker: string };

export function createChallengeStore({ sql, transaction }: Database): ChallengeStore {
  const columns = columnsOf(sql);
  return {
    open: (challenge, caps) =>
      transaction(async ({ sql: inside }) => {
        const [, , [open]] = await inOneFlight([
          inside`select pg_advisory_xact_lock(${openingLock})`,
          inside`delete from ownership_challenges where created_at < ${earlier(challenge.createdAt, dayMs)}::timestamptz`,
          findOpen(inside, challenge),
        ]);
        if (open !== undefined) return { challenge: challengeOf(open), isNew: false };
        const [made] = await insert(inside, challenge, caps);
        return { challenge: challengeOf(made!), isNew: true };
      }),

    async byId(id) {
      const [row] = await sql<Row[]>`select ${columns} from ownership_challenges where id = ${id}`;
      return row && challengeOf(row);
    },

    async byCode(business, code, now) {
      const [row] = await sql<Row[]>`
        select ${columns} from ownership_challenges
        where code = ${code} and business = ${business} and live and not confirmed and expires_at > ${now}::timestamptz`;
      return row && challengeOf(row);
    },

    async countTry(id, triesMax, now) {
      // It counts the try before it compares the code, so that of many guesses at once it looks at only these
      // few.
      const [row] = await sql<Row[]>`
        update ownership_challenges set tries = tries + 1
        where id = ${id} and tries < ${triesMax} and expires_at > ${now}::timestamptz
        returning ${columns}`;
      return row && challengeOf(row);
    },

    async confirm(id) {
      await sql`update ownership_challenges set confirmed = true where id = ${id}`;
    },

    async end(id, now) {
      await sql`
        update ownership_challenges set expires_at = ${now}::timestamptz
        where id = ${id} and expires_at > ${now}::timestamptz`;
    },

    async withdraw(id) {
      await sql`update ownership_challenges set live = false where id = ${id}`;
    },
  };
}

const earlier = (moment: string, ms: number) => new Date(Date.parse(moment) - ms).toISOString();

const columnsOf = (sql: Sql) => sql.part`
  id, business, subject, record, method, code, number, calling_code as "callingCode", mac, asker_kind as "askerKind",
  asker, live, confirmed, tries, created_at as "createdAt", expires_at as "expiresAt"`;

function challengeOf({ askerKind, asker, ...row }: Row): Challenge {
  return { ...row, asker: { by: askerKind, id: asker } };
}

function findOpen(sql: Sql, { record, method, createdAt }: NewChallenge) {
  return sql<Row[]>`
    select ${columnsOf(sql)} from ownership_challenges
    where record = ${record} and method = ${method} and not confirmed and expires_at > ${createdAt}::timestamptz
    order by created_at desc limit 1`;
}

function insert(sql: Sql, challenge: NewChallenge, caps: ChallengeCaps) {
  const { createdAt, number, callingCode, asker, method, live } = challenge;
  const isCode = method === 'code';
  // The caps keep the messages of a day few, and an index holds nothing else, so counting them is cheap. A
  // business uses up only its own cap. The cap of a number counts the requests of all businesses.
  return sql<Row[]>`
    insert into ownership_challenges (id, business, subject, record, method, code, number, calling_code, asker_kind,
      asker, mac, live, created_at, expires_at)
    select ${challenge.id}, ${challenge.business}, ${challenge.subject}, ${challenge.record}, ${method},
      ${challenge.code}, ${number}, ${callingCode}, ${asker.by}, ${asker.id}, ${challenge.mac},
      ${live} and this_hour < ${caps.perNumberAndHour} and (not ${isCode} or (
        of_number < ${caps.codesPerNumber} and of_asker < ${caps.codesPerAsker}
        and of_code < ${caps.codesPerCallingCode} and of_day < ${caps.codes})),
      ${createdAt}::timestamptz, ${challenge.expiresAt}::timestamptz
    from (
      select count(*) as this_hour from ownership_challenges
      where number = ${number} and created_at > ${earlier(createdAt, hourMs)}::timestamptz) asked,
    (
      select count(*) filter (where business = ${challenge.business}) as of_day,
        count(*) filter (where number = ${number}) as of_number,
        count(*) filter (where asker = ${asker.id}) as of_asker,
        count(*) filter (where business = ${challenge.business} and calling_code = ${callingCode}) as of_code
      from ownership_challenges
      where live and method = 'code' and created_at > ${earlier(createdAt, dayMs)}::timestamptz) sent
    returning ${columnsOf(sql)}`;
}
