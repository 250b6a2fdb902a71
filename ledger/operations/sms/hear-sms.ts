// One text message: who wrote it, what it says, what is recorded, what is sent back. The same for every
// dialect.
//
//   numbers -> [a stop is recorded] -> find the thread -> act -> keep the thread -> reply
//
// Crash points: before the record, nothing is; after it and before the thread is kept, the same message makes
// the same name, and the record that is there answers. A reply that goes by the provider's API is sent when
// the thread is kept: if that fails, the provider tells of the message again, and gets the same reply sent.
//
// A reply by an API is sent at least once. A crash between the API's answer and our note of it sends it
// twice: a second text message harms less than a stop that is never confirmed. No consent hangs on it.
// Words ask something once it is noted that they were sent, and a yes before that gets them again. So it is
// with words that a block of the provider's may have kept from the person (block.ts).
//
// What is sent back is the same whatever is known of the number. Nothing is thanked for before it is
// recorded.

import { hash } from 'node:crypto';
import type { SmsFacts, SmsReply, SmsRequest } from '../../channels/sms/dialect.ts';
import { type SmsDialectName, smsDialects } from '../../channels/sms/dialects.ts';
import { type Beside, stopBeside } from '../../channels/sms/own-words.ts';
import { mentionsStop, readSms, type SmsStop, stopIn } from '../../channels/sms/said.ts';
import { invalid, LedgerError } from '../../core/error.ts';
import { languageOfCountry } from '../../core/language/sms-words.ts';
import { type SmsSaid, smsAnswer } from '../../core/notice/sms.ts';
import { normalizeNumber } from '../../core/subject/number.ts';
import { countryOf } from '../../core/subject/numbering-plan.ts';
import type { Recording } from '../consent/record-consent.ts';
import type { Notices } from '../notice/find-notice.ts';
import { keywordsOf } from '../notice/keywords.ts';
import type { Records } from '../record/store.ts';
import { type Businesses, businessOf } from '../setup/business.ts';
import type { Limits } from '../visitor/limits.ts';
import { isBlocked, liftsBlock } from './block.ts';
import { type SmsProviders, smsAccount } from './providers.ts';
import { askedBefore, asksBy, momentAt, saidAgain, stillOpen, wordsOf } from './question.ts';
import { recordAnswer, recordedBy, recordSmsStop, type Wrote } from './record-answer.ts';
import type { SmsSender } from './store.ts';
import {
  type Answered,
  type Asked,
  findThread,
  keepThread,
  noteHeard,
  type Thread,
  type Threads,
  toldHowLately,
  toldHowMax,
} from './thread.ts';
import { begin, type Course, heardOrTold } from './untold.ts';

export type SmsHearing = Recording &
  Notices &
  Threads &
  Limits &
  Businesses &
  SmsProviders &
  Records<'chainBack'> & { smsSender: SmsSender; smsPatienceMs: number };

export type SmsAsked = {
  business: string;
  dialect: SmsDialectName;
  facts: SmsFacts;
  isSigned: boolean;
  request: SmsRequest;
};

/** `reply`: in the answer to the request. `failure`: why nothing was recorded, for the operator. */
export type SmsHeard = { reply?: SmsReply; failure?: unknown };

/**
 * @throws LedgerError unavailable, overloaded, rate_limited; invalid: no id, no sender, no text, or a stop of
 *   no number
 */
export async function hearSms(ledger: SmsHearing, asked: SmsAsked): Promise<SmsHeard> {
  const numbers = [...new Set(asked.facts.from.flatMap(numberIn))];
  const [number, ...others] = numbers;
  const isOfOne = number !== undefined && others.length === 0;
  const person = isOfOne ? { number, language: languageOf(number) } : undefined;
  return heardOrTold(ledger, asked, person, (course) => hear(ledger, asked, numbers, course));
}

