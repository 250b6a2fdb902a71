// Admission: may this command become a record? The answer lists every failed criterion, so that an integrator
// fixes all of them in one go. An opt-out is always admitted: a person need prove nothing to be left alone.

import type { EntryKind } from '../entry/named-entry-point.ts';
import { askText, isFlowsEvidence } from '../flow/played.ts';
import { formName, printedWords, readAloud } from '../notice/form.ts';
import type { PublishedNotice, Wording } from '../notice/notice.ts';
import { endingOf, joinLines, renderNotice, renderPrompt } from '../notice/render.ts';
import { isSmsEvidence, smsText } from '../notice/sms.ts';
import { type Policy, policyNamed } from '../policy/policy.ts';
import type { Case, Criterion, Rule } from '../policy/rules.ts';
import type { OptIn } from './command.ts';
import { type Channel, type EntryPoint, formNamed } from './evidence.ts';
import { type Grading, gradingOf } from './grade.ts';
import type { Words } from './record/words.ts';
import { clockSkewMs } from './when.ts';

export type Failure = { criterion: Criterion; rule: string; pointer: string; detail: string };

export type Admission =
  | { kind: 'admitted'; grading: Grading; policy: Policy; text?: Words }
  | { kind: 'refused'; failures: Failure[] };

type SourceField = 'collected_via' | 'entry';

/** Where the caller has said it: what a page or an app signs has no `source`. */
export const sourcePointer = ({ jws }: OptIn['submission'], field: SourceField): string =>
  jws === undefined ? `/source/${field}` : `/${field}`;

const forbiddenSource = ({ submission }: OptIn, entryPoint: EntryPoint, field: SourceField): Failure => ({
  criterion: 'source',
  rule: 'forbidden_source',
  pointer: sourcePointer(submission, field),
  detail: `Consent collected by ${entryPoint.replaceAll('_', ' ')} cannot be used for WhatsApp.`,
});

const localeUnpublished: Failure = {
  criterion: 'clear_language',
  rule: 'locale_published',
  pointer: '/locale',
  detail: 'The notice has no wording in this locale.',
};

const flowUnpublished: Failure = {
  criterion: 'clear_language',
  rule: 'flow_of_notice',
  pointer: '/flow',
  detail: 'The flow does not speak for this version of the notice, or not in this locale.',
};

const otherPrompt: Failure = {
  criterion: 'clear_language',
  rule: 'prompt_of_flow',
  pointer: '/evidence/prompt',
  detail: 'The prompt, or the recording of it, is not that of the flow.',
};

const otherForm = (channel: Channel): Failure => ({
  criterion: 'clear_language',
  rule: 'form_of_notice',
  pointer: channel === 'paper' ? '/evidence/form' : '/evidence/script',
  detail: 'The form or script is not that of this notice, version and locale.',
});

const otherKeyword: Failure = {
  criterion: 'clear_language',
  rule: 'keyword_of_notice',
  pointer: '/evidence/keyword',
  detail: 'The notice has no such keyword, or it gets other words back.',
};

const unpublishedThen: Failure = {
  criterion: 'clear_language',
  rule: 'published_then',
  pointer: '/occurred_at',
  detail:
    'The person cannot have agreed to these words before they were published; what was agreed to elsewhere is an import.',
};

/** How far behind ours the clock of a person's device may be, milliseconds; a server's is set. */
const pageBehindMaxMs = 86_400_000;

/** An import says what was agreed to before, and claims the least. */
export function isOlderThanWords(
  { channel, occurredAt, submission }: OptIn,
  { notice }: PublishedNotice,
): boolean {
  if (channel === 'import' || occurredAt === undefined) return false;
  const behindMs = submission.jws === undefined ? clockSkewMs : pageBehindMaxMs;
  return Date.parse(occurredAt) + behindMs < Date.parse(notice.published_at);
}

/**
 * Judge an opt-in against the policy its notice names.
 * @param namedKind of the named entry point it claims, whether that is still open or not: an advertisement
 *   that was ended makes no opt-in either
 */
