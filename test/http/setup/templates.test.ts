// Questions by template and free-form answers, through the whole ledger; Meta re-tags, people write.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { type CloudApi, cloudApi, wabaId } from '../../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { type Body, expectProblem, get, ivrOptIn, post } from '../requests.ts';
import { laterBy } from '../server/late.ts';

const number = '+919876543231';
const wa_id = '919876543231';

let ledger: TestLedger;
let meta: CloudApi;
beforeAll(async () => {
  ledger = await testLedger();
  meta = await cloudApi(ledger, ledger.business);
  await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
});
afterAll(() => ledger.stop());

const map = (over: object = {}, key = ledger.keys.admin) =>
  post(`${ledger.url}/v1/templates`, key, {
    waba_id: wabaId,
    name: 'order_shipped',
    language: 'en_US',
    purpose: 'shipping_update',
    ...over,
  });
const mapped = async (over: object) => expect((await map({ category: 'UTILITY', ...over })).status).toBe(201);
const list = async (): Promise<Body[]> =>
  ((await (await get(`${ledger.url}/v1/templates`, ledger.keys.admin)).json()) as Body).templates;

const ask = async (about: object, key = ledger.keys.gate, at: { url: string } = ledger): Promise<Body> => {
  const question = { recipient: number, permit: false, ...about };
  return (await post(`${at.url}/v1/gate/check`, key, question)).json() as Promise<Body>;
};
const says = async (name: string, over: object = {}, at: { url: string } = ledger) => {
  const about = { template: { name, language: 'en_US' }, ...over };
  const { decision, reasons } = await ask(about, ledger.keys.gate, at);
  return decision === 'allow' ? 'allow' : reasons[0];
};

/** Meta tells something of a template. */
const tell = async (field: string, name: string, said: object, time?: number, api = meta) => {
  const named = {
    message_template_id: 1,
    message_template_name: name,
    message_template_language: 'en_US',
  };
  expect((await api.post(api.change(field, { ...named, ...said }, time))).status).toBe(200);
};

/** Meta has put a template into another category. */
const retag = (name: string, category: string, time?: number, api = meta) =>
  tell('template_category_update', name, { previous_category: 'UTILITY', new_category: category }, time, api);

const now = () => Math.floor(Date.now() / 1000);

describe('mapping', () => {
  test('is recorded, and listed with what it needs', async () => {
    const answer = await map({ name: 'mapped_one', category: 'UTILITY' });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ kind: 'template_changed' });
    expect(await list()).toContainEqual({
      waba_id: wabaId,
      name: 'mapped_one',
      language: 'en_US',
      purpose: 'shipping_update',
      category: 'UTILITY',
      category_said_by: 'business',
      needs: 'shipping_update',
    });
  });

  test.each([
    ['a purpose nobody knows', { purpose: 'gossip' }, '/purpose'],
    ['a name that is none', { name: 'Order Shipped' }, '/name'],
    ['a language that is none', { language: 'English' }, '/language'],
    ['an account that is none', { waba_id: 'x' }, '/waba_id'],
    ['a category that is none', { category: 'utility' }, '/category'],
  ])('is refused for %s', async (_what, over, pointer) => {
    const { errors } = await expectProblem(map(over), 'invalid');
    expect(errors).toContainEqual(expect.objectContaining({ pointer }));
  });

  test('needs a key that may', async () => {
    await expectProblem(map({}, ledger.keys.gate), 'forbidden');
    await expectProblem(get(`${ledger.url}/v1/templates`, ledger.keys.gate), 'forbidden');
    await expectProblem(map({}, ''), 'unauthenticated');
  });

  test('cannot contradict what Meta has said', async () => {
    await retag('contradicted', 'MARKETING');
    await expectProblem(map({ name: 'contradicted', category: 'UTILITY' }), 'conflict');
    expect((await map({ name: 'contradicted' })).status).toBe(201);
    expect(await says('contradicted')).toBe('no_consent');
  });
});

