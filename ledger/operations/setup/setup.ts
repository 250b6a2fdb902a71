// Businesses and their secret keys. A secret key is shown once, when it is made; only its hash is kept.

import { z } from 'zod';
import { formatApiKey, hashApiKey } from '../../auth/api-key.ts';
import { type ApiScope, scopeSchema, scopesNotToTry } from '../../auth/scope.ts';
import { ledgerBusiness } from '../../core/consent/record/header.ts';
import { LedgerError } from '../../core/error.ts';
import { lineOf } from '../../core/notice/line.ts';
import { fourEyesSchema } from '../../core/policy/four-eyes.ts';
import { ownLinesOf, ownLinesSchema } from '../../core/setup/own-lines.ts';
import { wrapKey } from '../../core/subject/sealed.ts';
import { toMoment } from '../../core/when.ts';
import { uuidv7 } from '../append/uuid.ts';
import { businessOf } from './business.ts';
import { type Changer, type Changing, changeSetup, operator, record } from './change.ts';
import type { ApiKeyRow, Business } from './store.ts';

export const businessIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'lower-case letters, digits and hyphens, 2 to 63 of them')
  .refine(
    (id) => id !== ledgerBusiness,
    `another word than ${ledgerBusiness}, which names the ledger itself`,
  );

// It stands in the sentence that people agree to: one line, and nothing that turns the words around it.
const nameSchema = lineOf({ max: 100 }).refine((name) => !/[\u202a-\u202e\u2066-\u2069]/.test(name), {
  error: 'must be without marks that change the direction of words',
  params: { rule: 'no_direction_marks' },
});
const callingCodeSchema = z.string().regex(/^[1-9]\d{0,2}$/, 'a calling code such as 91, without the plus');

export const businessDraftSchema = z.strictObject({
  id: businessIdSchema,
  name: nameSchema,
  callingCode: callingCodeSchema.optional(),
  /** To try things out, for ever: nothing of it allows a message. */
  test: z.boolean().optional(),
});
export type BusinessDraft = z.infer<typeof businessDraftSchema>;

/** What of a business can be changed; `null`: it has none any more. */
export const businessChangeSchema = z.strictObject({
  name: nameSchema.optional(),
  callingCode: callingCodeSchema.nullable().optional(),
  /**
   * Whose act lifts what a number's holder objected to: their own, or a verified customer's as well. Never
   * anybody's.
   */
  objectionFloor: z.enum(['holder', 'customer']).optional(),
  /** On which channels a second member of staff confirms; none: []. */
  fourEyes: fourEyesSchema.optional(),
  /** By what numbers it calls and is called; none: []. */
  ownLines: ownLinesSchema.optional(),
  /** What follows when a person asks to be erased, and shows by a message that the number is theirs. */
  erasure: z.enum(['confirm', 'at_once']).optional(),
});
export type BusinessChange = z.infer<typeof businessChangeSchema>;

/** Its first record is its own creation, sealed under the key that the same transaction makes. */
export async function addBusiness(
  ledger: Changing,
  { id, name, callingCode, test = false }: BusinessDraft,
  changer: Changer = operator,
): Promise<Business> {
  const key = ledger.world.random(32);
  const wrappedKey = wrapKey(ledger.keys.master, id, key, ledger.world.random(12));
  const row = {
    ...{ id, name, calling_code: callingCode ?? null, wrapped_key: wrappedKey },
    ...{
      objection_floor: null,
      four_eyes: null,
      own_lines: null,
      retention: null,
      erasure: null,
      test: test || null,
    },
  };
  await record(
    ledger,
    { business: id, key },
    { thing: 'business', name: id },
    (is) => (is === undefined ? row : new LedgerError('conflict', 'A business with this id already exists.')),
    changer,
  );
  return {
    ...{ id, name, wrappedKey },
    ...(callingCode !== undefined && { callingCode }),
    ...(test && { test }),
  };
}