export function admit(command: OptIn, notice: PublishedNotice, namedKind?: EntryKind): Admission {
  const policy = policyNamed(notice.notice.policy);
  const failures: Failure[] = [];
  const { entry_point: entryPoint } = command.source;
  if (entryPoint !== undefined && policy.refusedSources.has(entryPoint))
    failures.push(forbiddenSource(command, entryPoint, 'collected_via'));
  if (namedKind !== undefined && policy.refusedSources.has(namedKind))
    failures.push(forbiddenSource(command, namedKind, 'entry'));

  if (isOlderThanWords(command, notice)) failures.push(unpublishedThen);

  const { locales, default_locale } = notice.notice;
  const published = Object.hasOwn(locales, command.locale);
  if (!published) failures.push(localeUnpublished);
  if (!speaksFor(command, notice)) return { kind: 'refused', failures: [...failures, flowUnpublished] };
  if (!isPromptOf(command)) failures.push(otherPrompt);
  const form = formNamed(command);
  if (form !== undefined && form !== formName(notice.notice, command.locale))
    failures.push(otherForm(command.channel));
  const wording = locales[published ? command.locale : default_locale]!;
  if (!isAnswerTo(command, notice, wording))
    return { kind: 'refused', failures: [...failures, otherKeyword] };
  const rendered = renderedFor(command, notice, wording);

  // The policy's table is typed per channel; the union cannot be followed through an index, hence the one
  // cast.
  const rules = policy.rules[command.channel] as readonly Rule[];
  const facts: Case = { command, notice, rendered };
  for (const { criterion, name, pointer, detail, holds } of rules) {
    // Words that were never published cannot be judged. The other rules still can, so that an integrator who
    // mends the locale is not refused for something else next.
    if (!published && criterion === 'clear_language') continue;
    if (!holds(facts)) failures.push({ criterion, rule: name, pointer, detail });
  }
  if (failures.length > 0) return { kind: 'refused', failures };
  const grading = gradingOf(command);
  // The ledger must not put into a record words that no one has said were there. Its own form has them.
  const areTold = command.text !== undefined || form !== undefined;
  return { kind: 'admitted', grading, policy, ...(areTold && { text: rendered }) };
}

/** Of a call: whether its flow was made of this notice, and has said it in this language. */
function speaksFor({ submission, business, locale }: OptIn, { notice, sha256 }: PublishedNotice): boolean {
  if (submission.by !== 'flow') return true;
  const { flow } = submission;
  const isOf = flow.notice.id === notice.id && flow.notice.version === notice.version;
  return (
    isOf &&
    flow.notice.sha256 === sha256 &&
    flow.business.id === business &&
    Object.hasOwn(flow.locales, locale)
  );
}

function isPromptOf({ submission, locale, evidence }: OptIn): boolean {
  if (submission.by !== 'flow') return true;
  return 'prompt' in evidence && isFlowsEvidence(submission.flow, locale, evidence);
}

/** Of a text message: whether it answers words that this notice has for a keyword. */
const isAnswerTo = (command: OptIn, { notice }: PublishedNotice, wording: Wording): boolean =>
  command.submission.by !== 'sms' ||
  (command.channel === 'sms' && isSmsEvidence(notice, wording, command.evidence));

const spokenTo = ({ number, locale }: OptIn) => ({ ending: endingOf(number), locale });

/**
 * The lines for this number. Its calling code may stand before the mask or not: the page shows it if it is
 * not the business's own, and both are true of any number. So the lines the page showed decide; if the
 * command does not say, the mask has no code.
 */
function renderedFor(command: OptIn, { notice }: PublishedNotice, wording: Wording): Words {
  const { submission } = command;
  if (submission.by === 'flow') return { spoken: askText(submission.flow, command.locale, command.number) };
  if (command.channel === 'paper' && command.evidence.form !== undefined)
    return printedWords(notice, wording);
  if (command.channel === 'agent' && command.evidence.script !== undefined)
    return { spoken: readAloud(notice, wording, spokenTo(command)) };
  if (submission.by === 'sms') return { sent: smsText(notice, wording) ?? '' };
  if (command.channel === 'ivr') return renderPrompt(notice, wording, command.number);
  const withCode = renderNotice(notice, wording, command.number, '');
  const isShown = command.text !== undefined && command.text === joinLines(withCode);
  return isShown ? withCode : renderNotice(notice, wording, command.number);
}
