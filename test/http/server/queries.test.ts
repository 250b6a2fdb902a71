// What stands in a query is read in one place: a parameter that is given twice, is not described, or is no
// value that it can have is refused, with its name. Only what a person may follow a link to, and what stops
// messages, is heard all the same.

import { beforeAll, describe, expect, test } from 'vitest';
import { apiOfThisFile } from '../api.ts';
import { type Body, expectProblem, ivrOptIn } from '../requests.ts';

const here = apiOfThisFile({ widgetFolder: 'test/http/widget/widget-build' });
const number = '+919876543210';
const posting = (key: string, body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
  body: JSON.stringify(body),
});
const netcore = (query: string, type: 'optin' | 'optout', recipient = '919876543210') =>
  here.request(
    `/v1/compat/netcore/consent?${query}`,
    posting(here.ledger.keys.ingest, { type, recipients: [{ recipient, source: 'WEB' }] }),
  );
const bulk = (query: string) =>
  here.request(`/v1/gate/check-bulk?${query}`, posting(here.ledger.keys.gate, []));
const challenge = 'hub.mode=subscribe&hub.verify_token=x&hub.challenge=1';

let person: string;
let own: string;
beforeAll(async () => {
  const { keys } = here.ledger;
  const optedIn = await here.request('/v1/opt-ins', posting(keys.ingest, ivrOptIn(number)));
  own = new URL(((await optedIn.json()) as Body).link).pathname;
  const link = await here.request('/v1/links', posting(keys.ingest, { number }));
  person = new URL(((await link.json()) as Body).url).pathname;
});

describe('a parameter is named in the refusal', () => {
  const current = (query: string) => here.request(`/v1/notices/current?${query}`);
  const withKey = () => ({ headers: { authorization: `Bearer ${here.ledger.keys.ingest}` } });
  test.for<[string, () => Response | Promise<Response>, string]>([
    ['that is given twice', () => current(`site=${here.ledger.site}&site=x&notice=order-updates`), '/site'],
    ['that there is not', () => current(`site=${here.ledger.site}&notice=order-updates&lang=en`), '/lang'],
    ['that is missing', () => current(`site=${here.ledger.site}`), '/notice'],
    ['given twice to a bulk check', () => bulk('from=1&from=2'), '/from'],
    [
      'given twice by Meta',
      () => here.request(`/v1/webhooks/whatsapp/nobody?${challenge}&hub.mode=subscribe`),
      '/hub.mode',
    ],
    [
      'given twice by a vendor’s client',
      () => netcore('notice=a-b&notice=order-updates&box=unticked', 'optin'),
      '/notice',
    ],
    ['that no vendor’s URL has', () => netcore('notice=order-updates&boks=unticked', 'optin'), '/boks'],
    ['given twice for a file', () => here.request(`${own}/evidence.json?record=a&record=b`), '/record'],
    ['that is no link', () => here.request('/v1/links?before=a', withKey()), '/before'],
    ['that a list of links has not', () => here.request('/v1/links?after=a', withKey()), '/after'],
    ['that is no record', () => here.request(`${own}/evidence.json?record=a`), '/record'],
  ])('%s', async ([, ask, pointer]) => {
    const { errors } = await expectProblem(ask(), 'invalid');
    expect(errors).toMatchObject([{ pointer }]);
  });

  test('that is missing is said to be missing', async () => {
    const { errors } = await expectProblem(current(''), 'invalid');
    expect(errors.map(({ pointer, detail }) => [pointer, detail])).toEqual([
      ['/site', 'is missing'],
      ['/notice', 'is missing'],
    ]);
  });
});

describe('a person who follows a link', () => {
  test.each(['lang=de&lang=fr', 'lang=%22%3E', 'done&done=x', 'utm_source=mail&fbclid=1'])(
    'is shown the page whatever it has picked up: ?%s',
    async (query) => {
      const answer = await here.request(`${person}?${query}`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('Your WhatsApp choices at');
    },
  );

  test('stops by it all the same', async () => {
    const answer = await here.request(`${own}/stop?lang=de&lang=fr`, { method: 'POST' });
    expect(answer.status).toBe(303);
  });
});

test('a stop by a vendor’s client is heard whatever its URL says', async () => {
  const answer = await netcore('notice=a&notice=b&boks=unticked', 'optout');
  expect(await answer.json()).toMatchObject({ status: 'success' });
});

test('a form that names two notices stops all that its link can stop', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = 'notice=order-updates&notice=offers';
  const answer = await here.request(`${person}/stop`, { method: 'POST', headers, body });
  expect(answer.headers.get('location')).toBe(`${person}?done`);
});

test('a choice that /embed is given twice is pointed out beside it', async () => {
  const answer = await here.request(`/embed?site=${here.ledger.site}&commit=tick&commit=submit`);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('Given more than once');
});

test('the description says what may stand in each', async () => {
  const { paths }: Body = await (await here.request('/openapi.json')).json();
  const namesOf = (path: string, method = 'get') =>
    paths[path][method].parameters.map(({ name }: Body) => name).toSorted();
  expect(namesOf('/p/{link}')).toEqual(['done', 'lang', 'link']);
  expect(namesOf('/p/{link}/evidence.json')).toEqual(['lang', 'link', 'record']);
  expect(namesOf('/p/{link}/stop', 'post')).toEqual(['lang', 'link']);
  const { parameters } = paths['/v1/webhooks/whatsapp/{business}'].get;
  expect(parameters).toContainEqual(
    expect.objectContaining({
      name: 'hub.challenge',
      schema: expect.objectContaining({ pattern: String.raw`^\d{1,20}$` }),
    }),
  );
});
