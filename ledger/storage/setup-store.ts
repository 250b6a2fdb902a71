// Businesses, their sites and their secret keys (by hash only). Small tables that change by hand; the paths that every
// request takes keep them in memory (operations/cached-setup.ts).

import { and, asc, eq, isNull } from 'drizzle-orm';
import { LedgerError } from '../core/error.ts';
import type { ApiKeyRow, Business, SetupStore } from '../operations/ports.ts';
import { type Database, DatabaseError } from './connection.ts';
import { apiKeys, businesses, sites } from './tables.ts';

export function createSetupStore({ orm, sql }: Pick<Database, 'orm' | 'sql'>): SetupStore {
  return {
    async business(id) {
      const [row] = await orm.select().from(businesses).where(eq(businesses.id, id));
      return row && businessOf(row);
    },

    async businesses() {
      return (await orm.select().from(businesses).orderBy(asc(businesses.id))).map(businessOf);
    },

    async addBusiness({ id, name, callingCode, wrappedKey }) {
      await unlessTaken(
        orm
          .insert(businesses)
          .values({ id, name, calling_code: callingCode ?? null, wrapped_key: wrappedKey }),
      );
    },

    async site(key) {
      const [row] = await orm.select().from(sites).where(eq(sites.key, key));
      return row;
    },

    async sites(business) {
      return orm.select().from(sites).where(eq(sites.business, business)).orderBy(asc(sites.key));
    },

    async addSite({ key, business, origins }) {
      await unlessTaken(orm.insert(sites).values({ key, business, origins: [...origins] }));
    },

    async apiKey(hash) {
      const [row] = await orm
        .select()
        .from(apiKeys)
        .where(and(eq(apiKeys.hash, hash), isNull(apiKeys.revoked_at)));
      return row && { key: row.id, business: row.business, scopes: row.scopes as ApiKeyRow['scopes'] };
    },

    async apiKeys(business) {
      const wanted = business === undefined ? undefined : eq(apiKeys.business, business);
      const rows = await orm
        .select()
        .from(apiKeys)
        .where(wanted)
        .orderBy(asc(apiKeys.created_at), asc(apiKeys.id));
      return rows.map(apiKeyRowOf);
    },

    async addApiKey({ hash, id, business, name, scopes }) {
      await unlessTaken(orm.insert(apiKeys).values({ hash, id, business, name, scopes }));
    },

    async revokeApiKey(id) {
      // Compared as text: an id that is no UUID names no key, it is not an error.
      const { count } = await sql`
        update api_keys set revoked_at = now() where id::text = ${id} and revoked_at is null`;
      return count === 1;
    },
  };
}

function businessOf(row: typeof businesses.$inferSelect): Business {
  return {
    id: row.id,
    name: row.name,
    wrappedKey: row.wrapped_key,
    ...(row.calling_code !== null && { callingCode: row.calling_code }),
  };
}

function apiKeyRowOf(row: typeof apiKeys.$inferSelect): ApiKeyRow {
  return {
    id: row.id,
    business: row.business,
    name: row.name,
    scopes: row.scopes as ApiKeyRow['scopes'],
    createdAt: row.created_at,
    ...(row.revoked_at !== null && { revokedAt: row.revoked_at }),
  };
}

const uniqueViolation = '23505';
const foreignKeyViolation = '23503';

async function unlessTaken(insert: Promise<unknown>): Promise<void> {
  try {
    await insert;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (error.sqlstate === uniqueViolation)
      throw new LedgerError('conflict', 'There is one with this id already.');
    if (error.sqlstate === foreignKeyViolation) throw new LedgerError('not_found', 'No such business.');
    throw error;
  }
}
