// Challenges to show that a number is theirs, and the caps on them. What a cap counts are the rows themselves, so no
// counter can disagree with what was sent, and a restart forgets nothing.
//
// Opening one is three statements under one lock: forget yesterday, look for one that is still open, insert. The lock
// makes the counts exact: a hundred requests at once send no more messages than a hundred in turn. Reading, trying and
// meeting a challenge need no lock, each is one statement.

import type { Challenge, ChallengeCaps, ChallengeStore, NewChallenge } from '../../operations/ports.ts';
import { inOneFlight } from '../append/in-one-flight.ts';
import type { Database, Sql } from '../connection.ts';

/** Whoever opens a challenge holds this advisory lock; any number that nobody else in this database uses. */
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
      // Counted before anybody compares: of many guesses at once no more than these few are looked at.
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
  id, business, subject, record, method, code, asker_kind as "askerKind", asker, live, confirmed, tries,
  expires_at as "expiresAt"`;

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
  // Messages of the day are few, at most the largest cap: they are counted along an index that holds nothing else.
  return sql<Row[]>`
    insert into ownership_challenges (id, business, subject, record, method, code, number, calling_code, asker_kind,
      asker, live, created_at, expires_at)
    select ${challenge.id}, ${challenge.business}, ${challenge.subject}, ${challenge.record}, ${method},
      ${challenge.code}, ${number}, ${callingCode}, ${asker.by}, ${asker.id},
      ${live} and this_hour < ${caps.perNumberAndHour} and (not ${isCode} or (
        of_number < ${caps.codesPerNumber} and of_asker < ${caps.codesPerAsker}
        and of_code < ${caps.codesPerCallingCode} and of_day < ${caps.codes})),
      ${createdAt}::timestamptz, ${challenge.expiresAt}::timestamptz
    from (
      select count(*) as this_hour from ownership_challenges
      where number = ${number} and created_at > ${earlier(createdAt, hourMs)}::timestamptz) asked,
    (
      select count(*) as of_day, count(*) filter (where number = ${number}) as of_number,
        count(*) filter (where asker = ${asker.id}) as of_asker,
        count(*) filter (where calling_code = ${callingCode}) as of_code
      from ownership_challenges
      where live and method = 'code' and created_at > ${earlier(createdAt, dayMs)}::timestamptz) sent
    returning ${columnsOf(sql)}`;
}
