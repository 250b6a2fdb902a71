// Stops that people give in WhatsApp, through the whole ledger: signed by Meta, in any order, more than once.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { CloudApi, cloudApi } from '../../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';

let ledger: TestLedger;
let meta: CloudApi;
beforeAll(async () => {
  ledger = await testLedger();
  meta = await cloudApi(ledger, ledger.business);
});
afterAll(() => ledger.stop());

let used = 100;
const someone = () => {
  used += 1;
  return `919876543${used}`;
};

/** Somebody who has agreed to order updates. */
async function customer(locale = 'en'): Promise<string> {
  const wa_id = someone();
  const optIn = { ...ivrOptIn(`+${wa_id}`), locale };
  expect((await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, optIn)).status).toBe(201);
  return wa_id;
}

let shops = 0;
async function anotherShop(): Promise<string> {
  shops += 1;
  const id = `other-shop-${shops}`;
  await addBusiness(ledger.ledger, { id, name: 'Other Shop' });
  return id;
}

const says = async (who: object, purpose = 'shipping_update') => {
  const question = { ...who, purpose, permit: false };
  const answer: Body = await (await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, question)).json();
  return answer.decision === 'allow' ? 'allow' : answer.reasons[0];
};

const historyOf = async (wa_id: string): Promise<Body[]> => {
  const asked = post(`${ledger.url}/v1/subjects/history`, ledger.keys.audit, { number: `+${wa_id}` });
  const { records }: Body = await (await asked).json();
  return records.filter(({ kind }: Body) => kind !== 'accessed');
};

/** Seconds before now: Meta's clock. */
const ago = (seconds: number) => String(Math.floor(Date.now() / 1000) - seconds);
const message = (from: string, body: string, over: object = {}) => {
  return { from, id: `wamid.${from}.${body}`, timestamp: ago(10), type: 'text', text: { body }, ...over };
};
const told = async (field: string, value: object) => {
  const answer = await meta.post(meta.change(field, value));
  expect([answer.status, await answer.text()]).toEqual([200, 'ok\n']);
};
const write = (...messages: unknown[]) => told('messages', { messages });
const preference = (wa_id: string, value: string, timestamp: string) =>
  told('user_preferences', {
    user_preferences: [{ wa_id, category: 'marketing_messages', value, timestamp: Number(timestamp) }],
  });

