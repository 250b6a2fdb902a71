// A link from the host signs in once; what a session is, and what ends it.

import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashConsoleToken } from '../../../ledger/auth/console-token.ts';
import { makeConsoleLink } from '../../../ledger/operations/console/links.ts';
import { addPerson, endPerson, forgetPerson } from '../../../ledger/operations/setup/people.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, expectProblem } from '../requests.ts';
import { ConsoleBrowser, type Fetch, signedIn } from './browser.ts';

const app = apiOfThisFile();
const ask: Fetch = (path, init) => app.request(path, init);
const later = (milliseconds: number): Fetch => {
  const world = { ...app.ledger.ledger.world, now: () => new Date(Date.now() + milliseconds) };
  const moved = app.with({ world });
  return (path, init) => moved.request(path, init);
};
const minute = 60_000;
let sql: postgres.Sql;
beforeAll(() => {
  sql = postgres(app.ledger.config.databaseUrl!, { max: 1, onnotice: () => {} });
});
afterAll(() => sql.end());

const newPerson = (over: { until?: string } = {}) =>
  addPerson(app.ledger.ledger, app.ledger.business, { name: 'Reviewer One', role: 'auditor', ...over });
const newLink = async (over: { until?: string } = {}) =>
  makeConsoleLink(app.ledger.ledger, [await newPerson(over)]);
const newBrowser = (by: Fetch = ask) => new ConsoleBrowser(by, app.ledger.ledger.url);

test('a link signs in once, and the page is told who and where', async () => {
  const link = await newLink();
  expect(link).toMatch(/^https:\/\/ledger\.example\/console#token=[\w-]{43}$/);
  const browser = newBrowser();
  const answer = await browser.follow(link);
  expect(answer.status).toBe(201);
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(
      /^__Host-optmark-console=[\w-]{43}; Max-Age=28\d{3}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    ),
  ]);
  const session: Body = await answer.json();
  expect(session).toEqual({
    ...{ signed_in: true, csrf: expect.any(String), expires_at: expect.any(String), provider: null },
    person: { id: expect.any(String), name: 'Reviewer One', role: 'auditor' },
    businesses: [
      {
        ...{ id: app.ledger.business, name: 'Fresh Produce', test: false, role: 'auditor' },
        person: session.person.id,
      },
    ],
  });
  expect(await browser.look()).toEqual(session);
  await expectProblem(newBrowser().follow(link), 'unauthenticated');
});

test('a scanner that opens a link, or a page elsewhere that posts it, does not spend it', async () => {
  const link = await newLink();
  // The fragment is not sent.
  await ask(new URL(link).pathname, {});
  const elsewhere = new ConsoleBrowser(ask, 'https://evil.example');
  await expectProblem(elsewhere.follow(link), 'origin_not_allowed');
  const token = new URL(link).hash.replace('#token=', '');
  const bare = { method: 'POST', headers: { 'content-type': 'application/json' } };
  await expectProblem(
    await ask('/v1/console/session', { ...bare, body: JSON.stringify({ token }) }),
    'origin_not_allowed',
  );
  expect((await newBrowser().follow(link)).status).toBe(201);
});

test('of two who follow a link at once one is signed in', async () => {
  const link = await newLink();
  const answers = await Promise.all(Array.from({ length: 4 }, () => newBrowser().follow(link)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401]);
});

test.for(['', 'short', 'A'.repeat(43), randomUUID()])('no link has the token %j', async (token) => {
  const answer = await newBrowser().ask('POST', '/v1/console/session', { token });
  await expectProblem(answer, 'unauthenticated');
});

test('a link is over after ten minutes, a session after eight hours', async () => {
  await expectProblem(newBrowser(later(10 * minute)).follow(await newLink()), 'unauthenticated');
  const browser = newBrowser();
  await browser.follow(await newLink());
  const [[name, token] = []] = browser.cookies;
  const at = async (by: Fetch) => {
    const same = newBrowser(by);
    same.cookies.set(name!, token!);
    return (await same.look()).signed_in;
  };
  expect(await at(later(8 * 60 * minute - minute))).toBe(true);
  expect(await at(later(8 * 60 * minute))).toBe(false);
});

