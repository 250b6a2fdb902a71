// Records opt-ins and opt-outs: judge, prepare everything that needs no lock, append, answer with the
// receipt.

import { customerTokenTrace } from '../../auth/customer-token.ts';
import { type Spend, spend } from '../../auth/spend.ts';
import { pageAheadMaxMs } from '../../channels/web/web.ts';
import { sha256Hex } from '../../core/canonical.ts';
import { admit, isOlderThanWords, sourcePointer } from '../../core/consent/admission.ts';
import type { OptIn, OptOut, Source } from '../../core/consent/command.ts';
import { formNamed } from '../../core/consent/evidence.ts';
import { wordsOf } from '../../core/consent/record/words.ts';
import type { OptOutRecord, RecordDraft, Submitter } from '../../core/consent/record.ts';
import { isTooOld, notInTheFuture, occurredAt, tooOld } from '../../core/consent/when.ts';
import { entryIdSchema, type NamedEntryPoint, wasOpenAt } from '../../core/entry/named-entry-point.ts';
import { type Fault, LedgerError } from '../../core/error.ts';
import type { Notice } from '../../core/notice/notice.ts';
import { refusalsIn } from '../../core/register/tally.ts';
import type { CanonicalIdentifier, Identifier } from '../../core/subject/identifier.ts';
import { type Micros, microsAt, microsOf, momentOf } from '../../core/when.ts';
import type { Draft, Outcome } from '../append/draft.ts';
import type { Appends } from '../append/sequencer.ts';
import type { Keys } from '../keys.ts';
import { findNotice, type Notices } from '../notice/find-notice.ts';
import type { StoredNotice } from '../notice/store.ts';
import { findPerson, type People } from '../person/find-person.ts';
import { ownerOf } from '../person/owner.ts';
import { type Answer, type Answering, answerOf } from '../record/receipt.ts';
import { recordedAs } from '../record/recorded-as.ts';
import type { RecordStore } from '../record/store.ts';
import type { SetupStore } from '../setup/store.ts';
import { isTriedOut } from '../setup/tried-out.ts';
import type { Tally } from '../tally/tally.ts';
import type { World } from '../world.ts';
import { effectOf } from './effect-of.ts';
import { otherReadings, unsureIn } from './other-readings.ts';
import { submitStop } from './repeated-stop.ts';
import { soleFiles } from './sole-file.ts';

/** The parts that a stop needs, and those that an opt-in needs. */
export type Stopping = People & Appends & Answering & { world: World };
export type Recording = Stopping &
  Notices & {
    tally: Pick<Tally, 'add'>;
    records: Pick<RecordStore, 'bySpent'>;
    setup: Pick<SetupStore, 'entryPoint' | 'business' | 'site' | 'apiKeys'>;
  };

/**
 * @param until no commit of it begins later: its caller does not wait for it
 * @param also what else the commit does with it
 */
export async function recordOptIn(
  ledger: Recording,
  command: OptIn,
  once?: Spend,
  until?: Micros,
  also: Pick<Draft, 'sole' | 'effect'> = {},
): Promise<Answer> {
  try {
    return await recordJudged(ledger, command, once, until, also);
  } catch (failure) {
    const { business, channel, submission } = command;
    const isTest = await isTriedOut(ledger, business, submitterOf(submission));
    ledger.tally.add(...refusalsIn({ business, channel, ...(isTest && { test: true }) }, failure));
    throw failure;
  }
}

async function recordJudged(
  ledger: Recording,
  command: OptIn,
  once: Spend | undefined,
  until: Micros | undefined,
  { sole = [], effect }: Pick<Draft, 'sole' | 'effect'>,
): Promise<Answer> {
  let judged: Judged;
  try {
    judged = await judge(ledger, command);
  } catch (refusal) {
    // The same request may have been recorded under a notice that was retired since. It keeps its first
    // answer.
    const record = once && (await recordedAs(ledger, command.business, once));
    if (record === undefined) throw refusal;
    return answerAgain(ledger, command, record);
  }
  const outcome = await ledger.sequencer.submit({
    business: command.business,
    owner: ownerOf(ledger, command.business, { kind: 'number', value: command.number }),
    ...judged,
    sole: [...soleFiles(ledger, command), ...sole],
    ...(effect && { effect }),
    ...(once && { spend: once }),
    ...(until !== undefined && { until }),
  });
  return answerTo(ledger, command, outcome);
}

