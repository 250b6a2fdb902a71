// The consent of all people at one moment. It reads pages in one transaction of isolation `repeatable read`,
// so that a person who agrees or stops meanwhile does not count twice or half.

import { unreadableState } from '../../core/consent/state.ts';
import { parseState, unreadAs } from '../../core/consent/state-text.ts';
import type { ConsentStates, StatesThen, SubjectsRead } from '../../operations/person/consent-states.ts';
import type { Database, Queryable } from '../database/connection.ts';
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
  // All later statements see what this first one sees.
  const [head] = await sql<{ size: number }[]>`select size from log_head where id = 1`;
  if (head === undefined) throw new Error('the log has no head: claimOrigin comes first');
  const records = createRecordStore(rows);
  return {
    treeSize: head.size,
    lookUp: createConsentStore(rows).lookUp,
    templates: createTemplateStore(rows),
    firstOf: records.firstOf,
    ofSubjects: records.ofSubjects,
    stonesOf: records.stonesOf,

    async count(business) {
      const [row] = await sql<{ count: number }[]>`
        select count(*) as count from subjects where business = ${business}`;
      return row!.count;
    },

    async *subjects(business, pageSize, start = beforeAllSubjects) {
      const read = (after: string) => sql<Row[]>`
        select s.subject, coalesce((select state from consent_states c where c.subject = s.subject), '') as state
        from subjects s where s.business = ${business} and s.subject > ${after}
        order by s.subject limit ${pageSize}`;
      for await (const page of pages(pageSize, start, read, ({ subject }) => subject)) yield readPage(page);
    },
  };
}

function readPage(page: readonly Row[]): SubjectsRead {
  const found = page.map(({ subject, state }) => {
    return { subject, state: parseState(subject, state) ?? unreadableState, text: state };
  });
  const unread = found.filter(({ state }) => state === unreadableState);
  return {
    found,
    unread: new Map(unread.map(({ subject, text }) => [subject, unreadAs(text)])),
  };
}
