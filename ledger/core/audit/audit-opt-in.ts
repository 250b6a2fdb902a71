// Is an opt-in as it should be? The audit renders the notice it names, applies the policy it names, and takes
// every term from the notice again; the result must equal the record.
//
// It does not verify a page's own signature (jws): the ledger did so before it made the record, and the entry
// commits to it.

import { isDeepStrictEqual } from 'node:util';
import { sha256Hex } from '../canonical.ts';
import { admit } from '../consent/admission.ts';
import type { OptIn, Submission } from '../consent/command.ts';
import { evidenceSchemas, formNamed } from '../consent/evidence.ts';
import { gradingOf } from '../consent/grade.ts';
import { wordsOf } from '../consent/record/words.ts';
import type { ImportedRecord, OptInRecord } from '../consent/record.ts';
import type { Flow, PublishedFlow } from '../flow/flow.ts';
import type { Notice, PublishedNotice } from '../notice/notice.ts';
import { policyNamed } from '../policy/policy.ts';
import { numberAmong } from '../subject/identifier.ts';
import type { Report } from './audit-log.ts';
import { finding, type RuleOf } from './finding.ts';

/**
 * @param notice the notice that was published, earlier in the log, under the id and version the record names
 * @param flow in the same way, where the record names one
 */
export function auditOptIn(
  record: OptInRecord,
  notice: PublishedNotice | undefined,
  flow: PublishedFlow | undefined,
  where: string,
  report: Report,
): void {
  for (const { rule, cause } of failuresOf(record, notice, flow)) {
    report(finding('sealed_record', rule, where, cause));
  }
}

/** Is a consent from a list under a notice that was published, and for no more than it names? */
export function auditImported(
  record: ImportedRecord,
  notice: PublishedNotice | undefined,
  where: string,
  report: Report,
): void {
  if (notice === undefined) {
    report(finding('sealed_record', 'notice_unknown', where));
    return;
  }
  if (record.notice.sha256 !== notice.sha256) report(finding('sealed_record', 'notice_differs', where));
  const { purposes, scope, policy } = notice.notice;
  const isWithin =
    record.purposes.every((purpose) => purposes.includes(purpose)) &&
    record.scope.every((one) => scope.includes(one)) &&
    record.packs.some(({ name }) => name === policy);
  if (!isWithin) report(finding('sealed_record', 'terms_differ', where));
}

type Failure = { rule: RuleOf<'sealed_record'>; cause?: string };

function* failuresOf(
  record: OptInRecord,
  notice: PublishedNotice | undefined,
  published: PublishedFlow | undefined,
): Generator<Failure, void> {
  if (notice === undefined) return yield { rule: 'notice_unknown' };
  // Only in a call does a flow speak.
  if (record.flow !== undefined && (published === undefined || record.channel !== 'ivr'))
    return yield { rule: 'flow_unknown' };
  if (record.notice.sha256 !== notice.sha256) yield { rule: 'notice_differs' };
  if (!hasTermsOf(record, notice.notice)) yield { rule: 'terms_differ' };
  const policy = policyNamed(notice.notice.policy);
  if (!isDeepStrictEqual(record.packs, [{ name: policy.name, version: policy.version }])) {
    return yield { rule: 'policy_unknown' };
  }
  const number = numberAmong(record.identifiers);
  if (number === undefined) return yield { rule: 'not_admissible', cause: 'number' };
  if (!evidenceSchemas[record.channel].safeParse(record.evidence).success) {
    return yield { rule: 'not_admissible', cause: 'evidence' };
  }
  yield* failuresByPolicy(record, notice, number, published?.flow);
}

