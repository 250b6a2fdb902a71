// Every operation that a secret key may ask for, asked with the wrong one: without a key, with a key that has
// every scope but the right one, and with the key of another business that may do everything, for what is not
// its own; and by a person in the console, of another business, and of each role that may not. Nothing of a
// business is changed or shown by another's key. A new operation is walked by itself; one whose path names a
// thing must say below which thing of ours that is.

import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopesOf as scopesOfRole } from '../../ledger/auth/role.ts';
import { type ApiScope, scopeSchema } from '../../ledger/auth/scope.ts';
import { dialectNames, signingDialects } from '../../ledger/channels/ivr/dialects.ts';
import { smsDialectNames } from '../../ledger/channels/sms/dialects.ts';
import { type Role, roleSchema } from '../../ledger/core/setup/staff.ts';
import { describeApi } from '../../ledger/http/openapi/openapi.ts';
import { endpoints } from '../../ledger/http/server/api.ts';
import type { KeyAsked } from '../../ledger/http/server/caller.ts';
import type { Endpoint } from '../../ledger/http/server/endpoint.ts';
import { addEntryPoint, entryDraftSchema } from '../../ledger/operations/entry/entry-points.ts';
import { newFlowSecret, setProvider } from '../../ledger/operations/flow/secrets.ts';
import { publish } from '../../ledger/operations/notice/notices.ts';
import { addPerson } from '../../ledger/operations/setup/people.ts';
import { addBusiness, changeBusiness, createApiKey } from '../../ledger/operations/setup/setup.ts';
import { addSite } from '../../ledger/operations/setup/sites.ts';
import { newSmsSecret, setSmsProvider } from '../../ledger/operations/sms/providers.ts';
import { cloudApi } from '../support/cloud-api.ts';
import { orderUpdates } from '../support/ledger.ts';
import { findingsIn } from '../support/verifier.ts';
import { apiOfThisFile } from './api.ts';
import { ConsoleBrowser, type Fetch, signedIn } from './console/browser.ts';
import { publishedLine } from './ivr/line.ts';
import { type Body, expectProblem, ivrOptIn, post } from './requests.ts';

const app = apiOfThisFile();
const request: Fetch = (path, init) => app.request(path, init);
const theirs = 'green-grocer';
const number = '+919876500001';

let sql: postgres.Sql;
/** Of the other business: it may do everything there. */
let key: string;
let keyOf: (scopes: ApiScope[]) => Promise<string>;
/** People of the other business. */
let people: Record<Role, ConsoleBrowser>;
/** One of ours who has turned to the other: the same cookie, another business. */
let turned: ConsoleBrowser;
/** What the paths of ours are made of, by the name of their parameter and the path before it. */
let named: Record<string, string>;
/** A person of ours. */
let ourPerson: string;
/** What nobody else may read. */
let ours: string[];

