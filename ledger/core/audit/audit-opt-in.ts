// Is an opt-in what it should be? The notice it names is rendered again, the policy it names judges again, and every
// term is taken from the notice again; what comes out must be what was recorded.
//
// A page's own signature (jws) is not verified here: it was before the record was made, and the entry commits to it.

import { isDeepStrictEqual } from 'node:util';
import { sha256Hex } from '../canonical.ts';
import { admit } from '../consent/admission.ts';
import type { OptIn, Submission } from '../consent/command.ts';
import { evidenceSchemas } from '../consent/evidence.ts';
import { gradeOf } from '../consent/grade.ts';
import type { OptInRecord } from '../consent/record.ts';
import type { Notice, PublishedNotice } from '../notice/notice.ts';
import { joinLines } from '../notice/render.ts';
import { policyNamed } from '../policy/rules.ts';
import { numberAmong } from '../subject/identifier.ts';
import type { Report } from './audit-log.ts';
import { finding, type RuleOf } from './finding.ts';

/** @param notice what was published, earlier in the log, under the id and version the record names */
export function auditOptIn(
  record: OptInRecord,
  notice: PublishedNotice | undefined,
  where: string,
  report: Report,
): void {
  for (const { rule, cause } of failuresOf(record, notice)) {
    report(finding('sealed_record', rule, where, cause));
  }
}

type Failure = { rule: RuleOf<'sealed_record'>; cause?: string };

function* failuresOf(record: OptInRecord, notice: PublishedNotice | undefined): Generator<Failure, void> {
  if (notice === undefined) return yield { rule: 'notice_unknown' };
  if (record.notice.sha256 !== notice.sha256) yield { rule: 'notice_differs' };
  if (!hasTermsOf(record, notice.notice)) yield { rule: 'terms_differ' };
  const policy = policyNamed(notice.notice.policy);
  if (record.policy.name !== policy.name || record.policy.version !== policy.version) {
    return yield { rule: 'policy_unknown' };
  }
  const number = numberAmong(record.identifiers);
  if (number === undefined) return yield { rule: 'not_admissible', cause: 'number' };
  if (!evidenceSchemas[record.channel].safeParse(record.evidence).success) {
    return yield { rule: 'not_admissible', cause: 'evidence' };
  }
  yield* failuresByPolicy(record, notice, number);
}

function* failuresByPolicy(
  record: OptInRecord,
  notice: PublishedNotice,
  number: string,
): Generator<Failure, void> {
  const admission = admit(commandOf(record, number, asPage), notice, true);
  if (admission.kind === 'refused') {
    const cause = admission.failures.map((failure) => failure.rule).join(', ');
    return yield { rule: 'not_admissible', cause };
  }
  const text = joinLines(record.text);
  if (text !== admission.text || record.text_sha256 !== sha256Hex(text)) yield { rule: 'text_differs' };
  // Whether the page itself posted, with a fresh nonce, is known only to the commit: both grades are possible.
  const possible = [gradeOf(commandOf(record, number, asServer), false), admission.grade];
  if (!possible.includes(record.grade)) yield { rule: 'grade_differs' };
}

/** Whether an opt-in took over from its notice what it must. */
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

/** Never later than the notice allows. A little earlier is the time it waited for its commit. */
function endsInTime({ occurred_at, valid_until }: OptInRecord, { valid_days }: Notice): boolean {
  if (valid_days === undefined || valid_until === undefined) return valid_days === valid_until;
  return Date.parse(valid_until) <= Date.parse(occurred_at) + valid_days * 86_400_000;
}

type Submit = (jws: { jws?: string }) => Submission;
const asServer: Submit = (jws) => ({ by: 'server', key: '', ...jws });
/** Without a signature there was no page, whoever posted. */
const asPage: Submit = (signed) =>
  signed.jws === undefined
    ? asServer(signed)
    : { by: 'page', site: '', jws: signed.jws, thumbprint: '', nonce: undefined };

/** The command that the record was made of, as far as the policy looks at it. */
function commandOf(record: OptInRecord, number: string, submit: Submit): OptIn {
  const { business, identifiers, notice, channel, evidence, source, jws } = record;
  return {
    kind: 'opt_in',
    business,
    identifiers,
    number,
    notice: { id: notice.id, version: notice.version },
    locale: notice.locale,
    submission: submit(jws === undefined ? {} : { jws }),
    source,
    channel,
    evidence,
    // Evidence was parsed under its channel's schema; the union cannot be followed through a variable.
  } as unknown as OptIn;
}
