// One request of a call: where the call is, what the caller did, what is recorded, what is said next. The
// same for every dialect.
//
//   find the call -> core/flow/step -> [record, under a name that this step makes] -> keep the call -> reply
//
// Crash points: before the record, nothing is; after it and before the call is kept, the same request makes
// the same name, and the record that is there answers. Of two requests at once one keeps the call, and the
// other gets what it said.
//
// The answer leaves in two seconds. Where the ledger cannot record, it says so and never thanks; what a
// caller hears is the same whatever is known of the number.

import { setTimeout as sleep } from 'node:timers/promises';
import type { CallFacts, IvrRequest, Reply } from '../../channels/ivr/dialect.ts';
import type { DialectName } from '../../channels/ivr/dialects.ts';
import { type ErrorCode, LedgerError } from '../../core/error.ts';
import { isStop, keyOf, step } from '../../core/flow/step.ts';
import { microsAt } from '../../core/when.ts';
import { findNotice } from '../notice/find-notice.ts';
import { isTriedOut } from '../setup/tried-out.ts';
import type { Limits } from '../visitor/limits.ts';
import { gathersOnce, isBeforeQuestion, isUnheardWhole, mayBeEarly } from './early.ts';
import { flowEventOf, othersOf, readingsOf, stopFirst } from './event.ts';
import { type Flows, findFlow } from './flows.ts';
import { type Calls, findCall, type KeptState, keepCall } from './kept-call.ts';
import { undo } from './late.ts';
import { callerNumber } from './numbers.ts';
import { type Acted, type Acting, recordAct } from './record-act.ts';
import { heardOf, isAskedAgain } from './repeated.ts';
import { type Heard, notRecordedIn, replyOf, saidOf, shownIn, unaskedIn } from './said.ts';
import { requireUsedHere, signedDigest } from './signed-once.ts';
import type { StoredFlow } from './store.ts';
import type { Undoing } from './undoing.ts';

export type CallAsked = {
  business: string;
  flow: string;
  dialect: DialectName;
  /** By the provider; else the flow's own secret was shown. */
  isSigned: boolean;
  facts: CallFacts;
  request: IvrRequest;
  /** The address of the next request, without the step. */
  next: URL;
  /** When the request arrived, before it was read: the provider's patience began then. */
  arrived: Date;
};

/**
 * `failure`: why nothing was recorded. `late`: what the ledger does of a commit that ended after the answer,
 * or of which nobody knows whether it was kept; its value is why that failed.
 */
export type Answered = { reply: Reply; failure?: unknown; late?: Promise<unknown> };

/** `undo`: what is to be done where its caller hears that nothing is recorded; its value: why that failed. */
type Turn = { undo?: () => Promise<unknown> };

/**
 * Milliseconds until the answer leaves; and until which a commit may begin, so that it ends before that.
 */
export const answerMs = 2_000;
const commitMs = 1_400;

/** What may be otherwise when the provider asks again. */
const passing: readonly ErrorCode[] = ['unavailable', 'overloaded', 'clocks_disagree'];

export type Calling = Acting & Flows & Calls & Limits & { undoing: Undoing };

/**
 * @throws LedgerError not_found, where nothing is known of the flow and nothing can be said in its words;
 * unauthenticated: a signed request that was made for another flow
 */
export async function answerCall(ledger: Calling, arrived: CallAsked): Promise<Answered> {
  const stored = await findFlow(ledger, arrived.business, arrived.flow);
  const asked = { ...arrived, facts: stopFirst(arrived.facts, stored.flow) };
  const { locale = '' } = asked.facts;
  const heard: Heard = {
    stored,
    locale: Object.hasOwn(stored.flow.locales, locale) ? locale : stored.flow.default_locale,
  };
  const { promise: tooLate, resolve } = Promise.withResolvers<Answered>();
  const notRecorded = (failure: unknown): Answered => {
    const said = notRecordedIn(heard);
    return { reply: replyOf(asked, heard.stored, said, 0), failure };
  };
  const waited = ledger.world.now().getTime() - asked.arrived.getTime();
  let hasLeft = false;
  const course: Turn = {};
  const turn = inTurn(ledger, asked, heard, () => hasLeft, course);
  const giveUp = () => {
    hasLeft = true;
    const late = turn.then(
      () => course.undo?.(),
      async (failure) => (await course.undo?.()) ?? failure,
    );
    resolve({ ...notRecorded(tooSlow()), late: ledger.undoing.hold(late) });
  };
  const timer = setTimeout(giveUp, Math.min(answerMs, Math.max(0, answerMs - waited)));
  try {
    const answered = await Promise.race([turn, tooLate]);
    // Nobody knows whether what failed was kept.
    const isUnsure = answered.failure !== undefined && answered.late === undefined;
    return isUnsure && course.undo ? { ...answered, late: ledger.undoing.hold(course.undo()) } : answered;
  } catch (failure) {
    if (isForged(failure) || failure === asked.facts.refused) throw failure;
    return { ...notRecorded(failure), ...(course.undo && { late: ledger.undoing.hold(course.undo()) }) };
  } finally {
    clearTimeout(timer);
  }
}

