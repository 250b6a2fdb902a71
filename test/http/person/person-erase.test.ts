// A person asks on their page, or by a WhatsApp message, to be erased; the business answers. And what each
// who is not that person tries.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { erasureLanguages } from '../../../ledger/core/language/erasure-languages.ts';
import { languageNames } from '../../../ledger/core/language/person-languages.ts';
import { addBusiness, changeBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { type CloudApi, cloudApi, shopNumber } from '../../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, get, ivrOptIn, post } from '../requests.ts';
import { visitsTo } from './visits.ts';

const text = erasureLanguages.en!.message;
let ledger: TestLedger;
let meta: CloudApi;
let used = 0;
const someone = () => {
  used += 1;
  return `+919876545${String(used).padStart(3, '0')}`;
};
beforeAll(async () => {
  ledger = await testLedger();
  meta = await cloudApi(ledger, ledger.business);
});
afterAll(() => ledger.stop());

const { here, fromServer, fromPage, personLink, read, gate, history } = visitsTo(() => ledger);

/** A person who ticked on a page, and has shown by a message that the number is theirs. */
async function holder(number = someone()): Promise<{ number: string; link: string; page: Page }> {
  const page = new Page(ledger);
  const { link, record } = await fromPage(number, page);
  await prove(number, page, record);
  return { number, link: here(link), page };
}
async function prove(number: string, page: Page, record: string): Promise<void> {
  const asked: Body = await (await page.askOwnership(record, 'whatsapp')).json();
  expect((await meta.write(number.slice(1), asked.text)).status).toBe(200);
}

const ask = (url: string, body = 'again=later', headers: Record<string, string> = {}) =>
  fetch(`${url}/erase`, {
    method: 'POST',
    redirect: 'manual',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
  });
/** They write it in WhatsApp, now or at another moment. */
const write = async (number: string, body = text, at = Date.now()) => {
  const delivery = meta.delivery({
    from: number.slice(1),
    body,
    at: Math.floor(at / 1000),
    id: `wamid.${at}`,
  });
  expect((await meta.post(delivery)).status).toBe(200);
};

const requests = '/v1/subjects/erase/requests';
const asks = (path: string, key = ledger.keys.admin, body?: object) =>
  body === undefined ? get(`${ledger.url}${path}`, key) : post(`${ledger.url}${path}`, key, body);
async function waiting(number: string): Promise<Body[]> {
  const { requests: all }: Body = await (await asks(requests)).json();
  const end = number.slice(-4);
  return all.filter(({ identifiers }: Body) => identifiers.some(({ masked }: Body) => masked.endsWith(end)));
}
const preview = ({ request }: Body) => asks(`${requests}/${request}/preview`, ledger.keys.admin, {});
const refuse = ({ request }: Body, reason = 'legal_claim', key = ledger.keys.admin) =>
  asks(`${requests}/${request}/refuse`, key, { reason });
const erase = (token: string) =>
  asks('/v1/subjects/erase', ledger.keys.admin, { token, reason: 'asked_by_person' });
const isGone = async (number: string) =>
  (await history(number)).every(({ kind }) => kind === 'accessed') && (await gate(number)) === 'deny';
const atOnce = (erasure: 'at_once' | 'confirm') =>
  changeBusiness(ledger.ledger, ledger.business, { erasure });

describe('a person who has shown that the number is theirs', () => {
  test('asks by a tap, the business confirms, and nothing is left of them', async () => {
    const { number, link } = await holder();
    expect(await read(link)).toContain(`/erase"`);
    const answer = await ask(link);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`${new URL(link).pathname}#erasure`);
    const page = await read(link);
    expect(page).toMatch(
      /<p class="card" id="erasure">You asked <bdi>Fresh Produce<\/bdi> on .*It is not done yet/,
    );
    expect(page).not.toContain('/erase"');
    expect(await gate(number)).toBe('allow');

    const [one] = await waiting(number);
    expect(one).toMatchObject({ proof: 'page', agreed_since: false });
    const shown: Body = await (await preview(one!)).json();
    expect(shown.identifiers).toEqual([
      { kind: 'number', masked: expect.stringContaining(number.slice(-4)) },
    ]);
    expect(shown.counts).toMatchObject({ erasure_requests: 1 });
    const erased: Body = await (await erase(shown.token)).json();
    expect(await (await erase(shown.token)).json()).toEqual(erased);
    expect(await isGone(number)).toBe(true);
    expect(await waiting(number)).toEqual([]);
    expect((await fetch(link)).status).toBe(404);
    expect((await ask(link)).status).toBe(404);
    await expectProblem(preview(one!), 'not_found');
    await expectProblem(refuse(one!), 'not_found');
    expect(await findingsIn(ledger)).toEqual([]);
  });

  test('asks once, however often and however they ask', async () => {
    const { number, link } = await holder();
    await Promise.all([ask(link), ask(link), ask(await personLink(number)), write(number)]);
    expect(await waiting(number)).toHaveLength(1);
  });

  test('is never written to again where they want that, from the tap on and after the erasure', async () => {
    const { number, link } = await holder();
    expect((await ask(link, 'again=never')).status).toBe(303);
    await ask(link, 'again=never');
    expect([await gate(number), await gate(number, 'marketing')]).toEqual(['deny', 'deny']);
    const told = (await history(number)).filter(({ kind }) => kind === 'objected');
    expect(told).toHaveLength(1);
    expect(told[0].record).toMatchObject({ scope: 'all', authority: 'holder' });
    const [one] = await waiting(number);
    const { token }: Body = await (await preview(one!)).json();
    expect((await erase(token)).status).toBe(200);
    await fromPage(number);
    expect(await gate(number)).toBe('deny');
  });

  test('may agree again after an erasure that they asked for alone', async () => {
    const { number, link } = await holder();
    await ask(link);
    const [one] = await waiting(number);
    const { token }: Body = await (await preview(one!)).json();
    await erase(token);
    const { link: anew } = await fromPage(number);
    expect(await gate(number)).toBe('allow');
    expect(await read(here(anew))).not.toContain('You asked');
  });

  test('is told of a refusal, and may ask again', async () => {
    const { number, link } = await holder();
    await ask(link);
    const [one] = await waiting(number);
    const said: Body = await (await refuse(one!)).json();
    expect(said).toMatchObject({ request: one!.request, state: 'refused', reason: 'legal_claim' });
    expect(await (await refuse(one!, 'agreed_again')).json()).toMatchObject({ reason: 'legal_claim' });
    await expectProblem(preview(one!), 'conflict');
    expect(await waiting(number)).toEqual([]);
    const page = await read(link);
    expect(page).toMatch(/<bdi>Fresh Produce<\/bdi> did not agree to this on/);
    expect((await ask(link)).status).toBe(303);
    const [again] = await waiting(number);
    expect(again!.request).not.toBe(one!.request);
    expect(await read(link)).not.toContain('did not agree');
  });
});

