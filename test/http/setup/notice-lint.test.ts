import { expect, test } from 'vitest';
import { orderUpdates } from '../../support/ledger.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, expectProblem } from '../requests.ts';

const here = apiOfThisFile();
const headers = () => ({
  authorization: `Bearer ${here.ledger.keys.admin}`,
  'content-type': 'application/json',
});
const read = (query: string) =>
  here.request(`/v1/notices/lint?${query}`, { headers: headers() }) as Promise<Response>;
const draft = (body: object) =>
  here.request('/v1/notices/lint', {
    ...{ method: 'POST', headers: headers(), body: JSON.stringify(body) },
  }) as Promise<Response>;

test('a published version: its words without a number, and each rule of each pack', async () => {
  const { words, findings }: Body = await (await read('notice=order-updates')).json();
  expect(words.en.sentence).toContain('order updates from Fresh Produce');
  expect(findings).toContainEqual(
    expect.objectContaining({ locale: 'en', pack: 'general-2024@1', verdict: 'passes' }),
  );
  await expectProblem(read('notice=order-updates&version=9'), 'notice_unknown');
  await expectProblem(read('notice=nothing'), 'notice_unknown');
});

test('a draft is linted and not published', async () => {
  const locales = { en: { what: 'order updates', sentence: 'Send me {what} from {business} to {masked}.' } };
  const size = async () => (await here.ledger.ledger.log.latestCheckpoint())!.size;
  const before = await size();
  const { version, findings }: Body = await (await draft({ ...orderUpdates, locales })).json();
  expect(version).toBe(2);
  expect(findings).toContainEqual(
    expect.objectContaining({ rule: 'clear_language/whatsapp_named', verdict: 'fails' }),
  );
  const versions = await here.ledger.ledger.notices.versions(here.ledger.business, 'order-updates');
  expect(versions).toHaveLength(1);
  expect(await size()).toBe(before);
});

test('a draft that is none names the field', async () => {
  const problem = await expectProblem(draft({ ...orderUpdates, privacy_url: 'nowhere' }), 'invalid');
  expect(problem.errors).toMatchObject([{ pointer: '/privacy_url' }]);
});
