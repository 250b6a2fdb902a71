// Nobody is bombed with codes, and nobody learns by asking whether anything was sent.

import { describe, expect, test } from 'vitest';
import { testLedger } from '../../support/ledger.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, post } from '../requests.ts';
import { ownershipCalls, standing } from './ownership-calls.ts';

const here = standing();
const waId = () => here.number.slice(1);
const { tick, asked, stateOf, type } = ownershipCalls(() => here);

describe('nobody is bombed', () => {
  test('a number gets one message a day, whoever asks, and every answer looks the same', async () => {
    const answers: Body[] = [];
    for (let at = 0; at < 4; at += 1) {
      const { page, record } = await tick();
      answers.push(await asked(page, record, 'code'));
    }
    const { code } = await here.gateway.codeFor(here.number);
    expect(answers.map((answer) => Object.keys(answer).sort())).toEqual(
      answers.map(() => ['challenge', 'digits', 'expires_at', 'method']),
    );
    expect(new Set(answers.map(({ challenge }) => challenge)).size).toBe(4);
    expect(here.gateway.sent.filter((message) => message.number === here.number)).toHaveLength(1);
    // The three that were not sent cannot be met, not even with the code of the first, and say so by waiting
    // only.
    for (const { challenge } of answers.slice(1)) {
      expect(await stateOf(challenge)).toBe('waiting');
      await expectProblem(type(challenge, code), 'code_wrong');
    }
    expect(await (await type(answers[0].challenge, code)).json()).toEqual({ state: 'confirmed' });
  });

  test('forty at once cause one message', async () => {
    const ticks = await Promise.all(Array.from({ length: 10 }, () => tick()));
    await Promise.all(
      ticks.flatMap(({ page, record }) => [0, 1, 2, 3].map(() => page.askOwnership(record, 'code'))),
    );
    await here.gateway.codeFor(here.number);
    expect(here.gateway.sent.filter((message) => message.number === here.number)).toHaveLength(1);
  });

  test('a message that the gateway refused is not counted: the person may ask again', async () => {
    here.gateway.status = 422;
    const first = await tick();
    const { challenge } = await asked(first.page, first.record, 'code');
    const { challenges } = here.ledger.ledger.ownership;
    await expect.poll(async () => (await challenges.byId(challenge))?.live).toBe(false);
    here.gateway.status = 202;
    const second = await tick();
    await asked(second.page, second.record, 'code');
    await here.gateway.codeFor(here.number);
  });

  test('a gateway that fails after it took a message causes no second one: it may have been sent', async () => {
    here.gateway.status = 504;
    const before = here.gateway.asked;
    const first = await tick();
    await asked(first.page, first.record, 'code');
    await expect.poll(() => here.gateway.asked).toBe(before + 1);
    here.gateway.status = 202;
    const second = await tick();
    await asked(second.page, second.record, 'code');
    // Whoever comes after has a number of their own: once theirs has come, the other would have come as well.
    const other = await tick('+14155550164');
    await asked(other.page, other.record, 'code');
    await here.gateway.codeFor('+14155550164');
    expect(here.gateway.sent.filter((message) => message.number === here.number)).toHaveLength(0);
  });

  test('after the third challenge in an hour the fourth looks like any other and is deaf', async () => {
    const ticks = [await tick(), await tick(), await tick(), await tick()];
    const challenges: Body[] = [];
    for (const { page, record } of ticks) challenges.push(await asked(page, record, 'whatsapp'));
    expect(new Set(challenges.map((one) => Object.keys(one).join())).size).toBe(1);
    await here.whatsApp.write(waId(), challenges[3].text);
    expect(await stateOf(challenges[3].challenge)).toBe('waiting');
    await here.whatsApp.write(waId(), challenges[2].text);
    expect(await stateOf(challenges[2].challenge)).toBe('confirmed');
  });

  test('who has withdrawn is sent nothing, and the page is not told that they have', async () => {
    const { page, record } = await tick();
    await post(`${here.ledger.url}/v1/opt-outs`, here.ledger.keys.ingest, {
      number: here.number,
      channel: 'web',
    });
    const answer = await asked(page, record, 'code');
    expect(Object.keys(answer).sort()).toEqual(['challenge', 'digits', 'expires_at', 'method']);
    expect(await stateOf(answer.challenge)).toBe('waiting');
    // Whoever comes after it would be behind it in the gateway.
    await asked(...(await tick('+14155550164').then(({ page: p, record: r }) => [p, r, 'code'] as const)));
    await here.gateway.codeFor('+14155550164');
    expect(here.gateway.sent.filter((message) => message.number === here.number)).toEqual([]);
  });
});

test('where nothing is set up, the answer is the same for everybody', async () => {
  const bare = await testLedger();
  try {
    const page = new Page(bare);
    const { record }: Body = await (await page.optIn(here.number)).json();
    await expectProblem(page.askOwnership(record, 'code'), 'not_available');
    await expectProblem(page.askOwnership(record, 'whatsapp'), 'not_available');
  } finally {
    await bare.stop();
  }
});

test('a switch turns all messages off, and no answer tells', async () => {
  const off = await testLedger({ codeGateway: here.gateway, codesPerDay: 0 });
  try {
    const page = new Page(off);
    const { record }: Body = await (await page.optIn(here.number)).json();
    const answer: Body = await (await page.askOwnership(record, 'code')).json();
    expect(Object.keys(answer).sort()).toEqual(['challenge', 'digits', 'expires_at', 'method']);
    expect(await off.ledger.ownership.challenges.byId(answer.challenge)).toMatchObject({ live: false });
  } finally {
    await off.stop();
  }
});
