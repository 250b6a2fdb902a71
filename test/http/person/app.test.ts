// The person's page and the evidence file of a consent that was given in a mobile app.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeSite } from '../../../ledger/operations/setup/sites.ts';
import { verifyFile } from '../../../ledger/operations/verify/file.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { App, shopApp } from '../app.ts';
import { visitsTo } from './visits.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
  await changeSite(ledger.ledger, ledger.business, ledger.site, { addOrigins: [`app:${shopApp}`] });
});
afterAll(() => ledger.stop());

const { personLink, read, history } = visitsTo(() => ledger);

test('the page shows the words and the screen, and says nothing of a page', async () => {
  const number = '+919876543261';
  expect((await new App(ledger).optIn(number)).status).toBe(201);
  const page = (await read(`${await personLink(number)}?lang=en`)).replaceAll(/<\/?bdi[^>]*>/g, '');
  expect(page).toContain('I consent to receive order updates from Fresh Produce on my WhatsApp number');
  expect(page).toContain('In an app');
  expect(page).toContain('<dd>profile</dd>');
  expect(page).toContain('Level E3');
  for (const wrong of [
    'The page belongs to the business',
    'the page reported this',
    'What a system of the business',
  ])
    expect(page).not.toContain(wrong);
});

test('the history has the words as signed, and the evidence file verifies without the ledger', async () => {
  const number = '+919876543262';
  expect((await new App(ledger).optIn(number)).status).toBe(201);
  const [record] = (await history(number)).filter(({ kind }) => kind === 'opt_in');
  expect(record).toMatchObject({
    text: [expect.stringContaining('WhatsApp'), ...Array(3).fill(expect.anything())],
  });
  expect(record).not.toHaveProperty('stated');
  const file = await read(`${await personLink(number)}/evidence.json`);
  const { keys } = ledger.ledger;
  const result = await verifyFile(file, { vkey: keys.vkey, jwks: keys.jwks });
  expect(result).toMatchObject({ kind: 'true', record: { channel: 'app', evidence: { screen: 'profile' } } });
});
