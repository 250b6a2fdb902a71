// Calls in a small ledger: a flow, and what callers do by it.

import { sha256Hex } from '../../../ledger/core/canonical.ts';
import type { RecordDraft } from '../../../ledger/core/consent/record.ts';
import { flowDraftSchema, type PublishedFlow } from '../../../ledger/core/flow/flow.ts';
import { askText } from '../../../ledger/core/flow/played.ts';
import { publishFlow as publish } from '../../../ledger/core/flow/publish.ts';
import type { PublishedNotice } from '../../../ledger/core/notice/notice.ts';
import type { SampleLedger } from './sample-ledger.ts';
import { business, common } from './sample-records.ts';

/** A flow of this notice; `said` is written over what an honest ledger would record of it. */
export function publishFlow(
  ledger: SampleLedger,
  notice: PublishedNotice,
  said: Partial<Extract<RecordDraft, { kind: 'flow_published' }>> = {},
): PublishedFlow {
  const { flows, sealed } = ledger.rows;
  const draft = flowDraftSchema.parse({ id: 'order-line', notice: 'order-updates', locales: { en: {} } });
  const publishedAt = '2026-01-01T00:00:01.000Z';
  const made = publish(draft, notice, { version: 1 + flows.length, publishedAt });
  if (made.kind === 'refused') throw new Error('the flow was refused');
  const { flow, bytes, sha256 } = made.published;
  const { id, version } = flow;
  const document = bytes.toString('utf8');
  ledger.ofBusiness('flow_published', { flow: { id, version, sha256 }, document, ...said });
  flows.push({ business, id, version, sha256, bytes, record: sealed.at(-1)!.record });
  return made.published;
}

/**
 * Key 1 or 2 in a call by this flow, signed by the provider; `changes` are written over what an honest ledger
 * would record.
 */
export function call(
  ledger: SampleLedger,
  number: string,
  { flow }: PublishedFlow,
  key: '1' | '2',
  changes: object = {},
): void {
  const { id, version, notice, purposes, scope } = flow;
  const spoken = askText(flow, 'en', number);
  const asked = {
    identifiers: [{ kind: 'number', value: number }],
    ...{ purposes, scope, channel: 'ivr', authority: 'any' },
    notice: { ...notice, locale: 'en' },
    flow: { id, version },
    text: { spoken },
    text_sha256: sha256Hex(spoken),
    evidence: { call_id: 'c-1', key, prompt: `${id}@${version}`, dialect: 'twilio', number: 'caller' },
  };
  const granted = {
    grade: 'E3',
    grade_reasons: ['number_not_proven'],
    packs: [{ name: 'strict-2020', version: 1 }],
    withdrawal: { url: 'https://fresh.example/profile' },
  };
  const said = key === '2' ? common('declined') : { ...common('opt_in'), ...granted };
  ledger.ofPerson(number, { ...said, ...asked, ...changes });
}
