// What tests of forwarding share: a ledger by a clock that stands still, senders with receivers of their own,
// and forwarders that come and go on one outbox.

import { randomUUID } from 'node:crypto';
import { readWebhook } from '../../../ledger/channels/whatsapp/webhook.ts';
import { createWebhookCarrier } from '../../../ledger/clients/webhook-forward.ts';
import { forwardNowhere, forwardTo } from '../../../ledger/operations/forward/address.ts';
import { Forwarder, type ForwardPace } from '../../../ledger/operations/forward/forwarder.ts';
import { givingUp } from '../../../ledger/operations/forward/give-up.ts';
import { keepForForwarding } from '../../../ledger/operations/forward/keep-webhook.ts';
import type { ForwardOutcome, ForwardWatch, Outbox } from '../../../ledger/operations/forward/store.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { createWorker } from '../../../ledger/operations/worker/worker.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { appRole } from '../../../ledger/storage/schema/roles.ts';
import { createLeaseStore } from '../../../ledger/storage/worker/lease-store.ts';
import { type CloudApi, cloudApi } from '../../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { WebhookReceiver } from '../../support/webhook-receiver.ts';
import { Clock } from '../clock.ts';

/** Looks often; waits seldom. Everything that is measured by the clock of the test is as it is. */
const pace: Partial<ForwardPace> = { pollMs: 15, tellMs: 15, stopGraceMs: 100 };
const workerPace = { leaseMs: 1_000, lookMs: 15, retryFirstMs: 15, retryMaxMs: 15 };

/** Keeps what a forwarder tells. */
export class Told implements ForwardWatch {
  readonly outcomes: ForwardOutcome[] = [];
  readonly givenUp: [business: string, webhooks: number][] = [];
  readonly troubles: unknown[] = [];
  /** How often it has asked what there is to do, and had the answer. */
  looks = 0;
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
  readonly #running: { stop(): Promise<void> }[] = [];
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
    await keepForForwarding(this.ledger, business, signed, webhook, readWebhook(JSON.parse(body)));
    return body;
  }

  /** Another node that forwards and gives up, with a way of its own to the receivers. */
  forwarder(over: Partial<ForwardPace> = {}): { forwarder: Forwarder; told: Told } {
    const { ledger, clock } = this;
    const told = new Told();
    const outbox: Outbox = {
      ...ledger.forwarding.outbox,
      lease: (...asked) => ledger.forwarding.outbox.lease(...asked).finally(() => (told.looks += 1)),
    };
    const carrier = createWebhookCarrier({ toThisMachine: true });
    const { master } = ledger.keys;
    const forwarder = new Forwarder({ outbox, carrier, master, world: clock }, { ...pace, ...over });
    const watch = { broke: (_: string, error: unknown) => told.troubled(error) };
    const node = { leases: createLeaseStore(this.#db), node: randomUUID(), watch };
    const giver = createWorker(
      givingUp({ outbox, passing: [{ sweep: async () => {} }], world: clock }, told, 15),
      node,
      workerPace,
    );
    this.#running.push(forwarder, giver);
    forwarder.start(told);
    giver.start();
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
    await Promise.all(this.#running.splice(0).map((one) => one.stop()));
    await Promise.all(this.#receivers.splice(0).map((receiver) => receiver.stop()));
    const { business } = this.shared;
    for (const { phoneNumberId } of await this.ledger.senders.ofBusiness(business)) {
      await forwardNowhere(this.ledger, business, phoneNumberId);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.reset();
    await this.#db.end();
    await this.shared.stop();
  }
}
