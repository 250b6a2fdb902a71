// POST /v1/exports: who may have a file, what is refused, and how one looks that broke off.

import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { createApi } from '../../../ledger/http/server/api.ts';
import { listen } from '../../../ledger/http/server/listen.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import { environmentOf, optmark } from '../../cli/run.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, expectProblem, ivrOptIn } from '../requests.ts';

const here = apiOfThisFile();
const number = '+919876543210';

function ask(body: unknown, key: string | undefined = here.ledger.keys.audit, path = '/v1/exports') {
  return here.request(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      ...(key !== '' && { authorization: `Bearer ${key}` }),
    },
  }) as Promise<Response>;
}
const rowsOf = async (answer: Promise<Response>): Promise<Body[]> =>
  (await (await answer).text())
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
const sizeNow = async () => (await here.ledger.ledger.log.latestCheckpoint())!.size;

test('a file is named, typed, never stored, and ends with its hash', async () => {
  await ask(ivrOptIn(number), here.ledger.keys.ingest, '/v1/opt-ins');
  const answer = await ask({ format: 'csv', kind: 'opt_in', zone: 'Asia/Kolkata' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="fresh-produce-\d+\.csv"$/,
  );
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const text = await answer.text();
  expect(text).not.toContain('9876543210');
  const cut = text.indexOf('\r\nend,') + 2;
  expect(text.slice(cut)).toContain(createHash('sha256').update(text.slice(0, cut)).digest('hex'));
});

test.each([
  ['json-ld', 'application/ld+json', /^\{"@context":/],
  ['bundle', 'application/x-ndjson', /^\{"format":"optmark-bundle\/v1"/],
])('a file of %s is of its own type', async (format, type, begin) => {
  const answer = await ask({ format, kind: 'opt_in', reason: 'audit' });
  expect(answer.headers.get('content-type')).toBe(type);
  expect(await answer.text()).toMatch(begin);
});

test('the command line writes the same bytes at the same size', async () => {
  const tree_size = await sizeNow();
  for (const format of ['csv', 'ndjson']) {
    const served = await (await ask({ format, tree_size, zone: 'Europe/Berlin', reason: 'audit' })).text();
    const typed = await optmark(
      [
        ...['export', 'records', '--business', here.ledger.business, '--format', format],
        ...['--tree-size', String(tree_size), '--zone', 'Europe/Berlin', '--reason', 'audit'],
      ],
      environmentOf(here.ledger),
    );
    expect(typed).toEqual({ code: 0, stderr: '', stdout: served });
    expect(served).toContain(number);
  }
});

test('one question that is spelled in several ways is one file, over HTTP and at the command line', async () => {
  const tree_size = await sizeNow();
  const whole = { tree_size, kind: ['opt_in', 'opt_out'], from: '2026-01-01T00:00:00Z', channel: 'ivr' };
  const other = {
    ...{ tree_size, time: 'recorded_at', channel: ['ivr'] },
    ...{ from: '2026-01-01T05:30:00+05:30', kind: ['opt_out', 'opt_in', 'opt_out'] },
  };
  for (const format of ['csv', 'ndjson', 'json-ld']) {
    const served = await (await ask({ ...whole, format })).text();
    expect(await (await ask({ ...other, format })).text()).toBe(served);
    const { stdout } = await optmark(
      [
        ...['export', 'records', '--business', here.ledger.business, '--format', format],
        ...['--tree-size', String(tree_size), '--from', '2026-01-01T00:00:00.000+00:00'],
        ...['--channel', 'ivr,ivr', '--kind', 'opt_out,opt_in'],
      ],
      environmentOf(here.ledger),
    );
    expect(stdout).toBe(served);
  }
});

test('a file of all kinds of consent says so, whether they were named or not', async () => {
  const tree_size = await sizeNow();
  const kind = ['objected', 'opt_out', 'declined', 'imported', 'confirmed', 'opt_in'];
  const ends = [{ kind }, {}].map(async (records) => {
    const { export: end } = await (await ask({ ...records, format: 'json-ld', tree_size })).json();
    return JSON.stringify(end.filter);
  });
  expect(new Set(await Promise.all(ends)).size).toBe(1);
});

test('another business’s key exports nothing of this one, also not by its person or its cursor', async () => {
  await addBusiness(here.ledger.ledger, { id: 'third-shop', name: 'Third' });
  const { key } = await createApiKey(here.ledger.ledger, 'third-shop', 'audit', ['audit:read']);
  const size = await sizeNow();
  const all = { format: 'ndjson', test: 'include', reason: 'audit' };
  for (const asked of [{}, { cursor: `${size}_0` }]) {
    const rows = await rowsOf(ask({ ...all, ...asked }, key));
    expect(new Set(rows.map(({ business }) => business))).toEqual(new Set(['third-shop']));
  }
  const [end, ...more] = await rowsOf(ask({ ...all, number }, key));
  expect(end).toMatchObject({ row: 'end', total: 0 });
  expect(more).toEqual([]);
});

test('another business that is named is refused, whether it is there or not', async () => {
  const asked = (business: string) => expectProblem(ask({ format: 'csv', business }), 'forbidden');
  expect(await asked('third-shop')).toEqual(await asked('no-such-shop'));
});

test.each(['ingest', 'gate', 'admin'] as const)('the %s key may not', async (name) => {
  await expectProblem(ask({ format: 'csv' }, here.ledger.keys[name]), 'forbidden');
});

test.each([
  [{ zone: '+05:30' }, { pointer: '/zone', detail: 'must be the name of a time zone, such as Asia/Kolkata' }],
  [{ zone: '../etc' }, { pointer: '/zone', detail: 'must be the name of a time zone, such as Asia/Kolkata' }],
  [
    { cursor: 'AAAA' },
    { pointer: '/cursor', detail: 'must be the cursor of a row of an export, such as 100_41' },
  ],
])('%j is refused once, with what it must be', async (over, fault) => {
  const { errors }: Body = await (await ask({ format: 'csv', ...over })).json();
  expect(errors).toMatchObject([fault]);
});

test('nor may a caller without a key, or with one that is none', async () => {
  await expectProblem(ask({ format: 'csv' }, ''), 'unauthenticated');
  await expectProblem(ask({ format: 'csv' }, 'om_none'), 'unauthenticated');
});

test.each([
  ['no format', {}, '/format', 'invalid_value'],
  ['a format that is none', { format: 'xlsx' }, '/format', 'invalid_value'],
  ['a reason that is none', { format: 'csv', reason: 'curious' }, '/reason', 'invalid_value'],
  ['a reason in words', { format: 'csv', reason: 'a letter of Mr 9876543210' }, '/reason', 'invalid_value'],
  ['a zone that is none', { format: 'csv', zone: 'Mars/Olympus' }, '/zone', 'time_zone'],
  ['an offset in place of a zone', { format: 'csv', zone: '+05:30' }, '/zone', 'invalid_format'],
  ['a cursor of nothing', { format: 'csv', cursor: 'AAAA' }, '/cursor', 'invalid_format'],
  ['a cursor outside of its log', { format: 'csv', cursor: '5_5' }, '/cursor', 'cursor'],
  ['a cursor of a log to come', { format: 'csv', cursor: '99999999_0' }, '/cursor', 'ahead_of_log'],
  [
    'a size that the log does not have',
    { format: 'csv', tree_size: 99_999_999 },
    '/tree_size',
    'ahead_of_log',
  ],
  ['a size of no log', { format: 'csv', tree_size: 0 }, '/tree_size', 'too_small'],
  ['a size and a cursor', { format: 'csv', tree_size: 5, cursor: '5_4' }, '/tree_size', 'one_of'],
  ['a part of none', { format: 'csv', limit: 0 }, '/limit', 'too_small'],
  ['a bundle without a reason', { format: 'bundle' }, '/reason', 'needs_reason'],
  ['a look as a consent record', { format: 'json-ld', kind: 'accessed' }, '/kind', 'no_consent'],
  ['an order', { format: 'csv', order: 'newest' }, '/order', 'unrecognized_keys'],
  ['a kind that is none', { format: 'csv', kind: 'opt-in' }, '/kind', 'invalid_union'],
  ['two names', { format: 'csv', number, bsuid: 'IN.1001' }, '/number', 'one_person'],
  ['a number in the place of a notice', { format: 'csv', notice: '919876543210' }, '/notice', 'no_number'],
  [
    'a range that ends before it begins',
    { format: 'csv', from: '2026-03-02T00:00:00Z', to: '2026-03-01T00:00:00Z' },
    '/to',
    'range',
  ],
] as const)('%s is refused, by name and rule, and nothing is recorded', async (_, body, pointer, rule) => {
  const before = await sizeNow();
  const problem = await expectProblem(ask(body), 'invalid');
  expect(problem.errors).toContainEqual(expect.objectContaining({ pointer, rule }));
  expect(JSON.stringify(problem)).not.toContain('9876543210');
  expect(await sizeNow()).toBe(before);
});

test('a connection on which an export breaks off is cut, and its last row does not come', async () => {
  const failing = {
    ...here.ledger.ledger,
    records: { ...here.ledger.ledger.records, at: () => Promise.reject(new Error('connection lost')) },
  };
  const server = await listen(createApi(failing, { logger: createLogger({ level: 'silent' }) }), {
    host: '127.0.0.1',
    port: 0,
  });
  const body = JSON.stringify({ format: 'ndjson' });
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1');
    let heard = '';
    socket
      .on('data', (bytes) => (heard += bytes))
      .on('error', reject)
      .on('close', () => resolve(heard));
    socket.write(
      `POST /v1/exports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${here.ledger.keys.audit}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
  });
  await server.stop();
  expect(answer).not.toContain('"end"');
  // The end of a body in chunks: it never came.
  expect(answer).not.toMatch(/0\r\n\r\n$/);
});

test('of three files at once one is told when to come back, as the document says', async () => {
  const { ledger, keys } = here.ledger;
  const stuck = { ...ledger, records: { ...ledger.records, at: () => new Promise<never>(() => {}) } };
  const server = await listen(createApi(stuck, { logger: createLogger({ level: 'silent' }) }), {
    host: '127.0.0.1',
    port: 0,
  });
  const gone = new AbortController();
  const asked = () =>
    fetch(`http://127.0.0.1:${server.port}/v1/exports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${keys.audit}` },
      body: JSON.stringify({ format: 'csv' }),
      signal: gone.signal,
    });
  await Promise.all([asked(), asked()]);
  const refused = await asked();
  expect(refused.headers.get('retry-after')).toBe('5');
  await expectProblem(refused, 'overloaded');
  gone.abort();
  await server.stop();
});

test('a caller who goes away gives the place back; of those who stay two are served at a time', async () => {
  const server = await listen(createApi(here.ledger.ledger), { host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${server.port}/v1/exports`;
  const asked = (signal?: AbortSignal) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${here.ledger.keys.audit}` },
      body: JSON.stringify({ format: 'csv' }),
      ...(signal && { signal }),
    });
  for (let n = 0; n < 5; n += 1) {
    const gone = new AbortController();
    const one = asked(gone.signal);
    gone.abort();
    await one.catch(() => {});
  }
  for (let n = 0; n < 5; n += 1) {
    const answer = await asked();
    if (answer.status === 503) {
      // One that was called off is still being begun.
      await expectProblem(answer, 'overloaded');
      n -= 1;
      continue;
    }
    expect(await answer.text()).toContain('\r\nend,');
  }
  await server.stop();
});