describe('what the person does after asking', () => {
  test('a tick that anyone could have made stops no erasure, and is erased with the rest', async () => {
    const { number, link } = await holder();
    await ask(link);
    await fromPage(number);
    const [one] = await waiting(number);
    expect(one).toMatchObject({ agreed_since: true });
    const { token }: Body = await (await preview(one!)).json();
    expect((await erase(token)).status).toBe(200);
    expect(await isGone(number)).toBe(true);
  });

  test('an opt-in that they confirm as holder of the number is a later word: nothing is erased', async () => {
    const { number, link } = await holder();
    await ask(link);
    const page = new Page(ledger);
    const { record } = await fromPage(number, page);
    await prove(number, page, record);
    const [one] = await waiting(number);
    await expectProblem(preview(one!), 'conflict');
    expect((await refuse(one!, 'agreed_again')).status).toBe(200);
    expect(await gate(number)).toBe('allow');
  });

  test('a number that may be another person’s since erases nobody, and asks no more', async () => {
    const { number, link } = await holder();
    await ask(link);
    const [one] = await waiting(number);
    const to = `${number.slice(1, -3)}999`;
    const value = {
      contacts: [],
      messages: [
        {
          ...{ from: number.slice(1), id: 'wamid.moved', timestamp: String(Math.floor(Date.now() / 1000)) },
          ...{ type: 'system', system: { type: 'user_changed_number', wa_id: to, body: 'moved' } },
        },
      ],
    };
    expect((await meta.post(meta.change('messages', value))).status).toBe(200);
    expect((await ask(link)).status).toBe(404);
    await expectProblem(preview(one!), 'conflict');
    expect(await gate(number)).toBe('deny');
  });
});

