// What tests of forwarding share: a ledger by a clock that stands still, senders with receivers of their own, and forwarders
// that come and go on one outbox.

import { randomUUID } from 'node:crypto';
import { createWebhookCarrier } from '../../../ledger/clients/webhook-forward.ts';
import { forwardTo } from '../../../ledger/operations/forward/address.ts';
import { Forwarder, type ForwardPace } from '../../../ledger/operations/forward/forwarder.ts';
import { keepForForwarding } from '../../../ledger/operations/keep-webhook.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import type { ForwardOutcome, ForwardWatch } from '../../../ledger/operations/ports.ts';
import { type Database, openDatabase } from '../../../ledger/storage/connection.ts';
import { appRole } from '../../../ledger/storage/schema/roles.ts';
import { type CloudApi, cloudApi } from '../../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { WebhookReceiver } from '../../support/webhook-receiver.ts';
import { Clock } from '../clock.ts';

/** Looks often; waits seldom. Everything that is measured by the clock of the test is as it is. */
const pace: Partial<ForwardPace> = { pollMs: 15, sweepMs: 15, stopGraceMs: 100 };

/** Keeps what a forwarder tells. */
export class Told implements ForwardWatch {
  readonly outcomes: ForwardOutcome[] = [];
  readonly givenUp: [business: string, webhooks: number][] = [];
  readonly troubles: unknown[] = [];
  rows = Number.NaN;
  oldest = Number.NaN;

  attempted(outcome: ForwardOutcome): void {
    this.outcomes.push(outcome);
  }
  gaveUp(business: string, webhooks: number): void {
    this.givenUp.push([business, webhooks]);
  }
  waiting(rows: number, oldestSeconds: number): void {
    [this.rows, this.oldest] = [rows, oldestSeconds];
  }
  troubled(error: unknown): void {
    this.troubles.push(error);
  }
}

export type Shop = { meta: CloudApi; receiver: WebhookReceiver };

export class ForwardingBench implements AsyncDisposable {
  readonly shared: TestLedger;
  readonly clock = new Clock();
  readonly ledger: Ledger;
  readonly #db: Database;
  readonly #forwarders: Forwarder[] = [];
  readonly #receivers: WebhookReceiver[] = [];

  private constructor(shared: TestLedger) {
    this.shared = shared;
    this.ledger = { ...shared.ledger, world: this.clock };
    this.#db = openDatabase({ url: shared.config.databaseUrl!, role: appRole, clients: 1 });
  }

  static async start(): Promise<ForwardingBench> {
    return new ForwardingBench(await testLedger({ forwardToThisMachine: true }));
  }

  /** A sender, and the business's own server behind it. */
  async shop(): Promise<Shop> {
    const meta = await cloudApi(this.shared, this.shared.business);
    const receiver = await WebhookReceiver.start();
    this.#receivers.push(receiver);
    await forwardTo(this.ledger, this.shared.business, meta.phoneNumberId, receiver.url);
    return { meta, receiver };
  }

  /** A webhook is received and kept. @returns its body */
  async receive({ meta }: Shop, text: string = randomUUID()): Promise<string> {
    const { business } = this.shared;
    const body = meta.delivery({ from: '14155550142', body: text });
    const senders = await this.ledger.senders.ofBusiness(business);
    const signed = senders.filter(({ phoneNumberId }) => phoneNumberId === meta.phoneNumberId);
    const webhook = {
      body: Buffer.from(body),
      contentType: 'application/json',
      signature: meta.sign(body),
    };
    await keepForForwarding(this.ledger, business, signed, webhook, JSON.parse(body));
    return body;
  }

  /** Another node's forwarder, with a way of its own to the receivers. */
  forwarder(over: Partial<ForwardPace> = {}): { forwarder: Forwarder; told: Told } {
    const { ledger, clock } = this;
    const { outbox } = ledger.forwarding;
    const carrier = createWebhookCarrier({ toThisMachine: true });
    const { master } = ledger.keys;
    const forwarder = new Forwarder({ outbox, carrier, master, world: clock }, { ...pace, ...over });
    this.#forwarders.push(forwarder);
    const told = new Told();
    forwarder.start(told);
    return { forwarder, told };
  }

  /** What waits, as the database has it. */
  async rows(): Promise<{ dueAt: string; leased: boolean }[]> {
    return this.#db.sql<{ dueAt: string; leased: boolean }[]>`
      select due_at as "dueAt", leased_until is not null as leased from webhook_outbox order by id`;
  }

  waiting = async (): Promise<number> => (await this.ledger.forwarding.outbox.backlog()).rows;

  /** Between tests: nobody forwards, nobody receives, nothing waits. */
  async reset(): Promise<void> {
    await Promise.all(this.#forwarders.splice(0).map((forwarder) => forwarder.stop()));
    await Promise.all(this.#receivers.splice(0).map((receiver) => receiver.stop()));
    const { business } = this.shared;
    for (const { phoneNumberId } of await this.ledger.senders.ofBusiness(business)) {
      await this.ledger.senders.setForwardUrl(business, phoneNumberId, undefined);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.reset();
    await this.#db.end();
    await this.shared.stop();
  }
}

/** Waits for what is under way by itself. */
export async function until(isSo: () => boolean | Promise<boolean>, what = 'it'): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 10) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`waited in vain until ${what}`);
}
