import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issuePersonLink } from '../../../ledger/auth/person-link.ts';
import { joinLines, renderPrompt } from '../../../ledger/core/notice/render.ts';
import { createApi } from '../../../ledger/http/server/api.ts';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { openLink } from '../../../ledger/operations/page/open-link.ts';
import { readPersonPage } from '../../../ledger/operations/page/person-page.ts';
import { stopByLink } from '../../../ledger/operations/page/stop-by-link.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { verifyFile } from '../../../ledger/operations/verify/file.ts';
import { newCustomerSecret } from '../../../ledger/operations/visitor/customer.ts';
import { seen } from '../../core/consent/sample-consent.ts';
import { customerToken } from '../../support/customer-token.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { Page } from '../page.ts';
import { type Body, ivrOptIn, post } from '../requests.ts';
import { visitsTo } from './visits.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
});
afterAll(() => ledger.stop());

const { here, fromServer, fromPage, personLink, read, tap, gate, history } = visitsTo(() => ledger);

describe('the link in the answer to an opt-in', () => {
  test('opens a page with the exact words, masked, how they stand, and whom to ask', async () => {
    const secret = await newCustomerSecret(ledger.ledger, ledger.business, ledger.site);
    const token = customerToken(secret, { site: ledger.site, number: '+919876543201' });
    const answered = await new Page(ledger).optIn('+919876543201', { customer_token: token });
    const { link, leaf_index, record }: Body = await answered.json();
    const answer = await fetch(here(link));
    const text = await answer.text();
    expect(answer.status).toBe(200);
    const [opened] = (await history('+919876543201')).filter(({ id }) => id === record);
    const unmarked = text.replaceAll(/<\/?bdi[^>]*>/g, '');
    for (const line of opened.text) expect(unmarked).toContain(line);
    expect(text).not.toContain('9876543201');
    expect(text).toContain('may send you these messages');
    expect(text).toContain('mailto:care@fresh.example');
    expect(text).toContain('tel:+14155550100');
    expect(text).toContain('Level <bdi>E3</bdi>');
    expect(text).toContain(`<dd>${leaf_index}</dd>`);
  });

  test('is the same again for the same request, so that a retry gets the same bytes', async () => {
    const headers = { 'idempotency-key': 'link-once' };
    const once = () =>
      post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn('+919876543202'), headers);
    expect(await (await once()).text()).toBe(await (await once()).text());
  });

  test('is in no other answer', async () => {
    const answer = await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, {
      number: '+919876543203',
      channel: 'sms',
    });
    expect(await answer.json()).not.toHaveProperty('link');
  });
});

describe('what is sent around the page', () => {
  test('lets nobody keep, find, frame, script or pass it on', async () => {
    const { link } = await fromServer('+919876543204');
    for (const path of [here(link), `${here(link)}/evidence.json`, `${ledger.url}/p/forged`]) {
      const { headers } = await fetch(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('access-control-allow-origin')).toBe(null);
      if (headers.get('content-type')?.startsWith('text/html')) {
        const policy = headers.get('content-security-policy')!;
        expect(policy).toContain("default-src 'none'");
        expect(policy).toContain("form-action 'self'");
        expect(policy).toContain("frame-ancestors 'none'");
        expect(policy).not.toMatch(/unsafe|\*|https?:/);
        expect(headers.get('x-robots-tag')).toMatch(/noindex/);
      }
    }
  });

  test('looking changes no consent and is recorded once, however often one looks', async () => {
    const number = '+919876543205';
    const { link } = await fromServer(number);
    for (let i = 0; i < 3; i += 1) await read(here(link));
    const looks = (await history(number)).filter(({ record }) => record.access?.by === 'link');
    expect(looks.map(({ record }) => record.access.operation)).toEqual(['receipt']);
    expect(await gate(number)).toBe('allow');
  });
});