beforeAll(async () => {
  const { ledger, business, url, keys, site, config } = app.ledger;
  sql = postgres(config.databaseUrl!, { max: 1, onnotice: () => {} });
  await publish(ledger, business, { ...orderUpdates, id: 'ours-alone' }, 'test');
  const line = await publishedLine({ ledger, business, url }, { id: 'our-line', notice: 'ours-alone' });
  for (const dialect of signingDialects)
    await setProvider(ledger, business, dialect, secretFor(dialect, 'a'));
  const whatsApp = await cloudApi(app.ledger, business);
  const optIn = await post(`${url}/v1/opt-ins`, keys.ingest, ivrOptIn(number, { notice: 'ours-alone' }));
  const { record }: Body = await optIn.json();
  const hosted = (await addSite(ledger, business, [ledger.url])).key;
  const poster = { id: 'our-poster', kind: 'poster' as const, name: 'Store poster', notice: 'ours-alone' };
  await addEntryPoint(ledger, business, entryDraftSchema.parse({ ...poster, site: hosted }));
  await setSmsProvider(ledger, business, 'plivo', { secret: secretFor('plivo', 'a') });
  const asked = { number, notice: 'ours-alone', via: 'email', site: hosted };
  const { id: link }: Body = await (await post(`${url}/v1/links`, keys.ingest, asked)).json();
  await changeBusiness(ledger, business, { fourEyes: ['paper'] });
  const signed = { document_sha256: '5d'.repeat(32), signed: true };
  const paper = ivrOptIn(number, { notice: 'ours-alone', channel: 'paper', evidence: signed });
  const { pending }: Body = await (await post(`${url}/v1/opt-ins`, keys.ingest, paper)).json();
  const { key: spare, ...madeKey } = await createApiKey(ledger, business, 'a spare one', ['gate:check']);

  const staff = await addPerson(ledger, business, { name: 'Reviewer One', role: 'auditor' });

  await addBusiness(ledger, { id: theirs, name: 'Green Grocer', callingCode: '91' });
  await publish(ledger, theirs, { ...orderUpdates, id: 'their-own' }, 'test');
  await publishedLine({ ledger, business: theirs, url }, { id: 'their-line', notice: 'their-own' });
  for (const dialect of signingDialects.slice(0, -1))
    await setProvider(ledger, theirs, dialect, secretFor(dialect, 'b'));
  // Else the first question that anyone asks would fill in the rows of ours.
  await ledger.register.flush();
  keyOf = async (scopes) => (await createApiKey(ledger, theirs, 'of the other', scopes)).key;
  key = await keyOf([...scopeSchema.options]);
  people = {} as typeof people;
  for (const role of roleSchema.options)
    people[role] = (await signedIn(ledger, request, { business: theirs, role })).browser;
  turned = (await signedIn(ledger, request, { business: theirs, role: 'admin' })).browser;
  turned.business = business;

  const [person] = await sql<
    { subject: string }[]
  >`select subject from subjects where business = ${business}`;
  ourPerson = person!.subject;
  const asking = randomUUID();
  await ledger.erasureRequests.ask({
    ...{ request: asking, business, subject: person!.subject, proof: 'page' },
    askedAt: new Date().toISOString(),
  });
  named = {
    '/v1/subjects/erase/requests/{id}': asking,
    '/v1/notices/{id}': 'ours-alone',
    '/v1/flows/{id}': 'our-line',
    '/v1/keys/{id}': madeKey.id,
    '/v1/people/{id}': staff,
    '/v1/entry-points/{id}': 'our-poster',
    '/v1/links/{id}': link,
    '/v1/pending/{id}': pending,
    '/v1/records/{id}': record,
    '/v1/receipts/{record}': record,
    '/v1/sites/{key}': site,
    '/v1/senders/{phone_number_id}': whatsApp.phoneNumberId,
    '/v1/providers/{dialect}': signingDialects.at(-1)!,
    '/v1/sms-providers/{dialect}': 'plivo',
  };
  ours = [
    record,
    person!.subject,
    asking,
    site,
    ...[madeKey.id, spare, staff],
    line.secret,
    'Fresh Produce',
    'ours-alone',
    number,
  ];
});
afterAll(() => sql?.end());

/** A public key for the one that signs by one; else any text. */
const secretFor = (dialect: string, of: string) =>
  dialect === 'telnyx' ? Buffer.alloc(32, of).toString('base64') : of.repeat(32);

type Keyed = {
  operation: string;
  method: string;
  path: string;
  asked: KeyAsked;
  orPage: boolean;
  example: Body;
};

const document: Body = describeApi(endpoints, '0');

function keyedWays({ method, path, operationId, ways }: Endpoint): Keyed[] {
  return ways.flatMap(({ who }) => {
    if (typeof who !== 'object') return [];
    const { schema } = document.paths[path][method].requestBody?.content['application/json'] ?? {};
    const name = schema?.$ref?.split('/').at(-1);
    const example = name === undefined ? schema?.example : document.components.schemas[name].example;
    const orPage = 'orPage' in who;
    return [{ operation: operationId, method, path, asked: who, orPage, example }];
  });
}

