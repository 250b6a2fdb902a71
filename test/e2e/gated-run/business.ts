// A business with three WhatsApp numbers in two accounts, its templates and notices, on a whole test ledger,
// with the stand-in for Meta behind it. Everything goes over HTTP: messages through the proxy, webhooks
// signed and in bad weather.

import { randomUUID } from 'node:crypto';
import { type Dice, diceOf } from '../../../demo/cloud-api/dice.ts';
import { type DeliveredMessage, PretendMeta } from '../../../demo/cloud-api/meta.ts';
import { type ServedCloudApi, serveCloudApi } from '../../../demo/cloud-api/serve.ts';
import type { Sender } from '../../../demo/cloud-api/webhook-body.ts';
import { WebhookPost } from '../../../demo/cloud-api/webhook-post.ts';
import type { Purpose } from '../../../ledger/core/notice/purpose.ts';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { addSender, registerAccessToken } from '../../../ledger/operations/setup/senders.ts';
import { mapTemplate } from '../../../ledger/operations/template/templates.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';

const accounts = ['102290129340398', '102290129340399'] as const;

const templates: readonly { name: string; category: string; purpose: Purpose; stop?: string }[] = [
  {
    name: 'order_shipped',
    category: 'UTILITY',
    purpose: 'shipping_update',
    stop: 'OPT_OUT:shipping_update',
  },
  { name: 'payment_received', category: 'UTILITY', purpose: 'payment_update' },
  { name: 'weekly_offer', category: 'MARKETING', purpose: 'marketing', stop: 'OPT_OUT:marketing' },
];

export const language = 'en_US';
export const templateNames = templates.map(({ name }) => name);
export const stopPayloadOf = (name: string): string | undefined =>
  templates.find((one) => one.name === name)?.stop;

export type Business = {
  ledger: TestLedger;
  meta: PretendMeta;
  senders: readonly Sender[];
  token: string;
  /** As it arrived on somebody's telephone, oldest first. */
  delivered: DeliveredMessage[];
  /** Resolves when every message has arrived or failed, and every webhook was taken. */
  settled(): Promise<void>;
  stop(): Promise<void>;
};

export async function startBusiness(seed: number): Promise<Business> {
  const delivered: DeliveredMessage[] = [];
  const meta = new PretendMeta({ messagesPerSecond: 10_000 });
  meta.onDelivered = (message) => void delivered.push(message);
  const cloud = await serveCloudApi(meta);
  const ledger = await testLedger({ cloudApi: cloud.url });
  await publish(ledger.ledger, ledger.business, offers, 'test');
  const token = `EAA${randomUUID().replaceAll('-', '')}`;
  meta.tokens.add(token);
  const posts: WebhookPost[] = [];
  const senders = [accounts[0], accounts[0], accounts[1]].map((account, i) => {
    return { account, phoneNumberId: String(106_540_352_242_900 + i), number: `+1415555019${i}` };
  });
  for (const sender of senders) posts.push(await connect(ledger, meta, sender, token, diceOf(seed)));
  await addTemplates(ledger, meta);
  return {
    ...{ ledger, meta, senders, token, delivered },
    async settled() {
      await meta.idle();
      await Promise.all(posts.map((post) => post.idle()));
    },
    stop: () => end(ledger, cloud, posts),
  };
}

const offers = {
  ...orderUpdates,
  id: 'offers',
  purposes: ['marketing' as const],
  locales: { en: { what: 'offers' } },
};

/** Registers a number with the ledger, and tells Meta where its webhooks go. */
async function connect(
  { ledger, business, url }: TestLedger,
  meta: PretendMeta,
  sender: Sender,
  token: string,
  dice: Dice,
): Promise<WebhookPost> {
  const { phoneNumberId, account: wabaId, number } = sender;
  const appSecret = randomUUID().replaceAll('-', '');
  await addSender(ledger, business, { phoneNumberId, wabaId, number, appSecret });
  await registerAccessToken(ledger, business, phoneNumberId, token);
  const target = { url: new URL(`${url}/v1/webhooks/whatsapp/${business}`), appSecret };
  const post = new WebhookPost(target, { dice, delayMaxMs: 600, twice: 0.2 });
  meta.addSender(sender, post);
  return post;
}

async function addTemplates({ ledger, business }: TestLedger, meta: PretendMeta): Promise<void> {
  for (const account of accounts) {
    for (const { name, category, purpose, stop } of templates) {
      const buttons = stop === undefined ? [] : ['No more of these'];
      meta.addTemplate(account, { name, language, category, body: 'Hello {{1}}', buttons });
      await mapTemplate(ledger, business, { account, name, language, category, purpose }, 'test');
    }
  }
}

async function end(ledger: TestLedger, cloud: ServedCloudApi, posts: WebhookPost[]): Promise<void> {
  for (const post of posts) post.stop();
  await ledger.stop();
  await cloud.stop();
}
