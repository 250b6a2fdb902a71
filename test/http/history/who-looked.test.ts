// Who has looked at a person: a name for the business's auditors, a role for the person, and for neither of
// them a key's id alone.

import { expect, test } from 'vitest';
import { createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, ivrOptIn } from '../requests.ts';

const here = apiOfThisFile();
const number = '+919876543210';

async function ask(path: string, key: string, body: object): Promise<Body> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  return (await here.request(path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
}

test('the history names the key that looked, and the person’s page a role', async () => {
  const { ledger, business, keys } = here.ledger;
  const { link } = await ask('/v1/opt-ins', keys.ingest, ivrOptIn(number));
  const { key, id } = await createApiKey(ledger, business, 'complaints-desk', ['audit:read']);
  await ask('/v1/subjects/history', key, { number });
  const { url } = await ask('/v1/links', keys.ingest, { number });
  const page = await (await here.request(new URL(url).pathname)).text();
  const { records } = await ask('/v1/subjects/history', key, { number });

  expect(records.flatMap(({ read_by }: Body) => read_by ?? [])).toEqual([
    { role: 'key', name: 'complaints-desk' },
    { role: 'link' },
    { role: 'key', name: 'complaints-desk' },
  ]);
  expect(page).toContain('Who has looked');
  expect(page).toContain('<dd>A system of the business</dd>');
  expect(page).toContain('<dd>A holder of a link to this page</dd>');
  expect(page).not.toContain(id);
  expect(page).not.toContain('complaints-desk');
  // The link to one record tells nothing else of the person.
  expect(await (await here.request(new URL(link).pathname)).text()).not.toContain('Who has looked');
});