const isForged = (failure: unknown): boolean =>
  failure instanceof LedgerError && failure.code === 'unauthenticated';

const tooSlow = () =>
  new LedgerError('unavailable', 'The store was too slow: a caller was told that nothing was recorded.');

/** Others may move the same call meanwhile; this request then gets what they have said. */
const attemptsMax = 20;
const overtakenMs = 50;

/** Another key at the same step was recorded. */
const isOvertaken = (failure: unknown): boolean =>
  failure instanceof LedgerError && failure.code === 'idempotency_key_reused';

/** @param hasLeft whether its caller has been told by now that nothing is recorded */
async function inTurn(
  ledger: Calling,
  asked: CallAsked,
  heard: Heard,
  hasLeft: () => boolean,
  course: Turn,
): Promise<Answered> {
  const until = microsAt(new Date(asked.arrived.getTime() + commitMs));
  const { dialect, business, flow, facts } = asked;
  const name = { dialect, business, flow, call: facts.call };
  const digest = signedDigest(asked);
  if (digest !== undefined) await requireUsedHere(ledger, asked, digest);
  let before: number | undefined;
  let standing: KeptState | undefined;
  for (let nth = 1; nth <= attemptsMax; nth += 1) {
    const kept = await findCall(ledger, name);
    if (nth === 1) before = kept?.step;
    if (standing !== undefined) {
      standing = { ...standing, step: (kept?.step ?? 0) + 1 };
      if (await keepCall(ledger, name, standing, kept?.step)) break;
      continue;
    }
    const is = await ownCall(ledger, asked, heard, kept);
    const named = is?.named ?? is?.step ?? 0;
    // Nobody has interrupted the last words. They would be said again, and so on.
    if (is?.said.ended === true && facts.event === 'silence' && (facts.early ?? gathersOnce(asked)))
      return { reply: replyOf(asked, heard.stored, { ...is.said, lines: [] }, named) };
    if (is !== undefined && isUnheardWhole(ledger, asked, heard, is)) {
      // Its caller begins to hear it now.
      const again = { ...is, at: ledger.world.now().getTime(), step: is.step + 1 };
      if (!(await keepCall(ledger, name, again, is.step))) continue;
      return { reply: replyOf(asked, heard.stored, again.said, again.step) };
    }
    if (is !== undefined) {
      // Where another request was quicker there is nothing left to decide: what it made of the call is the
      // answer. A stop is heard all the same.
      const isRepeated =
        facts.event === 'begin' ||
        isBeforeQuestion(asked) ||
        isAskedAgain(ledger, asked, is) ||
        // It says no step that could be believed: a stop of the same call was this one.
        facts.refused !== undefined ||
        (facts.step ?? named) !== named ||
        is.step !== before ||
        (digest !== undefined && is.seen?.includes(digest));
      const isStop = asksToStop(facts, heard) && is.said.result !== 'withdrawn';
      if (isRepeated && !isStop && !refusesLate(asked, heard, is, digest)) {
        // Its caller hears so, and nobody takes it back any more.
        const { mark, ...rest } = { ...is, named, step: is.step + 1 };
        const stands = mark !== undefined && is.said.result === 'recorded' && !hasLeft();
        if (stands && !(await keepCall(ledger, name, rest, is.step))) continue;
        return { reply: replyOf(asked, heard.stored, is.said, named) };
      }
    }
    const tooMany = is === undefined && nth === 1 ? await takeCall(ledger, asked, heard) : undefined;
    const over = kept?.step ?? 0;
    const done = await moved(ledger, asked, heard, is, {
      over,
      seen: digest === undefined ? undefined : [...(kept?.seen ?? []), digest].slice(-seenMax),
      until,
      unasked: tooMany ?? (is === undefined ? await noticeRefusal(ledger, heard.stored) : undefined),
    });
    const { failure, isNo, granted } = done;
    const mark = granted && ledger.world.random(9).toString('base64url');
    if (granted && mark) {
      const attempt = { mark, caller: done.next.caller, over };
      course.undo = () => undo(ledger, name, notRecordedIn(heard), granted, attempt);
    }
    if (isOvertaken(failure)) {
      // The other request has recorded and not kept the call yet.
      await sleep(overtakenMs);
      continue;
    }
    // In one step: a request that is repeated must not hear of a consent that is then taken back.
    const isUnheard = granted !== undefined && hasLeft();
    const said = isUnheard ? { said: notRecordedIn(heard) } : {};
    const next = { ...done.next, ...said, ...(mark && { mark }) };
    const isPassing = failure instanceof LedgerError && passing.includes(failure.code);
    const isKept = !isPassing && (await keepCall(ledger, name, next, kept?.step));
    if (isKept)
      ledger.tally.add(...shownIn(heard, next.said, is?.said, await isTriedOut(ledger, asked.business)));
    // In the last words the key may be pressed again, while it is said that nothing was recorded.
    const waiting = is?.state.at === 'ended' ? named : 0;
    if (isKept || isPassing)
      return {
        reply: replyOf(asked, heard.stored, next.said, isPassing ? waiting : next.step),
        ...(failure !== undefined && { failure }),
      };
    // It is recorded, and no quicker answer stands over it: only the call remains to be kept.
    if (isNo) standing = next;
  }
  if (standing !== undefined) return { reply: replyOf(asked, heard.stored, standing.said, standing.step) };
  throw new LedgerError('unavailable', 'Other requests of the same call were always quicker.');
}

