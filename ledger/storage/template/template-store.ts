// What is known of templates. Written by the commit of the record that says so (log-store/write-batch.ts), only read here.

import { parseTemplateState } from '../../core/gate/template.ts';
import type { StoredTemplate, TemplateKey, TemplateStore } from '../../operations/ports.ts';
import type { Database } from '../connection.ts';

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
