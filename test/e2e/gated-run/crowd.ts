// The people whom the business writes to, and everything they do about it: agree, stop in each of the ways
// there are, take it back, write. What they do comes from the dice of their step, so that a seed tells what
// was done.

import { type Dice, pickOf } from '../../../demo/cloud-api/dice.ts';
import type { Person } from '../../../demo/cloud-api/people.ts';
import { switchOffers, tap, write } from '../../../demo/cloud-api/phone.ts';
import { Page } from '../../http/page.ts';
import { type Body, ivrOptIn, post } from '../../http/requests.ts';
import type { Business } from './business.ts';
import type { Address } from './run.ts';

export const peopleCount = 300;

/** Somebody wrote to a sender, so that it may answer: kept to hold the service windows against. */
export type Inbound = {
  person: Person;
  sender: string;
  /** The names by which Meta told of it. */
  names: readonly Address[];
  /** When they wrote, milliseconds. */
  at: number;
  /** When the ledger had taken it, milliseconds; undefined while it is under way. */
  takenAt?: number;
};

/** At this moment (milliseconds) the log was published with this many entries. */
export type Published = { at: number; treeSize: number };

export type Crowd = {
  /** A number that changes hands has another person in its place. */
  people: Person[];
  /** By number: whom the business knows there, as Meta hashes it. */
  knownHashes: ReadonlyMap<string, string>;
  inbound: Inbound[];
  /** Looked at each time when the ledger had said that something is done. */
  published: Published[];
};

export const numberOf = ({ waId }: Person): string => `+${waId}`;
export const addressOf = (person: Person): Address => ({ kind: 'number', value: numberOf(person) });
export const userIdOf = ({ userId }: Person): Address => ({ kind: 'bsuid', value: userId });

export function gather({ meta }: Business): Crowd {
  const people = Array.from({ length: peopleCount }, (_, i) =>
    meta.people.of(`9198765${String(10_000 + i)}`),
  );
  const knownHashes = new Map(people.map(({ waId, identityKeyHash }) => [waId, identityKeyHash]));
  return { people, knownHashes, inbound: [], published: [] };
}

type Act = (business: Business, crowd: Crowd, person: Person, dice: Dice) => Promise<unknown>;

const optIn =
  (over: object): Act =>
  ({ ledger }, _crowd, person) =>
    accepted(post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(numberOf(person), over)));

/** A box that the widget saw; the shop's server passes on what the page signed. */
const ticks =
  (notice: string): Act =>
  async ({ ledger }, _crowd, person) => {
    const page = new Page(ledger);
    const jws = page.sign(await page.optInClaims(numberOf(person), { nonce: undefined }, notice));
    await accepted(page.postOptIn(jws, { authorization: `Bearer ${ledger.keys.ingest}` }));
  };

/** A box that only the shop's server saw: too little after a stop. */
const weakOptIn = optIn({
  channel: 'web',
  evidence: { initially: 'unticked', action: 'ticked', path: '/checkout' },
});

const optOut =
  (over: object): Act =>
  ({ ledger }, _crowd, person) =>
    accepted(
      post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, {
        number: numberOf(person),
        channel: 'web',
        ...over,
      }),
    );

/** One tap on the person's own page. */
const stopByLink: Act = async ({ ledger }, _crowd, person) => {
  const answer = await post(`${ledger.url}/v1/links`, ledger.keys.ingest, { number: numberOf(person) });
  const { url }: Body = await answer.json();
  // Whoever never agreed to anything has no page.
  if (answer.status !== 201) return;
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
  };
  await (
    await fetch(`${ledger.url}${new URL(url).pathname}/stop`, { method: 'POST', redirect: 'manual', headers })
  ).text();
};

