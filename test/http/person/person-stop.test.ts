import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '../../../ledger/http/server/api.ts';
import { listen } from '../../../ledger/http/server/listen.ts';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { expectProblem, get, post } from '../requests.ts';
import { visitsTo } from './visits.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
});
afterAll(() => ledger.stop());

const { here, fromServer, fromPage, personLink, read, tap, gate, history } = visitsTo(() => ledger);

describe('stop', () => {
  test('works at one tap, at once, and the page says so and when', async () => {
    const number = '+919876543209';
    const { link, record } = await fromServer(number);
    const answer = await tap(here(link));
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`${new URL(link).pathname}?done`);
    expect(await gate(number)).toBe('deny');
    const text = await read(`${here(link)}?done`);
    expect(text).toContain('It has been stopped');
    expect(text).toContain('Stopped on');
    expect(text).not.toContain('/stop"');
    const [stop] = (await history(number)).filter(({ kind }) => kind === 'opt_out');
    expect(stop.record).toMatchObject({
      channel: 'web',
      submitted_by: { by: 'link', id: record },
      purposes: ['shipping_update', 'payment_update'],
    });
  });

  test('a second tap changes nothing', async () => {
    const number = '+919876543210';
    const { link } = await fromServer(number);
    await Promise.all([tap(here(link)), tap(here(link))]);
    await tap(here(link));
    expect((await history(number)).filter(({ kind }) => kind === 'opt_out')).toHaveLength(1);
  });

  test('a mail program stops with one click, without a redirect, in either way of forms', async () => {
    for (const [number, type, body] of [
      ['+919876543211', 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
      [
        '+919876543212',
        'multipart/form-data; boundary=b',
        '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
      ],
    ] as const) {
      await fromServer(number);
      const answer = await fetch(`${await personLink(number)}/stop`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': type },
        body,
      });
      expect(answer.status).toBe(200);
      expect(await gate(number)).toBe('deny');
    }
  });

  test('on the link of an old record stops the newer consent too, and says stopped only then', async () => {
    const number = '+919876543231';
    const { link } = await fromServer(number);
    await tap(here(link));
    await fromPage(number);
    expect(await gate(number)).toBe('allow');
    const between = await read(`${here(link)}?done`);
    expect(between).not.toMatch(/Stopped|has been stopped/);
    expect(between).toContain('may send you these messages');
    await Promise.all([tap(here(link)), tap(here(link))]);
    expect(await gate(number)).toBe('deny');
    expect(await read(`${here(link)}?done`)).toContain('It has been stopped');
    expect((await history(number)).filter(({ kind }) => kind === 'opt_out')).toHaveLength(2);
  });

  test('on the link of an old record never tapped before stops whatever is newer of the same kind', async () => {
    const number = '+919876543232';
    const { link } = await fromServer(number);
    await fromServer(number);
    await tap(here(link));
    expect(await gate(number)).toBe('deny');
  });

  test('of an old tick says that it took back that alone, before and after a newer one', async () => {
    const number = '+919876543233';
    const { link: old } = await fromPage(number);
    await tap(here(old));
    const { link: newer } = await fromPage(number);
    await tap(here(old));
    expect(await gate(number)).toBe('allow');
    const text = await read(`${here(old)}?done`);
    expect(text).not.toMatch(/Stopped|has been stopped/);
    expect(text).toContain('messages may still come');
    const mail = { 'sec-fetch-site': 'none', 'content-type': 'application/x-www-form-urlencoded' };
    const oneClick = await tap(here(old), 'List-Unsubscribe=One-Click', mail);
    expect(await oneClick.text()).not.toContain('Stopped');
    await tap(here(newer));
    expect(await gate(number)).toBe('deny');
  });

  test('says nothing is stopped where it is not', async () => {
    const { link } = await fromServer('+919876543213');
    expect(await read(`${here(link)}?done`)).not.toContain('It has been stopped');
  });

  test.each([
    ['a form of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a form of a sister site', { 'sec-fetch-site': 'same-site', origin: 'https://ledger.example' }],
  ])('refuses %s', async (_, headers) => {
    const number = '+919876543214';
    const { link } = await fromServer(number);
    await expectProblem(tap(here(link), '', headers), 'forbidden');
    expect(await gate(number)).toBe('allow');
  });

  test('refuses another origin of a browser that says no more', async () => {
    const { link } = await fromServer('+919876543215');
    const headers = { origin: 'https://shop.example', 'content-type': 'application/x-www-form-urlencoded' };
    const answer = fetch(`${here(link)}/stop`, { method: 'POST', headers, body: '' });
    await expectProblem(answer, 'forbidden');
  });

  test('refuses what is no form, and what is larger than any', async () => {
    const { link } = await fromServer('+919876543216');
    await expectProblem(tap(here(link), '{}', { 'content-type': 'application/json' }), 'malformed');
    await expectProblem(tap(here(link), `notice=${'a'.repeat(2000)}`), 'too_large');
  });

  /** The head of a tap whose body is announced and never comes. */
  const beginTap = (link: string, api: { url: string } = ledger) =>
    new Promise<{ socket: Socket; heard(): string }>((resolve) => {
      let text = '';
      const socket = connect(Number(new URL(api.url).port), '127.0.0.1', () => {
        socket.write(
          `POST ${new URL(link).pathname}/stop HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n` +
            'content-type: application/x-www-form-urlencoded\r\n\r\nno',
          () => resolve({ socket, heard: () => text }),
        );
      });
      socket
        .on('error', () => {})
        .on('data', (some) => {
          text += some;
        });
    });

  test('looks at the link before the body: for none that is forged is a body waited for', async () => {
    const { socket, heard } = await beginTap('https://ledger.example/p/forged');
    await once(socket, 'data');
    expect(heard()).toMatch(/^HTTP\/1\.1 404 /);
    // Nor is the socket kept for the rest of it.
    await once(socket, 'close');
  });

  test('that is broken off stops nothing and is no failure of ours', async () => {
    const lines: string[] = [];
    const logger = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
    const server = await listen(createApi(ledger.ledger, { logger }), { host: '127.0.0.1', port: 0 });
    const number = '+919876543236';
    const { link } = await fromServer(number);
    const { socket } = await beginTap(link, { url: `http://127.0.0.1:${server.port}` });
    // The route has looked the link up and waits for the body; either way the end is the same.
    socket.destroy();
    await expect.poll(() => lines.join('\n')).toContain('"status":400');
    expect(lines.join('\n')).not.toMatch(/internal|"error"/);
    expect(await gate(number)).toBe('allow');
    await server.stop();
  });

  test('is not to be had by GET, which mail scanners do', async () => {
    const { link } = await fromServer('+919876543217');
    await expectProblem(get(`${here(link)}/stop`), 'method_not_allowed');
  });
});