/**
 * Counts a call that is not known yet, whatever its first request says. One that has begun goes on, so that
 * what its caller says is not lost to other calls; and a stop is heard however many there were. A number over
 * its limit uses up nothing of its line's.
 *
 * @returns that it is one too many, where its caller can be heard all the same
 * @throws LedgerError rate_limited, where nobody is there who could stop anything
 */
async function takeCall(
  ledger: Calling,
  { business, flow, facts }: CallAsked,
  heard: Heard,
): Promise<LedgerError | undefined> {
  if (asksToStop(facts, heard)) return undefined;
  const line = `${business}\0${flow}`;
  const caller = callerNumber(facts.caller, heard.stored.flow.calling_code);
  try {
    await ledger.limits.take([
      ...(caller === undefined ? [] : [{ limit: 'flow_caller' as const, key: `${line}\0${caller}` }]),
      { limit: 'flow' as const, key: line },
    ]);
    return undefined;
  } catch (failure) {
    const isOver = failure instanceof LedgerError && failure.code === 'rate_limited';
    if (isOver && caller !== undefined && facts.event !== 'hangup') return failure;
    throw failure;
  }
}

/** More than a call has steps. */
const seenMax = 32;

const asksToStop = ({ event, digits = '' }: CallFacts, { stored }: Heard): boolean =>
  event === 'keys' && isStop(stored.flow, digits);

/**
 * A no to the question at which its caller hung up: a platform may tell of the two in either order. The key
 * of another step, or one that was told of before, chose a language or another number, and is no no.
 */
function refusesLate(
  asked: CallAsked,
  { stored: { flow } }: Heard,
  { state, leftAt, seen }: KeptState,
  digest: string | undefined,
): boolean {
  const { event, digits = '', step: answers = leftAt } = asked.facts;
  const isFirst = digest === undefined || seen?.includes(digest) !== true;
  const isNo = event === 'keys' && keyOf(digits) === flow.keys.no && !isBeforeQuestion(asked);
  return state.left === true && isNo && isFirst && answers === leftAt;
}

/**
 * The call that is kept, where this request is of it. Two calls of one id are two callers: the second is not
 * asked about the number of the first, and begins a call of its own.
 *
 * @throws LedgerError conflict: of two callers nobody knows who was heard. A stop is its caller's own.
 */