describe('a STOP', () => {
  test('is in force when Meta is answered, and its record says how it came', async () => {
    const wa_id = await customer();
    await write(message(wa_id, 'Stop.'));
    expect(await says({ wa_id })).toBe('withdrawn');
    const [, stop] = await historyOf(wa_id);
    expect(stop).toMatchObject({ kind: 'opt_out' });
    const record = JSON.parse(Buffer.from(stop.bytes, 'base64').toString());
    expect(record).toMatchObject({
      channel: 'whatsapp',
      signal: { by: 'word' },
      submitted_by: { by: 'sender', id: meta.phoneNumberId },
      source: { system: 'whatsapp' },
    });
    expect(record).not.toHaveProperty('purposes');
    expect(record.occurred_at < record.recorded_at).toBe(true);
  });

  test('delivered again and again is one record', async () => {
    const wa_id = await customer();
    const stop = message(wa_id, 'STOP');
    await Promise.all([write(stop), write(stop, stop), write(stop)]);
    await write(stop);
    expect(await historyOf(wa_id)).toHaveLength(2);
  });

  test.for([
    ['a START', ['START', 'STOP']],
    ['a stop of marketing alone', ['stop promotions', 'STOP']],
    ['a STOP of before a START', ['STOP', 'START', 'STOP']],
  ] as const)('is not taken for %s of the same name', async ([, texts]) => {
    for (const id of [undefined, 'wamid.same']) {
      const wa_id = await customer();
      const messages = texts.map((body, i) => message(wa_id, body, { id, timestamp: ago(20 - i) }));
      await write(...messages);
      expect(await says({ wa_id })).toBe('withdrawn');
    }
  });

  test('inside a sentence stops nothing', async () => {
    const wa_id = await customer();
    await write(message(wa_id, 'stop, Zé isn’t coming'));
    expect(await says({ wa_id })).toBe('allow');
  });

  test('is heard in a caption, and in what was edited', async () => {
    const [one, other] = [await customer(), await customer()];
    const image = { type: 'image', text: undefined, image: { id: '1', caption: 'stop please' } };
    await write(message(one, 'x', image));
    const edit = { original_message_id: 'wamid.0', message: { type: 'text', text: { body: 'STOP' } } };
    await write(message(other, 'y'), message(other, 'y', { type: 'edit', text: undefined, edit }));
    expect([await says({ wa_id: one }), await says({ wa_id: other })]).toEqual(['withdrawn', 'withdrawn']);
  });

  test('in a group is said to others', async () => {
    const wa_id = await customer();
    await write(message(wa_id, 'STOP', { group_id: 'Y2FwaV9ncm91cDo' }));
    expect(await says({ wa_id })).toBe('allow');
  });

  test('by an ordinary word is one in the language in which somebody agreed, and in no other', async () => {
    const [english, spanish] = [await customer(), await customer('es')];
    for (const wa_id of [english, spanish]) await write(message(wa_id, 'Acha'), message(wa_id, 'red'));
    await write(message(english, 'alto'), message(spanish, 'cancel'));
    expect([await says({ wa_id: english }), await says({ wa_id: spanish })]).toEqual(['allow', 'allow']);
    await write(message(english, 'Cancel'), message(spanish, '¡Alto!'));
    expect([await says({ wa_id: english }), await says({ wa_id: spanish })]).toEqual([
      'withdrawn',
      'withdrawn',
    ]);
  });

  test('by a button is one by its id, or by a label that can mean nothing else', async () => {
    const button = (id: string, title: string) => ({
      type: 'interactive',
      ...{ text: undefined, interactive: { type: 'button_reply', button_reply: { id, title } } },
    });
    const [one, other] = [await customer(), await customer()];
    for (const label of ['Cancel', 'Cancelar', 'Remove', 'End', 'Red'])
      await write(message(one, label, button('row-1', label)));
    expect(await says({ wa_id: one })).toBe('allow');
    await write(message(one, '1', button('UNSUBSCRIBE', 'Ya no')));
    await write(message(other, '2', button('x', 'Abmelden')));
    expect([await says({ wa_id: one }), await says({ wa_id: other })]).toEqual(['withdrawn', 'withdrawn']);
  });

  test('of somebody nobody knows is kept', async () => {
    const wa_id = someone();
    await write(message(wa_id, 'ARRÊT'));
    expect(await says({ wa_id })).toBe('withdrawn');
  });

  test('stops under every name that Meta gives, and under an id alone', async () => {
    const wa_id = await customer();
    await write(message(wa_id, 'baja', { from_user_id: 'IN.1001' }));
    expect([await says({ wa_id }), await says({ bsuid: 'IN.1001' })]).toEqual(['withdrawn', 'withdrawn']);
    await write(message('', 'stop', { from: undefined, id: 'wamid.bsuid', from_user_id: 'IN.1002' }));
    expect(await says({ bsuid: 'IN.1002' })).toBe('withdrawn');
  });

  test('by a button may name what it stops', async () => {
    const wa_id = await customer();
    const button = { type: 'button', button: { payload: 'OPT_OUT:payment_update', text: 'Enough' } };
    await write(message(wa_id, 'tap', button));
    expect([await says({ wa_id }), await says({ wa_id }, 'payment_update')]).toEqual(['allow', 'withdrawn']);
  });

  test('to a number of the business’s own account that is not registered is one all the same', async () => {
    const wa_id = await customer();
    const [{ id, changes }] = JSON.parse(meta.change('messages', {})).entry;
    const to = (account: string, phone_number_id: string, said: string) => {
      const value = { metadata: { phone_number_id }, messages: [message(wa_id, said)] };
      return JSON.stringify({ entry: [{ id: account, changes: [{ ...changes[0], value }] }] });
    };
    const other = await cloudApi(ledger, await anotherShop());
    for (const body of [to('1', '55501', 'STOP'), to(id, other.phoneNumberId, 'STOP'), to(id, '55501', 'hi')])
      expect((await meta.post(body)).status).toBe(200);
    expect(await says({ wa_id })).toBe('allow');
    expect((await meta.post(to(id, '55501', 'stop'))).status).toBe(200);
    expect(await says({ wa_id })).toBe('withdrawn');
  });
});

