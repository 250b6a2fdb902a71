// Published flows as their exact bytes, and what the requests of a flow are known by. Few rows.

import { and, asc, desc, eq } from 'drizzle-orm';
import { LedgerError } from '../../core/error.ts';
import { parseFlow } from '../../core/flow/publish.ts';
import type { FlowSecret, FlowStore, Provider, StoredFlow } from '../../operations/flow/store.ts';
import type { Database } from '../database/connection.ts';
import { flowSecrets, flows, providers } from '../schema/tables.ts';

export function createFlowStore({ orm }: Pick<Database, 'orm'>): FlowStore {
  return {
    async versions(business, id) {
      const rows = await orm
        .select()
        .from(flows)
        .where(and(eq(flows.business, business), eq(flows.id, id)))
        .orderBy(desc(flows.version));
      return rows.map(storedFlow);
    },

    async ofBusiness(business) {
      const rows = await orm
        .select()
        .from(flows)
        .where(eq(flows.business, business))
        .orderBy(asc(flows.id), desc(flows.version));
      return rows.map(storedFlow);
    },

    async secret(business, flow) {
      const its = and(eq(flowSecrets.business, business), eq(flowSecrets.flow, flow));
      const [row] = await orm.select().from(flowSecrets).where(its);
      return row && secretOf(row);
    },

    async secrets(business) {
      const rows = await orm
        .select()
        .from(flowSecrets)
        .where(eq(flowSecrets.business, business))
        .orderBy(asc(flowSecrets.flow));
      return rows.map(secretOf);
    },

    async provider(business, dialect) {
      const its = and(eq(providers.business, business), eq(providers.dialect, dialect));
      const [row] = await orm.select().from(providers).where(its);
      return row && providerOf(row);
    },

    async providers(business) {
      const rows = await orm
        .select()
        .from(providers)
        .where(eq(providers.business, business))
        .orderBy(asc(providers.dialect));
      return rows.map(providerOf);
    },
  };
}

function storedFlow({ sha256, bytes, record }: typeof flows.$inferSelect): StoredFlow {
  const published = parseFlow(bytes);
  if (published.sha256 === sha256) return { ...published, record };
  throw new LedgerError('internal', 'A stored flow does not match its digest; run verify.');
}

type Previous = { previous_secret: Buffer | null; previous_secret_until: string | null };

const previousOf = ({ previous_secret: secret, previous_secret_until: until }: Previous) =>
  secret !== null && until !== null && { previous: { secret, until } };

function secretOf(row: typeof flowSecrets.$inferSelect): FlowSecret {
  const { business, flow, secret: mac, made_at: madeAt } = row;
  return { business, flow, mac, madeAt, ...previousOf(row) };
}

function providerOf(row: typeof providers.$inferSelect): Provider {
  const { business, dialect, secret: sealed } = row;
  return { business, dialect: dialect as Provider['dialect'], sealed, ...previousOf(row) };
}
