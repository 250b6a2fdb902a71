// Is a no as it should be? The audit draws again what its flow said to the caller, or its notice sent for a
// keyword, and holds the answer and the terms against them.

import { isDeepStrictEqual } from 'node:util';
import { sha256Hex } from '../canonical.ts';
import { evidenceSchemas } from '../consent/evidence.ts';
import { wordsOf } from '../consent/record/words.ts';
import type { RecordOf } from '../consent/record.ts';
import type { Flow, PublishedFlow } from '../flow/flow.ts';
import { askText, isFlowsEvidence } from '../flow/played.ts';
import type { PublishedNotice } from '../notice/notice.ts';
import { isSmsEvidence, smsText } from '../notice/sms.ts';
import { numberAmong } from '../subject/identifier.ts';
import type { Report } from './audit-log.ts';
import { finding, type RuleOf } from './finding.ts';

type Declined = RecordOf<'declined'>;

/**
 * @param published the flow that was published, earlier in the log, under the name that the record has
 * @param notice in the same way
 */
export function auditDecline(
  record: Declined,
  published: PublishedFlow | undefined,
  notice: PublishedNotice | undefined,
  where: string,
  report: Report,
): void {
  const isSent = record.channel === 'sms' && record.flow === undefined;
  const failures = isSent ? failuresOfSent(record, notice) : failuresOf(record, published);
  for (const rule of failures) report(finding('sealed_record', rule, where));
}

function* failuresOf(
  record: Declined,
  published: PublishedFlow | undefined,
): Generator<RuleOf<'sealed_record'>, void> {
  // Only a flow asks so that a no is an act.
  if (published === undefined || record.channel !== 'ivr') return yield 'flow_unknown';
  const { flow } = published;
  if (!hasTermsOf(record, flow)) yield 'terms_differ';
  const evidence = evidenceSchemas.ivr.safeParse(record.evidence);
  const isOfFlow = evidence.success && isFlowsEvidence(flow, record.notice?.locale ?? '', evidence.data);
  if (!isOfFlow || evidence.data.key !== flow.keys.no) yield 'not_admissible';
  if (!hasWordsOf(record, flow)) yield 'text_differs';
  if (record.authority !== 'any') yield 'authority_differs';
}

/** Of a no to a text message. */
function* failuresOfSent(
  record: Declined,
  published: PublishedNotice | undefined,
): Generator<RuleOf<'sealed_record'>, void> {
  if (published === undefined) return yield 'notice_unknown';
  const { notice, sha256 } = published;
  const { id, version } = notice;
  const { purposes, scope } = notice;
  if (!hasTermsOf(record, { purposes, scope, notice: { id, version, sha256 } })) yield 'terms_differ';
  const locale = record.notice?.locale ?? '';
  const wording = Object.hasOwn(notice.locales, locale) ? notice.locales[locale] : undefined;
  const evidence = evidenceSchemas.sms.safeParse(record.evidence);
  if (wording === undefined || !evidence.success || !isSmsEvidence(notice, wording, evidence.data))
    return yield 'not_admissible';
  const words = record.text && wordsOf(record.text);
  const isSame = words === smsText(notice, wording) && record.text_sha256 === sha256Hex(words ?? '');
  if (!isSame) yield 'text_differs';
  if (record.authority !== 'any') yield 'authority_differs';
}

function hasTermsOf(
  { purposes, scope, notice }: Declined,
  flow: Pick<Flow, 'purposes' | 'scope' | 'notice'>,
): boolean {
  const own = { purposes, scope, id: notice?.id, version: notice?.version, sha256: notice?.sha256 };
  return isDeepStrictEqual(own, { purposes: flow.purposes, scope: flow.scope, ...flow.notice });
}

function hasWordsOf({ text, text_sha256: digest, notice, identifiers }: Declined, flow: Flow): boolean {
  const [number, locale = ''] = [numberAmong(identifiers), notice?.locale];
  if (text === undefined || number === undefined || !Object.hasOwn(flow.locales, locale)) return false;
  const words = wordsOf(text);
  return words === askText(flow, locale, number) && digest === sha256Hex(words);
}