/** Notices that are published keep the name they have; the next version of a notice has the new one. */
export async function changeBusiness(
  ledger: Changing,
  business: string,
  { name, callingCode, objectionFloor, fourEyes, ownLines, erasure }: BusinessChange,
  changer: Changer = operator,
): Promise<void> {
  await changeSetup(
    ledger,
    business,
    { thing: 'business', name: business },
    (is, record) => {
      if (is === undefined) return new LedgerError('not_found', 'No such business.');
      const lowered = objectionFloor === 'customer' ? (is.objection_floor ?? record) : null;
      return {
        ...is,
        ...(name !== undefined && { name }),
        ...(callingCode !== undefined && { calling_code: callingCode }),
        ...(objectionFloor !== undefined && { objection_floor: lowered }),
        ...(fourEyes !== undefined && { four_eyes: fourEyes.length === 0 ? null : fourEyes.toSorted() }),
        ...(ownLines !== undefined && { own_lines: ownLines.length === 0 ? null : ownLinesOf(ownLines) }),
        ...(erasure !== undefined && { erasure: erasure === 'confirm' ? null : erasure }),
      };
    },
    changer,
  );
}

export type NewApiKey = { id: string; key: string };

/** @param test to try things out, for ever; every key of a test business is one */
export async function createApiKey(
  ledger: Changing,
  business: string,
  name: string,
  scopes: readonly ApiScope[],
  changer: Changer = operator,
  test = false,
): Promise<NewApiKey> {
  const isOfTest = (await businessOf(ledger, business)).test === true;
  if (test && !isOfTest) refuseWhatIsNotToTry(scopes);
  // Another business's admin would read the figures of all.
  if (changer.by !== 'operator' && scopes.includes('metrics:read')) {
    throw new LedgerError('forbidden', 'Only the command line gives the scope metrics:read.');
  }
  const key = formatApiKey(ledger.world.random(24));
  const id = uuidv7(ledger.world);
  const row = {
    hash: hashApiKey(key),
    id,
    business,
    name,
    scopes: z.array(scopeSchema).parse(scopes),
    created_at: toMoment(ledger.world.now().toISOString()),
    revoked_at: null,
    test: test || isOfTest || null,
  };
  await changeSetup(ledger, business, { thing: 'api_key', name: id }, () => row, changer);
  return { id, key };
}

/**
 * A key that could make others, or change what real messages rest on, would allow a message by that: a test
 * key of a business that is none may not.
 */
function refuseWhatIsNotToTry(scopes: readonly ApiScope[]): void {
  const refused = scopesNotToTry(scopes);
  if (refused.length === 0) return;
  const detail = `A test key cannot have ${refused.join(', ')}, unless its business is a test business.`;
  throw new LedgerError('invalid', detail, {
    faults: refused.map((scope) => ({
      ...{ pointer: `/scopes/${scopes.indexOf(scope)}`, rule: 'not_for_test' },
      detail: `A test key cannot have ${scope}.`,
    })),
  });
}

/**
 * Running servers notice within seconds (cached.ts). @returns false if the business has no live key of this
 * id
 */
export async function revokeApiKey(
  ledger: Changing,
  id: string,
  { business, changer = operator }: { business?: string; changer?: Changer } = {},
): Promise<boolean> {
  const found = await liveKey(ledger, id, business);
  if (found === undefined) return false;
  const gone = new LedgerError('not_found', 'There is no live key with this id.');
  const revoked_at = toMoment(ledger.world.now().toISOString());
  try {
    await changeSetup(
      ledger,
      found.business,
      { thing: 'api_key', name: id },
      (is) => (is === undefined || is.revoked_at !== null ? gone : { ...is, revoked_at }),
      changer,
    );
    return true;
  } catch (error) {
    // Another request was quicker.
    if (error === gone) return false;
    throw error;
  }
}

async function liveKey(ledger: Changing, id: string, business?: string): Promise<ApiKeyRow | undefined> {
  const keys = await ledger.setup.apiKeys(business);
  return keys.find((key) => key.id === id && key.revokedAt === undefined);
}
