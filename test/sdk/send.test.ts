import { expect, test } from 'vitest';
import { createGate } from '../../ledger/sdk/gate.ts';
import { misbehaving, type Reaction, says } from './misbehaving-server.ts';

const message = {
  messaging_product: 'whatsapp',
  to: '14155550132',
  type: 'text',
  text: { body: 'Hi' },
} as const;
const options = { phoneNumberId: '106540352242922', accessToken: 'EAA', version: 'v23.0' };

async function sent(reaction: Reaction, over: object = {}, sendTimeoutMs = 10_000) {
  await using server = await misbehaving(reaction);
  const gate = createGate({ url: server.url, key: 'om_x', sendTimeoutMs, retries: 1 });
  return { result: await gate.send(message, { ...options, ...over }), asked: server.asked };
}
const error = (code: number, over: object = {}) => ({ error: { message: `(#${code})`, code, ...over } });

test('a message that Meta took has its id', async () => {
  const { result, asked } = await sent(says(200, { messages: [{ id: 'wamid.1' }] }));
  expect(result).toEqual({ kind: 'sent', messageId: 'wamid.1' });
  expect(asked).toMatchObject([
    { path: '/cloud/v23.0/106540352242922/messages', headers: { authorization: 'Bearer EAA' } },
  ]);
  expect(JSON.parse(asked[0]!.body)).toEqual(message);
});

test('a denial names its reasons and is not tried again', async () => {
  const { result, asked } = await sent(says(403, error(990_001, { error_data: { reasons: ['withdrawn'] } })));
  expect(result).toMatchObject({ kind: 'denied', reasons: ['withdrawn'] });
  expect(asked).toHaveLength(1);
});

test('what Meta refuses is refused, and is not tried again', async () => {
  const { result, asked } = await sent(says(400, error(131_009)));
  expect(result).toMatchObject({ kind: 'refused', status: 400, code: 131_009 });
  expect(asked).toHaveLength(1);
});

test.each<[string, Reaction, number?]>([
  ['silence', () => {}, 1_000],
  ['a hang-up', (_, answer) => void answer.destroy()],
  ['an error that says it may be asked again', says(503, error(2, { is_transient: true }))],
])(
  'after %s it is tried again under the same key, and may be unknown in the end',
  async (_what, reaction, limit) => {
    const { result, asked } = await sent(reaction, {}, limit);
    expect(asked).toHaveLength(2);
    const [first, second] = asked.map(({ headers }) => headers['idempotency-key']);
    expect(first).toBe(second);
    expect(result).toMatchObject({ kind: 'unknown', idempotencyKey: first });
  },
);

test('what never reached Meta is tried again, and refused in the end', async () => {
  const { result, asked } = await sent(says(502, error(990_005, { is_transient: true })));
  expect(asked).toHaveLength(2);
  expect(result).toMatchObject({ kind: 'refused', status: 502, code: 990_005 });
});

test.each<[string, Reaction]>([
  ['a denial', says(403, error(990_001, { error_data: { reasons: ['withdrawn'] } }))],
  ['a refusal', says(400, error(131_009))],
  ['no way to Meta', says(502, error(990_005))],
])('after a try that was lost, %s does not say that nothing was sent', async (_what, reaction) => {
  let tries = 0;
  const { result } = await sent((request, answer, body) => {
    tries += 1;
    if (tries > 1) reaction(request, answer, body);
    else answer.destroy();
  });
  expect(result).toMatchObject({ kind: 'unknown', idempotencyKey: expect.any(String) });
});

test('a send waits for longer than a check, as long as it is told to', async () => {
  const slow: Reaction = (...args) =>
    void setTimeout(() => says(200, { messages: [{ id: 'wamid.1' }] })(...args), 200);
  await using server = await misbehaving(slow);
  const gateOf = (sendTimeoutMs?: number) =>
    createGate({
      url: server.url,
      key: 'om_x',
      timeoutMs: 50,
      retries: 0,
      ...(sendTimeoutMs && { sendTimeoutMs }),
    });
  expect(await gateOf().send(message, options)).toMatchObject({ kind: 'sent' });
  expect(await gateOf(50).send(message, options)).toMatchObject({ kind: 'unknown' });
});

test.each<[string, Reaction]>([
  ['garbage', says(200, 'ok')],
  ['an error inside', says(500, error(1))],
  ['an outcome that nobody knows', says(504, error(990_006))],
  ['a page in between', says(502, '<h1>Bad gateway</h1>')],
])('%s is no success, and is not tried again', async (_what, reaction) => {
  const { result, asked } = await sent(reaction);
  expect(result.kind).toBe('unknown');
  expect(asked).toHaveLength(1);
});

test('each message has a key of its own, unless the sender names one', async () => {
  const reaction = says(200, { messages: [{ id: 'wamid.1' }] });
  const keyOf = async (over?: object) => (await sent(reaction, over)).asked[0]!.headers['idempotency-key'];
  expect(await keyOf()).not.toBe(await keyOf());
  expect(await keyOf({ idempotencyKey: 'order-1042' })).toBe('order-1042');
});

test('an id cannot lead to another path', async () => {
  const { asked } = await sent(says(404, error(990_002)), { phoneNumberId: '../../v1/opt-outs?' });
  expect(asked[0]!.path).toBe('/cloud/v23.0/..%2F..%2Fv1%2Fopt-outs%3F/messages');
});