describe('a link that proves too little', () => {
  test('cannot ask, and says how: by a message from the number', async () => {
    for (const url of [here((await fromPage(someone())).link), here((await fromServer(someone())).link)]) {
      const page = await read(url);
      expect(page).not.toContain('/erase"');
      expect(page).toContain('This link alone does not show that the number is yours');
      const href = `https://wa.me/${shopNumber.slice(1)}?text=${encodeURIComponent(text)}`;
      expect(page).toContain(`href="${href}"`);
      expect((await ask(url)).status).toBe(404);
    }
    const number = someone();
    await fromServer(number);
    const url = await personLink(number);
    expect((await ask(url, 'again=never')).status).toBe(404);
    expect(await waiting(number)).toEqual([]);
    expect(await gate(number)).toBe('allow');
  });

  test('says the same whether or not the person has asked', async () => {
    const number = someone();
    const { link } = await fromPage(number);
    const cut = (page: string) => page.slice(page.indexOf('id="erasure"'), page.indexOf('<footer'));
    const before = cut(await read(here(link)));
    await write(number);
    expect(await waiting(number)).toHaveLength(1);
    expect(cut(await read(here(link)))).toBe(before);
  });

  test('does not ask from another site, by a form too long, or where it is forged', async () => {
    const { number, link } = await holder();
    await expectProblem(ask(link, '', { 'sec-fetch-site': 'cross-site' }), 'forbidden');
    await expectProblem(ask(link, `again=${'x'.repeat(2000)}`), 'too_large');
    expect((await ask(`${link.slice(0, -3)}AAA`)).status).toBe(404);
    await read(`${link}/erase`);
    expect(await waiting(number)).toEqual([]);
  });

  test('of a business without a WhatsApp number says whom to ask', async () => {
    const alone = await testLedger();
    try {
      const answer = await post(`${alone.url}/v1/opt-ins`, alone.keys.ingest, ivrOptIn(someone()));
      const { link }: Body = await answer.json();
      const page = await read(alone.url + new URL(link).pathname);
      expect(page).toContain('To ask, write to <bdi>Fresh Produce</bdi> at the address below.');
      expect(page).not.toContain('wa.me');
    } finally {
      await alone.stop();
    }
  });
});

describe('a message from the number', () => {
  test('asks, in any language, and changes no consent', async () => {
    for (const [lang, { message }] of Object.entries(erasureLanguages)) {
      const number = someone();
      await fromServer(number);
      await write(number, `  ${message}\n`);
      expect([lang, await waiting(number)]).toEqual([lang, [expect.objectContaining({ proof: 'message' })]]);
      expect(await gate(number)).toBe('allow');
    }
  });

  test('of whom nothing is recorded leaves nothing, nor does any other text', async () => {
    const stranger = someone();
    await write(stranger);
    expect(await waiting(stranger)).toEqual([]);
    const number = someone();
    await fromServer(number);
    await write(number, `My friend says: ${text}`);
    await write(number, text.slice(0, 40));
    expect(await waiting(number)).toEqual([]);
  });

  test('asks only the business that it was written to', async () => {
    const number = someone();
    await fromServer(number);
    await addBusiness(ledger.ledger, { id: 'other-shop', name: 'Other Shop', callingCode: '91' });
    const theirs = await cloudApi(ledger, 'other-shop');
    const at = Math.floor(Date.now() / 1000);
    await theirs.post(theirs.delivery({ from: number.slice(1), body: text, at }));
    expect(await waiting(number)).toEqual([]);
    const unsigned = meta.delivery({ from: number.slice(1), body: text, at });
    await meta.post(unsigned, meta.sign(unsigned, 'b'.repeat(32)));
    expect(await waiting(number)).toEqual([]);
  });

  test('erases at once where the business says so, and again erases nothing that came since', async () => {
    await atOnce('at_once');
    try {
      const { number, link } = await holder();
      const page = await read(link);
      expect(page).toContain('Everything is erased as soon as the message arrives.');
      expect(page).not.toContain('/erase"');
      const at = Date.now();
      await Promise.all([write(number, text, at), write(number, text, at)]);
      expect(await isGone(number)).toBe(true);
      expect((await fetch(link)).status).toBe(404);
      expect(await waiting(number)).toEqual([]);

      await fromPage(number);
      await write(number, text, at - 2000);
      expect(await gate(number)).toBe('allow');
      expect(await waiting(number)).toEqual([]);
      expect(await findingsIn(ledger)).toEqual([]);
    } finally {
      await atOnce('confirm');
    }
  });

  test('delivered again after a refusal asks nothing, also where the business has turned to at once', async () => {
    const number = someone();
    await fromServer(number);
    const at = Date.now();
    await write(number, text, at);
    const [one] = await waiting(number);
    await refuse(one!);
    await atOnce('at_once');
    try {
      await write(number, text, at);
    } finally {
      await atOnce('confirm');
    }
    expect(await waiting(number)).toEqual([]);
    expect(await gate(number)).toBe('allow');
  });

  test('a tap erases nobody at once, whatever the business says: a link may have been passed on', async () => {
    const { number, link } = await holder();
    await atOnce('at_once');
    try {
      expect((await ask(link)).status).toBe(303);
    } finally {
      await atOnce('confirm');
    }
    expect(await gate(number)).toBe('allow');
    expect(await waiting(number)).toHaveLength(1);
  });
});