/** @param record that was recorded of the same request before */
export const answerAgain = (ledger: People & Answering, command: Asked, record: string): Promise<Answer> =>
  answerTo(ledger, command, { kind: 'replayed', record });

type Asked = Pick<OptIn, 'submission' | 'business' | 'entry'>;

async function answerTo(ledger: People & Answering, command: Asked, outcome: Outcome): Promise<Answer> {
  const answer = await answerOf(ledger, outcome);
  if (outcome.kind === 'refused') return answer;
  const effective = await effectOf(ledger, command, outcome);
  const isDropped = command.entry !== undefined && answer.entry_point === undefined;
  return {
    ...answer,
    ...(effective !== undefined && { effective }),
    ...(isDropped && { dropped: [noSuchEntry(command)] }),
  };
}

/**
 * A consent is not lost for a label. Read off the record, so that a repeated answer says the same; and in one
 * sentence for an id that never was and one that is over.
 */
const noSuchEntry = ({ submission }: Pick<OptIn, 'submission'>): Fault => ({
  pointer: sourcePointer(submission, 'entry'),
  rule: 'open_entry_point',
  detail: 'The business has no such entry point, or it is over: the opt-in is recorded without it.',
});

type Judged = Pick<Draft, 'record' | 'validDays'>;

async function judge(ledger: Recording, asked: OptIn): Promise<Judged> {
  const { business, notice, submission } = asked;
  // A caller hears the words of the flow, and a person signs those of the form, whatever was published since.
  const isFixed = submission.by === 'flow' || formNamed(asked) !== undefined;
  const graceMs = isFixed ? Number.POSITIVE_INFINITY : undefined;
  const shown = isKept(asked) ? Date.parse(asked.occurredAt!) : undefined;
  const published = await findNotice(ledger, business, notice.id, notice.version, graceMs, shown).catch(
    async (refusal) => Promise.reject(await asOfForm(ledger, asked, refusal)),
  );
  const { olderAs } = asked;
  const isOlder = isOlderThanWords(asked, published) || isLate(ledger, asked.occurredAt);
  const command = olderAs !== undefined && isOlder ? { ...asked, ...olderAs } : asked;
  const named = await entryPointIn(ledger, command);
  const admission = admit(command, published, named?.kind);
  if (admission.kind === 'admitted') {
    const { valid_days: validDays } = published.notice;
    const source = sourceIn(ledger, command, named);
    const record = optInDraft(ledger, { ...command, source }, published, admission);
    return { record, ...(validDays !== undefined && { validDays }) };
  }
  throw new LedgerError('not_admitted', 'This opt-in does not meet the criteria of its policy.', {
    faults: admission.failures.map(({ criterion, rule, pointer, detail }) => {
      return { pointer, rule: `${criterion}/${rule}`, detail };
    }),
  });
}

/** The notice is there, but no version of it that the form names: the form is what is to be mended. */
async function asOfForm(ledger: Notices, asked: OptIn, refusal: unknown): Promise<unknown> {
  const { business, notice, channel } = asked;
  const isUnknown = refusal instanceof LedgerError && refusal.code === 'notice_unknown';
  const isNamed = formNamed(asked)?.startsWith(`${notice.id}@${notice.version}/`) === true;
  if (!isUnknown || !isNamed || (await ledger.notices.versions(business, notice.id)).length === 0)
    return refusal;
  const detail = 'It names a version of the notice that was never published.';
  const pointer = `/evidence/${channel === 'paper' ? 'form' : 'script'}`;
  return new LedgerError('notice_unknown', detail, { faults: [{ pointer, rule: 'published', detail }] });
}

/**
 * Whether an app signed it without a connection. The person saw the words that were current at the tick,
 * whatever was published before the app had a connection again.
 */
const isKept = ({ channel, occurredAt: at, submission: { jws, proof } }: OptIn): boolean =>
  channel === 'app' && jws !== undefined && at !== undefined && proof.kind !== 'nonce';

