// Is a no as it should be? The audit draws again what its flow said to the caller, and holds the key and the
// terms against the flow.

import { isDeepStrictEqual } from 'node:util';
import { sha256Hex } from '../canonical.ts';
import { evidenceSchemas } from '../consent/evidence.ts';
import { wordsOf } from '../consent/record/words.ts';
import type { RecordOf } from '../consent/record.ts';
import type { Flow, PublishedFlow } from '../flow/flow.ts';
import { askText, isFlowsEvidence } from '../flow/played.ts';
import { numberAmong } from '../subject/identifier.ts';
import type { Report } from './audit-log.ts';
import { finding, type RuleOf } from './finding.ts';

type Declined = RecordOf<'declined'>;

/** @param published the flow that was published, earlier in the log, under the name that the record has */
export function auditDecline(
  record: Declined,
  published: PublishedFlow | undefined,
  where: string,
  report: Report,
): void {
  for (const rule of failuresOf(record, published)) report(finding('sealed_record', rule, where));
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

function hasTermsOf({ purposes, scope, notice }: Declined, flow: Flow): boolean {
  const own = { purposes, scope, id: notice?.id, version: notice?.version, sha256: notice?.sha256 };
  return isDeepStrictEqual(own, { purposes: flow.purposes, scope: flow.scope, ...flow.notice });
}

function hasWordsOf({ text, text_sha256: digest, notice, identifiers }: Declined, flow: Flow): boolean {
  const [number, locale = ''] = [numberAmong(identifiers), notice?.locale];
  if (text === undefined || number === undefined || !Object.hasOwn(flow.locales, locale)) return false;
  const words = wordsOf(text);
  return words === askText(flow, locale, number) && digest === sha256Hex(words);
}