const operations = endpoints.flatMap(keyedWays);
const scopesOf = ({ asked: { scope } }: Keyed): readonly string[] =>
  typeof scope === 'string' ? [scope] : scope;

/** The path to our thing, and what its query must have. */
function pathOf({ method, path }: Keyed): string {
  const needed = (document.paths[path][method].parameters ?? []).filter(
    (one: Body) => one.in === 'query' && one.required,
  );
  const query = new URLSearchParams(needed.map(({ name }: Body) => [name, queries[name]!]));
  const at = path.replace(/^(.*?\{[a-z_]+\})/, (start) => {
    const value = named[start];
    if (value === undefined) throw new Error(`no thing of ours is named for ${start}`);
    return start.replace(/\{[a-z_]+\}/, encodeURIComponent(value));
  });
  return query.size === 0 ? at : `${at}?${query}`;
}

const queries: Record<string, string> = { locale: 'en' };

/** The documented example, about what is ours. */
function bodyOf({ example }: Keyed): Body {
  const about: Record<string, string> = { notice: 'ours-alone', number, recipient: number, q: number };
  about.subject = ourPerson;
  about.record = named['/v1/records/{id}']!;
  if (typeof example !== 'object' || example === null) return {};
  return Object.fromEntries(
    Object.entries(example).map(([name, value]) => [
      name,
      typeof value === 'string' ? (about[name] ?? value) : value,
    ]),
  );
}

type Credential = string | undefined | ConsoleBrowser;

function ask(one: Keyed, with_: Credential, body = bodyOf(one)): Promise<Response> {
  const hasBody = one.method !== 'get' && one.method !== 'delete';
  return app.request(pathOf(one), {
    method: one.method.toUpperCase(),
    headers: {
      ...(typeof with_ === 'string' && { authorization: `Bearer ${with_}` }),
      // With a reason, nothing is refused for the lack of one, or masked.
      ...(typeof with_ === 'object' &&
        with_.headers(one.method.toUpperCase(), { 'optmark-reveal': 'complaint' })),
      ...(hasBody && { 'content-type': 'application/json' }),
    },
    ...(hasBody && { body: JSON.stringify(body) }),
  }) as Promise<Response>;
}

/** Of every table that says whose its rows are, a digest of ours; and of our people's states. */
async function rowsOfOurs(): Promise<Record<string, string>> {
  const { business } = app.ledger;
  const tables = await sql<{ name: string; column: string }[]>`
    select table_name as name, case when table_name = 'businesses' then 'id' else 'business' end as "column"
    from information_schema.tables t
    where table_schema = 'public' and (table_name = 'businesses' or exists (
      select from information_schema.columns c
      where c.table_schema = t.table_schema and c.table_name = t.table_name and c.column_name = 'business'))
    order by 1`;
  const digests: Record<string, string> = {};
  for (const { name, column } of tables) {
    const [row] = await sql<{ digest: string }[]>`
      select coalesce(md5(string_agg(t::text, E'\n' order by t::text)), '') as digest
      from ${sql(name)} t where ${sql(column)} = ${business}`;
    digests[name] = row!.digest;
  }
  const [states] = await sql<{ digest: string }[]>`
    select coalesce(md5(string_agg(c::text, E'\n' order by c::text)), '') as digest
    from consent_states c join subjects s using (subject) where s.business = ${business}`;
  return { ...digests, consent_states: states!.digest };
}

test('there are operations to walk', () => {
  expect(operations.length).toBeGreaterThan(40);
});

// The others may be asked for by a page, without one.
test.each(operations.filter(({ orPage }) => !orPage))(
  '$method $path is refused without a key',
  async (one) => {
    await expectProblem(ask(one, undefined), 'unauthenticated');
  },
);