async function hear(
  ledger: SmsHearing,
  asked: SmsAsked,
  numbers: readonly string[],
  course: Course,
): Promise<SmsHeard> {
  const { facts } = asked;
  const [number] = numbers;
  const texts = [...new Set(facts.texts)];
  const heard = stopHandled(facts) ?? firstOf(texts, stopIn);
  const beside = heard === undefined ? await besideOwnWords(ledger, asked) : {};
  const stop = heard ?? beside.stop;
  if (number === undefined) {
    // A short code or a name is no person. But what says a stop is not acknowledged where none is recorded.
    if (stop === undefined) return nobodys(facts);
    throw invalid('/from', 'number', 'must be a number with its calling code: the stop is not recorded');
  }
  // Before anything is known of the thread, and of a message that was told of before too: a consent that came
  // since ends with it (consent/repeated-stop.ts).
  if (stop !== undefined) {
    begin(course);
    await Promise.all(numbers.map((one) => recordSmsStop(ledger, wroteBy(ledger, asked, one), stop)));
  }
  if (facts.isUnread && stop === undefined) throw unread('/text');
  // Nobody knows what was written, or by whom, but for a stop.
  if (numbers.length > 1 || !facts.isSms) return {};
  if (texts.length > 1 && stop === undefined) return {};
  const mayBeStop = beside.mayBeStop === true || texts.some(mentionsStop);
  const said = { texts, isStopped: stop !== undefined, mayBeStop, course };
  return inTurn(ledger, asked, wroteBy(ledger, asked, number), said);
}

const firstOf = (texts: readonly string[], stopOf: (text: string) => SmsStop | undefined) =>
  texts.map(stopOf).find((one) => one !== undefined);

/** Which ask what is known of the business, and so come after the others. */
async function besideOwnWords(ledger: SmsHearing, { business, facts }: SmsAsked): Promise<Beside> {
  if (facts.texts.every((text) => text === '')) return {};
  const owned = [...keywordsOf(await ledger.notices.ofBusiness(business)).values()];
  const whats = owned.map(({ locale, notice }) => notice.notice.locales[locale]!.what);
  const { name } = await businessOf(ledger, business);
  const keywords = [...owned.map(({ keyword }) => keyword), ...whats];
  const found = facts.texts.map((text) => stopBeside(text, { names: [name], keywords, line: facts.line }));
  return found.find(({ stop }) => stop !== undefined) ?? found.find(({ mayBeStop }) => mayBeStop) ?? {};
}

function nobodys({ from, isUnread }: SmsFacts): SmsHeard {
  if (from.length === 0) throw unread('/from');
  if (isUnread) throw unread('/text');
  return {};
}

/** It may be a stop in a form that is not known here: the provider logs the refusal, and tells it again. */
const unread = (pointer: string): LedgerError =>
  invalid(pointer, 'missing', 'is missing, so that nothing was heard of this message');

/**
 * Providers write it in full, some without +. A + that a form does not encode is read as a space. A number
 * that begins with one 0 has no calling code, and may be another country's.
 */
