// The person's page, the history and the evidence of a consent that was given in a call.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { askText } from '../../../ledger/core/flow/played.ts';
import { recordOptIn } from '../../../ledger/operations/consent/record-consent.ts';
import { recordDecline } from '../../../ledger/operations/consent/record-decline.ts';
import { verifyFile } from '../../../ledger/operations/verify/file.ts';
import { flowOf, noByCall, yesByCall } from '../../operations/calls.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { visitsTo } from './visits.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
});
afterAll(() => ledger.stop());

const { personLink, read, history } = visitsTo(() => ledger);

test('the page shows what was played, in its language, and what a call does not show', async () => {
  const number = '+919876543241';
  const flow = await flowOf(ledger.ledger);
  await recordOptIn(ledger.ledger, yesByCall(flow, number, { locale: 'es' }));
  const link = await personLink(number);
  const page = await read(`${link}?lang=en`);
  const unmarked = page.replaceAll(/<\/?bdi[^>]*>/g, '');
  expect(unmarked).toContain(`<blockquote lang="es" dir="ltr">${askText(flow, 'es', number)}</blockquote>`);
  expect(unmarked).toContain('By a key press on the phone');
  expect(unmarked).toContain('The number of a caller can be faked.');
  expect(unmarked).toContain('Level E3');
  for (const ofPage of [
    'Also shown',
    'What a system of the business says',
    'on the screen',
    number.slice(-10),
  ])
    expect(unmarked).not.toContain(ofPage);
});

test('the page says why such a consent is graded lower', async () => {
  const number = '+919876543242';
  const flow = await flowOf(ledger.ledger);
  await recordOptIn(ledger.ledger, yesByCall(flow, number, { isSigned: false, number: 'keyed' }));
  const page = await read(`${await personLink(number)}?lang=en`);
  expect(page).toContain('The telephone provider did not sign its report of the call.');
  expect(page).toContain('The number was keyed in during the call.');
});

test('the history has the words of a yes and of a no, as the ledger had them said', async () => {
  const number = '+919876543243';
  const flow = await flowOf(ledger.ledger);
  await recordDecline(ledger.ledger, noByCall(flow, number));
  await recordOptIn(ledger.ledger, yesByCall(flow, number));
  const spoken = [askText(flow, 'en', number)];
  const records = (await history(number)).filter(({ kind }) => kind !== 'accessed');
  expect(records).toMatchObject([
    { kind: 'declined', text: spoken },
    { kind: 'opt_in', text: spoken },
  ]);
  for (const record of records) expect(record).not.toHaveProperty('stated');
});

test('its evidence file verifies without the ledger', async () => {
  const number = '+919876543244';
  const flow = await flowOf(ledger.ledger);
  await recordOptIn(ledger.ledger, yesByCall(flow, number));
  const file = await read(`${await personLink(number)}/evidence.json`);
  const { keys } = ledger.ledger;
  const result = await verifyFile(file, { vkey: keys.vkey, jwks: keys.jwks });
  expect(result).toMatchObject({ kind: 'true', record: { text: { spoken: askText(flow, 'en', number) } } });
});
