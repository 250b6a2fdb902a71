// Ten thousand messages, sixteen at a time, while people agree, stop and come back, and Meta re-tags
// templates. Everything that was asked and answered is kept, to be held against the ledger afterwards.

import { type Dice, diceOf, pickOf } from '../../../demo/cloud-api/dice.ts';
import type { Person } from '../../../demo/cloud-api/people.ts';
import type { Body } from '../../http/requests.ts';
import { type Business, language, stopPayloadOf, templateNames } from './business.ts';
import { actOnce, addressOf, agreeFirst, type Crowd, gather, type Inbound, look, userIdOf } from './crowd.ts';

const workers = 16;
/** The part of the steps at which somebody does something beside the message. */
const actsPerMessage = 0.1;

export type Address = { kind: 'number' | 'bsuid'; value: string };

export type AskedMessage = {
  person: Person;
  to: Address;
  /** phone_number_id. */
  sender: string;
  /** Of the sender. */
  account: string;
  /** Absent: written freely. */
  template?: string;
  /** A label of the caller's own: the permit's id does not travel with it. */
  label?: string;
  startedAt: number;
  endedAt: number;
  permit: string;
} & (
  | { kind: 'sent'; id: string }
  | { kind: 'denied'; reasons: string[]; treeSize: number; record: string | undefined }
);

export type Run = { crowd: Crowd; messages: AskedMessage[] };

export async function runMessages(business: Business, seed: number, count: number): Promise<Run> {
  const crowd = gather(business);
  await agreeFirst(business, crowd, diceOf(seed));
  const run: Run = { crowd, messages: [] };
  let next = 0;
  const work = async () => {
    for (let step = next++; step < count; step = next++) {
      // Dice of its own for each step: what is done at it depends on the seed alone.
      const dice = diceOf(seed + step);
      retagAt(business, crowd, step / count, (step - 1) / count);
      const act = dice() < actsPerMessage ? actOnce(business, crowd, dice) : undefined;
      run.messages.push(await send(business, crowd, dice));
      await act;
      if (dice() < 0.2) readOne(business, dice);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  await business.settled();
  return run;
}

/** When in the run, which account's template, what it becomes. */
const retags: readonly (readonly [number, 0 | 2, string, string])[] = [
  [0.3, 0, 'payment_received', 'MARKETING'],
  [0.5, 2, 'order_shipped', 'MARKETING'],
  [0.7, 0, 'payment_received', 'UTILITY'],
];

function retagAt(business: Business, crowd: Crowd, now: number, before: number): void {
  for (const [at, sender, name, category] of retags) {
    if (before >= at || at > now) continue;
    const { account } = business.senders[sender]!;
    void business.meta.retag(account, name, language, category).then(() => look(business, crowd));
  }
}

function readOne({ meta, delivered }: Business, dice: Dice): void {
  if (delivered.length > 0) meta.read(pickOf(dice, delivered));
}

async function send(business: Business, crowd: Crowd, dice: Dice): Promise<AskedMessage> {
  const { people, inbound, knownHashes } = crowd;
  const template = dice() < 0.85 ? pickOf(dice, templateNames) : undefined;
  // What is written freely is mostly an answer.
  const written =
    template === undefined && dice() < 0.7 ? (pickOf(dice, inbound) as Inbound | undefined) : undefined;
  const person = written?.person ?? pickOf(dice, people);
  const sender =
    business.senders.find(({ phoneNumberId }) => phoneNumberId === written?.sender) ??
    pickOf(dice, business.senders);
  const to = dice() < 0.85 ? addressOf(person) : userIdOf(person);
  const label = dice() < 0.2 ? `order-${Math.floor(dice() * 1e6)}` : undefined;
  const startedAt = Date.now();
  const answer = await fetch(`${business.ledger.url}/cloud/v23.0/${sender.phoneNumberId}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${business.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...bodyOf(to, template, label),
      ...(to.kind === 'number' &&
        dice() < 0.3 && { recipient_identity_key_hash: knownHashes.get(person.waId) }),
    }),
  });
  const said: Body = await answer.json();
  return {
    ...{ person, to, sender: sender.phoneNumberId, account: sender.account, startedAt, endedAt: Date.now() },
    ...(template !== undefined && { template }),
    ...(label !== undefined && { label }),
    ...outcomeOf(answer, said),
  };
}

function bodyOf({ kind, value }: Address, template: string | undefined, label: string | undefined): object {
  return {
    messaging_product: 'whatsapp',
    ...(kind === 'number' ? { to: value } : { recipient: value }),
    ...(label !== undefined && { biz_opaque_callback_data: label }),
    ...(template === undefined
      ? { type: 'text', text: { body: 'It is on its way.' } }
      : { type: 'template', template: templateOf(template) }),
  };
}

function templateOf(name: string): object {
  const payload = stopPayloadOf(name);
  const parameters = [{ type: 'text', text: 'Asha' }];
  const stop = {
    type: 'button',
    sub_type: 'quick_reply',
    index: '0',
    parameters: [{ type: 'payload', payload }],
  };
  const components = [{ type: 'body', parameters }, ...(payload === undefined ? [] : [stop])];
  return { name, language: { code: language }, components };
}

/** Anything but a clear yes or a denial by the gate ends the run: nothing else may happen in it. */
function outcomeOf(
  answer: Response,
  said: Body,
):
  | { kind: 'sent'; id: string; permit: string }
  | { kind: 'denied'; reasons: string[]; treeSize: number; record: string | undefined; permit: string } {
  if (answer.status === 200) {
    return {
      kind: 'sent',
      id: said.messages[0].id,
      permit: answer.headers.get('optmark-permit-id') ?? '',
    };
  }
  if (said.error?.code !== 990_001) throw new Error(`answered ${answer.status}: ${JSON.stringify(said)}`);
  const { reasons, tree_size: treeSize, record, permit_id: permit } = said.error.error_data;
  return { kind: 'denied', reasons, treeSize, record, permit };
}
