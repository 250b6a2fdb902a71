// Signing in at a provider: a real one says who; the table of people says what. Each way to come in as
// somebody else, or again, is refused.

import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi } from '../../../ledger/http/server/api.ts';
import { addPerson, endPerson } from '../../../ledger/operations/setup/people.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import {
  client,
  signInProvider,
  type TestProvider,
  throughProvider,
} from '../../support/sign-in-provider.ts';
import { type Body, expectProblem } from '../requests.ts';
import { ConsoleBrowser, type Fetch } from './browser.ts';

const ledgerUrl = 'https://ledger.example';
let provider: TestProvider;
let ledger: TestLedger;
let ask: Fetch;

beforeAll(async () => {
  provider = await signInProvider(ledgerUrl);
  ledger = await testLedger({ signIn: settings() });
  const app = createApi(ledger.ledger);
  ask = (path, init) => app.request(path, init);
  await addBusiness(ledger.ledger, { id: 'green-grocer', name: 'Green Grocer' });
});
afterAll(async () => {
  await ledger?.stop();
  await provider?.stop();
});

function settings(over: { claim?: string; issuer?: URL; clientSecret?: string } = {}) {
  const { client_id: clientId, client_secret: clientSecret } = client;
  return { issuer: new URL(provider.issuer), clientId, clientSecret, ...over };
}

const add = (who: string, business: string, role: 'auditor' | 'manager' | 'admin') => {
  const identity = { issuer: provider.issuer, subject: who };
  return addPerson(ledger.ledger, business, { name: 'Reviewer One', role, identity });
};

/** To the provider and back, up to the callback. */
async function vouchedFor(who: string, by: Fetch = ask): Promise<{ browser: ConsoleBrowser; back: string }> {
  provider.who = who;
  const browser = new ConsoleBrowser(by, ledgerUrl);
  const asked = await browser.ask('GET', '/v1/console/sign-in');
  expect(asked.status).toBe(302);
  const came = await throughProvider(asked.headers.get('location')!, ledgerUrl);
  return { browser, back: came.slice(ledgerUrl.length) };
}

async function signIn(who: string, by?: Fetch): Promise<{ answer: Response; browser: ConsoleBrowser }> {
  const { browser, back } = await vouchedFor(who, by);
  return { answer: await browser.ask('GET', back), browser };
}

test('the provider says who, and the table what: a person of two businesses is each of theirs', async () => {
  const [auditor, manager] = [
    await add('of-two', ledger.business, 'auditor'),
    await add('of-two', 'green-grocer', 'manager'),
  ];
  const { answer, browser } = await signIn('of-two');
  expect(answer.status).toBe(302);
  expect(answer.headers.get('location')).toBe(`${ledgerUrl}/console`);
  expect(await browser.look()).toMatchObject({
    ...{ signed_in: true, provider: { host: new URL(provider.issuer).host } },
    businesses: [
      { id: ledger.business, role: 'auditor', person: auditor },
      { id: 'green-grocer', role: 'manager', person: manager },
    ],
  });
  // Of one of them ended, the other stays.
  await endPerson(ledger.ledger, auditor);
  expect(await browser.look()).toMatchObject({ businesses: [{ id: 'green-grocer' }] });
});

test('no hand in the database gives somebody the place of another', async () => {
  const [mine, theirs] = [
    await add('mine', ledger.business, 'auditor'),
    await add('theirs', 'green-grocer', 'admin'),
  ];
  const sql = postgres(ledger.config.databaseUrl!, { max: 1, onnotice: () => {} });
  await sql`update people set identity = (select identity from people where id = ${mine}) where id = ${theirs}`;
  await sql.end();
  const { browser } = await signIn('mine');
  expect((await browser.look()).businesses).toHaveLength(1);
});

test('to be asked with PKCE, state and nonce', async () => {
  const asked = await new ConsoleBrowser(ask, ledgerUrl).ask('GET', '/v1/console/sign-in');
  const { searchParams } = new URL(asked.headers.get('location')!);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    ...{ client_id: 'optmark', response_type: 'code', scope: 'openid', code_challenge_method: 'S256' },
    ...{ code_challenge: expect.stringMatching(/^[\w-]{43}$/), state: expect.stringMatching(/^[\w-]{43}$/) },
    ...{ nonce: expect.stringMatching(/^[\w-]{43}$/), redirect_uri: `${ledgerUrl}/v1/console/callback` },
  });
});

