// A server that runs refuses nobody for what it remembered of a secret which was replaced a moment ago: the
// one before is done with at once, and the next request comes with the new one.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DialectName } from '../../../ledger/channels/ivr/dialects.ts';
import { parse } from '../../../ledger/channels/parse.ts';
import type { SmsDialectName } from '../../../ledger/channels/sms/dialects.ts';
import { flowDraftSchema } from '../../../ledger/core/flow/flow.ts';
import { admitCall } from '../../../ledger/operations/flow/admit-call.ts';
import { cacheFlows } from '../../../ledger/operations/flow/cached.ts';
import { publish } from '../../../ledger/operations/flow/flows.ts';
import { newFlowSecret, setProvider } from '../../../ledger/operations/flow/secrets.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { cacheSetup } from '../../../ledger/operations/setup/cached.ts';
import { absentAgeMaxMs } from '../../../ledger/operations/setup/remember.ts';
import { admitSms } from '../../../ledger/operations/sms/admit-sms.ts';
import { cacheSmsProviders } from '../../../ledger/operations/sms/cached.ts';
import { newSmsSecret, setSmsProvider } from '../../../ledger/operations/sms/providers.ts';
import { customerOf, newCustomerSecret } from '../../../ledger/operations/visitor/customer.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { createFlowStore } from '../../../ledger/storage/flow/flow-store.ts';
import { createSetupStore } from '../../../ledger/storage/setup/setup-store.ts';
import { createSmsProviderStore } from '../../../ledger/storage/sms/sms-stores.ts';
import { engines, pathOf } from '../../channels/ivr/engines.ts';
import { type Sent, twilioSigned } from '../../channels/ivr/signers.ts';
import { customerToken } from '../../support/customer-token.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { refusal } from '../commands.ts';

let shop: TestLedger;
let db: Database;
let elapsed = 0;
/** Another node, with memories on a stopwatch of ours. */
let node: Ledger;
beforeAll(async () => {
  shop = await testLedger();
  db = openDatabase({ url: shop.config.databaseUrl!, clients: 2 });
  const flows = cacheFlows(createFlowStore(db), () => elapsed);
  const smsProviders = cacheSmsProviders(createSmsProviderStore(db), () => elapsed);
  const setup = cacheSetup(createSetupStore(db), () => elapsed);
  node = { ...shop.ledger, flows, smsProviders, setup };
  const draft = { id: 'order-line', notice: 'order-updates', locales: { en: {} } };
  await publish(shop.ledger, shop.business, parse(flowDraftSchema, draft), 'test');
});
afterAll(async () => {
  await db?.end();
  await shop?.stop();
});

const calls = (dialect: DialectName, { url, method, headers, body }: Sent, shown: string[] = []) =>
  admitCall(node, {
    ...{ business: shop.business, flow: 'order-line', dialect, shown },
    visitor: { network: undefined, origin: undefined },
    read: async () => ({ url, method, header: (name) => headers[name], body: Buffer.from(body) }),
  });

const writes = (dialect: SmsDialectName, { url, headers, body }: Sent, shown?: string) =>
  admitSms(node, {
    ...{ business: shop.business, dialect, shown },
    visitor: { network: undefined, origin: undefined },
    read: async () => ({ url, method: 'POST', header: (name) => headers[name], body: Buffer.from(body) }),
  });

test('the secret of a flow', async () => {
  const asks = (secret: string) => calls('json', engines.json.begins({}), [secret]);
  const before = await newFlowSecret(shop.ledger, shop.business, 'order-line');
  await asks(before);
  const secret = await newFlowSecret(shop.ledger, shop.business, 'order-line', { endsPrevious: true });
  elapsed += absentAgeMaxMs;
  expect(await asks(secret)).toMatchObject({ isSigned: false });
  expect(await refusal(asks(before))).toMatchObject({ code: 'unauthenticated' });
});

test('what a provider signs with: a stop under the new token is heard', async () => {
  const begins = engines.twilio.begins({});
  const asks = (token: string) =>
    calls('twilio', twilioSigned({ ...begins, url: `https://ledger.example${pathOf('twilio')}` }, token));
  const [before, token] = ['the-token-of-before', 'the-token-of-today'];
  await setProvider(shop.ledger, shop.business, 'twilio', before);
  await asks(before);
  await setProvider(shop.ledger, shop.business, 'twilio', token, { endsPrevious: true });
  elapsed += absentAgeMaxMs;
  expect(await asks(token)).toMatchObject({ isSigned: true });
  expect(await refusal(asks(before))).toMatchObject({ code: 'unauthenticated' });
});

const message = (dialect: SmsDialectName, fields: Record<string, string>): Sent => ({
  url: `https://ledger.example/v1/sms/${dialect}/${shop.business}`,
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});

test('the secret of a line of text messages', async () => {
  const sent = message('africastalking', { id: 'm-1', from: '+254711000111', to: '2500', text: 'STOP' });
  const asks = (secret: string) => writes('africastalking', sent, secret);
  const before = await newSmsSecret(shop.ledger, shop.business, 'africastalking');
  await asks(before);
  const secret = await newSmsSecret(shop.ledger, shop.business, 'africastalking', { endsPrevious: true });
  elapsed += absentAgeMaxMs;
  expect(await asks(secret)).toMatchObject({ isSigned: false });
  expect(await refusal(asks(before))).toMatchObject({ code: 'unauthenticated' });
});

test('what a provider of text messages signs with', async () => {
  const sent = message('twilio', {
    MessageSid: 'm-1',
    From: '+14155550100',
    To: '+14155550199',
    Body: 'STOP',
  });
  const asks = (token: string) => writes('twilio', twilioSigned(sent, token));
  const [before, token] = ['the-token-of-before', 'the-token-of-today'];
  await setSmsProvider(shop.ledger, shop.business, 'twilio', { secret: before });
  await asks(before);
  const how = { endsPrevious: true };
  await setSmsProvider(shop.ledger, shop.business, 'twilio', { secret: token }, how);
  elapsed += absentAgeMaxMs;
  expect(await asks(token)).toMatchObject({ isSigned: true });
  expect(await refusal(asks(before))).toMatchObject({ code: 'unauthenticated' });
});

test('what a shop signs customer tokens with', async () => {
  const site = { key: shop.site, business: shop.business, origins: [] };
  const names = (secret: string) =>
    customerOf(node, site, customerToken(secret, { site: shop.site, number: '+919876543210' }));
  await names(await newCustomerSecret(shop.ledger, shop.business, shop.site));
  const secret = await newCustomerSecret(shop.ledger, shop.business, shop.site);
  elapsed += absentAgeMaxMs;
  expect(await names(secret)).toMatchObject({ number: '+919876543210' });
  const forged = await refusal(names(`oct_${'A'.repeat(32)}`));
  expect(forged).toMatchObject({ code: 'customer_token_invalid', faults: [{ rule: 'signature' }] });
});
