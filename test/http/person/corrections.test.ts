// What a business has corrected of a record stands on the person's page: when, in which role, and what is
// right.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessLanguages } from '../../../ledger/core/language/access-languages.ts';
import { languageFor, languageNames } from '../../../ledger/core/language/person-languages.ts';
import { correct } from '../../../ledger/operations/correct/correct.ts';
import { createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { post } from '../requests.ts';
import { visitsTo } from './visits.ts';

let ledger: TestLedger;
let mender: string;
beforeAll(async () => {
  ledger = await testLedger();
  mender = (await createApiKey(ledger.ledger, ledger.business, 'mender', ['correction:write'])).key;
});
afterAll(() => ledger.stop());

const { here, fromServer, fromPage, personLink, read } = visitsTo(() => ledger);

async function mend(record: string, ...corrections: { field: string; is: string }[]): Promise<void> {
  const body = { corrections, reason: 'found_in_review' };
  const answer = await post(`${ledger.url}/v1/records/${record}/corrections`, mender, body);
  expect(answer.status).toBe(201);
}

const paper = (number: string) => {
  const evidence = { document_sha256: number.slice(1).padEnd(64, '0'), signed: true };
  return fromServer(number, {
    ...{ channel: 'paper', evidence: { ...evidence, taken_by: 'agent-7', place: 'pune-2' } },
  });
};

/** The text that the page has beside a record, without its tags. */
const besides = (page: string): string[] =>
  [...page.matchAll(/<div class="fine corrected">(.*?)<\/div>/gs)].map(([, text = '']) =>
    text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' '),
  );

test('a correction stands under the record, in the order in which they came, and the record stays as it was', async () => {
  const number = '+919876543401';
  const { record, link } = await paper(number);
  await mend(record, { field: 'place', is: 'pune-3' }, { field: 'staff', is: 'agent-8' });
  await mend(record, { field: 'place', is: 'pune-4' });
  for (const url of [here(link), await personLink(number)]) {
    const page = await read(url);
    const shown = besides(page);
    expect(shown).toHaveLength(2);
    expect(shown[0]).toMatch(
      /Corrected on .* UTC · A system of the business .*Where pune-3 Recorded as pune-2 Staff number agent-8 Recorded as agent-7/,
    );
    expect(shown[1]).toContain('Where pune-4');
    expect(page).toContain('<bdi>pune-2</bdi>');
  }
});

test('what an operator of the ledger has corrected says so', async () => {
  const number = '+919876543402';
  const { record, recorded_at, link } = await fromServer(number);
  await correct(ledger.ledger, {
    ...{ business: ledger.business, record, reason: 'asked_by_person', by: { by: 'operator', id: 'cli' } },
    corrections: [{ field: 'occurred_at', is: new Date(Date.parse(recorded_at) - 1).toISOString() }],
  });
  expect(besides(await read(here(link)))).toEqual([
    expect.stringMatching(/An operator of this ledger When .* UTC/),
  ]);
});

test('a link that does not show the record itself does not show the customer’s number, nor that there is one', async () => {
  const number = '+919876543403';
  const { record, link } = await fromPage(number);
  const before = await read(here(link));
  await mend(record, { field: 'external_id', is: 'customer-4711' });
  const after = await read(here(link));
  expect(after).not.toContain('4711');
  expect(besides(after)).toEqual([]);
  expect(after.length).toBe(before.length);
  expect(besides(await read(await personLink(number)))).toEqual([
    expect.stringContaining('Customer number customer-4711'),
  ]);
});

test('a correction of one record stands under no other, and none is made up of markup', async () => {
  const number = '+919876543404';
  const { record } = await fromServer(number);
  const { link: other } = await fromServer(number);
  await mend(record, { field: 'external_id', is: '<img src=x>' });
  expect(besides(await read(here(other)))).toEqual([]);
  expect(await read(await personLink(number))).not.toContain('<img');
});

test('it is said in every language', async () => {
  const number = '+919876543405';
  const { record, link } = await fromServer(number);
  await mend(record, { field: 'external_id', is: 'C-1' });
  for (const lang of Object.keys(languageNames)) {
    const [shown = ''] = besides(await read(`${here(link)}?lang=${lang}`));
    const [before = '', after = ''] = accessLanguages[lang]!.corrected.split('{date}');
    for (const words of [before, after, accessLanguages[lang]!.customerNumber])
      expect([lang, shown]).toEqual([lang, expect.stringContaining(words.trim())]);
    expect([lang, shown]).toEqual([lang, expect.stringContaining(languageFor([lang]).strings.lookedBy.key)]);
  }
});