const writes =
  (...texts: string[]): Act =>
  async (business, crowd, person, dice) => {
    const sender = pickOf(dice, business.senders);
    const text = pickOf(dice, texts);
    const isStop = stops.includes(text);
    const names = person.hidesNumber ? [userIdOf(person)] : [addressOf(person), userIdOf(person)];
    const inbound: Inbound = { person, sender: sender.phoneNumberId, names, at: Date.now() };
    if (!isStop) crowd.inbound.push(inbound);
    void write(business.meta, sender, person, text).then((isTaken) => {
      if (isTaken) inbound.takenAt = Date.now();
      return look(business, crowd);
    });
  };

/** On the last message that has such a button and has reached them. */
const tapsStop: Act = async (business, crowd, person) => {
  const { meta, delivered, senders } = business;
  const message = delivered.findLast((one) => one.person === person && one.buttons.length > 0);
  const sender = senders.find(({ phoneNumberId }) => phoneNumberId === message?.sender);
  if (message === undefined || sender === undefined) return;
  void tap(meta, sender, message, message.buttons[0]!).then(() => look(business, crowd));
};

const switches =
  (value: 'stop' | 'resume'): Act =>
  async (business, crowd, person, dice) =>
    void switchOffers(business.meta, pickOf(dice, business.senders), person, value).then(() =>
      look(business, crowd),
    );

/** The webhook that should tell of it never comes: the next offer fails with 131050. */
const stopsOffersUnheard: Act = async ({ senders }, _crowd, person, dice) =>
  void person.stoppedOffers.add(pickOf(dice, senders).account);

/** From then on Meta tells their business-scoped id alone. */
const takesUsername: Act = async (_business, _crowd, person) => {
  person.hidesNumber = true;
};

/**
 * Somebody else has the number now, and the business hears of it when a message to the one before fails with
 * 137000.
 */
const changesHands: Act = async ({ meta }, { people }, person) => {
  people[people.indexOf(person)] = meta.people.recycle(numberOf(person));
};

const stops = ['STOP', 'stop.', 'Unsubscribe', 'बंद करें', 'STOP PROMOTIONS'];

/** How often each is done, among all. */
const acts: readonly (readonly [number, Act])[] = [
  [12, ticks('order-updates')],
  [8, ticks('offers')],
  [6, weakOptIn],
  [3, optOut({})],
  [2, optOut({ purposes: ['shipping_update'] })],
  [2, optOut({ purposes: ['marketing'] })],
  [3, stopByLink],
  [5, writes(...stops)],
  [4, writes('START', 'start')],
  [4, writes('Where is my order?', 'stop, it is not here yet', '👍')],
  [4, tapsStop],
  [3, switches('stop')],
  [3, switches('resume')],
  [2, stopsOffersUnheard],
  [1, takesUsername],
  [2, changesHands],
];
const total = acts.reduce((sum, [weight]) => sum + weight, 0);

/**
 * Somebody does something. Resolves when what was asked of the ledger is answered; webhooks are on their way.
 */
export async function actOnce(business: Business, crowd: Crowd, dice: Dice): Promise<void> {
  let left = dice() * total;
  const found = acts.find(([weight]) => {
    left -= weight;
    return left < 0;
  });
  await found![1](business, crowd, pickOf(dice, crowd.people), dice);
  await look(business, crowd);
}

/** What anybody can see of the log now: whatever is asked from now on is judged by no less. */
export async function look({ ledger }: Business, { published }: Crowd): Promise<void> {
  const note = await (await fetch(`${ledger.url}/log/checkpoint`)).text();
  published.push({ at: Date.now(), treeSize: Number(note.split('\n')[1]) });
}

/** Most have agreed to something before the first message. */
export async function agreeFirst(business: Business, crowd: Crowd, dice: Dice): Promise<void> {
  const agreed = crowd.people.flatMap((person) => [
    ...(dice() < 0.9 ? [optIn({})(business, crowd, person, dice)] : []),
    ...(dice() < 0.5 ? [optIn({ notice: 'offers' })(business, crowd, person, dice)] : []),
  ]);
  await Promise.all(agreed);
}

async function accepted(asked: Promise<Response>): Promise<void> {
  const answer = await asked;
  await answer.text();
  if (!answer.ok) throw new Error(`the ledger answered ${answer.status}`);
}