describe('a link to everything of a person', () => {
  test('shows every consent and stops one, or all, each as often as it is given', async () => {
    const number = '+919876543218';
    const { link: one } = await fromServer(number);
    const url = await personLink(number);
    expect(url).not.toBe(here(one));
    expect(await read(url)).toContain('Stop everything from');
    expect((await tap(url, 'notice=order-updates')).status).toBe(303);
    expect(await gate(number)).toBe('deny');
    expect(await read(url)).not.toContain('/stop"');
    await fromPage(number);
    expect(await gate(number)).toBe('allow');
    expect(await read(url)).toContain('may send you these messages');
    await tap(url);
    expect(await gate(number)).toBe('deny');
    const stops = (await history(number)).filter(({ kind }) => kind === 'opt_out');
    expect(stops.map(({ record }) => record.purposes)).toEqual([
      ['shipping_update', 'payment_update'],
      undefined,
    ]);
  });

  test('stops what was agreed under every version of a notice, not under the newest alone', async () => {
    const number = '+919876543221';
    const version = (...purposes: (typeof orderUpdates)['purposes']) =>
      publish(ledger.ledger, ledger.business, { ...orderUpdates, id: 'two-versions', purposes }, 'test');
    await version('shipping_update', 'marketing');
    await fromServer(number, { notice: 'two-versions' });
    await version('shipping_update');
    await fromServer(number, { notice: 'two-versions' });
    const url = await personLink(number);
    expect((await tap(url, 'notice=two-versions')).status).toBe(303);
    expect(await gate(number, 'shipping_update')).toBe('deny');
    expect(await gate(number, 'marketing')).toBe('deny');
    expect(await read(url)).toContain('Stopped on');
  });

  test('says stopped of a notice only when no version of it holds, and offers to stop until then', async () => {
    const number = '+919876543222';
    const version = (...purposes: (typeof orderUpdates)['purposes']) =>
      publish(ledger.ledger, ledger.business, { ...orderUpdates, id: 'fewer', purposes }, 'test');
    await version('ticket_update', 'marketing');
    await fromServer(number, { notice: 'fewer' });
    await version('ticket_update');
    await fromServer(number, { notice: 'fewer' });
    await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, {
      number,
      channel: 'web',
      purposes: ['ticket_update'],
    });
    const url = await personLink(number);
    const text = await read(url);
    expect(text).not.toContain('Stopped on');
    expect(text).toContain('Stop everything from');
    await tap(url, 'notice=fewer');
    expect(await gate(number, 'marketing')).toBe('deny');
    expect(await read(url)).not.toContain('/stop"');
  });

  test('stops one notice again where another one has since granted what it covers', async () => {
    const number = '+919876543234';
    // Under this policy what a server asserts lifts a stop.
    const again = { ...orderUpdates, id: 'the-same-again', policy: 'general-2024' as const };
    await publish(ledger.ledger, ledger.business, again, 'test');
    await fromServer(number);
    const url = await personLink(number);
    await tap(url, 'notice=order-updates');
    await fromServer(number, { notice: 'the-same-again' });
    expect(await gate(number)).toBe('allow');
    const answer = await tap(url, 'notice=order-updates');
    expect(answer.headers.get('location')).toMatch(/\?done=order-updates$/);
    expect(await gate(number)).toBe('deny');
  });

  test('says which notice was stopped, and never that one was while it goes on', async () => {
    const number = '+919876543235';
    const offers = { ...orderUpdates, id: 'stop-offers', purposes: ['marketing' as const] };
    await publish(ledger.ledger, ledger.business, offers, 'test');
    await fromServer(number);
    await fromServer(number, { notice: 'stop-offers' });
    const url = await personLink(number);
    await tap(url, 'notice=order-updates');
    expect(await read(`${url}?done=order-updates`)).toContain('It has been stopped');
    for (const untrue of ['?done', '?done=stop-offers', '?done=unheard-of']) {
      expect(await read(`${url}${untrue}`)).not.toContain('It has been stopped');
    }
    await tap(url);
    expect(await read(`${url}?done`)).toContain('It has been stopped');
  });

  test('is made for the business of the person alone', async () => {
    const { record } = await fromServer('+919876543219');
    const ask = (key: string | undefined, body: object) => post(`${ledger.url}/v1/links`, key, body);
    expect((await ask(ledger.keys.ingest, { record, days: 1 })).status).toBe(201);
    await expectProblem(ask(ledger.keys.gate, { record }), 'forbidden');
    await expectProblem(ask(undefined, { record }), 'unauthenticated');
    await expectProblem(ask(ledger.keys.ingest, { number: '+919876543299' }), 'not_found');
    await expectProblem(
      ask(ledger.keys.ingest, { record: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10' }),
      'not_found',
    );
    await expectProblem(ask(ledger.keys.ingest, { record, days: 401 }), 'invalid');
    await expectProblem(ask(ledger.keys.ingest, { days: 4 }), 'invalid');
  });

  test('knows no notice that the person did not agree to', async () => {
    await fromServer('+919876543220');
    expect((await tap(await personLink('+919876543220'), 'notice=offers')).status).toBe(404);
  });
});
