// Businesses, their sites, named entry points and secret keys (by hash only). Small tables that an operator
// changes. The code that every request runs keeps them in memory (operations/setup/cached.ts).

import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { StaffChannel } from '../../core/policy/four-eyes.ts';
import type {
  ApiKeyRow,
  Business,
  PersonRow,
  SetupStore,
  WrappedCustomerSecrets,
} from '../../operations/setup/store.ts';
import type { Database } from '../database/connection.ts';
import { apiKeys, businesses, people, sites } from '../schema/tables.ts';
import { createEntryPointStore } from './entry-point-store.ts';

export function createSetupStore({ orm }: Pick<Database, 'orm'>): SetupStore {
  return {
    ...createEntryPointStore({ orm }),

    async business(id) {
      const [row] = await orm.select().from(businesses).where(eq(businesses.id, id));
      return row && businessOf(row);
    },

    async businesses() {
      return (await orm.select().from(businesses).orderBy(asc(businesses.id))).map(businessOf);
    },

    async site(key) {
      const [row] = await orm.select().from(sites).where(eq(sites.key, key));
      return row && siteOf(row);
    },

    async sites(business) {
      const rows = await orm.select().from(sites).where(eq(sites.business, business)).orderBy(asc(sites.key));
      return rows.map(siteOf);
    },

    async customerSecrets(site) {
      const [row] = await orm.select().from(sites).where(eq(sites.key, site));
      return row && customerSecretsOf(row);
    },

    async apiKey(hash) {
      const [row] = await orm
        .select()
        .from(apiKeys)
        .where(and(eq(apiKeys.hash, hash), isNull(apiKeys.revoked_at)));
      return (
        row && {
          ...{ key: row.id, business: row.business, scopes: row.scopes as ApiKeyRow['scopes'] },
          ...(row.test === true && { test: true as const }),
        }
      );
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

    async people({ business, ids, identity }) {
      const rows = await orm
        .select()
        .from(people)
        .where(
          and(
            business === undefined ? undefined : eq(people.business, business),
            ids === undefined ? undefined : inArray(people.id, [...ids]),
            identity === undefined ? undefined : eq(people.identity, identity),
          ),
        )
        .orderBy(asc(people.created_at), asc(people.id));
      return rows.map(personOf);
    },
  };
}

function businessOf(row: typeof businesses.$inferSelect): Business {
  return {
    id: row.id,
    name: row.name,
    wrappedKey: row.wrapped_key,
    ...(row.calling_code !== null && { callingCode: row.calling_code }),
    ...(row.objection_floor !== null && { floor: row.objection_floor }),
    ...(row.four_eyes !== null && { fourEyes: row.four_eyes as StaffChannel[] }),
    ...(row.own_lines !== null && { ownLines: row.own_lines }),
    ...(row.retention !== null && { retention: row.retention }),
    ...(row.test === true && { test: true as const }),
    ...(row.erasure === 'at_once' && { erasure: row.erasure }),
  };
}

function siteOf(row: typeof sites.$inferSelect) {
  return {
    key: row.key,
    business: row.business,
    origins: row.origins,
    ...(row.customer_token_required && { customerTokenRequired: true }),
    ...(row.test === true && { test: true as const }),
  };
}

function customerSecretsOf(row: typeof sites.$inferSelect): WrappedCustomerSecrets {
  return {
    ...(row.customer_secret !== null && { current: row.customer_secret }),
    ...(row.previous_customer_secret !== null &&
      row.previous_customer_secret_until !== null && {
        previous: { wrapped: row.previous_customer_secret, until: row.previous_customer_secret_until },
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
    ...(row.test === true && { test: true as const }),
  };
}

const isoOf = (moment: string) => new Date(moment).toISOString();

function personOf(row: typeof people.$inferSelect): PersonRow {
  const { id, business, role, sealed, identity } = row;
  return {
    ...{ id, business, role: role as PersonRow['role'], createdAt: isoOf(row.created_at) },
    ...(sealed !== null && { sealed }),
    ...(identity !== null && { identity }),
    ...(row.until !== null && { until: isoOf(row.until) }),
    ...(row.ended_at !== null && { endedAt: isoOf(row.ended_at) }),
  };
}
