// The life of a tick, as one pure function: a state and an event go in, and the next state comes out, with
// the effects that must happen now. It has no clock, key, network or page. effects.ts carries the effects out
// and reports with an event.
//
//   click -> judge -> judged   sign -> signed (a form carries it) -> nonce -> sign -> signed (it can be
//                              posted); a token that has expired -> renew -> renewed -> sign
//   save  -> post  -> posted   click, or another number -> undo -> undone
//
// Messages to the ledger leave one at a time, in the order of the person's choices, so the last choice wins
// there too. Answers name their tick. An answer to an earlier tick never changes the one that stands.

import type { Clicked } from './claims.ts';
import type { Failure } from './failure.ts';
import type { Answer } from './ledger/client.ts';
import type { Choice, Doing, Event, State, Tick, Why, Work } from './state.ts';

/** A nonce lasts ten minutes. A tick may stand much longer before the person submits the form. */
const renewalsMax = 12;
const staleNonce = ['nonce_expired', 'nonce_invalid', 'nonce_missing'];

type Of<Kind> = Extract<Event, { kind: Kind }>;
type Answered = Of<'signed' | 'nonce' | 'renewed' | 'aged' | 'posted' | 'undone' | 'refused'>;

export function step(before: State, event: Event): State {
  // This function may change the copy. It never changes a choice, but replaces it, so that a new one is
  // recognisable.
  const draft: State = { ...structuredClone({ ...before, effects: [] }), choice: before.choice };
  take(draft, event);
  // First of all, so that the page already shows what an event tells. Only a look at the number may change
  // nothing.
  if (event.kind !== 'number' || draft.choice !== before.choice) draft.effects.unshift({ kind: 'show' });
  return draft;
}

/** What a form carries: the record of the tick that stands, once it is signed. */
export const carried = ({ tick }: State): string => tick?.jws ?? '';

function take(draft: State, event: Event): void {
  switch (event.kind) {
    case 'click':
      click(draft, event.clicked);
      break;
    case 'judged':
      if (event.id === draft.judging) judged(draft, event);
      break;
    case 'number':
      look(draft, event);
      break;
    case 'save':
      save(draft, event.inForm);
      break;
    case 'reset':
      unjudge(draft);
      clear(draft);
      break;
    default: {
      // The results for a tick that has gone are of no use.
      const ticks = [draft.tick, ...draft.line.map(({ tick }) => tick)];
      const tick = ticks.find((one) => one?.id === event.id);
      if (tick) answered(draft, tick, event);
    }
  }
}

// ---- the person and the page ------------------------------------------------------------------------------

function click(draft: State, clicked: Clicked): void {
  const id = ++draft.clicks;
  const isJudged = unjudge(draft);
  // A script may untick too, because a person need not prove anything to stop messages.
  if (draft.tick) untick(draft, 'undone');
  else if (!isJudged) {
    draft.judging = id;
    draft.effects.push({ kind: 'judge', id, clicked });
  }
}

function judged(draft: State, { id, verdict, base, inForm, isCarried, commitAt }: Of<'judged'>): void {
  const { wanted } = draft;
  if (verdict.kind === 'signable') {
    draft.judging = 0;
    draft.wanted = undefined;
    draft.choice = { kind: 'ticked' };
    draft.tick = { id, claims: verdict.claims, base, isCarried, jws: '', renewals: 0 };
    begin(draft, draft.tick, 'sign');
    if (wanted || commitAt === 'tick' || (!inForm && commitAt !== 'submit'))
      save(draft, wanted?.keepTick ?? inForm);
    return;
  }
  unjudge(draft);
  if (verdict.kind === 'stale') untick(draft, 'edited');
  else fail(draft, verdict.failure);
}

/** The click becomes no tick, and a page that waits for it learns that. @returns the click under judgement */
function unjudge(draft: State): number {
  const { judging: id, wanted } = draft;
  if (wanted) draft.effects.push({ kind: 'settled', id, answer: undefined });
  draft.judging = 0;
  draft.wanted = undefined;
  return id;
}