describe('a link that anybody with the site key could have', () => {
  const number = '+919876543206';

  test('shows of the person only what was in that post: neither another consent nor another withdrawal', async () => {
    const { record: known } = await fromServer(number);
    await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, { number, channel: 'sms' });
    const { link: stranger } = await fromPage(number);
    const { link: fresh } = await fromPage('+919876543207');
    const [ofKnown, ofFresh] = [await read(here(stranger)), await read(here(fresh))];
    expect(ofKnown).toContain('Recorded');
    expect(ofKnown).not.toContain(known);
    // But for the ids, places, moments and the mask, somebody known looks like somebody unknown.
    const alike = (text: string) =>
      text
        .replaceAll(/[\w-]{54}|[0-9a-f]{8}-[0-9a-f-]{27}|nonce="[^"]*"|<time.*?<\/time>|XXXXXX\d{4}/g, '')
        .replaceAll(/<pre[\s\S]*?<\/pre>|<dd>[\d,]+<\/dd>/g, '');
    expect(alike(ofKnown)).toBe(alike(ofFresh));
    await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, { number, channel: 'sms' });
    expect(alike(await read(here(stranger)))).toBe(alike(ofFresh));
  });

  test('proves the record and does not open it: neither number nor customer token is to be had', async () => {
    const { link, receipt, leaf_index } = await fromPage(number);
    const text = await (await fetch(`${here(link)}/evidence.json`)).text();
    const { keys } = ledger.ledger;
    const verdict = await verifyFile(text, { vkey: keys.vkey, jwks: keys.jwks });
    expect(verdict).toMatchObject({ kind: 'true', receipt: { leaf_index } });
    expect(verdict).not.toHaveProperty('record');
    expect(JSON.parse(text).receipt).toBe(receipt);
    expect(Object.keys(JSON.parse(text)).toSorted()).toEqual(
      ['checkpoint', 'entry', 'inclusion', 'leaf_index', 'receipt'].toSorted(),
    );
    const page = await read(here(link));
    expect(page).toContain('your number is not in it');
    expect(page).not.toContain('holds your number');
  });

  test('opens the same record for the person, by the link that the business made', async () => {
    const { record } = await fromPage(number);
    const file = await fetch(`${await personLink(number)}/evidence.json?record=${record}`);
    const { subject, jws } = JSON.parse(
      Buffer.from(((await file.json()) as Body).record, 'base64').toString(),
    );
    expect(jws).toBeDefined();
    // Nobody reads off it since when the number is known.
    expect(subject[14]).toBe('4');
  });

  test('gives no other record of the person', async () => {
    const { record: other } = await fromServer(number);
    const { link } = await fromPage(number);
    expect((await fetch(`${here(link)}/evidence.json?record=${other}`)).status).toBe(404);
  });

  test('reads no other record of the person, so that its page takes as long for anybody', async () => {
    const { link } = await fromPage(number);
    const records = Object.create(ledger.ledger.records, {
      chainBack: { value: () => expect.unreachable('the person’s records were read') },
    });
    const reading = { ...ledger.ledger, records };
    const opened = await openLink(reading, new URL(link).pathname.slice(3), {
      origin: undefined,
      network: undefined,
    });
    expect(await readPersonPage(reading, opened!)).toMatchObject({ kind: 'record' });
    expect(await stopByLink(reading, opened!, undefined)).toBeDefined();
    expect(await readPersonPage(reading, opened!)).toMatchObject({
      consents: [{ standing: { kind: 'taken_back' } }],
    });
  });

  test('takes it back once, whether by its page, by the link, or by both again and again', async () => {
    const page = new Page(ledger);
    const { link, record } = await fromPage('+919876543229', page);
    for (let i = 0; i < 3; i += 1) {
      await page.postOptOut(page.sign({ ...page.optOutClaims(record), jti: crypto.randomUUID() }));
      await tap(here(link));
    }
    const stops = (await history('+919876543229')).filter(({ kind }) => kind === 'opt_out');
    expect(stops).toHaveLength(1);
  });

  test('shows that the page itself took it back', async () => {
    const page = new Page(ledger);
    const { link, record } = await fromPage('+919876543208', page);
    await page.postOptOut(page.sign(page.optOutClaims(record)));
    expect(await read(here(link))).toContain('This one consent was taken back on');
  });

  test('takes back that one tick and silences nobody who had agreed before', async () => {
    const known = '+919876543224';
    await fromServer(known);
    const { link, record } = await fromPage(known);
    expect(await read(here(link))).toContain('Take back this consent');
    expect((await tap(here(link))).status).toBe(303);
    await tap(here(link));
    const text = await read(`${here(link)}?done`);
    expect(text).toContain('This one consent was taken back on');
    // Something goes on: nowhere does it say that it was stopped.
    expect(text).not.toMatch(/Stopped|has been stopped/);
    expect(text).toContain('messages may still come');
    expect(text).toContain('Done. This one consent has been taken back.');
    expect(text).not.toContain('<form');
    expect(await gate(known)).toBe('allow');
    const stops = (await history(known)).filter(({ kind }) => kind === 'opt_out');
    expect(stops.map((stop) => stop.record.undoes.record)).toEqual([record]);
  });

  test('ends that consent where it is the only one', async () => {
    const { link } = await fromPage('+919876543225');
    expect(await gate('+919876543225')).toBe('allow');
    await tap(here(link));
    expect(await gate('+919876543225')).toBe('deny');
  });

  test('is no better when the shop’s server had passed on what the page signed', async () => {
    const page = new Page(ledger);
    const jws = page.sign(await page.optInClaims('+919876543226'));
    const headers = { authorization: `Bearer ${ledger.keys.ingest}` };
    const { link } = (await (await page.postOptIn(jws, headers)).json()) as Body;
    expect(await read(here(link))).toContain('Recorded');
  });
});

