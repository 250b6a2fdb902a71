// What other vendors' requests say beside the number keeps no opt-out from being heard.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Body, ivrOptIn, post } from '../requests.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
});
afterAll(() => ledger.stop());

const number = '+919876543299';
const agrees = () => post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
const gateSays = async (): Promise<Body> => {
  const question = { recipient: number, purpose: 'shipping_update', permit: false };
  return (await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, question)).json();
};
const pointersOf = ({ dropped }: Body): unknown => dropped?.map((fault: Body) => fault.pointer);

test.each([
  ['a field of its own', { note: 'x' }, ['/recipients/0/note']],
  ['a source without end', { source: 'x'.repeat(26) }, ['/recipients/0/source']],
  ['an address that is none', { ip: 'here', user_agent: 7, source: '' }, undefined],
  ['marks around the number', { recipient: '\u202a+91 98765 43299\u202c' }, undefined],
  ['half a surrogate pair', { note: '\ud83d' }, ['/recipients/0/note']],
])('Netcore’s: %s, and what was dropped is said', async (_what, over, pointers) => {
  await agrees();
  // Of the URL a stop needs no word that opt-ins need.
  const url = `${ledger.url}/v1/compat/netcore/consent?notice=&locale=no+such&box=ticked`;
  const recipients = [{ recipient: '919876543299', source: 'WEB', ...over }];
  const answer = await post(url, ledger.keys.ingest, { type: 'OptOut', recipients });
  const said = (await answer.json()) as Body;
  expect([said['status'], pointersOf(said)]).toEqual(['success', pointers]);
  expect(await gateSays()).toMatchObject({ reasons: ['withdrawn'] });
});

test.each([
  ['a date without a zone', { date_of_consent: '2026-03-01 09:30' }, ['/date_of_consent']],
  ['a source nobody knows', { source: 'fax' }, ['/source']],
  ['a name that is none', { correlation_id: 'x' }, ['/correlation_id']],
  ['a field of its own', { note: 'x', sender_id: 7, status: 'OPT_OUT' }, ['/note']],
  ['a number that is a number', { contact_id: 919876543299 }, undefined],
  ['how Twilio writes it', { contact_id: 'whatsapp:+919876543299' }, undefined],
])('Twilio’s: %s, and what was dropped is said', async (_what, over, pointers) => {
  await agrees();
  const correlation_id = randomUUID().replaceAll('-', '');
  const item = { contact_id: number, correlation_id, sender_id: 'MG0', status: 'opt-out', source: 'website' };
  const body = new URLSearchParams({ Items: JSON.stringify({ ...item, ...over }) });
  const headers = { authorization: `Bearer ${ledger.keys.ingest}` };
  const url = `${ledger.url}/v1/compat/twilio/consents?box=ticked`;
  const { items }: Body = await (await fetch(url, { method: 'POST', headers, body })).json();
  expect(items).toMatchObject([{ error_code: 0, error_messages: [] }]);
  expect(pointersOf(items[0])).toEqual(pointers);
  expect(await gateSays()).toMatchObject({ reasons: ['withdrawn'] });
});