/** Another number or country empties the box. An error about the number may no longer be true. */
function look(draft: State, { reading, isOther, isCleared }: Of<'number'>): void {
  const { tick, choice } = draft;
  const isWhole = reading.kind === 'complete';
  if (tick) {
    // With other spacing it is still the same number.
    if (isWhole && reading.international === tick.claims.number) return;
    // A script that empties the field after an order takes nothing back.
    if (choice.kind === 'saved' && isCleared) clear(draft);
    else untick(draft, 'edited');
  } else if (concernsNumber(choice)) {
    // A number that the ledger refused stays refused until it changes.
    const isMended = isWhole && (isOther || choice.code !== 'number_refused');
    if (isMended || (choice.code === 'number_unclear' && reading.kind !== 'unclear')) clear(draft);
  }
}

/** Does the error belong to the number's field? */
export const concernsNumber = ({ code }: Choice): boolean => !!code?.startsWith('number_');

function save(draft: State, keepTick: boolean): void {
  const { tick, choice } = draft;
  if (draft.judging) draft.wanted = { keepTick };
  if (!tick || choice.kind === 'saving' || choice.kind === 'saved') return;
  draft.choice = { kind: 'saving' };
  queue(draft, { tick, kind: 'save', keepTick });
}

/**
 * Takes the tick back and undoes what was posted. `edited`: the sentence now shows another number, so the
 * tick may not come back even if the undo fails.
 */
function untick(draft: State, why: Why): void {
  const { tick, choice } = draft;
  clear(draft, why === 'edited' ? why : undefined);
  // It has not left the page.
  if (!tick || choice.kind === 'ticked') return;
  draft.choice = { kind: 'saving' };
  queue(draft, { tick, kind: 'undo', why });
}

/** Forgets the tick without telling the ledger. */
function clear(draft: State, why?: Why): void {
  draft.tick = undefined;
  draft.choice = { kind: 'ready', why };
}

function fail(draft: State, failure: Failure, keepTick = false): void {
  if (!keepTick) draft.tick = undefined;
  const choice = { kind: 'error', code: failure[0], failure } as const;
  draft.choice = choice;
  draft.effects.push(choice);
}

// ---- what was under way -----------------------------------------------------------------------------------

function answered(draft: State, tick: Tick, event: Answered): void {
  const { doing } = tick;
  if (event.kind === 'aged') {
    if (!doing && draft.choice.kind === 'ticked' && tick === draft.tick) begin(draft, tick, 'nonce');
    return;
  }
  tick.doing = undefined;
  switch (event.kind) {
    case 'signed':
      signed(draft, tick, event.jws, event.nonce);
      break;
    case 'nonce':
      begin(draft, tick, 'sign', event.nonce);
      break;
    case 'renewed':
      tick.claims.customer_token = event.token;
      tick.isRenewed = true;
      if (draft.choice.kind === 'error') draft.choice = { kind: 'ticked' };
      begin(draft, tick, 'sign');
      break;
    case 'refused':
      refused(draft, tick, doing, event.failure);
      break;
    case 'posted':
      tick.uncertain = false;
      tick.answer = event.answer;
      proceed(draft, tick);
      break;
    case 'undone':
      draft.effects.push({ kind: 'taken-back', record: tick.answer!.record });
      tick.answer = undefined;
      proceed(draft, tick);
  }
}

/** A form can carry it now. The page can post it only with a nonce. */
function signed(draft: State, tick: Tick, jws: string, nonce: string | undefined): void {
  tick.jws = jws;
  if (!nonce) begin(draft, tick, 'nonce');
  else {
    tick.fresh = true;
    tick.isRenewed = false;
    if (tick.renewals++ < renewalsMax) draft.effects.push({ kind: 'age', tick });
    proceed(draft, tick);
  }
}

