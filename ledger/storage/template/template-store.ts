// What the ledger knows of templates. The commit of a template's record writes it (append/write-batch.ts);
// this file only reads.

import { parseTemplateState } from '../../core/gate/template.ts';
import type { TemplateKey } from '../../operations/append/log-store.ts';
import type { StoredTemplate, TemplateStore } from '../../operations/template/store.ts';
import type { Database } from '../database/connection.ts';

type Row = TemplateKey & { state: string; treeSize: number };

export function createTemplateStore({ sql }: Pick<Database, 'sql'>): TemplateStore {
  return {
    async named(business, { name, language }, account) {
      const rows = await sql<Row[]>`
        select business, waba_id as account, name, language, state, tree_size as "treeSize" from templates
        where business = ${business} and name = ${name} and language = ${language}`;
      return rows.filter((row) => account === undefined || row.account === account).map(templateOf);
    },

    async ofBusiness(business) {
      const rows = await sql<Row[]>`
        select business, waba_id as account, name, language, state, tree_size as "treeSize" from templates
        where business = ${business} order by waba_id, name, language`;
      return rows.map(templateOf);
    },
  };
}

const templateOf = (row: Row): StoredTemplate => ({ ...row, state: parseTemplateState(row.state) });