const numberIn = (given: string): string[] => {
  const written = given.replace(/^ (?=[1-9(])/, '+').trim();
  const number = normalizeNumber(/^[1-9][0-9]{6,14}$/.test(written) ? `+${written}` : written);
  return number.kind === 'number' ? [number.e164] : [];
};

const stopHandled = ({ handled }: SmsFacts): SmsStop | undefined =>
  handled === 'stop' ? { kind: 'stop' } : undefined;

function wroteBy(
  ledger: SmsHearing,
  { business, dialect, facts, isSigned, request }: SmsAsked,
  number: string,
): Wrote {
  return {
    business,
    dialect,
    line: facts.line.replace(/^\+/, ''),
    number,
    message: facts.message ?? `body-${hash('sha256', request.body, 'base64url')}`,
    isSigned,
    at: ledger.world.now().toISOString(),
  };
}

/** Other messages of the same person may move the thread meanwhile. */
const attemptsMax = 20;

/** `isStopped`: it says a stop, which is recorded. `mayBeStop`: it may be meant for one. */
type Said = { texts: readonly string[]; isStopped: boolean; mayBeStop: boolean; course: Course };

async function inTurn(ledger: SmsHearing, asked: SmsAsked, wrote: Wrote, said: Said): Promise<SmsHeard> {
  // Only the provider's id tells a message that is told of again from one that is written again: the second
  // opt-out of a person is the first one, letter by letter, and ends what they were asked in between.
  const isNamed = asked.facts.message !== undefined;
  let acted: Acted | undefined;
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const thread = await findThread(ledger, wrote);
    const before = thread?.answered.find(({ message }) => message === wrote.message);
    if (before !== undefined && isNamed) return sendBack(ledger, asked, wrote, before);
    // Told of again after a failure, it answers the question of then, and no newer one.
    if (!said.isStopped && isNamed && (await noteHeard(ledger, wrote, thread))) continue;
    // A stop puts the block up again, also one that is no record of its own.
    const lifted = said.isStopped ? undefined : liftsBlock(asked.facts) ? momentAt(wrote) : thread?.lifted;
    acted ??= await act(ledger, asked, wrote, { thread, lifted, ...said });
    const { text, ends, failure } = acted;
    // Replies by an API are on their way from now on, and no other request sends them.
    const isSent = text === undefined || smsDialects[asked.dialect].answersInline;
    const answered: Answered = {
      message: wrote.message,
      ...(text !== undefined && { text }),
      isSent,
      ...(!isSent && { busyUntil: inMs(ledger, busyMs) }),
    };
    // Another message may have had a question asked meanwhile, which this one has not answered.
    const isOver = ends === everyQuestion || ends === thread?.asked?.message;
    const waits = isOver ? undefined : thread?.asked;
    const question = acted.asks ?? (waits && acted.reminds ? { ...waits, isReminded: true } : waits);
    const toldHowAt = [...toldHowLately(thread, wrote.at), ...(acted.tellsHow ? [momentAt(wrote)] : [])];
    const ended = acted.recorded ? { ...acted.recorded, at: momentAt(wrote) } : thread?.ended;
    const locale = question?.locale ?? thread?.locale;
    const others = (thread?.answered ?? []).filter(({ message }) => message !== wrote.message);
    const next = {
      ...(locale !== undefined && { locale }),
      ...(lifted !== undefined && { lifted }),
      ...(toldHowAt.length > 0 && { toldHowAt }),
      ...(question !== undefined && { asked: question }),
      ...(thread?.heard !== undefined && { heard: thread.heard }),
      ...(ended !== undefined && !said.isStopped && { ended }),
      answered: [...others, answered],
    };
    begin(said.course);
    if (!(await keepThread(ledger, wrote, next, thread?.step))) continue;
    const { busyUntil: _, ...fresh } = answered;
    return { ...(await sendBack(ledger, asked, wrote, fresh)), ...(failure !== undefined && { failure }) };
  }
  throw new LedgerError('unavailable', 'Other messages of the same person were always quicker.');
}

/** `ends`: the message of the question that was answered; `everyQuestion` where it was a stop. */
type Acted = {
  text?: string;
  asks?: Asked;
  ends?: string;
  recorded?: { kind: 'yes' | 'no'; question: Asked };
  /** That nothing was recorded; or how to stop, though help was not asked for. */
  reminds?: true;
  tellsHow?: true;
  failure?: unknown;
};

/** No provider's id is empty. */
const everyQuestion = '';

type Moment = Said & { thread: Thread | undefined; lifted: string | undefined };

