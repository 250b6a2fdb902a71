import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCodeSender } from '../../ledger/clients/code-sender.ts';
import { CodeRefused } from '../../ledger/operations/ownership/store.ts';
import { CodeGateway } from '../support/code-gateway.ts';

let gateway: CodeGateway;
const world = {
  now: () => new Date('2026-06-01T12:00:00.000Z'),
  random: (length: number) => Buffer.alloc(length, 7),
};
const message = {
  business: 'fresh-produce',
  number: '+14155550142',
  code: '048291',
  locale: 'en',
  text: '048291 is your code for Fresh Produce.',
};

beforeAll(async () => {
  gateway = await CodeGateway.start();
});
beforeEach(() => {
  gateway.status = 202;
  gateway.sent.length = 0;
});
afterAll(() => gateway.stop());

const sender = (over: object = {}, timeout?: number) =>
  createCodeSender({ url: gateway.url, secret: gateway.secret, ...over }, world, timeout);
const failure = (sending: Promise<void>) =>
  sending.then(
    () => undefined,
    (error: Error) => error,
  );

test('the gateway gets number, code and words, signed', async () => {
  await sender().send(message);
  const id = Buffer.alloc(16, 7).toString('base64url');
  expect(gateway.sent).toEqual([{ ...message, id, sent_at: '2026-06-01T12:00:00.000Z' }]);
});

describe('certainly not sent', () => {
  test('what the gateway refuses, or was not signed for it', async () => {
    gateway.status = 422;
    expect(await failure(sender().send(message))).toBeInstanceOf(CodeRefused);
    gateway.status = 202;
    expect(await failure(sender({ secret: 'another secret' }).send(message))).toBeInstanceOf(CodeRefused);
    expect(gateway.sent).toEqual([]);
  });

  test('what it would have somebody else send: no redirect is followed', async () => {
    gateway.status = 307;
    expect(await failure(sender().send(message))).toBeInstanceOf(CodeRefused);
  });

  test('what nobody was there to take', async () => {
    const gone = await CodeGateway.start();
    const { url } = gone;
    await gone.stop();
    expect(await failure(sender({ url }).send(message))).toBeInstanceOf(CodeRefused);
  });
});

test.for([500, 502, 503, 504])('of a gateway that answers %d nobody knows', async (status) => {
  gateway.status = status;
  const error = await failure(sender().send(message));
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(CodeRefused);
});

test('of a gateway that says nothing nobody knows', async () => {
  gateway.status = undefined;
  const error = await failure(sender({}, 50).send(message));
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(CodeRefused);
});

test('no failure names the number or the code', async () => {
  gateway.status = 500;
  const { message: said, stack } = (await failure(sender().send(message)))!;
  expect(said + stack).not.toMatch(/5550142|048291/);
});
