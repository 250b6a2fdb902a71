// Whoever holds nothing but a public site key learns nothing about a number: neither that its holder has
// stopped, nor that anybody knows it. Two numbers, one of which wrote STOP: everything that a page may ask is
// answered alike, field by field and header by header, ids and times aside.

import { describe, expect, test } from 'vitest';
import { ownershipCalls, standing } from './ownership/ownership-calls.ts';
import { Page } from './page.ts';
import { type Body, get, ivrOptIn, post } from './requests.ts';

const here = standing();
const { gateSays } = ownershipCalls(() => here);

/** What is different in any two answers: ids, moments, what is signed over them, and places in the log. */
const ownValue: Record<string, RegExp> = {
  record: /^[0-9a-f-]{36}$/,
  recorded_at: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/,
  expires_at: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  entry: /^[\w+/]{44}$/,
  receipt: /^[\w-]+\.[\w-]+\.[\w-]{86}$/,
  checkpoint: /^ledger\.example\/log\n/,
  link: /^https:\/\//,
  nonce: /^[\w.-]+$/,
  challenge: /^[\w-]{22}$/,
  code: /^[\w-]+$/,
  text: /Fresh Produce/,
  instance: /^/,
};
const ofTheLog = ['leaf_index', 'tree_size', 'inclusion'];

/** Everything that a page sees, without what is its own. */
async function seen(answer: Response): Promise<unknown> {
  const text = await answer.text();
  const headers = [...answer.headers].filter(
    ([name]) => !['date', 'ratelimit', 'content-length'].includes(name),
  );
  return { status: answer.status, headers, body: blank(parsed(text)) };
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

function blank(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([name, own]) => {
    const shape = ownValue[name];
    if (shape === undefined) return [name, ofTheLog.includes(name) ? '…' : blank(own)];
    expect(own).toMatch(shape);
    return [name, '…'];
  });
}

type Kind = 'stopped' | 'unknown' | 'granted';

/** A number of which this holds. */
async function numberThat(kind: Kind, digits: string): Promise<string> {
  const number = `+9198765${digits}`;
  if (kind === 'unknown') return number;
  await post(`${here.ledger.url}/v1/opt-ins`, here.ledger.keys.ingest, ivrOptIn(number));
  if (kind === 'stopped') await here.whatsApp.write(number.slice(1), 'STOP');
  return number;
}

/** All that a stranger can do with a number and a page, in order. */
async function everything(number: string): Promise<unknown[]> {
  const page = new Page(here.ledger);
  const answers: unknown[] = [await seen(await page.askNonce())];
  const jws = page.sign(await page.optInClaims(number));
  const ticked = await page.postOptIn(jws);
  const { record, link, receipt }: Body = await ticked.clone().json();
  answers.push(await seen(ticked), await seen(await page.postOptIn(jws)));
  answers.push(Object.keys(JSON.parse(Buffer.from(receipt.split('.')[1], 'base64url').toString())));
  for (const method of ['whatsapp', 'code'] as const) {
    const asked = await page.askOwnership(record, method);
    const { challenge }: Body = await asked.clone().json();
    answers.push(await seen(asked), await seen(await get(`${here.ledger.url}/v1/ownership/${challenge}`)));
    const typed = post(`${here.ledger.url}/v1/ownership/${challenge}/code`, undefined, { code: '000000' });
    answers.push(await seen(await typed));
  }
  answers.push(await shown(link), await evidence(link));
  answers.push(await seen(await get(`${here.ledger.url}/v1/receipts/${record}`)));
  const asking = { recipient: number, purpose: 'shipping_update' };
  answers.push(await seen(await post(`${here.ledger.url}/v1/gate/check`, undefined, asking)));
  answers.push(await seen(await page.postOptOut(page.sign(page.optOutClaims(record)))));
  answers.push(await shown(link));
  return answers;
}

const path = (link: string) => here.ledger.url + new URL(link).pathname;
/** The person's own page of the opt-in, without the number, ids, moments and proofs that it shows. */
const shown = async (link: string) => {
  const answer = await get(path(link));
  const words = (await answer.text())
    .replaceAll(/X{6}\d{4}|[0-9a-f-]{36}|\d{4}-\d\d-\d\d[T ][\d:.]+Z?|\d\d:\d\d(:\d\d)?/g, '…')
    .replaceAll(/[\w+/=-]{20,}|\b\d+\b/g, '…');
  return [answer.status, [...answer.headers.keys()], words];
};
const evidence = async (link: string) => {
  const answer = await get(`${path(link)}/evidence`);
  const body: unknown = parsed(await answer.text());
  return [answer.status, [...answer.headers.keys()], Object.keys(body as object)];
};

describe('a page without a customer token', () => {
  test('is answered alike for a number whose holder has stopped, one that agreed, and one never seen', async () => {
    const [stopped, granted, unknown] = await Promise.all([
      numberThat('stopped', '10001'),
      numberThat('granted', '10002'),
      numberThat('unknown', '10003'),
    ]);
    const answers = [await everything(stopped), await everything(granted), await everything(unknown)];
    for (const [i, answer] of answers[0]!.entries()) {
      expect(answers[1]![i]).toEqual(answer);
      expect(answers[2]![i]).toEqual(answer);
    }
    expect(await gateSays(stopped)).toMatchObject({ decision: 'deny' });
  });

  test('causes no code to be sent to a number whose holder has stopped, though it is answered as if', async () => {
    const [stopped, unknown] = [await numberThat('stopped', '20001'), await numberThat('unknown', '20002')];
    for (const number of [stopped, unknown]) {
      const page = new Page(here.ledger);
      const { record }: Body = await (await page.optIn(number)).json();
      expect((await page.askOwnership(record, 'code')).status).toBe(201);
    }
    await here.gateway.codeFor(unknown);
    expect(here.gateway.sent.map(({ number }) => number)).not.toContain(stopped);
  });

  test('nor once START has lifted the stop and another came', async () => {
    const number = await numberThat('stopped', '30001');
    const write = (body: string, at: number) =>
      here.whatsApp.post(here.whatsApp.delivery({ from: number.slice(1), body, at }));
    await write('START', 1_763_846_401);
    const page = new Page(here.ledger);
    const { record }: Body = await (await page.optIn(number)).json();
    await page.askOwnership(record, 'code');
    await here.gateway.codeFor(number);
    await write('STOP', 1_763_846_402);
    const later: Body = await (await page.optIn(number)).json();
    const sent = here.gateway.asked;
    expect((await page.askOwnership(later.record, 'code')).status).toBe(201);
    expect(here.gateway.asked).toBe(sent);
  });
});