describe('who answers', () => {
  test('only a key of this business with the scope for it', async () => {
    const { number, link } = await holder();
    await ask(link);
    const [one] = await waiting(number);
    const { keys, ledger: parts } = ledger;
    await addBusiness(parts, { id: 'third-shop', name: 'Third Shop', callingCode: '91' });
    const { key: theirs } = await createApiKey(parts, 'third-shop', 'theirs', ['erase']);
    for (const key of [keys.audit, keys.ingest, keys.gate]) {
      await expectProblem(asks(requests, key), 'forbidden');
      await expectProblem(asks(`${requests}/${one!.request}/preview`, key, {}), 'forbidden');
      await expectProblem(refuse(one!, 'legal_claim', key), 'forbidden');
    }
    expect(await (await asks(requests, theirs)).json()).toEqual({ requests: [] });
    await expectProblem(asks(`${requests}/${one!.request}/preview`, theirs, {}), 'not_found');
    await expectProblem(refuse(one!, 'legal_claim', theirs), 'not_found');
    expect(await waiting(number)).toHaveLength(1);
  });

  test('each look is recorded, page by page, and a reason that is none refuses nothing', async () => {
    const { number, link } = await holder();
    await ask(link);
    const [one] = await waiting(number);
    const before = (await history(number)).filter(({ kind }) => kind === 'accessed').length;
    await preview(one!);
    const looks = (await history(number)).filter(({ kind }) => kind === 'accessed');
    expect(looks.length).toBeGreaterThan(before + 1);
    await expectProblem(refuse(one!, 'because'), 'invalid');
    const first: Body = await (await asks(`${requests}?limit=1`)).json();
    expect(first.requests).toHaveLength(1);
    const next: Body = await (await asks(`${requests}?limit=1&after=${first.next}`)).json();
    expect(next.requests[0]?.request).not.toBe(first.requests[0].request);
    await expectProblem(asks(`${requests}?limit=0`), 'invalid');
  });
});

test('it is said in every language, with the business’s name', async () => {
  const { link } = await holder();
  const plain = here((await fromPage(someone())).link);
  for (const lang of Object.keys(languageNames)) {
    const words = erasureLanguages[lang]!;
    const [asking, how] = [await read(`${link}?lang=${lang}`), await read(`${plain}?lang=${lang}`)];
    for (const one of [words.heading, words.stays, words.only, words.never, words.ask])
      expect([lang, asking]).toEqual([lang, expect.stringContaining(one)]);
    for (const one of [words.linkOnly, words.open, words.message])
      expect([lang, how]).toEqual([lang, expect.stringContaining(one)]);
    expect(asking).toContain(words.means.replace('{business}', '<bdi>Fresh Produce</bdi>'));
  }
});
