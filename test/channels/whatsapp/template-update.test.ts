import { describe, expect, test } from 'vitest';
import { readWebhook } from '../../../ledger/channels/whatsapp/webhook.ts';

const templateUpdatesIn = (body: unknown) => readWebhook(body).templates;

const account = '102290129340398';
const time = 1_763_846_400;
const at = '2025-11-22T21:20:00.000Z';
const from = '2025-11-23T21:20:00.000Z';
const named = {
  message_template_id: 1,
  message_template_name: 'order_shipped',
  message_template_language: 'en_US',
};
const template = { account, name: 'order_shipped', language: 'en_US', at };

const read = (field: string, value: unknown, more: object = { time }) =>
  templateUpdatesIn({ entry: [{ id: account, ...more, changes: [{ field, value }] }] });
const category = (value: object, more?: object) =>
  read('template_category_update', { ...named, new_category: 'UTILITY', ...value }, more);
const status = (value: object) => read('message_template_status_update', { ...named, ...value });
const content = (value: object) => read('message_template_components_update', { ...named, ...value });

describe('a category', () => {
  test('is read, with the moment', () => {
    expect(category({ new_category: 'MARKETING', previous_category: 'UTILITY' })).toEqual([
      { ...template, category: 'MARKETING' },
    ]);
  });

  test('is read of a language with a hyphen, as Meta writes it too', () => {
    expect(category({ message_template_language: 'en-US' })).toEqual([{ ...template, category: 'UTILITY' }]);
  });

  test.each(['en_us', 'EN_US', 'EN-us', ' en_US '])('is read of a language in any case: %s', (language) => {
    const value = { message_template_language: language, new_category: 'marketing' };
    expect(category(value)).toEqual([{ ...template, category: 'MARKETING' }]);
  });

  test.each([
    ['pt_br', 'pt_BR'],
    ['EN', 'en'],
    ['ZH-hant', 'zh_Hant'],
  ])('is read of %s as of %s', (message_template_language, language) => {
    expect(category({ message_template_language })).toEqual([{ ...template, language, category: 'UTILITY' }]);
  });

  test('that is announced is kept apart from the one of now', () => {
    const announced = { category: 'MARKETING', from };
    const value = { correct_category: 'MARKETING', category_update_timestamp: time + 86_400 };
    expect(category(value)).toEqual([{ ...template, category: 'UTILITY', announced }]);
    expect(category(value, {})).toEqual([{ account, name: 'order_shipped', language: 'en_US', announced }]);
  });

  test.each([
    ['no moment', {}],
    ['a moment that is none', { category_update_timestamp: 'soon' }],
    ['a moment that is past', { category_update_timestamp: time - 1 }],
  ])('that is announced for %s counts at once where it is the stricter', (_what, value) => {
    expect(category({ ...value, correct_category: 'MARKETING' })).toEqual([
      { ...template, category: 'MARKETING' },
    ]);
    expect(category({ ...value, correct_category: 'AUTHENTICATION' })).toEqual([
      { ...template, category: 'UTILITY' },
    ]);
  });

  test.each([
    ['no name', { message_template_name: undefined }],
    ['a name that is none', { message_template_name: 'Order Shipped' }],
    ['a language that is none', { message_template_language: 'English' }],
    ['no category', { new_category: undefined }],
    ['a category that is none', { new_category: 'utility 2' }],
  ])('is passed over where there is %s', (_what, value) => {
    expect(category(value)).toEqual([]);
  });
});

describe('a status', () => {
  test('is read, and the category beside it', () => {
    expect(status({ event: 'PAUSED', reason: 'NONE', other_info: { title: 'FIRST_PAUSE' } })).toEqual([
      { ...template, status: 'PAUSED' },
    ]);
    expect(status({ event: 'APPROVED', message_template_category: 'MARKETING' })).toEqual([
      { ...template, status: 'APPROVED', category: 'MARKETING' },
    ]);
  });

  test.each(['LOCKED', 'UNLOCKED', 'LIMIT_EXCEEDED'])('that says nothing of sending is none: %s', (event) => {
    expect(status({ event })).toEqual([]);
    expect(status({ event, message_template_category: 'UTILITY' })).toEqual([
      { ...template, category: 'UTILITY' },
    ]);
  });

  test.each([
    ['FIRST_PAUSE', 'PAUSED'],
    ['SECOND_PAUSE', 'PAUSED'],
    ['RATE_LIMITING_PAUSE', 'PAUSED'],
    ['UNPAUSE', 'APPROVED'],
    ['DISABLED', 'DISABLED'],
  ])('that says nothing of sending but in its title: %s', (title, told) => {
    expect(status({ event: 'LOCKED', other_info: { title, description: 'x' } })).toEqual([
      { ...template, status: told },
    ]);
  });

  test('is heard in any case of letters', () => {
    expect(status({ event: 'paused' })).toEqual([{ ...template, status: 'PAUSED' }]);
    expect(status({ event: 'locked', other_info: { title: 'first_pause' } })).toEqual([
      { ...template, status: 'PAUSED' },
    ]);
  });

  test('that Meta has invented since is read as well; one that is none is passed over', () => {
    expect(status({ event: 'INVENTED_TODAY', message_template_category: 7 })).toEqual([
      { ...template, status: 'INVENTED_TODAY' },
    ]);
    for (const event of [undefined, 7, 'paused?', '', 'X'.repeat(41)]) expect(status({ event })).toEqual([]);
  });
});

describe('a changed text', () => {
  const text = { message_template_element: 'Your order {{1}} has left.', message_template_title: 'Shipped' };
  const hashOf = (value: object) => content(value)[0]?.contentSha256;

  test('is known by a hash, whichever of its parts changed', () => {
    expect(hashOf(text)).toMatch(/^[0-9a-f]{64}$/);
    for (const part of ['title', 'element', 'footer', 'buttons'])
      expect(hashOf({ ...text, [`message_template_${part}`]: 'other' })).not.toBe(hashOf(text));
  });

  test('is the same text where only what is no text differs', () => {
    expect(hashOf({ ...text, message_template_footer: null, message_template_id: 2 })).toBe(hashOf(text));
  });

  test('does not leave its words behind', () => {
    expect(JSON.stringify(content(text))).not.toContain('order {{1}}');
  });
});

test('what else Meta tells of templates says nothing here', () => {
  expect(read('message_template_quality_update', { ...named, new_quality_score: 'RED' })).toEqual([]);
  for (const field of ['constructor', '__proto__', 'toString'])
    expect(read(field, { ...named, new_category: 'MARKETING' })).toEqual([]);
  for (const body of [null, [], 'x', { entry: 'x' }, { entry: [{ changes: [null] }] }])
    expect(templateUpdatesIn(body)).toEqual([]);
});