test('a person who is ended or forgotten, or whose time is over, is out at once', async () => {
  for (const end of [endPerson, forgetPerson]) {
    const { browser, person } = await signedIn(app.ledger.ledger, ask, {
      ...{ business: app.ledger.business, role: 'auditor' },
    });
    await end(app.ledger.ledger, person);
    expect(await browser.look()).toEqual({ signed_in: false, provider: null });
  }
  const until = new Date(Date.now() + 5 * minute).toISOString();
  const { browser } = await signedIn(app.ledger.ledger, ask, {
    ...{ business: app.ledger.business, role: 'auditor', until },
  });
  expect(await browser.look()).toMatchObject({ signed_in: true, person: { until } });
  const same = newBrowser(later(6 * minute));
  same.cookies = browser.cookies;
  expect(await same.look()).toMatchObject({ signed_in: false });
  await expectProblem(newBrowser(later(6 * minute)).follow(await newLink({ until })), 'unauthenticated');
});

test('signing out ends the session itself: the cookie that was kept is worth nothing', async () => {
  const browser = newBrowser();
  await browser.follow(await newLink());
  const kept = new Map(browser.cookies);
  const answer = await browser.ask('DELETE', '/v1/console/session');
  expect(await answer.json()).toEqual({ logout: null });
  expect(browser.cookies.size).toBe(0);
  browser.cookies = kept;
  expect(await browser.look()).toMatchObject({ signed_in: false });
  await expectProblem(browser.ask('DELETE', '/v1/console/session'), 'unauthenticated');
});

test.for([
  ['without its token', { 'optmark-csrf': undefined }, 'forbidden'],
  ['with the token of another session', { 'optmark-csrf': 'b'.repeat(43) }, 'forbidden'],
  ['from a page elsewhere', { origin: 'https://evil.example' }, 'origin_not_allowed'],
  ['from a page on another port', { origin: 'https://ledger.example:8443' }, 'origin_not_allowed'],
  ['from no page', { origin: undefined }, 'origin_not_allowed'],
] as const)('a cookie that was stolen %s changes nothing', async ([, headers, code]) => {
  const browser = newBrowser();
  await browser.follow(await newLink());
  await expectProblem(browser.ask('DELETE', '/v1/console/session', undefined, headers), code);
  const question = { recipient: '+919876543210', purpose: 'shipping_update' };
  await expectProblem(browser.ask('POST', '/v1/gate/check', question, headers), code);
  expect(await browser.look()).toMatchObject({ signed_in: true });
});

test('no hand in the database makes a session or a link of another', async () => {
  const browser = newBrowser();
  await browser.follow(await newLink());
  const mine = 'M'.repeat(43);
  await sql`insert into console_sessions (hash, sealed, ends_at)
    select ${hashConsoleToken(mine)}, sealed, ends_at from console_sessions limit 1`;
  browser.cookies.set('__Host-optmark-console', mine);
  expect(await browser.look()).toMatchObject({ signed_in: false });
  await newLink();
  await sql`insert into console_links (hash, sealed, ends_at)
    select ${hashConsoleToken(mine)}, sealed, ends_at from console_links where used_at is null limit 1`;
  await expectProblem(newBrowser().follow(`https://ledger.example/console#token=${mine}`), 'unauthenticated');
});

test('no hand in the database widens a role, or makes an engagement longer', async () => {
  const until = new Date(Date.now() + 5 * minute).toISOString();
  const { browser, person } = await signedIn(app.ledger.ledger, ask, {
    ...{ business: app.ledger.business, role: 'auditor', until },
  });
  await sql`update people set role = 'admin', until = null where id = ${person}`;
  expect(await browser.look()).toMatchObject({ person: { role: 'auditor', until } });
  await sql`update people set sealed = (select sealed from people where id <> ${person} and sealed is not null limit 1)
    where id = ${person}`;
  expect(await browser.look()).toMatchObject({ signed_in: false });
});

test('over plain http the console is served to this machine alone', async () => {
  const elsewhere = app.with({ url: 'http://ledger.example' });
  for (const path of ['/console', '/v1/console/session', '/v1/console/sign-in']) {
    const problem = await expectProblem(elsewhere.request(path), 'forbidden');
    expect(problem.detail).toContain('https');
  }
  const here = app.with({ url: 'http://127.0.0.1:8787' });
  await expectProblem(here.request('http://192.0.2.7:8787/v1/console/session'), 'forbidden');
  const browser = new ConsoleBrowser(
    (path, init) => here.request(`http://127.0.0.1:8787${path}`, init),
    'http://127.0.0.1:8787',
  );
  const answer = await browser.follow(await newLink());
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^optmark-console=[\w-]{43}; Max-Age=28\d{3}; Path=\/; HttpOnly; SameSite=Lax$/),
  ]);
  expect(await browser.look()).toMatchObject({ signed_in: true });
});
