// A change of set-up leaves a record of itself, in the commit that makes it. Every operation of the API that
// writes set-up is tried here: one that is added fails until it is. The command line goes the same way, since
// only one file writes these rows (test/architecture/setup-writers.test.ts).

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRecord } from '../../../ledger/core/consent/open-record.ts';
import { orderUpdates, shopOrigin, type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { orderLine } from '../ivr/line.ts';
import type { Body } from '../requests.ts';

let shop: TestLedger;
beforeAll(async () => {
  shop = await testLedger();
});
afterAll(() => shop?.stop());

const rooms =
  /^\/v1\/(business|sites|senders|keys|notices|templates|flows|providers|sms-providers|entry-points)\b/;
/** Its draft is in the body; test/http/setup/notice-lint.test.ts holds that nothing is recorded of it. */
const readsByPost = 'lintNoticeDraft';
const sender = '30000000001';
const { site, key } = { site: { key: '' }, key: { id: '' } };

/** In an order in which each finds what it changes; `says`: what its record names. */
const writers: Record<
  string,
  { path: () => string; body?: object; says: string; keep?: (made: Body) => void }
> = {
  changeBusiness: { path: () => '/v1/business', body: { name: 'Fresher' }, says: 'business' },
  addSite: {
    path: () => '/v1/sites',
    body: { origins: [shopOrigin] },
    says: 'site',
    keep: (made) => Object.assign(site, made),
  },
  changeSite: {
    path: () => `/v1/sites/${site.key}`,
    body: { add_origins: ['https://two.example'] },
    says: 'site',
  },
  renewTokenSecret: { path: () => `/v1/sites/${site.key}/token-secret`, says: 'site' },
  endSite: { path: () => `/v1/sites/${site.key}`, says: 'site' },
  addSender: {
    path: () => '/v1/senders',
    body: { phone_number_id: sender, number: '+14155550199', app_secret: 'a'.repeat(32) },
    says: 'sender',
  },
  changeSender: { path: () => `/v1/senders/${sender}`, body: { ends_previous: true }, says: 'sender' },
  renewVerifyToken: { path: () => `/v1/senders/${sender}/verify-token`, body: {}, says: 'sender' },
  endSender: { path: () => `/v1/senders/${sender}`, says: 'sender' },
  createKey: {
    path: () => '/v1/keys',
    body: { name: 'till', scopes: ['gate:check'] },
    says: 'api_key',
    keep: (made) => Object.assign(key, made),
  },
  revokeKey: { path: () => `/v1/keys/${key.id}`, says: 'api_key' },
  publishNotice: { path: () => '/v1/notices', body: orderUpdates, says: 'notice_published' },
  publishFlow: { path: () => '/v1/flows', body: orderLine(), says: 'flow_published' },
  renewFlowSecret: { path: () => `/v1/flows/${orderLine().id}/secret`, body: {}, says: 'flow' },
  endFlowSecret: { path: () => `/v1/flows/${orderLine().id}/secret`, says: 'flow' },
  setProvider: {
    path: () => '/v1/providers',
    body: { dialect: 'twilio', secret: 'd'.repeat(32) },
    says: 'provider',
  },
  setSmsProvider: {
    path: () => '/v1/sms-providers',
    body: { dialect: 'twilio', secret: 'd'.repeat(32) },
    says: 'sms_provider',
  },
  renewSmsSecret: { path: () => '/v1/sms-providers/twilio/secret', body: {}, says: 'sms_provider' },
  endSmsProvider: { path: () => '/v1/sms-providers/twilio', says: 'sms_provider' },
  addEntryPoint: {
    path: () => '/v1/entry-points',
    body: { id: 'poster', kind: 'poster', name: 'Store poster', notice: orderUpdates.id },
    says: 'entry_point',
  },
  changeEntryPoint: {
    path: () => '/v1/entry-points/poster',
    body: { name: 'Poster at the till' },
    says: 'entry_point',
  },
  endEntryPoint: { path: () => '/v1/entry-points/poster', says: 'entry_point' },
  endProvider: { path: () => '/v1/providers/twilio', says: 'provider' },
  reviewNotice: {
    path: () => `/v1/notices/${orderUpdates.id}/reviews`,
    body: { locale: 'es', reviewer: 'Ana Sousa' },
    says: 'notice_reviewed',
  },
  retireNotice: { path: () => `/v1/notices/${orderUpdates.id}/retire`, says: 'notice_retired' },
  mapTemplate: {
    path: () => '/v1/templates',
    body: {
      ...{ waba_id: '102290129340398', name: 'order_shipped', language: 'en_US' },
      ...{ purpose: 'shipping_update', category: 'UTILITY' },
    },
    says: 'template_changed',
  },
};

/** Every operation of set-up that writes, by its id. */
async function writing(): Promise<Map<string, string>> {
  const { paths }: Body = await (await fetch(`${shop.url}/openapi.json`)).json();
  return new Map(
    Object.entries<Body>(paths)
      .filter(([path]) => rooms.test(path))
      .flatMap(([, item]) => Object.entries<Body>(item))
      .filter(([method, operation]) => method !== 'get' && operation.operationId !== undefined)
      .map(([method, operation]): [string, string] => [operation.operationId, method.toUpperCase()])
      .filter(([operation]) => operation !== readsByPost),
  );
}

/** What the records of the business say, oldest first. */
async function said(): Promise<string[]> {
  const found: string[] = [];
  for await (const page of shop.ledger.records.withoutSubject(shop.business, 100)) {
    for (const stored of page) {
      const { record } = openRecord(shop.ledger, stored);
      found.push(record.kind === 'setup_changed' ? record.thing : record.kind);
    }
  }
  return found;
}

test('every operation that writes set-up makes one record, which says what is set up now', async () => {
  const methods = await writing();
  expect([...methods.keys()].toSorted()).toEqual(Object.keys(writers).toSorted());
  for (const [operation, { path, body, says, keep }] of Object.entries(writers)) {
    const before = await said();
    const answer = await fetch(`${shop.url}${path()}`, {
      method: methods.get(operation)!,
      headers: {
        authorization: `Bearer ${shop.keys.admin}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect([operation, answer.status < 300]).toEqual([operation, true]);
    const made: Body = await answer.json();
    expect([operation, await said()]).toEqual([operation, [...before, says]]);
    keep?.(made);
  }
  expect(await findingsIn(shop)).toEqual([]);
});