async function ownCall(
  ledger: Calling,
  { business, flow, facts }: CallAsked,
  heard: Heard,
  kept: KeptState | undefined,
): Promise<KeptState | undefined> {
  if (kept === undefined) return undefined;
  const stored = await findFlow(ledger, business, flow, kept.version);
  const caller = callerNumber(facts.caller, stored.flow.calling_code);
  if (caller !== undefined && caller !== kept.caller) {
    if (facts.event === 'begin' || asksToStop(facts, heard)) return undefined;
    throw new LedgerError('conflict', 'A request of another caller came under the id of a call.');
  }
  heard.stored = stored;
  heard.locale = kept.state.locale;
  return kept;
}

/** Why nobody is asked: what they said could not be recorded. A stop needs no notice. */
async function noticeRefusal(ledger: Calling, { flow }: StoredFlow): Promise<LedgerError | undefined> {
  const { id, version } = flow.notice;
  try {
    await findNotice(ledger, flow.business.id, id, version, Number.POSITIVE_INFINITY);
    return undefined;
  } catch (failure) {
    if (failure instanceof LedgerError && !passing.includes(failure.code)) return failure;
    throw failure;
  }
}

type Moving = {
  /** The step that this one is written over. */
  over: number;
  seen: readonly string[] | undefined;
  until: number;
  unasked: LedgerError | undefined;
};

async function moved(
  ledger: Calling,
  asked: CallAsked,
  heard: Heard,
  is: KeptState | undefined,
  { over, seen, until, unasked }: Moving,
): Promise<{ next: KeptState } & Omit<Acted, 'result'>> {
  const { facts } = asked;
  const { flow } = heard.stored;
  // Only the first request says whose call it is.
  const caller = is === undefined ? callerNumber(facts.caller, flow.calling_code) : is.caller;
  const isEarly = facts.early ?? (is !== undefined && mayBeEarly(asked, is));
  const readings = [...new Set([...(is?.readings ?? []), ...readingsOf(facts, flow)])];
  const numbers = { caller, readings, callingCode: flow.calling_code };
  const { event, keyed = is?.keyed } = flowEventOf({ ...facts, early: isEarly }, is, numbers);
  const done = step(flow, is?.state, event);
  // It may have held a stop; but nobody knows whose.
  if (facts.refused !== undefined && done.kind !== 'record') throw facts.refused;
  heard.locale = done.state.locale;
  const known = {
    ...(caller !== undefined && { caller }),
    ...(caller === undefined && readings.length > 0 && { readings }),
    ...(keyed !== undefined && { keyed }),
  };
  const number = done.state.number === 'keyed' ? keyed : caller;
  const isSigned = asked.isSigned && is?.isSigned !== false;
  const leftAt = is?.state.at === 'ask' ? over : is?.leftAt;
  const kept = {
    ...{ version: flow.version, isSigned, state: done.state, step: over + 1 },
    ...known,
    ...(done.state.left && leftAt !== undefined && { leftAt }),
    ...(seen !== undefined && { seen }),
    at: ledger.world.now().getTime(),
    heard: heardOf(facts),
  };
  if (done.kind !== 'record' && unasked !== undefined) {
    const said =
      facts.event === 'hangup' || caller === undefined ? notRecordedIn(heard) : unaskedIn(heard, facts);
    return { next: { ...kept, state: { ...done.state, at: 'ended' }, said }, failure: unasked };
  }
  if (done.kind !== 'record') {
    // The call was over before: its last answer is repeated.
    if (done.kind === 'end' && done.prompts.length === 0 && is?.said.ended === true)
      return { next: { ...kept, said: is.said } };
    // It has ended but for the key that it did not get.
    if (is?.state.at === 'ended') return { next: { ...kept, said: notRecordedIn(heard) } };
    const result =
      done.kind === 'say' ? 'going_on' : done.prompts.includes('not_recorded') ? 'not_recorded' : 'gave_up';
    return { next: { ...kept, said: saidOf(heard, done, result, number) } };
  }
  const [first = '', ...others] =
    number === undefined ? readings : [...new Set([number, ...othersOf(facts, flow)])];
  const also = done.act === 'withdraw' ? others : [];
  const act = { act: done.act, key: flow.keys[done.act], number: first, also, of: done.state.number };
  const { result, ...acted } = await recordAct(ledger, asked, heard.stored, done.state.locale, {
    ...act,
    ...(caller !== undefined && { caller }),
    step: over,
    isSigned,
    until,
  });
  const said = saidOf(heard, { kind: 'end', prompts: [result] }, result, number);
  return { next: { ...kept, said }, ...acted };
}