describe('a template', () => {
  test('that is mapped is judged by its purpose', async () => {
    await mapped({ name: 'order_shipped' });
    expect(await says('order_shipped')).toBe('allow');
    await mapped({ name: 'your_code', purpose: 'authentication', category: 'AUTHENTICATION' });
    expect(await says('your_code')).toBe('no_consent');
  });

  test('that nobody mapped is denied, also one that only Meta has named', async () => {
    expect(await says('unheard_of')).toBe('template_unmapped');
    await retag('only_meta', 'UTILITY');
    expect(await says('only_meta')).toBe('template_unmapped');
    await map({ name: 'no_category' });
    expect(await says('no_category')).toBe('template_unmapped');
  });

  test('in another language is another template', async () => {
    await mapped({ name: 'one_language' });
    const { reasons } = await ask({ template: { name: 'one_language', language: 'de' } });
    expect(reasons).toEqual(['template_unmapped']);
  });

  test('of another business is unmapped', async () => {
    await mapped({ name: 'ours' });
    await addBusiness(ledger.ledger, { id: 'stranger', name: 'Stranger' });
    const { key } = await createApiKey(ledger.ledger, 'stranger', 'gate', ['gate:check']);
    const { reasons } = await ask({ template: { name: 'ours', language: 'en_US' } }, key);
    expect(reasons).toEqual(['template_unmapped']);
  });

  test('that two accounts have must be allowed in both, unless the sender is named', async () => {
    await mapped({ name: 'twice' });
    await mapped({ name: 'twice', waba_id: '999999999', purpose: 'marketing', category: 'MARKETING' });
    expect(await says('twice')).toBe('no_consent');
    expect(await says('twice', { sender: meta.phoneNumberId })).toBe('allow');
  });

  test('is named in the permit, with the purpose it was judged by', async () => {
    await mapped({ name: 'in_permit' });
    const { permit } = await ask({ template: { name: 'in_permit', language: 'en_US' }, permit: true });
    const claims = JSON.parse(Buffer.from(permit.split('.')[1], 'base64url').toString());
    expect(claims).toMatchObject({
      purpose: 'shipping_update',
      template: { name: 'in_permit', language: 'en_US' },
    });
  });

  test('is denied to whoever has stopped what it is for, whatever Meta calls it', async () => {
    const both = '+919876543232';
    await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(both));
    const optOut = { number: both, channel: 'web', purposes: ['shipping_update'] };
    await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, optOut);
    await mapped({ name: 'stopped_one' });
    expect(await says('stopped_one', { recipient: both })).toBe('withdrawn');
  });
});

describe('a template that Meta re-tags', () => {
  test('needs consent to marketing from the moment Meta is answered, and back', async () => {
    await mapped({ name: 'retagged' });
    expect(await says('retagged')).toBe('allow');
    await retag('retagged', 'MARKETING', now() - 20);
    expect(await says('retagged')).toBe('no_consent');
    expect((await ask({ template: { name: 'retagged', language: 'en_US' } })).purpose).toBe('marketing');
    await retag('retagged', 'UTILITY', now() - 10);
    expect(await says('retagged')).toBe('allow');
  });

  test('counts by when Meta said so, in whatever order it delivers', async () => {
    await mapped({ name: 'disordered' });
    await retag('disordered', 'MARKETING', now() - 10);
    await retag('disordered', 'UTILITY', now() - 20);
    expect(await says('disordered')).toBe('no_consent');
  });

  test('is recorded once, however often Meta delivers it', async () => {
    await mapped({ name: 'recorded' });
    const size = async () => (await ask({ purpose: 'marketing' })).tree_size;
    const before = await size();
    for (const _ of [1, 2, 3]) await retag('recorded', 'MARKETING', 1_700_000_000);
    expect(await size()).toBe(before + 1);
  });

  test('is never judged by what it was, while others ask at the same moment', async () => {
    await mapped({ name: 'raced' });
    const question = () => ask({ template: { name: 'raced', language: 'en_US' } });
    const [, ...during] = await Promise.all([
      retag('raced', 'MARKETING'),
      ...Array.from({ length: 40 }, question),
    ]);
    const { tree_size: changedBy } = await question();
    expect((await question()).decision).toBe('deny');
    // Whoever was allowed was judged in a tree that did not hold the change yet.
    for (const answer of during as Body[])
      if (answer.decision === 'allow') expect(answer.tree_size).toBeLessThan(changedBy);
  });

  test('is not re-tagged by another business’s app', async () => {
    await addBusiness(ledger.ledger, { id: 'other-shop', name: 'Other Shop' });
    const other = await cloudApi(ledger, 'other-shop');
    await mapped({ name: 'untouched' });
    await retag('untouched', 'MARKETING', undefined, other);
    expect(await says('untouched')).toBe('allow');
  });
});

