// Businesses, their sites and their secret keys (by hash only). Small tables that change by hand; the paths that every
// request takes keep them in memory (operations/cached-setup.ts).

import { and, asc, eq, isNull } from 'drizzle-orm';
import { LedgerError } from '../../core/error.ts';
import type { ApiKeyRow, Business, SetupStore, WrappedSessionSecrets } from '../../operations/ports.ts';
import type { Database } from '../connection.ts';
import { apiKeys, businesses, sites } from '../schema/tables.ts';
import { unlessTaken } from '../unless-taken.ts';

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
      return row && siteOf(row);
    },

    async sites(business) {
      const rows = await orm.select().from(sites).where(eq(sites.business, business)).orderBy(asc(sites.key));
      return rows.map(siteOf);
    },

    async addSite({ key, business, origins, sessionRequired = false }) {
      const row = { key, business, origins: [...origins], session_required: sessionRequired };
      await unlessTaken(orm.insert(sites).values(row));
    },

    async sessionSecrets(site) {
      const [row] = await orm.select().from(sites).where(eq(sites.key, site));
      return row && sessionSecretsOf(row);
    },

    async rotateSessionSecret(site, { wrapped, previousUntil }) {
      // Beside a first secret nothing is kept: there is none before it.
      const { count } = await sql`
        update sites set session_secret = ${wrapped}, previous_session_secret = session_secret,
          previous_session_until = case when session_secret is null then null else ${previousUntil}::timestamptz end
        where key = ${site}`;
      if (count !== 1) throw new LedgerError('not_found', 'No such site key.');
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

function siteOf(row: typeof sites.$inferSelect) {
  return {
    key: row.key,
    business: row.business,
    origins: row.origins,
    ...(row.session_required && { sessionRequired: true }),
  };
}

function sessionSecretsOf(row: typeof sites.$inferSelect): WrappedSessionSecrets {
  return {
    ...(row.session_secret !== null && { current: row.session_secret }),
    ...(row.previous_session_secret !== null &&
      row.previous_session_until !== null && {
        previous: { wrapped: row.previous_session_secret, until: row.previous_session_until },
      }),
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
