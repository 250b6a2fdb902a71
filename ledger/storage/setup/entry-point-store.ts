// The places that businesses have named. Few rows.

import { and, asc, eq, gt, isNull, or } from 'drizzle-orm';
import type { NamedEntryPoint } from '../../core/entry/named-entry-point.ts';
import type { SetupStore } from '../../operations/setup/store.ts';
import type { Database } from '../database/connection.ts';
import { entryPoints } from '../schema/tables.ts';

type EntryPointStore = Pick<SetupStore, `entryPoint${'' | 'OfCode' | 'OfFlow' | 's'}`>;

export function createEntryPointStore({ orm }: Pick<Database, 'orm'>): EntryPointStore {
  return {
    async entryPoint(business, id) {
      const its = and(eq(entryPoints.business, business), eq(entryPoints.id, id));
      const [row] = await orm.select().from(entryPoints).where(its);
      return row && entryPointOf(row);
    },

    async entryPointOfCode(code) {
      const [row] = await orm.select().from(entryPoints).where(eq(entryPoints.code, code));
      return row && entryPointOf(row);
    },

    async entryPointOfFlow(business, flow, at) {
      const its = and(eq(entryPoints.business, business), eq(entryPoints.flow, flow));
      // One whose time is over must not hide the one that has followed it.
      const isOpen = or(isNull(entryPoints.until), gt(entryPoints.until, at.toISOString()));
      const [row] = await orm
        .select()
        .from(entryPoints)
        .where(and(its, isNull(entryPoints.ended_at), isOpen))
        .orderBy(asc(entryPoints.id))
        .limit(1);
      return row && entryPointOf(row);
    },

    async entryPoints(business) {
      const rows = await orm
        .select()
        .from(entryPoints)
        .where(eq(entryPoints.business, business))
        .orderBy(asc(entryPoints.id));
      return rows.map(entryPointOf);
    },
  };
}

const momentIn = (moment: string) => new Date(moment).toISOString();

function entryPointOf({ label, until, ended_at, ...row }: typeof entryPoints.$inferSelect): NamedEntryPoint {
  const { business, id, kind, notice, site, locale, flow, code } = row;
  return {
    ...{ business, id, kind: kind as NamedEntryPoint['kind'], name: label },
    ...(notice !== null && { notice }),
    ...(site !== null && { site }),
    ...(locale !== null && { locale }),
    ...(flow !== null && { flow }),
    ...(code !== null && { code }),
    ...(until !== null && { until: momentIn(until) }),
    ...(ended_at !== null && { endedAt: momentIn(ended_at) }),
  };
}
