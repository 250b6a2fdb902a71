// After an erasure and a scrub nothing of the person is in the database's own files, down to the last byte,
// nor in a backup that is made then.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scopeSchema } from '../../ledger/auth/scope.ts';
import { scrubberOf, scrubNow } from '../../ledger/compose/scrub.ts';
import { tagsUnderEveryPepper } from '../../ledger/core/subject/tag.ts';
import { backUp } from '../../ledger/operations/backup/backup.ts';
import { recordOptOut } from '../../ledger/operations/consent/record-consent.ts';
import { eraseBy } from '../../ledger/operations/erase/erase.ts';
import { previewErasure } from '../../ledger/operations/erase/preview.ts';
import { hearIdentities } from '../../ledger/operations/hear/identities.ts';
import { readHistory } from '../../ledger/operations/history/read-history.ts';
import { createBackupSource } from '../../ledger/storage/backup/backup-source.ts';
import { type Database, openDatabase } from '../../ledger/storage/database/connection.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../ledger/storage/embedded-postgres/embedded-postgres.ts';
import { gateSays, optInByTick, stop } from '../operations/commands.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { findingsIn } from '../support/verifier.ts';

let here: TestLedger;
let server: EmbeddedPostgres;
let superuser: Database;
beforeAll(async () => {
  here = await testLedger({ databaseUrl: undefined });
  server = await startEmbeddedPostgres({ folder: here.config.dataFolder });
  superuser = openDatabase({ url: server.ownerUrl, clients: 1 });
}, 120_000);
afterAll(async () => {
  await superuser?.end();
  await server?.stop();
  await here?.stop();
});

const gone = { kind: 'number', value: '+919876513001' } as const;
const stays = { kind: 'number', value: '+919876513002' } as const;
const officer = () => ({ key: 'officer', business: here.business, scopes: scopeSchema.options });

type Needles = Record<string, Buffer>;

/** Which of them the server's files hold. */
function heldOnDisk(needles: Needles): string[] {
  const folder = join(here.config.dataFolder, 'postgres');
  const found = new Set<string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    for (const [name, needle] of Object.entries(needles)) if (bytes.includes(needle)) found.add(name);
  }
  return [...found].sort();
}

/** Every name and state, and of each sealed record, key and request both ends. */
async function needlesOf(person: typeof gone | typeof stays): Promise<Needles> {
  const { business, ledger } = here;
  const [tag] = tagsUnderEveryPepper(ledger.keys.peppers, business, person);
  const rows = await superuser.sql<{ name: string; bytes: Buffer }[]>`
    with theirs as (
      select subject from identifier_tags where tag = ${tag!.tag}
      union select b from subject_links where a in (select subject from identifier_tags where tag = ${tag!.tag}))
    select 'record ' || idx as name, sealed as bytes from sealed_records where subject in (select * from theirs)
    union all select 'key of ' || subject, wrapped_key from subjects where subject in (select * from theirs)
    union all select 'state of ' || subject, convert_to(state, 'UTF8') from consent_states
      where subject in (select * from theirs)
    union all select 'request under ' || encode(key, 'hex'), request from spent_keys k join sealed_records r
      on r.record = k.record where r.subject in (select * from theirs)`;
  const { value } = person;
  return {
    number: Buffer.from(value),
    digits: Buffer.from(value.slice(1)),
    ...Object.fromEntries(
      rows.flatMap(({ name, bytes }) =>
        name.startsWith('state')
          ? [[name, bytes]]
          : [
              [`${name}, its begin`, bytes.subarray(0, 28)],
              [`${name}, its end`, bytes.subarray(-28)],
            ],
      ),
    ),
  };
}

const inBackup = async (needles: Needles): Promise<string[]> => {
  const pieces: Buffer[] = [];
  const to = new Writable({
    write(piece, _, done) {
      pieces.push(piece);
      done();
    },
  });
  const source = createBackupSource({ url: server.ownerUrl, role: 'optmark_app' });
  await backUp(
    { source, master: here.ledger.keys.master },
    () => to,
    () => {},
  );
  const file = Buffer.concat(pieces);
  const begin = file.indexOf(Buffer.from([0x1f, 0x8b]));
  expect(begin).toBeGreaterThanOrEqual(0);
  const content = gunzipSync(file.subarray(begin, gzipEnd(file)));
  return Object.entries(needles).flatMap(([name, needle]) => (content.includes(needle) ? [name] : []));
};
const gzipEnd = (file: Buffer) => file.length - 64;

test('of the erased nothing is in the files or in a later backup, and of others everything', async () => {
  const { ledger, business } = here;
  for (const person of [gone, stays]) {
    await optInByTick(ledger, person.value);
    await recordOptOut(ledger, stop(person.value, { purposes: ['payment_update'] }));
    await readHistory(ledger, officer(), person);
  }
  const other = { kind: 'bsuid', value: 'IN.4471300' } as const;
  await hearIdentities(ledger, business, [
    { sender: '1', name: 'wamid.s1', kind: 'alias', one: gone, other },
  ]);
  await ledger.register.flush();
  // The statistics of a table are samples of it.
  await superuser.sql`analyze`;
  await superuser.sql`checkpoint`;
  const [theirs, others] = [await needlesOf(gone), await needlesOf(stays)];
  // Numbers are nowhere in the clear; everything else is there, so this would find it.
  const kept = (needles: Needles) => Object.keys(needles).filter((name) => !/^(number|digits)$/.test(name));
  expect(kept(theirs).length).toBeGreaterThan(12);
  expect(heldOnDisk(theirs)).toEqual(kept(theirs).sort());

  const { token } = await previewErasure(ledger, officer(), gone);
  await eraseBy(ledger, officer(), token, 'asked_by_person');
  await superuser.sql`checkpoint`;
  expect(heldOnDisk(theirs)).not.toEqual([]);

  const due = scrubberOf({ ...here.config }, superuser, () => server.ownerUrl);
  expect(await due.isDue()).toBe(true);
  const { tables, lacking } = await scrubNow(here.config, () => {});
  expect(lacking).toEqual([]);
  expect(tables.map(({ table }) => table)).toContain('sealed_records');
  expect(heldOnDisk(theirs)).toEqual([]);
  expect(heldOnDisk(others)).toEqual(kept(others).sort());
  expect(await inBackup(theirs)).toEqual([]);

  expect(await gateSays(ledger, stays.value)).toMatchObject({ decision: 'allow' });
  expect(await findingsIn(here)).toEqual([]);
}, 240_000);