/** Without a nonce, no clock of ours says when the person ticked. */
const isByDeviceClock = (command: OptIn): boolean => isKept(command) && command.notBefore === undefined;

/**
 * A device's clock is believed to be ahead by as much. The same for everyone, stopped or not: whoever brings
 * a tick reads its record, and may be a stranger.
 */
const dayBefore = (moment: string): string => momentOf(microsOf(moment) - pageAheadMaxMs * 1000);

/** What cannot be an id is not looked for. */
const entryPointIn = async ({ setup }: Recording, { business, entry }: OptIn) =>
  entryIdSchema.safeParse(entry).success ? setup.entryPoint(business, entry!) : undefined;

/**
 * Where it came from. The business has said what kind of place a named one is, so that kind stands in the
 * record. What was agreed to on paper before the poster was taken down still came from it.
 */
function sourceIn(
  ledger: { world: World },
  { source, occurredAt: at }: OptIn,
  named: NamedEntryPoint | undefined,
): Source {
  if (named === undefined) return source;
  const now = ledger.world.now().getTime();
  if (!wasOpenAt(named, at === undefined ? now : Math.min(Date.parse(at), now))) return source;
  const { id, kind, name } = named;
  return { ...source, entry_point: kind, entry: { id, name } };
}

/** Of a page: a device's clock that is behind says no more than that the words were there already. */
function sinceWords({ occurredAt: at, notBefore, submission }: OptIn, { published_at: published }: Notice) {
  const isBehind = submission.jws !== undefined && at !== undefined && Date.parse(at) < Date.parse(published);
  const since = isBehind ? published : at;
  return { ...(since !== undefined && { occurredAt: since }), ...(notBefore !== undefined && { notBefore }) };
}

const isLate = ({ world }: { world: World }, occurred: string | undefined): boolean =>
  occurred !== undefined && isTooOld(microsAt(world.now()), occurred);

function optInDraft(
  ledger: { world: World },
  command: OptIn,
  { notice, sha256 }: StoredNotice,
  { policy, grading, text }: Extract<ReturnType<typeof admit>, { kind: 'admitted' }>,
): RecordDraft {
  const occurred = occurredAt(microsAt(ledger.world.now()), sinceWords(command, notice));
  // What waited for a second member of staff was young enough when it was brought.
  const mayBeOld = command.channel === 'import' || command.checkedBy !== undefined;
  if (!mayBeOld && isLate(ledger, occurred))
    throw new LedgerError('invalid', tooOld.detail, { faults: [tooOld] });
  return {
    v: 2,
    kind: 'opt_in',
    business: command.business,
    source: command.source,
    purposes: notice.purposes,
    scope: notice.scope,
    identifiers: [...command.identifiers],
    channel: command.channel,
    notice: { id: notice.id, version: notice.version, sha256, locale: command.locale },
    ...flowIn(command.submission),
    ...(text !== undefined && { text, text_sha256: sha256Hex(wordsOf(text)) }),
    ...(command.submission.jws !== undefined && { jws: command.submission.jws }),
    submitted_by: submitterOf(command.submission),
    ...(isUndoable(command.submission) && { undoable: true as const }),
    ...(command.submission.by === 'flow' && { retractable: true as const }),
    authority: authorityIn(command.submission),
    packs: [{ name: policy.name, version: policy.version }],
    grade: grading.grade,
    grade_reasons: grading.reasons,
    evidence: command.evidence,
    ...(command.checkedBy !== undefined && { checked_by: command.checkedBy }),
    ...(occurred !== undefined && { occurred_at: occurred }),
    ...(occurred !== undefined && isByDeviceClock(command) && { occurred_after: dayBefore(occurred) }),
    ...(notice.jurisdiction !== undefined && { jurisdiction: notice.jurisdiction }),
    withdrawal: { url: notice.withdrawal_url },
  };
}

/**
 * An opt-out needs no admission: the ledger records it at once from a caller with authority for the person.
 */
