import { beforeEach, describe, expect, test } from 'vitest';
import { answer } from '../../../demo/cloud-api/answer.ts';
import { PretendMeta } from '../../../demo/cloud-api/meta.ts';

const account = '102290129340398';
const sender = { phoneNumberId: '106540352242922', account, number: '+14155550199' };
const template = { language: 'en_US', category: 'UTILITY', body: 'Your order {{1}} is packed.', buttons: [] };

let meta: PretendMeta;
beforeEach(() => {
  meta = new PretendMeta({ messagesPerSecond: 3, now: () => new Date('2026-11-22T10:00:00Z') });
  meta.addSender(sender);
  meta.tokens.add('EAAtoken');
  meta.addTemplate(account, { ...template, name: 'order_shipped' });
});

// biome-ignore lint/suspicious/noExplicitAny: a body as a caller sees it
type Body = any;

function call(
  method: string,
  url: string,
  body: unknown = '',
  token = 'EAAtoken',
): { status: number; body: Body } {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const headers = { authorization: `Bearer ${token}` };
  const { status, body: said } = answer(meta, { method, url, headers, body: bytes });
  return { status, body: JSON.parse(said.toString()) };
}

const bodyOf = (...texts: string[]) => {
  return { type: 'body', parameters: texts.map((text) => ({ type: 'text', text })) };
};
const shipped = (...components: object[]) => {
  return { name: 'order_shipped', language: { code: 'en_US' }, components };
};
const message = (over: object = {}) => ({
  messaging_product: 'whatsapp',
  to: '+919876543210',
  type: 'template',
  template: shipped(bodyOf('1042')),
  ...over,
});
const send = (over: object = {}) => call('POST', `/v23.0/${sender.phoneNumberId}/messages`, message(over));

describe('a message', () => {
  test('is accepted under an id of its own, and names the number as Meta writes it', () => {
    const { status, body } = send();
    expect(status).toBe(200);
    expect(body.contacts).toEqual([{ input: '+919876543210', wa_id: '919876543210' }]);
    expect(body.messages[0].id).toMatch(/^wamid\./);
    expect(send().body.messages[0].id).not.toBe(body.messages[0].id);
  });

  test.for<[string, object, number, number]>([
    ['of no product', { messaging_product: undefined }, 400, 100],
    ['of a kind that there is not', { type: 'song' }, 400, 100],
    ['to nobody', { to: undefined }, 400, 131_008],
    ['without what its type says', { type: 'text' }, 400, 131_008],
    ['to what is no number', { to: 'Asha Rao' }, 400, 131_009],
    [
      'of a template that there is not',
      { template: { name: 'no', language: { code: 'en_US' } } },
      404,
      132_001,
    ],
    [
      'in a language that a template is not in',
      { template: { name: 'order_shipped', language: { code: 'hi' } } },
      404,
      132_001,
    ],
    ['without its template’s parameter', { template: shipped() }, 400, 132_000],
    ['with one too many', { template: shipped(bodyOf('1042', 'Asha')) }, 400, 132_000],
    [
      'with a parameter elsewhere',
      { template: shipped({ ...bodyOf('1042'), type: 'header' }) },
      400,
      132_000,
    ],
  ])('%s is refused with Meta’s code', ([, over, status, code]) => {
    const answered = send(over);
    expect([answered.status, answered.body.error.code]).toEqual([status, code]);
    expect(meta.sent).toEqual([]);
  });

  test.for<[string, string[]]>([
    ['Thank you.', []],
    ['{{2}}: your order {{1}} is packed, {{2}}.', ['1042', 'Asha']],
    ['Your order {{number}} is packed.', []],
    ['Your order {{number}} is packed.', ['1042']],
  ])('of "%s" with %j has as many parameters as it takes, as far as that can be seen', ([body, texts]) => {
    meta.addTemplate(account, { ...template, name: 'other', body });
    const said = send({ template: { ...shipped(bodyOf(...texts)), name: 'other' } });
    expect(said.status).toBe(200);
  });

  test('that is no JSON is refused', () => {
    expect(call('POST', `/v23.0/${sender.phoneNumberId}/messages`, '{').body.error.code).toBe(100);
  });

  test('of a number that there is not is refused', () => {
    expect(call('POST', '/v23.0/1/messages', message()).body.error.code).toBe(100);
  });

  test('above what a number may send in a second is refused', () => {
    for (let i = 0; i < 3; i += 1) expect(send().status).toBe(200);
    const { status, body } = send();
    expect([status, body.error.code]).toEqual([429, 130_429]);
  });
});

test('a token that was not given out is believed nowhere', () => {
  for (const path of [`/v23.0/${sender.phoneNumberId}/messages`, `/v23.0/${account}/message_templates`]) {
    const { status, body } = call('GET', path, '', 'EAAother');
    expect([status, body.error.code]).toEqual([401, 190]);
  }
});

describe('the list of templates', () => {
  test('comes in pages, each template once', () => {
    for (let i = 0; i < 6; i += 1) meta.addTemplate(account, { ...template, name: `more_${i}` });
    const names: string[] = [];
    for (let after = ''; ; ) {
      const { body } = call('GET', `/v23.0/${account}/message_templates?limit=3${after}`);
      names.push(...body.data.map(({ name }: { name: string }) => name));
      if (body.paging.next === undefined) break;
      after = `&after=${body.paging.cursors.after}`;
    }
    expect(names).toEqual(['order_shipped', ...Array.from({ length: 6 }, (_, i) => `more_${i}`)]);
  });

  test.for(['limit=0', 'limit=x', 'after=nothing'])('for %s is refused', (query) => {
    expect(call('GET', `/v23.0/${account}/message_templates?${query}`).status).toBe(400);
  });

  test('of an account that there is not is refused', () => {
    expect(call('GET', '/v23.0/1/message_templates').status).toBe(400);
  });
});