describe('a link that shows nothing', () => {
  test('is one page, whether it is forged, over, or names what is not there', async () => {
    const { record } = await fromServer('+919876543221');
    const { keys } = ledger.ledger;
    const make = (of: string, days: number) =>
      issuePersonLink(keys.macs, {
        kind: 'record',
        record: of,
        expiresAt: new Date(Date.now() + days * 864e5),
      });
    const links = ['forged', make(record, -1), make('019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10', 1)];
    const answers = await Promise.all(links.map((link) => fetch(`${ledger.url}/p/${link}`)));
    const pages = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).toContain('ask the business');
    for (const link of links) {
      expect((await tap(`${ledger.url}/p/${link}`)).status).toBe(404);
      expect((await fetch(`${ledger.url}/p/${link}/evidence.json`)).status).toBe(404);
    }
  });
});

test('the evidence file is what `optmark verify` takes, and is saved, not shown', async () => {
  const { link, record } = await fromServer('+919876543222');
  const answer = await fetch(`${here(link)}/evidence.json`);
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="optmark-evidence-${record}.json"`,
  );
  const { keys } = ledger.ledger;
  const verdict = await verifyFile(await answer.text(), { vkey: keys.vkey, jwks: keys.jwks });
  expect(verdict.kind).toBe('true');
});

test('the language is the asked one, else that of the consent, else that of the reader; the consent keeps its own', async () => {
  const [published] = await ledger.ledger.notices.versions(ledger.business, 'order-updates');
  const { notice } = published!;
  const lines = renderPrompt(notice, notice.locales.es!, '+919876543223');
  const optIn = ivrOptIn('+919876543223', { locale: 'es', text: joinLines(lines) });
  const { link } = (await (await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, optIn)).json()) as Body;
  const english = await read(`${here(link)}?lang=en`);
  expect(english).toContain('<html lang="en" dir="ltr">');
  expect(english).toContain('<blockquote lang="es" dir="ltr">');
  expect(english).toContain('/stop?lang=en"');
  expect(await read(`${ledger.url}/p/forged`, { 'accept-language': 'xx, en;q=0.1' })).toContain(
    '<html lang="en"',
  );
  expect(await read(`${here(link)}?lang="><b>`)).not.toContain('"><b>');
});

test('who tries too many links is asked for patience, on a page, and can still stop', async () => {
  const { link } = await fromServer('+919876543227');
  const { fetch: answer } = createApi(ledger.ledger, { trustedProxies: 1 });
  const server = serve({ fetch: answer, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    let refused: Response;
    let tries = 0;
    do {
      refused = await fetch(`${url}/p/guess-${tries}`, { headers });
      tries += 1;
    } while (refused.status === 404 && tries < 1000);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.text()).toContain('Too many requests');
    expect((await tap(url + new URL(link).pathname, '', headers)).status).toBe(303);
    expect(await gate('+919876543227')).toBe('deny');
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

test('the page says where it was, which lines were folded, and why the grade is no higher', async () => {
  const said = { origin: 'https://shop.example:8443', folded: ['withdrawal', 'privacy', 'contact'] as const };
  const evidence = {
    initially: 'unticked',
    action: 'ticked',
    seen: { ...seen, ...said, visible_ratio: 0.2 },
  };
  const answer = await new Page(ledger).optIn('+919876543260', { evidence });
  const text = await read(here(((await answer.json()) as Body).link));
  expect(text).toContain('shop.example:8443/checkout');
  expect(text).toContain('Behind one line that unfolds at a tap');
  expect(text).toContain('Level <bdi>E1</bdi>');
  expect(text).toContain('Less than half of the words were on the screen.');
});

test('what a business is called is text on the page, never markup', async () => {
  const id = 'markup';
  const name = '<img src=x onerror="alert(1)"> & Söhne';
  await addBusiness(ledger.ledger, { id, name });
  await publish(ledger.ledger, id, orderUpdates, 'test');
  const { key } = await createApiKey(ledger.ledger, id, 'ingest', ['opt-in:write']);
  const { link } = (await (
    await post(`${ledger.url}/v1/opt-ins`, key, ivrOptIn('+919876543228'))
  ).json()) as Body;
  const text = await read(here(link));
  expect(text).toContain('&lt;img src=x');
  expect(text).not.toContain('<img');
});
