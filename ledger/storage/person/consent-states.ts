// Everybody's consent as it stood at one moment: pages read in one transaction of isolation `repeatable read`, so that who
// agrees or stops meanwhile is counted neither twice nor half.

import { type ConsentState, parseState } from '../../core/consent/state.ts';
import type { ConsentStates, StatesThen } from '../../operations/ports.ts';
import type { Database, Queryable } from '../connection.ts';
import { beforeAllSubjects, pages } from '../database/keyset-pages.ts';
import { createRecordStore } from '../record/record-store.ts';
import { createTemplateStore } from '../template/template-store.ts';
import { createConsentStore } from './consent-store.ts';

type Row = { subject: string; state: string };

export function createConsentStates(db: Pick<Database, 'transaction'>): ConsentStates {
  return {
    atOneMoment: (work) =>
      db.transaction(async (rows) => work(await statesIn(rows)), {
        isolation: 'repeatable read',
        readOnly: true,
      }),
  };
}

async function statesIn(rows: Queryable): Promise<StatesThen> {
  const { sql } = rows;
  // The first statement: what it sees is what all of them see.
  const [head] = await sql<{ size: number }[]>`select size from log_head where id = 1`;
  if (head === undefined) throw new Error('the log has no head: claimOrigin comes first');
  return {
    treeSize: head.size,
    lookUp: createConsentStore(rows).lookUp,
    templates: createTemplateStore(rows),
    firstOf: createRecordStore(rows).firstOf,

    async count(business) {
      const [row] = await sql<{ count: number }[]>`
        select count(*) as count from subjects where business = ${business}`;
      return row!.count;
    },

    async *subjects(business, pageSize) {
      const read = (after: string) => sql<Row[]>`
        select s.subject, coalesce((select state from consent_states c where c.subject = s.subject), '') as state
        from subjects s where s.business = ${business} and s.subject > ${after}
        order by s.subject limit ${pageSize}`;
      for await (const page of pages(pageSize, beforeAllSubjects, read, ({ subject }) => subject))
        yield page.flatMap(readable);
    },
  };
}

function readable({ subject, state }: Row): { subject: string; state: ConsentState }[] {
  try {
    return [{ subject, state: parseState(state) }];
  } catch {
    return [];
  }
}