describe('a change that Meta announces', () => {
  const announce = (name: string, from: number) => {
    const said = {
      new_category: 'UTILITY',
      correct_category: 'MARKETING',
      category_update_timestamp: from,
    };
    return tell('template_category_update', name, said, now() - 10);
  };

  test('counts from its moment on, and is listed before', async () => {
    await mapped({ name: 'announced' });
    const from = now() + 3_600;
    await announce('announced', from);
    expect(await says('announced')).toBe('allow');
    const moment = new Date(from * 1000).toISOString().replace('Z', '000Z');
    const announced = { category: 'MARKETING', from: moment };
    const listed = { name: 'announced', needs: 'shipping_update', announced };
    expect(await list()).toContainEqual(expect.objectContaining(listed));
    await using later = await laterBy(3_600_000, ledger);
    expect(await says('announced', {}, later)).toBe('no_consent');
  });

  test('for a moment that is past counts at once', async () => {
    await mapped({ name: 'announced_late' });
    await announce('announced_late', now() - 60);
    expect(await says('announced_late')).toBe('no_consent');
    // What Meta says of it afterwards is the truth again.
    await retag('announced_late', 'UTILITY', now());
    expect(await says('announced_late')).toBe('allow');
  });
});

describe('a template that Meta does not send', () => {
  const live = (name: string, event: string, time?: number, api = meta) =>
    tell('message_template_status_update', name, { event, reason: 'NONE' }, time, api);
  const reasonsOf = async (name: string, over: object = {}) =>
    (await ask({ template: { name, language: 'en_US' }, ...over })).reasons;

  test.each(['PAUSED', 'DISABLED', 'REJECTED', 'PENDING_DELETION', 'INVENTED_TODAY'])(
    'is denied for that reason, until Meta sends it again: %s',
    async (event) => {
      const name = `life_${event.toLowerCase()}`;
      await mapped({ name });
      await live(name, event, now() - 20);
      expect(await reasonsOf(name)).toEqual(['template_not_approved']);
      await live(name, 'APPROVED', now() - 10);
      expect(await says(name)).toBe('allow');
    },
  );

  test('is denied for everything that speaks against it', async () => {
    await mapped({ name: 'paused_and_retagged' });
    await live('paused_and_retagged', 'PAUSED');
    await retag('paused_and_retagged', 'MARKETING');
    expect(await reasonsOf('paused_and_retagged')).toEqual(['no_consent', 'template_not_approved']);
  });

  test('counts by when Meta said so, and is recorded once', async () => {
    await mapped({ name: 'paused_late' });
    await live('paused_late', 'PAUSED', now() - 10);
    const { tree_size } = await ask({ purpose: 'marketing' });
    await live('paused_late', 'APPROVED', now() - 20);
    await live('paused_late', 'PAUSED', now() - 10);
    expect(await reasonsOf('paused_late')).toEqual(['template_not_approved']);
    expect((await ask({ purpose: 'marketing' })).tree_size).toBe(tree_size);
  });

  test('is not paused by another business’s app', async () => {
    await addBusiness(ledger.ledger, { id: 'meddler', name: 'Meddler' });
    await mapped({ name: 'left_alone' });
    await live('left_alone', 'PAUSED', undefined, await cloudApi(ledger, 'meddler'));
    expect(await says('left_alone')).toBe('allow');
  });
});

test('a template whose text changed is listed with that, and judged as before', async () => {
  await mapped({ name: 'rewritten' });
  const said = { message_template_element: 'Buy two, get one.', message_template_buttons: [] };
  for (const _ of [1, 2]) await tell('message_template_components_update', 'rewritten', said, now());
  const rewritten = (await list()).find(({ name }) => name === 'rewritten');
  expect(rewritten?.content).toEqual({
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    at: expect.any(String),
  });
  expect(await says('rewritten')).toBe('allow');
});