describe('START', () => {
  test('lifts the STOP before it', async () => {
    const wa_id = await customer();
    await write(message(wa_id, 'STOP', { timestamp: ago(20) }));
    await write(message(wa_id, 'START', { timestamp: ago(10) }));
    expect(await says({ wa_id })).toBe('allow');
  });

  test('counts by when it was said, whichever is delivered first', async () => {
    const [one, two] = [await customer(), await customer()];
    await write(message(one, 'START', { timestamp: ago(10) }), message(two, 'START', { timestamp: ago(20) }));
    await write(message(one, 'STOP', { timestamp: ago(20) }), message(two, 'STOP', { timestamp: ago(10) }));
    expect([await says({ wa_id: one }), await says({ wa_id: two })]).toEqual(['allow', 'withdrawn']);
  });

  test('from before the STOP does not lift it, though our clock be behind Meta’s', async () => {
    const wa_id = await customer();
    await write(message(wa_id, 'STOP', { timestamp: ago(-30) }));
    await write(message(wa_id, 'START', { timestamp: ago(-20) }));
    expect(await says({ wa_id })).toBe('withdrawn');
  });

  test('is kept waiting by a clock that runs ahead for a day at the most', async () => {
    const wa_id = await customer();
    await write(message(wa_id, 'STOP', { timestamp: ago(-9_000_000) }));
    const [, { record }] = await historyOf(wa_id);
    const ahead = Date.parse(record.occurred_at) - Date.parse(record.recorded_at);
    expect([ahead > 86_000_000, ahead <= 86_400_000]).toEqual([true, true]);
  });

  test('does not lift an opt-out that came by another way, nor agree for anybody', async () => {
    const [one, stranger] = [await customer(), someone()];
    const optOut = { number: `+${one}`, channel: 'web' };
    await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, optOut);
    await write(message(one, 'START', { timestamp: ago(-5) }), message(stranger, 'start'));
    expect([await says({ wa_id: one }), await says({ wa_id: stranger })]).toEqual([
      'withdrawn',
      'no_consent',
    ]);
  });
});

describe('offers', () => {
  test('turned off end marketing and nothing else, whatever a later START says', async () => {
    const wa_id = await customer();
    await preference(wa_id, 'stop', ago(20));
    await write(message(wa_id, 'START', { timestamp: ago(10) }));
    expect([await says({ wa_id }), await says({ wa_id }, 'marketing')]).toEqual(['allow', 'withdrawn']);
  });

  test('turned on again lift that', async () => {
    const wa_id = await customer();
    await preference(wa_id, 'stop', ago(20));
    await preference(wa_id, 'resume', ago(10));
    expect(await says({ wa_id }, 'marketing')).toBe('no_consent');
  });

  test('turned off are also heard from a message that failed with 131050', async () => {
    const wa_id = await customer();
    const failed = { id: 'wamid.f', status: 'failed', timestamp: ago(9), recipient_id: wa_id };
    await told('messages', { statuses: [{ ...failed, errors: [{ code: 131050 }] }] });
    expect([await says({ wa_id }), await says({ wa_id }, 'marketing')]).toEqual(['allow', 'withdrawn']);
  });
});

describe('a batch', () => {
  test('of a thousand stops is heard whole, in the midst of anything else', async () => {
    const people = Array.from({ length: 1000 }, (_, i) => `1415555${String(1000 + i)}`);
    const noise = [{ type: 'unheard_of', id: 7 }, null, 'stop'];
    await write(...noise, ...people.map((from) => message(from, 'stop')));
    for (const wa_id of [people[0]!, people[499]!, people[999]!]) {
      expect(await says({ wa_id })).toBe('withdrawn');
    }
  });
});

describe('nothing happens', () => {
  test('for what nobody signed', async () => {
    const wa_id = await customer();
    const body = meta.change('messages', { messages: [message(wa_id, 'STOP')] });
    await expectProblem(meta.post(body, meta.sign(body, '0'.repeat(32))), 'signature_invalid');
    expect(await says({ wa_id })).toBe('allow');
  });

  test('for what another business’s app signed, or about another business’s sender', async () => {
    const other = await cloudApi(ledger, await anotherShop());
    const wa_id = await customer();
    const body = (api: CloudApi) => api.change('messages', { messages: [message(wa_id, 'STOP')] });
    expect((await other.post(body(other))).status).toBe(200);
    expect((await other.post(body(meta))).status).toBe(200);
    const here = new CloudApi(meta.url, other);
    await expectProblem(here.post(body(meta)), 'signature_invalid');
    expect(await says({ wa_id })).toBe('allow');
  });
});

test('what was heard can be verified like everything else in the log', async () => {
  expect(await findingsIn(ledger)).toEqual([]);
});
