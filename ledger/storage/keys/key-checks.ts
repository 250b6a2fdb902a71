// The database remembers the keys it began with, so that no node continues it with others. A second log key
// would fork the log in public. Another master key could open nothing. Without a pepper, the ledger would not
// know the people who opted out, and they could be opted in again.
//
//   log, log:2, …              SHA-256(Ed25519 public key, 32 bytes); log:2 is of the log's second name
//   token:<kid>                the same
//   master, pepper:<version>   MAC "key-check/v1" of the name, under the secret (core/mac.ts)
//
// The MAC is one-way, and no tag is such a MAC: a tag's input has a kind between its last two zero bytes
// (core/subject/tag.ts), and this input has nothing there. The keys for MACs are not bound, because an
// operator must be able to replace one that has leaked.

import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { macUnder } from '../../core/mac.ts';
import type { Pepper } from '../../core/subject/tag.ts';
import type { Database, Queryable } from '../database/connection.ts';
import { keyChecks, logSuccessions } from '../schema/tables.ts';
import type { KeyMaterial } from './key-file.ts';

export type KeyCheck = typeof keyChecks.$inferSelect;

/**
 * A key of the file that differs from the database's key of this name, or a pepper that the database knows
 * and the file lacks.
 */
export type KeyMismatch = { readonly name: string; readonly kind: 'differs' | 'lacking' };

type BoundKeys = Pick<KeyMaterial, 'log' | 'master'> & {
  peppers: readonly Pepper[];
  successors?: readonly KeyObject[];
} & Partial<Pick<KeyMaterial, 'tokens'>>;

/** What the database keeps of these keys, by name. */
export function keyChecksOf({ log, successors = [], tokens = [], master, peppers }: BoundKeys): KeyCheck[] {
  const checks = [
    { name: 'log', check: publicKeyCheck(log) },
    ...successors.map((key, i) => successorCheck(i + 2, key)),
    { name: 'master', check: secretCheck(master, 'master') },
    ...peppers.map(({ version, key }) => {
      const name = `pepper:${version}`;
      return { name, check: secretCheck(key, name) };
    }),
    ...tokens.map(({ kid, key }) => ({ name: `token:${kid}`, check: publicKeyCheck(key) })),
  ];
  // One order for all nodes: of two that insert at once, the later waits for the earlier. They never
  // deadlock.
  return checks.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What the database keeps of the key of the log's nth name, once it has gone on under it. */
export const successorCheck = (n: number, key: KeyObject): KeyCheck => {
  return { name: `log:${n}`, check: publicKeyCheck(key) };
};

/**
 * The reasons why these keys do not fit this database. A key of the file that the database does not know yet
 * is not a reason.
 */
export function mismatches(stored: readonly KeyCheck[], own: readonly KeyCheck[]): KeyMismatch[] {
  const held = new Map(own.map(({ name, check }) => [name, check]));
  return stored.flatMap(({ name, check }): KeyMismatch[] => {
    const ours = held.get(name);
    if (ours !== undefined) return ours.equals(check) ? [] : [{ name, kind: 'differs' }];
    // The file may lose an old token key, because its public half checks what it signed. It may not lose a
    // pepper, because the ledger would no longer find an opt-out under it.
    return /^(pepper|log):/.test(name) ? [{ name, kind: 'lacking' }] : [];
  });
}

/**
 * Binds the database to these keys. The first node decides, for all nodes and for ever.
 * In one transaction, so that refused keys leave no row that would make the database refuse the true ones.
 * @param file its name, for the operator
 * @throws Error with a sentence that names the file and the keys. The node may then append nothing
 */
export async function bindKeys(db: Pick<Database, 'transaction'>, keys: KeyMaterial, file: string) {
  const own = keyChecksOf(keys);
  await db.transaction(
    async ({ orm }) => {
      // Waits for a node that binds the database at this moment. The read after it sees what that node
      // committed.
      // The commit that goes on under a successor binds it.
      const bound = own.filter(({ name }) => !name.startsWith('log:'));
      await orm.insert(keyChecks).values(bound).onConflictDoNothing();
      refuseMismatches(mismatches(await orm.select().from(keyChecks).orderBy(keyChecks.name), own), file);
    },
    { isolation: 'read committed' },
  );
}

/**
 * The same before anything is written, by what the database was found to keep.
 * @throws Error as bindKeys
 */
export function refuseOtherKeys(stored: readonly KeyCheck[], keys: KeyMaterial, file: string): void {
  refuseMismatches(mismatches(stored, keyChecksOf(keys)), file);
}

function refuseMismatches(wrong: readonly KeyMismatch[], file: string): void {
  if (wrong.length > 0) throw new Error(refusalOf(wrong, file));
}

/**
 * Sentences for `verify`: what is wrong with the keys in the file, or with what the database remembers of its
 * keys.
 */
export async function keyFindings({ sql, orm }: Queryable, keys: BoundKeys, file: string): Promise<string[]> {
  const [has] = await sql<{ log: boolean; checks: boolean }[]>`
    select to_regclass('public.log_head') is not null as log, to_regclass('public.key_checks') is not null as checks`;
  // Another check reports that there is no ledger at all.
  if (!has!.checks) return has!.log ? ['key check: The database has no table key_checks.'] : [];
  const stored = await orm.select().from(keyChecks).orderBy(keyChecks.name);
  const known = new Set(stored.map(({ name }) => name));
  const names = await orm.select({ n: logSuccessions.n }).from(logSuccessions);
  const wrong = mismatches(stored, keyChecksOf(keys));
  return [
    ...wrong.map((mismatch) => `key check, ${mismatch.name}: ${inWords(mismatch, file)}`),
    // The commit that goes on under a name writes its key.
    ...stored
      .filter(({ name }) => name.startsWith('log:') && !names.some(({ n }) => name === `log:${n}`))
      .map(({ name }) => `key check, ${name}: The log has gone on under a name that the database has lost.`),
    // A ledger writes them before its first record. A pepper may be newer than the last start.
    ...['log', 'master']
      .filter((name) => !known.has(name))
      .map((name) => `key check, ${name}: The database does not remember the key.`),
  ];
}

function inWords({ kind }: KeyMismatch, file: string): string {
  return kind === 'differs'
    ? `The key in ${file} is not the one this database was begun with.`
    : `${file} lacks a key this database is used with.`;
}

/** A sentence for the operator. */
export function refusalOf(wrong: readonly KeyMismatch[], file: string): string {
  const names = (kind: KeyMismatch['kind']) =>
    wrong
      .filter((mismatch) => mismatch.kind === kind)
      .map(({ name }) => name)
      .join(', ');
  const [different, lacking] = [names('differs'), names('lacking')];
  const faults = [
    ...(different ? [`is not of this database, whose ${different} is another`] : []),
    ...(lacking ? [`lacks ${lacking}, which this database is used with`] : []),
  ];
  return `${file} ${faults.join(', and ')}: replace it with the keys.json of the ledger that runs on this database`;
}

function secretCheck(secret: Buffer | KeyObject, name: string): Buffer {
  return macUnder(secret, 'key-check/v1', name);
}

/** @param key Ed25519, private or public */
function publicKeyCheck(key: KeyObject): Buffer {
  const { x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  return createHash('sha256').update(Buffer.from(x!, 'base64url')).digest();
}