function* failuresByPolicy(
  record: OptInRecord,
  notice: PublishedNotice,
  number: string,
  flow: Flow | undefined,
): Generator<Failure, void> {
  const text = record.text && wordsOf(record.text);
  const submits =
    record.text !== undefined && 'sent' in record.text
      ? [asSms(true), asSms(false)]
      : flow === undefined
        ? [asPage, asServer, asPageElsewhere]
        : [asCall(flow, true), asCall(flow, false)];
  const command = commandOf(record, number, submits[0]!);
  const admission = admit({ ...command, ...(text !== undefined && { text }) }, notice);
  const failed = admission.kind === 'refused' ? admission.failures.map((failure) => failure.rule) : [];
  const others = failed.filter((rule) => rule !== 'text_as_published');
  if (others.length > 0) return yield { rule: 'not_admissible', cause: others.join(', ') };
  // What a page signs are its words, a flow has said its own, a form has them printed; a server may name the
  // notice alone.
  const hasWords = record.jws !== undefined || flow !== undefined || formNamed(record) !== undefined;
  const isLost = text === undefined && hasWords;
  if (admission.kind === 'refused' || isLost || record.text_sha256 !== (text && sha256Hex(text))) {
    return yield { rule: 'text_differs' };
  }
  // Whether the page itself posted, with a fresh nonce, and which origins its site had, and whether a
  // provider signed, is known only to the commit: each of these grades is possible.
  const { grade, grade_reasons: reasons } = record;
  const possible = submits.map((submit) => gradingOf(commandOf(record, number, submit)));
  if (!possible.some((one) => isDeepStrictEqual(one, { grade, reasons }))) yield { rule: 'grade_differs' };
}

/** Whether an opt-in took all required terms from its notice. */
function hasTermsOf(record: OptInRecord, notice: Notice): boolean {
  const { purposes, scope, jurisdiction, withdrawal } = record;
  const own = { purposes, scope, jurisdiction, url: withdrawal.url };
  const due = {
    purposes: notice.purposes,
    scope: notice.scope,
    jurisdiction: notice.jurisdiction,
    url: notice.withdrawal_url,
  };
  return isDeepStrictEqual(own, due) && endsInTime(record, notice);
}

/** Never later than the notice allows. The time it waited for its commit may make it a little earlier. */
function endsInTime({ occurred_at, valid_until }: OptInRecord, { valid_days }: Notice): boolean {
  if (valid_days === undefined || valid_until === undefined) return valid_days === valid_until;
  return Date.parse(valid_until) <= Date.parse(occurred_at) + valid_days * 86_400_000;
}

type Submit = (jws: { jws?: string }) => Submission;
const asServer: Submit = (jws) => ({ by: 'server', key: '', proof: { kind: 'key' }, ...jws });
/** Without a signature the opt-in did not come from a page, even if a page posted it. */
const asPage: Submit = (signed) =>
  signed.jws === undefined
    ? asServer(signed)
    : { by: 'page', site: '', jws: signed.jws, thumbprint: '', proof: { kind: 'nonce' } };

const asPageElsewhere: Submit = (signed) => ({ ...asPage(signed), elsewhere: true });

const asCall =
  (flow: Flow, isSigned: boolean): Submit =>
  () => ({ by: 'flow', flow, isSigned, proof: { kind: 'none' } });

/** The ledger sent the words: no server and no page could put such words into a record. */
const asSms =
  (isSigned: boolean): Submit =>
  () => ({ by: 'sms', dialect: '', isSigned, proof: { kind: 'none' } });

/** The command behind the record, as far as the policy looks at it. */
function commandOf(record: OptInRecord, number: string, submit: Submit): OptIn {
  const { business, identifiers, notice, channel, evidence, source, jws, occurred_at: occurredAt } = record;
  return {
    kind: 'opt_in',
    business,
    identifiers,
    number,
    notice: { id: notice.id, version: notice.version },
    locale: notice.locale,
    submission: submit(jws === undefined ? {} : { jws }),
    source,
    occurredAt,
    channel,
    evidence,
    // Evidence was parsed under its channel's schema; the union cannot be followed through a variable.
  } as unknown as OptIn;
}
