// What was known of a template at a moment of the past, or at a tree size: its records folded again, account by account. What
// is stored of it now is not asked.

import type { TemplateChangedRecord } from '../core/consent/record.ts';
import { foldTemplate, type TemplateName, type TemplateState } from '../core/gate/template.ts';
import type { Ledger } from './ledger.ts';
import { openRecord } from './open-record.ts';
import type { StoredRecord, StoredTemplate } from './ports.ts';

const pageSize = 1000;

export type PastTemplates = {
  /** One for each account that had it. */
  templates: StoredTemplate[];
  /** What was folded, oldest first. */
  records: StoredRecord[];
};

/**
 * @param account of this account alone; undefined: of every one
 * @param isThere whether a record was in the log by then
 */
export async function templatesAsOf(
  ledger: Ledger,
  business: string,
  { name, language }: TemplateName,
  account: string | undefined,
  isThere: (record: { index: number; recordedAt: string }) => boolean,
): Promise<PastTemplates> {
  const accounts = new Map<string, { state: TemplateState; treeSize: number }>();
  const records: StoredRecord[] = [];
  for await (const [stored, record] of templateRecords(ledger, business)) {
    const { template, recorded_at: recordedAt } = record;
    if (template.name !== name || template.language !== language) continue;
    if (account !== undefined && template.account !== account) continue;
    if (!isThere({ index: stored.index, recordedAt })) continue;
    const state = foldTemplate(accounts.get(template.account)?.state ?? {}, record);
    accounts.set(template.account, { state, treeSize: stored.treeSize });
    records.push(stored);
  }
  const templates = [...accounts].map(([of, known]) => ({ business, account: of, name, language, ...known }));
  return { templates, records };
}

async function* templateRecords(
  ledger: Ledger,
  business: string,
): AsyncGenerator<[StoredRecord, TemplateChangedRecord]> {
  for await (const page of ledger.records.withoutSubject(business, pageSize)) {
    for (const stored of page) {
      const { record } = openRecord(ledger, stored);
      if (record.kind === 'template_changed') yield [stored, record];
    }
  }
}