describe.each(operations)('$method $path', (one) => {
  test('is refused with a key that was never made', async () => {
    await expectProblem(ask(one, `om_${'x'.repeat(43)}`), 'unauthenticated');
  });

  test('is refused with every other scope', async () => {
    const others = scopeSchema.options.filter((scope) => !scopesOf(one).includes(scope));
    await expectProblem(ask(one, await keyOf(others)), 'forbidden');
  });

  test('is refused to a person of each role that does not have the scope', async () => {
    const lacking = roleSchema.options.filter(
      (role) => !scopesOfRole(role).some((scope) => scopesOf(one).includes(scope)),
    );
    for (const role of lacking) await expectProblem(ask(one, people[role]), 'forbidden');
  });

  test('is refused to a person who names a business that is not theirs, or no business', async () => {
    const before = await rowsOfOurs();
    await expectProblem(ask(one, turned), 'forbidden');
    const nowhere = Object.assign(new ConsoleBrowser(request, turned.origin), {
      ...{ cookies: turned.cookies, csrf: turned.csrf },
    });
    if (!one.orPage) await expectProblem(ask(one, nowhere), 'unauthenticated');
    expect(await rowsOfOurs()).toEqual(before);
  });

  test.each(['key', 'person'])('changes and shows nothing of another business, to a %s', async (kind) => {
    const before = await rowsOfOurs();
    const answer = await ask(one, kind === 'key' ? key : people.admin);
    const said = `${[...answer.headers].join('\n')}\n${await answer.text()}`;
    expect([one.path, ours.filter((mark) => said.includes(mark) && !isRepeated(one, mark))]).toEqual([
      one.path,
      [],
    ]);
    expect(answer.status).toBeLessThan(500);
    // A dialect is no thing of ours: the other business has its own of that name.
    const may = kind === 'key' || scopesOfRole('admin').some((scope) => scopesOf(one).includes(scope));
    if (one.path.includes('{') && !one.path.includes('{dialect}'))
      expect(answer.status).toBe(may ? 404 : 403);
    expect(await rowsOfOurs()).toEqual(before);
  });
});

/** An answer may repeat what its own request has named. */
const isRepeated = (one: Keyed, mark: string) =>
  JSON.stringify(bodyOf(one)).includes(mark) || pathOf(one).includes(encodeURIComponent(mark));

describe('a request of a call', () => {
  test.each(dialectNames)('of %s is refused with the secrets of another business', async (dialect) => {
    const { business, ledger } = app.ledger;
    const secret = await newFlowSecret(ledger, theirs, 'their-line');
    const before = await rowsOfOurs();
    for (const path of [
      `/v1/ivr/${dialect}/${business}/our-line`,
      `/v1/ivr/${dialect}/${business}/our-line/${secret}`,
      `/v1/ivr/${dialect}/${theirs}/our-line/${secret}`,
      `/v1/ivr/${dialect}/${business}/their-line/${secret}`,
    ]) {
      const answer = await app.request(path, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify({ call: 'c-1', caller: number }),
      });
      expect([path, answer.status]).toEqual([path, 401]);
    }
    expect(await rowsOfOurs()).toEqual(before);
  });
});

test.each(smsDialectNames)(
  'a text message of %s is refused with the secret of another business',
  async (name) => {
    const { business, ledger } = app.ledger;
    const secret = await newSmsSecret(ledger, theirs, name);
    const before = await rowsOfOurs();
    for (const path of [`/v1/sms/${name}/${business}`, `/v1/sms/${name}/${business}/${secret}`]) {
      const answer = await app.request(path, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          From: number,
          from: number,
          Body: 'STOP',
          Text: 'STOP',
          text: 'STOP',
        }).toString(),
      });
      expect([path, answer.status]).toEqual([path, 401]);
    }
    expect(await rowsOfOurs()).toEqual(before);
  },
);

test('the ledger is true after all that', async () => {
  expect(await findingsIn(app.ledger)).toEqual([]);
});
