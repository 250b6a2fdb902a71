// A business that sends through the gate: a test ledger, a stand-in for Meta behind it, a sender whose token
// is registered, and its messages as an SDK would post them.

import { randomUUID } from 'node:crypto';
import type { Config } from '../../ledger/config.ts';
import { registerAccessToken } from '../../ledger/operations/setup/senders.ts';
import { mapTemplate } from '../../ledger/operations/template/templates.ts';
import { type CloudApi, cloudApi, wabaId } from './cloud-api.ts';
import { CloudApiServer } from './cloud-api-server.ts';
import { type TestLedger, testLedger } from './ledger.ts';

const shipped = {
  ...{ name: 'order_shipped', category: 'UTILITY', body: 'Your order {{1}} is on its way.' },
  buttons: ['Stop delivery updates'],
};

type Over = {
  token?: string;
  sender?: string;
  headers?: Record<string, string>;
  edge?: string;
  query?: string;
  redirect?: RequestRedirect;
};

export class GatedSender {
  readonly ledger: TestLedger;
  readonly cloud: CloudApiServer;
  readonly meta: CloudApi;
  readonly token: string;

  private constructor(ledger: TestLedger, cloud: CloudApiServer, meta: CloudApi, token: string) {
    this.ledger = ledger;
    this.cloud = cloud;
    this.meta = meta;
    this.token = token;
  }

  static async start(overrides: Partial<Config> = {}): Promise<GatedSender> {
    const cloud = await new CloudApiServer().start();
    const token = newToken();
    const ledger = await testLedger({ cloudApi: cloud.url, ...overrides });
    const meta = await cloudApi(ledger, ledger.business);
    cloud.addSender(meta.phoneNumberId, token);
    await registerAccessToken(ledger.ledger, ledger.business, meta.phoneNumberId, token);
    for (const language of ['en_US', 'hi']) {
      cloud.meta.addTemplate(wabaId, { ...shipped, language });
      const { name, category } = shipped;
      const template = { account: wabaId, name, language, category, purpose: 'shipping_update' as const };
      await mapTemplate(ledger.ledger, ledger.business, template, 'test');
    }
    return new GatedSender(ledger, cloud, meta, token);
  }

  async stop(): Promise<void> {
    await this.ledger.stop();
    await this.cloud.stop();
  }

  /** What a WhatsApp SDK is given for its base URL. */
  get base(): string {
    return `${this.ledger.url}/cloud`;
  }

  /** Another sender, with a token of its own, of this or another business. */
  async another(business: string): Promise<{ sender: string; token: string }> {
    const { phoneNumberId: sender } = await cloudApi(this.ledger, business);
    const token = newToken();
    this.cloud.addSender(sender, token);
    await registerAccessToken(this.ledger.ledger, business, sender, token);
    return { sender, token };
  }

  async optIn(number: string): Promise<void> {
    const body = {
      ...{ notice: 'order-updates', locale: 'en', number, channel: 'ivr' },
      evidence: { call_id: 'c-1', key: '1', prompt: '1' },
    };
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${this.ledger.keys.ingest}`,
    };
    const answer = await fetch(`${this.ledger.url}/v1/opt-ins`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (answer.status !== 201) throw new Error(`the opt-in was answered ${answer.status}`);
  }

  /** Somebody writes to the sender, under the names that Meta gives of them. */
  async wrote({
    body = 'Hello',
    secondsAgo = 0,
    ...who
  }: {
    body?: string;
    secondsAgo?: number;
    from?: string;
    from_user_id?: string;
  }): Promise<void> {
    const timestamp = String(Math.floor(Date.now() / 1000) - secondsAgo);
    const message = { ...who, id: `wamid.${randomUUID()}`, timestamp, type: 'text', text: { body } };
    const answer = await this.meta.post(this.meta.change('messages', { messages: [message] }));
    if (answer.status !== 200) throw new Error(`the webhook was answered ${answer.status}`);
  }

  template(to: string, template: object = {}): Record<string, unknown> {
    return {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to,
      type: 'template',
      template: {
        name: 'order_shipped',
        language: { code: 'en_US' },
        components: [orderNumber],
        ...template,
      },
    };
  }

  send(
    message: object | string,
    {
      token = this.token,
      sender = this.meta.phoneNumberId,
      headers = {},
      edge = 'messages',
      query = '',
      redirect = 'follow',
    }: Over = {},
  ): Promise<Response> {
    return fetch(`${this.base}/v23.0/${sender}/${edge}${query}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== '' && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      redirect,
      body: typeof message === 'string' ? message : JSON.stringify(message),
    });
  }
}

/** What the template says {{1}} of. */
const orderNumber = { type: 'body', parameters: [{ type: 'text', text: '1042' }] };

const newToken = () => `EAA${randomUUID().replaceAll('-', '')}`;