async function act(
  ledger: SmsHearing,
  asked: SmsAsked,
  wrote: Wrote,
  { thread, lifted, texts, isStopped, mayBeStop, course }: Moment,
): Promise<Acted> {
  const { facts } = asked;
  // The stop has ended it already; its answer names the contact of what was asked.
  const open = isStopped ? thread?.asked : await stillOpen(ledger, wrote, askedBefore(asked, wrote, thread));
  // What lifts a block came after words that it may have kept back (block.ts), or a lift came before them.
  const isFree = open !== undefined && thread?.lifted !== undefined && thread.lifted <= open.at;
  const isSeen = open?.isSent && !open.isBlocked && (isFree || facts.handled !== 'start');
  const question = isStopped || isSeen ? open : undefined;
  const locale = question?.locale ?? thread?.locale ?? languageOf(wrote.number);
  if (isStopped) {
    const isAnswered = facts.handled === undefined && (await isWithinLimits(ledger, wrote));
    const answer = isAnswered && (await answerIn(ledger, asked, wrote, 'stopped', { locale, question }));
    return { ends: everyQuestion, ...answer };
  }
  if (facts.message === undefined)
    throw invalid('/id', 'missing', 'The provider’s id of the message is missing.');
  const [text = ''] = texts;
  const context = { locale: open?.locale ?? locale, isAsked: open !== undefined };
  const notices = await ledger.notices.ofBusiness(wrote.business);
  const keywords = keywordsOf(notices);
  const says = readSms(text, { ...context, keywords: new Set(keywords.keys()) });
  const reply = says.kind === 'yes' || says.kind === 'no' ? says : undefined;
  const thanks = says.kind === 'yes' ? 'recorded' : 'declined';
  // Said once more: what stands may be otherwise by now, by a tick or by a stop elsewhere.
  const answered = question ?? (reply && saidAgain(thread, wrote, reply.kind));
  if (reply !== undefined && answered !== undefined) {
    begin(course);
    const done = await recordAnswer(ledger, wrote, reply.kind, reply.words, answered);
    const said = done.isRecorded ? thanks : 'nothing';
    return {
      ...(question && { ends: question.message }),
      ...(question && done.isRecorded && { recorded: { kind: reply.kind, question } }),
      ...(await answerIn(ledger, asked, wrote, said, { locale, question: answered })),
      ...('failure' in done && { failure: done.failure }),
    };
  }
  // It was recorded, and the thread was not kept: something else was asked before it was told of again.
  const before = reply && (await recordedBy(ledger, wrote, thread?.ended?.question));
  if (before) return answerIn(ledger, asked, wrote, thanks, { locale, question: before.question });
  // A yes to words that may not have been seen, or what lifts the block that may have hidden them.
  const isLive = notices.some((one) => one.sha256 === open?.notice.sha256 && one.retiredAt === undefined);
  const asksAgain = question === undefined && isLive && (says.kind === 'yes' || liftsBlock(facts));
  const unseen = asksAgain ? open : undefined;
  // Two machines that answer each other would go on without end.
  const wasTold = toldHowLately(thread, wrote.at).length >= toldHowMax;
  const tellsHow = says.kind === 'other' && mayBeStop && !wasTold;
  const reminds = says.kind === 'other' && !mayBeStop && question !== undefined && !question.isReminded;
  if (says.kind === 'other' && !tellsHow && !reminds && unseen === undefined) return {};
  await countOf(ledger, wrote);
  const isAsk = says.kind === 'keyword' && facts.handled === undefined;
  const words = isAsk ? wordsOf(keywords.get(says.words)!) : unseen;
  if (words !== undefined) {
    // Who sent the keyword chose the words: what was not signed then is not signed now.
    const isSigned = asked.isSigned && (isAsk || unseen?.isSigned === true);
    const mayBlock = await isBlocked(ledger, { ...wrote, dialect: asked.dialect }, lifted);
    const asks = asksBy({ ...asked, isSigned }, wrote, words, mayBlock);
    return { asks, text: asks.text };
  }
  if (says.kind === 'keyword') return {};
  const said = says.kind === 'help' || tellsHow ? 'help' : 'nothing';
  const answer = await answerIn(ledger, asked, wrote, said, { locale, question });
  return { ...answer, ...(reminds && { reminds }), ...(tellsHow && { tellsHow }) };
}