export async function recordOptOut(ledger: Stopping, command: OptOut, once?: Spend): Promise<Answer> {
  const { also = [], dropped = [], occurredAt: claimed = '' } = command;
  const stopAlso = (given: Identifier, person: CanonicalIdentifier, part: string) =>
    stopOne(ledger, { ...command, identifiers: [given], person }, once && partOf(ledger, once, part));
  // The one that is named is not kept waiting for those that may be meant.
  const guesses = otherReadings(ledger, command).then((numbers) =>
    Promise.all(numbers.map((one) => stopAlso(one, one, one.value))),
  );
  const [answer] = await Promise.all([
    stopOne(ledger, command, once),
    ...also.map(({ given, canonical }, i) => stopAlso(given, canonical, String(i))),
    guesses,
  ]);
  // Taken from the record, so that a repeated answer says the same.
  const isAhead = Date.parse(claimed) > Date.parse(answer.recorded_at);
  const unread = [...dropped, ...unsureIn(command), ...(isAhead ? [notInTheFuture] : [])];
  return unread.length === 0 ? answer : { ...answer, dropped: unread };
}

const partOf = (ledger: Keys<'macs'>, { key, request }: Spend, part: string): Spend => ({
  key: spend(ledger.keys.macs, 'stop_also', [key.toString('hex'), part], '').key,
  request,
});

async function stopOne(ledger: Stopping, command: OptOut, once?: Spend): Promise<Answer> {
  const { business, person } = command;
  const draft = {
    business,
    owner: ownerOf(ledger, business, person),
    record: optOutDraft(ledger, command),
    ...(once && { spend: once }),
  };
  const readState = async () => {
    const found = await findPerson(ledger, business, person);
    return { ...found.person, logTime: found.logTime };
  };
  return answerOf(ledger, await submitStop(ledger, draft, readState));
}

/**
 * A withdrawal counts from when it is recorded, so this drops a time in the future. No clock may delay a
 * withdrawal.
 */
export function optOutDraft(ledger: { world: World }, command: Omit<OptOut, 'person'>): RecordDraft {
  const now = microsAt(ledger.world.now());
  const isPast = command.occurredAt !== undefined && microsOf(command.occurredAt) <= now;
  const occurred = isPast ? occurredAt(now, command) : undefined;
  const said = {
    v: 2 as const,
    business: command.business,
    source: command.source,
    identifiers: [...command.identifiers],
    channel: command.channel,
    ...submitted(command.submission),
    authority: command.authority ?? authorityIn(command.submission),
    submitted_by: submitterOf(command.submission),
    ...(occurred !== undefined && { occurred_at: occurred }),
  };
  if (command.objects !== undefined) return { ...said, kind: 'objected', scope: command.objects };
  return {
    ...said,
    kind: 'opt_out',
    ...(command.purposes !== undefined && { purposes: [...command.purposes] }),
    ...(command.undoes !== undefined && { undoes: command.undoes }),
  };
}

/** Only a page vouches for the number, even if a server has passed on what the page signed. */
const isUndoable = ({ jws, vouched }: OptIn['submission']): boolean =>
  jws !== undefined && vouched === undefined;

/** The authority comes only from the verified token, and from nothing else that the caller sent. */
const authorityIn = ({ vouched }: OptOut['submission']): 'any' | 'customer' =>
  vouched === 'verified' ? 'customer' : 'any';

export function submitterOf(submission: OptOut['submission']): Submitter {
  if (submission.by === 'flow') return { by: 'flow', id: submission.flow.id };
  if (submission.by === 'sms') return { by: 'sms', id: submission.dialect };
  if (submission.by === 'operator') return { by: 'operator', id: submission.id };
  const token = submission.vouched !== undefined && { customer_token: true as const };
  return submission.by === 'server'
    ? { by: submission.staff ? 'staff' : 'key', id: submission.key, ...token }
    : { by: 'site', id: submission.site, ...token };
}

/** Which words the ledger had said to the caller. */
export function flowIn(submission: OptIn['submission']): { flow?: { id: string; version: number } } {
  if (submission.by !== 'flow') return {};
  const { id, version } = submission.flow;
  return { flow: { id, version } };
}

/** The submitted text, verbatim, if it was signed. For a customer token alone, its claims. */
function submitted(submission: OptOut['submission']): Pick<OptOutRecord, 'jws' | 'customer_token'> {
  if (submission.by === 'customer') return { customer_token: customerTokenTrace(submission.token) };
  return submission.jws === undefined ? {} : { jws: submission.jws };
}