test('what Meta tells of a template’s quality changes nothing', async () => {
  await mapped({ name: 'of_low_quality' });
  const { tree_size } = await ask({ purpose: 'marketing' });
  await tell('message_template_quality_update', 'of_low_quality', { new_quality_score: 'RED' });
  expect(await says('of_low_quality')).toBe('allow');
  expect((await ask({ purpose: 'marketing' })).tree_size).toBe(tree_size);
});

describe('a free-form answer', () => {
  const freely = async (who: string, sender = meta.phoneNumberId, over: object = {}) => {
    const { decision, reasons } = await ask({
      recipient: undefined,
      wa_id: who,
      kind: 'free_form',
      sender,
      ...over,
    });
    return [decision, reasons[0]];
  };
  const write = async (from: string, body: string, secondsAgo = 5) => {
    const id = `wamid.${from}.${body}.${secondsAgo}`;
    const message = { from, id, timestamp: String(now() - secondsAgo), type: 'text', text: { body } };
    expect((await meta.post(meta.change('messages', { messages: [message] }))).status).toBe(200);
  };
  const day = 24 * 60 * 60;

  test('is allowed to whoever wrote within a day, also to somebody nobody knows', async () => {
    await write('919876543241', 'Where is my order?');
    expect(await freely('919876543241')).toEqual(['allow', 'service_window']);
  });

  test('is denied to whoever never wrote, whatever they agreed to', async () => {
    expect(await freely(wa_id)).toEqual(['deny', 'no_service_window']);
  });

  test('is denied a day after the message, by the person’s own clock', async () => {
    await write('919876543242', 'hello', day + 1);
    expect(await freely('919876543242')).toEqual(['deny', 'no_service_window']);
    await write('919876543243', 'hello', day - 60);
    await write('919876543243', 'hello', day - 30);
    expect(await freely('919876543243')).toEqual(['allow', 'service_window']);
  });

  test('is not opened by a message delivered late, nor closed by an older one', async () => {
    await write('919876543244', 'new', 10);
    await write('919876543244', 'old', day + 100);
    expect(await freely('919876543244')).toEqual(['allow', 'service_window']);
  });

  test('is allowed to the sender that was written to, and to no other', async () => {
    const second = await cloudApi(ledger, ledger.business);
    await write('919876543245', 'hello');
    expect(await freely('919876543245', second.phoneNumberId)).toEqual(['deny', 'no_service_window']);
  });

  test('is no call', async () => {
    await write('919876543246', 'hello');
    expect(await freely('919876543246', meta.phoneNumberId, { scope: 'call' })).toEqual([
      'deny',
      'no_service_window',
    ]);
  });

  test('is denied after a STOP, which opens no window, until the person writes again', async () => {
    await write('919876543247', 'hello', 30);
    await write('919876543247', 'STOP', 20);
    expect(await freely('919876543247')).toEqual(['deny', 'withdrawn']);
    await write('919876543248', 'STOP', 20);
    expect(await freely('919876543248')).toEqual(['deny', 'no_service_window']);
    await write('919876543247', 'one more question', -1);
    await expect.poll(() => freely('919876543247')).toEqual(['allow', 'service_window']);
  });

  test('is allowed to whoever has only stopped offers', async () => {
    await write('919876543249', 'hello', 5);
    await write('919876543249', 'stop promotions', 3);
    expect(await freely('919876543249')).toEqual(['allow', 'service_window']);
  });

  test('says in its permit what it is, and for which sender', async () => {
    await write('919876543250', 'hello');
    const { permit } = await ask({
      recipient: '+919876543250',
      kind: 'free_form',
      sender: meta.phoneNumberId,
      permit: true,
    });
    const claims = JSON.parse(Buffer.from(permit.split('.')[1], 'base64url').toString());
    expect(claims).toMatchObject({ kind: 'free_form', sender: meta.phoneNumberId, decision: 'allow' });
    expect(claims).not.toHaveProperty('purpose');
  });
});

test('what is known of templates leaves the ledger verifiable', async () => {
  expect(await findingsIn(ledger)).toEqual([]);
});
