// The database remembers which keys it was begun with, so that it is never continued with others: a second log key
// would fork the log in public, another master key could open nothing, and without a pepper people who opted out
// would be strangers who may be opted in anew.
//
//   log, token:<kid>           SHA-256(Ed25519 public key, 32 bytes)
//   master, pepper:<version>   HMAC-SHA256(secret, "optmark/key-check/v1" || 0x00 || name)
//
// The HMAC is one-way, and no tag is the HMAC of such a text: a tag's input has two zero bytes (core/subject/tag.ts).
// The nonces' key is not bound: it serves for minutes, and must be replaceable when it has leaked.

import { createHash, createHmac, createPublicKey, type KeyObject } from 'node:crypto';
import type { Database, Queryable } from '../connection.ts';
import { keyChecks } from '../schema/tables.ts';
import type { KeyMaterial } from './key-file.ts';

export type KeyCheck = typeof keyChecks.$inferSelect;

/** A key of the file that is not the one the database knows by this name, or a pepper it knows and the file lacks. */
export type KeyMismatch = { readonly name: string; readonly kind: 'differs' | 'lacking' };

type BoundKeys = Pick<KeyMaterial, 'log' | 'master' | 'peppers'> & Partial<Pick<KeyMaterial, 'tokens'>>;

/** What the database keeps of these keys, by name. */
export function keyChecksOf({ log, tokens = [], master, peppers }: BoundKeys): KeyCheck[] {
  const checks = [
    { name: 'log', check: publicKeyCheck(log) },
    { name: 'master', check: secretCheck(master, 'master') },
    ...peppers.map(({ version, key }) => {
      const name = `pepper:${version}`;
      return { name, check: secretCheck(key, name) };
    }),
    ...tokens.map(({ kid, key }) => ({ name: `token:${kid}`, check: publicKeyCheck(key) })),
  ];
  // One order for all nodes: of two that insert at once, the later waits for the earlier, never each for the other.
  return checks.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What keeps these keys from this database; a key of the file that the database does not know yet does not. */
export function mismatches(stored: readonly KeyCheck[], own: readonly KeyCheck[]): KeyMismatch[] {
  const held = new Map(own.map(({ name, check }) => [name, check]));
  return stored.flatMap(({ name, check }): KeyMismatch[] => {
    const ours = held.get(name);
    if (ours !== undefined) return ours.equals(check) ? [] : [{ name, kind: 'differs' }];
    // An old token key may go: what it signed is checked with its public half. A pepper may not: an opt-out under it
    // would no longer be found.
    return name.startsWith('pepper:') ? [{ name, kind: 'lacking' }] : [];
  });
}

/**
 * Binds the database to these keys: whichever node comes first decides, for all and for ever.
 * In one transaction, so that keys which are refused leave no trace that would get the true ones refused.
 * @param file shown to the operator
 * @throws Error with a sentence that names the file and the keys; nothing may be appended then
 */
export async function bindKeys(db: Pick<Database, 'transaction'>, keys: KeyMaterial, file: string) {
  const own = keyChecksOf(keys);
  await db.transaction(
    async ({ orm }) => {
      // Waits for a node that is binding at this moment; the read after it sees what that node has committed.
      await orm.insert(keyChecks).values(own).onConflictDoNothing();
      const wrong = mismatches(await orm.select().from(keyChecks).orderBy(keyChecks.name), own);
      if (wrong.length > 0) throw new Error(refusal(wrong, file));
    },
    { isolation: 'read committed' },
  );
}

/** Sentences, for `verify`: what is wrong with the keys in hand, or with what the database remembers of its own. */
export async function keyFindings({ sql, orm }: Queryable, keys: BoundKeys, file: string): Promise<string[]> {
  const [has] = await sql<{ log: boolean; checks: boolean }[]>`
    select to_regclass('public.log_head') is not null as log, to_regclass('public.key_checks') is not null as checks`;
  // That there is no ledger at all is for others to say.
  if (!has!.checks) return has!.log ? ['key check: The database has no table key_checks.'] : [];
  const stored = await orm.select().from(keyChecks).orderBy(keyChecks.name);
  const known = new Set(stored.map(({ name }) => name));
  const wrong = mismatches(stored, keyChecksOf(keys));
  return [
    ...wrong.map((mismatch) => `key check, ${mismatch.name}: ${inWords(mismatch, file)}`),
    // A ledger writes them before its first record; a pepper may be newer than the last start.
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

function refusal(wrong: readonly KeyMismatch[], file: string): string {
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
  return `${file} ${faults.join(', and ')}: put in its place the keys.json of the ledger that runs on this database`;
}

function secretCheck(secret: Buffer | KeyObject, name: string): Buffer {
  return createHmac('sha256', secret).update(`optmark/key-check/v1\0${name}`, 'utf8').digest();
}

/** @param key Ed25519, private or public */
function publicKeyCheck(key: KeyObject): Buffer {
  const { x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  return createHash('sha256').update(Buffer.from(x!, 'base64url')).digest();
}