function refused(draft: State, tick: Tick, doing: Doing | undefined, failure: Failure): void {
  const [code, detail, problem = ''] = failure;
  const [work] = draft.line;
  const isPost = doing === 'post';
  const isUnreachable = code === 'unreachable';
  // A refusal is an answer: the ledger stored nothing.
  if (isPost) tick.uncertain = isUnreachable;
  const isExpired = code === 'customer_token_expired';
  // Once for each nonce, because the shop's new token may have expired too.
  if (isExpired && doing === 'nonce' && tick === draft.tick && !tick.isRenewed) begin(draft, tick, 'renew');
  else if (work?.tick !== tick) {
    if (tick === draft.tick) unsaved(draft, tick, failure);
  } else if (work.kind === 'undo') {
    if (isPost && !isUnreachable) proceed(draft, tick);
    else stillIn(draft, tick, detail, work.why);
  } else if (isPost && staleNonce.includes(problem) && !work.again) {
    // Only where the ledger says that it stored nothing under the old nonce. Otherwise there would be two
    // records.
    work.again = true;
    begin(draft, tick, 'nonce');
  } else {
    // The form carries the record where the ledger is down, and where the token has expired, because the
    // shop's server needs none. After another refusal that would be useless.
    if (tick === draft.tick) fail(draft, failure, work.keepTick && (isUnreachable || isExpired));
    settle(draft, tick);
  }
}

/**
 * No save waits for the ledger yet. An unreachable ledger is not a failure: the form carries the record
 * meanwhile, and a save asks again. The page learns of a refusal at once. Where no form carries the record to
 * the shop's server, the person learns of it too.
 */
function unsaved(draft: State, tick: Tick, failure: Failure): void {
  const [code] = failure;
  if (!tick.jws) fail(draft, failure);
  else if (code === 'unreachable' || tick.renewals > 0) return;
  else if (tick.isCarried && code !== 'customer_token_expired') {
    draft.effects.push({ kind: 'error', code, failure });
  } else fail(draft, failure, tick.isCarried);
}

/** The box shows what the ledger holds: the person is still opted in, and must know that. */
function stillIn(draft: State, tick: Tick, detail: string, why: Why): void {
  if (tick.answer && why === 'undone') draft.tick ??= tick;
  fail(draft, ['undo_failed', detail], true);
  next(draft);
}

// ---- one after the other ----------------------------------------------------------------------------------

function queue(draft: State, work: Work): void {
  draft.line.push(work);
  proceed(draft, work.tick);
}

function next(draft: State): void {
  draft.line.shift();
  const [work] = draft.line;
  if (work) proceed(draft, work.tick);
}

/** Starts the next work for the tick, if it is first in line. */
function proceed(draft: State, tick: Tick): void {
  const [work] = draft.line;
  const { answer } = tick;
  if (work?.tick !== tick) return;
  if (work.kind === 'save') {
    if (answer) saved(draft, tick, answer);
    // A signature under way comes back here.
    else if (!tick.doing) begin(draft, tick, tick.fresh ? 'post' : tick.jws ? 'nonce' : 'sign');
  } else if (answer) begin(draft, tick, 'undo');
  // The answer to its post was lost. Posting the same signature again makes no second record, and shows
  // whether there is one.
  else if (tick.uncertain) begin(draft, tick, 'post');
  else {
    // The ledger does not have it.
    if (!draft.tick) draft.choice = { kind: 'ready', why: work.why };
    next(draft);
  }
}

function saved(draft: State, tick: Tick, answer: Answer): void {
  // Otherwise the person has taken it back meanwhile, and that is next in line.
  if (tick === draft.tick) {
    const choice = { kind: 'saved', answer } as const;
    draft.choice = choice;
    draft.effects.push(choice);
  }
  settle(draft, tick);
}

function settle(draft: State, { id, answer }: Tick): void {
  draft.effects.push({ kind: 'settled', id, answer });
  next(draft);
}

function begin({ effects }: State, tick: Tick, doing: Doing, nonce?: string): void {
  tick.doing = doing;
  if (doing === 'post') tick.uncertain = true;
  if (doing === 'nonce') tick.fresh = false;
  effects.push({ kind: doing, tick, nonce });
}