const languageOf = (number: string): string => languageOfCountry(countryOf(number.slice(1)) ?? 'US');

const countOf = (ledger: SmsHearing, { business, number }: Wrote): Promise<void> =>
  ledger.limits.take([
    { limit: 'sms', key: business },
    { limit: 'sms_sender', key: `${business}\0${number}` },
  ]);

/** No limit keeps a stop from being recorded; but the business pays for each answer to it. */
async function isWithinLimits(ledger: SmsHearing, wrote: Wrote): Promise<boolean> {
  try {
    await countOf(ledger, wrote);
    return true;
  } catch (refusal) {
    if (refusal instanceof LedgerError && refusal.code === 'rate_limited') return false;
    throw refusal;
  }
}

/** Nothing, where the provider has answered already. */
async function answerIn(
  ledger: SmsHearing,
  { facts }: SmsAsked,
  { business }: Wrote,
  said: SmsSaid,
  { locale, question }: { locale: string; question: Pick<Asked, 'notice' | 'locale'> | undefined },
): Promise<{ text?: string }> {
  if (facts.handled !== undefined) return {};
  const { name } = await businessOf(ledger, business);
  const notices = await ledger.notices.ofBusiness(business);
  const inForce = notices.filter(({ retiredAt }) => retiredAt === undefined);
  // What was asked is named in its own words, also once its notice is retired.
  const about =
    notices.find(({ sha256 }) => sha256 === question?.notice.sha256) ??
    inForce.toSorted((a, b) => (a.notice.published_at < b.notice.published_at ? 1 : -1))[0];
  const what = question && about?.notice.locales[question.locale]?.what;
  return {
    text: smsAnswer(said, locale, { name, about: about?.notice, ...(what !== undefined && { what }) }),
  };
}

/** Longer than the provider's API may take, milliseconds. */
const busyMs = 20_000;

const inMs = ({ world }: SmsHearing, ms: number) => new Date(world.now().getTime() + ms).toISOString();

/** @throws LedgerError unavailable: the provider is to tell of the message again */
async function sendBack(
  ledger: SmsHearing,
  { dialect, facts, business }: SmsAsked,
  wrote: Wrote,
  { text, isSent, busyUntil }: Answered,
): Promise<SmsHeard> {
  if (text === undefined) return {};
  const reply = { text, to: wrote.number, line: facts.line };
  if (smsDialects[dialect].answersInline) return { reply };
  if (isSent) return {};
  if (busyUntil !== undefined && busyUntil > inMs(ledger, 0))
    throw new LedgerError('unavailable', 'Another request is sending the reply.');
  const account = await smsAccount(ledger, business, dialect);
  try {
    if (account === undefined)
      throw new LedgerError(
        'unavailable',
        `The reply goes by the API of ${dialect}, whose account is not known: optmark sms set ${dialect}.`,
      );
    await ledger.smsSender.send(account, { ...reply, ...(facts.linkId && { linkId: facts.linkId }) });
  } catch (failure) {
    await settle(ledger, wrote, false);
    throw failure;
  }
  await settle(ledger, wrote, true);
  return {};
}

/** Notes whether a reply was taken. Words that were not sent ask nothing. */
async function settle(ledger: SmsHearing, wrote: Wrote, isSent: boolean): Promise<void> {
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const thread = await findThread(ledger, wrote);
    if (thread === undefined) return;
    const { step, asked, ...rest } = thread;
    const answered = rest.answered.map(({ busyUntil, ...one }) =>
      one.message === wrote.message ? { ...one, isSent } : { ...one, ...(busyUntil && { busyUntil }) },
    );
    const question = asked?.message === wrote.message ? { ...asked, isSent } : asked;
    const next = { ...rest, answered, ...(question !== undefined && { asked: question }) };
    if (await keepThread(ledger, wrote, next, step)) return;
  }
  throw new LedgerError('unavailable', 'Other messages of the same person were always quicker.');
}
