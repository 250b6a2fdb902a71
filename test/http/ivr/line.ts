// A telephone line of a test: a published flow, its secret, and callers who press keys over real HTTP in the
// ledger's own dialect.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { openRecord } from '../../../ledger/core/consent/open-record.ts';
import type { ConsentRecord } from '../../../ledger/core/consent/record.ts';
import type { FlowDraft } from '../../../ledger/core/flow/flow.ts';
import { publish } from '../../../ledger/operations/flow/flows.ts';
import { newFlowSecret } from '../../../ledger/operations/flow/secrets.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { findPerson } from '../../../ledger/operations/person/find-person.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Body, post } from '../requests.ts';

export const orderLine = (over: Partial<FlowDraft> = {}): FlowDraft => ({
  id: 'order-line',
  notice: 'order-updates',
  other_number: true,
  tries: 3,
  timeout_seconds: 6,
  keys: { yes: '1', no: '2', other: '3', repeat: '9', withdraw: '0' },
  locales: { en: {} },
  ...over,
});

type Place = { ledger: Ledger; business: string; url: string };

export type Line = { flow: string; secret: string; url: string };

export async function publishedLine(
  { ledger, business, url }: Place,
  over: Partial<FlowDraft> = {},
): Promise<Line> {
  const { id } = await publish(ledger, business, orderLine(over), 'test');
  const secret = await newFlowSecret(ledger, business, id);
  return { flow: id, secret, url: `${url}/v1/ivr/json/${business}/${id}` };
}

/** One call: what the provider's side posts, and what it was answered last. */
export class Call {
  readonly line: Line;
  readonly caller: string | undefined;
  readonly id: string;
  said: Body;

  constructor(line: Line, caller?: string, id: string = randomUUID()) {
    this.line = line;
    this.caller = caller;
    this.id = id;
  }

  async post(body: object, secret = this.line.secret, url = this.line.url): Promise<Response> {
    return fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify({ call: this.id, ...body }),
    });
  }

  private async answered(body: object): Promise<Body> {
    const answer = await this.post(body);
    this.said = await answer.json();
    return this.said;
  }

  begin(over: object = {}): Promise<Body> {
    return this.answered({ ...(this.caller && { caller: this.caller }), ...over });
  }

  /** The key, at the step that waits for one. */
  press(digits: string, over: object = {}): Promise<Body> {
    return this.answered({ digits, ...this.at(), ...over });
  }

  silence(): Promise<Body> {
    return this.answered({ event: 'silence', ...this.at() });
  }

  private at() {
    return this.said?.step === undefined ? {} : { step: String(this.said.step) };
  }
}

/** A whole call with these keys; what was said last. */
export async function callWith(line: Line, caller: string | undefined, ...keys: string[]): Promise<Body> {
  const call = new Call(line, caller);
  await call.begin();
  for (const key of keys) await call.press(key);
  return call.said;
}

/** The records of this number's person, oldest first, without those of readings. */
export async function recordsOf({ ledger, business }: Place, number: string): Promise<ConsentRecord[]> {
  const { person } = await findPerson(ledger, business, { kind: 'number', value: number });
  const stored = await ledger.records.ofSubjects(person?.subjects ?? []);
  return stored.map((one) => openRecord(ledger, one).record).filter(({ kind }) => kind !== 'accessed');
}

/** A ledger of this file’s own with a published line, and what became of those who called. */
export function lineOfThisFile() {
  let shop: TestLedger;
  let line: Line;
  beforeAll(async () => {
    shop = await testLedger();
    line = await publishedLine(shop);
  });
  afterAll(() => shop?.stop());
  return {
    get shop() {
      return shop;
    },
    get line() {
      return line;
    },
    kindsOf: async (number: string) => (await recordsOf(shop, number)).map(({ kind }) => kind),
    allowed: async (recipient: string): Promise<boolean> => {
      const question = { recipient, purpose: 'shipping_update' };
      const answer = await post(`${shop.url}/v1/gate/check`, shop.keys.gate, question);
      return (await answer.json()).decision === 'allow';
    },
  };
}