test('whom the table does not know, or whose place there is over, does not come in', async () => {
  const stranger = await signIn('stranger');
  await expectProblem(stranger.answer, 'unauthenticated');
  expect(stranger.browser.cookies.has('__Host-optmark-console')).toBe(false);
  await endPerson(ledger.ledger, await add('left', ledger.business, 'admin'));
  await expectProblem((await signIn('left')).answer, 'unauthenticated');
  // The same name at another provider is somebody else.
  await addPerson(ledger.ledger, ledger.business, {
    ...{ name: 'Reviewer Two', role: 'admin' },
    identity: { issuer: 'https://id.example', subject: 'elsewhere' },
  });
  await expectProblem((await signIn('elsewhere')).answer, 'unauthenticated');
});

test('an answer is good once, and for the browser that asked', async () => {
  await add('once', ledger.business, 'auditor');
  const { browser, back } = await vouchedFor('once');
  // Another browser follows it: whoever it is signed in as would be the attacker.
  await expectProblem(new ConsoleBrowser(ask, ledgerUrl).ask('GET', back), 'unauthenticated');
  const { browser: other } = await vouchedFor('once');
  await expectProblem(other.ask('GET', back), 'unauthenticated');
  const kept = new Map(browser.cookies);
  expect((await browser.ask('GET', back)).status).toBe(302);
  browser.cookies = kept;
  await expectProblem(browser.ask('GET', back), 'unauthenticated');
});

test.for([
  ['a state that was made up', ([, nonce, verifier]: string[]) => ['forged', nonce, verifier]],
  ['another nonce', ([state, , verifier]: string[]) => [state, 'forged', verifier]],
  ['another verifier', ([state, nonce]: string[]) => [state, nonce, 'v'.repeat(43)]],
  ['half of it', ([state]: string[]) => [state]],
] as const)('%s is refused', async ([, forge]) => {
  const who = 'forger';
  await add(who, ledger.business, 'auditor').catch(() => {});
  const { browser, back } = await vouchedFor(who);
  const name = '__Host-optmark-sign-in';
  browser.cookies.set(name, forge(browser.cookies.get(name)!.split('.')).join('.'));
  await expectProblem(browser.ask('GET', back), 'unauthenticated');
});

test('an answer with a state of its own choosing, or an error, is refused', async () => {
  await add('changed', ledger.business, 'auditor');
  const { browser, back } = await vouchedFor('changed');
  await expectProblem(browser.ask('GET', back.replace(/state=[^&]+/, 'state=other')), 'unauthenticated');
  await expectProblem(
    browser.ask('GET', back.replace(/code=[^&]+/, 'error=access_denied')),
    'unauthenticated',
  );
  await expectProblem(browser.ask('GET', '/v1/console/callback'), 'unauthenticated');
});

test('a claim narrows the role of the table, and never widens it', async () => {
  const claimed = await testLedger({ signIn: settings({ claim: 'optmark_role' }) });
  try {
    const app = createApi(claimed.ledger);
    const by: Fetch = (path, init) => app.request(path, init);
    const identity = { issuer: provider.issuer, subject: 'claimant' };
    await addPerson(claimed.ledger, claimed.business, { name: 'Reviewer One', role: 'manager', identity });
    const roles: unknown[] = [];
    for (const optmark_role of ['auditor', ['staff', 'auditor', 'admin'], 'manager']) {
      provider.says = { optmark_role };
      const { browser } = await signIn('claimant', by);
      const { businesses }: Body = await browser.look();
      roles.push(businesses[0].role);
    }
    expect(roles).toEqual(['auditor', 'manager', 'manager']);
    for (const says of [{}, { optmark_role: 'owner' }, { optmark_role: 7 }]) {
      provider.says = says;
      await expectProblem((await signIn('claimant', by)).answer, 'unauthenticated');
    }
  } finally {
    provider.says = {};
    await claimed.stop();
  }
});

test('signing out leads on to where the provider ends its own session', async () => {
  await add('leaver', ledger.business, 'auditor');
  const { browser } = await signIn('leaver');
  await browser.look();
  const { logout }: Body = await (await browser.ask('DELETE', '/v1/console/session')).json();
  const { origin, searchParams } = new URL(logout);
  expect(origin).toBe(provider.issuer);
  expect(searchParams.get('post_logout_redirect_uri')).toBe(`${ledgerUrl}/console`);
  expect(searchParams.get('id_token_hint')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  expect((await fetch(logout)).status).toBe(200);
  expect(await browser.look()).toMatchObject({ signed_in: false });
});

test('a provider that is down signs nobody in, and keeps nothing else from working', async () => {
  const app = createApi({
    ...ledger.ledger,
    provider: (await import('../../../ledger/clients/sign-in-provider.ts')).createSignInProvider(
      settings({ issuer: new URL('http://127.0.0.1:9') }),
    ),
  });
  await expectProblem(app.request('/v1/console/sign-in'), 'unavailable');
  expect((await app.request('/v1/console/session')).status).toBe(200);
});
