import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../ledger/core/canonical.ts';
import { flowDraftSchema } from '../../../ledger/core/flow/flow.ts';
import { parseFlow } from '../../../ledger/core/flow/publish.ts';
import { publishedNotice } from '../consent/sample-consent.ts';
import { flowDraft, publication, publishedFlow, sampleFlow } from './sample-flow.ts';

const en = (own: object) => ({ locales: { en: own } });
const prompts = (own: object) => en({ prompts: own });
const ask = 'From {business} on WhatsApp: {what}, to {ending}? Press {yes} or {no}. {stop}';
const audio = { url: 'https://fresh.example/ask.mp3', sha256: 'a'.repeat(64) };

/** Pointers and rules of what is refused; empty where it is published. */
const refusals = (...how: Parameters<typeof publication>) => {
  const result = publication(...how);
  return result.kind === 'published' ? [] : result.faults.map(({ pointer, rule }) => `${pointer} ${rule}`);
};

test('a flow is filled in from its notice and from the language’s own words', () => {
  const notice = publishedNotice();
  const { flow, bytes, sha256 } = publishedFlow({}, notice);
  expect(flow).toMatchObject({
    id: 'order-line',
    version: 2,
    business: { id: 'fresh-produce', name: 'Fresh Produce' },
    notice: { id: 'order-updates', version: 3, sha256: notice.sha256 },
    policy: 'strict-2020',
    purposes: ['shipping_update', 'payment_update'],
    scope: ['message'],
    default_locale: 'en',
    keys: { yes: '1', no: '2', other: '3', repeat: '9', withdraw: '0' },
    other_number: true,
    tries: 3,
    timeout_seconds: 6,
    locales: { en: { what: 'order updates' } },
  });
  expect(sha256).toBe(sha256Hex(bytes));
  expect(parseFlow(bytes)).toEqual({ flow, bytes, sha256 });
});

test('a flow of its own words keeps them, and `ask` offers no number where none is taken', () => {
  expect(sampleFlow(prompts({ ask })).locales.en!.prompts.ask).toBe(ask);
  expect(sampleFlow({ other_number: false }).locales.en!.prompts.ask).not.toContain('{other}');
});

describe('a flow is refused that', () => {
  test.each([
    [
      'names no business',
      prompts({ ask: ask.replace('{business}', 'us') }),
      ['slots', 'clear_language/business_named'],
    ],
    [
      'does not say WhatsApp',
      prompts({ ask: ask.replace('WhatsApp', 'a chat') }),
      ['clear_language/whatsapp_named'],
    ],
    ['does not say what for', prompts({ ask: ask.replace('{what}', 'messages') }), ['slots']],
    [
      'does not read the number back',
      prompts({ ask: ask.replace('{ending}', 'you') }),
      ['slots', 'visual_identification/number_read_back'],
    ],
    ['does not say how to stop', prompts({ ask: ask.replace('{stop}', '') }), ['slots']],
    ['does not say which key agrees', prompts({ ask: ask.replace('{yes}', 'one') }), ['slots']],
    ['does not say which key declines', prompts({ ask: ask.replace('{no}', 'two') }), ['slots']],
    ['has a slot that there is not', prompts({ ask: `${ask} {masked}` }), ['slots']],
    ['has an address in it', prompts({ ask: `${ask} See www.fresh.example` }), ['spoken']],
  ])('%s', (_, changes, rules) => {
    expect(refusals(changes)).toEqual(rules.map((rule) => `/locales/en/prompts/ask ${rule}`));
  });

  test.each([
    ['https://fresh.example/stop', true],
    ['fresh.example', true],
    ['care@fresh', true],
    ['Look at fresh-produce.co for more', true],
    ['Press 1. Then wait.', false],
    ['From Dr. Green, at 8.30', false],
  ])('cannot be said: %s', (text, isAddress) => {
    const rules = isAddress ? ['/locales/en/prompts/silence spoken'] : [];
    expect(refusals(prompts({ silence: text }))).toEqual(rules);
  });

  test('lets a caller who once stopped believe that all is well', () => {
    expect(refusals(prompts({ recorded: 'Thank you.' }))).toEqual([
      '/locales/en/prompts/recorded start_named',
    ]);
  });

  test('speaks of "my orders"', () => {
    expect(refusals(en({ what: 'updates about my orders' }))).toEqual(['/locales/en/what second_person']);
    const notice = publishedNotice({ locales: { en: { what: 'updates about my orders' } } });
    expect(refusals({}, notice)).toEqual(['/locales/en/what second_person']);
    expect(refusals(en({ what: 'updates about your orders' }), notice)).toEqual([]);
  });

  test('has a language that its notice was not written in', () => {
    expect(refusals({ locales: { en: {}, fr: {} } })).toEqual(['/locales/fr locale_published']);
    expect(refusals({ default_locale: 'es' })).toEqual(['/default_locale default_locale']);
  });

  test('asks about calls and does not say so', () => {
    const notice = publishedNotice({
      scope: ['message', 'call'],
      locales: {
        en: { what: 'order updates by message and call', sentence: '{what} {business} WhatsApp {masked}' },
      },
    });
    expect(refusals(en({ what: 'order updates' }), notice)).toEqual([
      '/locales/en/prompts/ask clear_language/calls_named',
    ]);
    expect(refusals({}, notice)).toEqual([]);
  });

  test('lets a recording say a number that it cannot know', () => {
    const recorded = (template: string) => en({ prompts: { ask: template }, audio: { ask: audio } });
    expect(refusals(recorded(ask))).toEqual(['/locales/en/prompts/ask ending_last']);
    expect(refusals(recorded(`${ask.replace(', to {ending}', '')} The number ends in {ending}.`))).toEqual(
      [],
    );
    expect(refusals(en({ audio: { ask: audio } }))).toEqual(['/locales/en/prompts/ask ending_last']);
    expect(refusals(en({ audio: { recorded: audio } }))).toEqual([]);
  });

  test.each([
    ['gives one key two meanings', { keys: { yes: '2' } }],
    ['has a key of two digits', { keys: { yes: '11' } }],
    ['has no language', { locales: {} }],
    [
      'has more languages than keys',
      { locales: Object.fromEntries([...'abcdefg'].map((a) => [`${a}a`, {}])) },
    ],
    ['tries four times', { tries: 4 }],
    [
      'plays a recording that others may change on the way',
      en({ audio: { ask: { ...audio, url: 'http://a.example/' } } }),
    ],
    ['has a prompt of another name', prompts({ hello: 'Hello' })],
    ['has a calling code that is none', { calling_code: '+91' }],
  ])('%s', (_, changes) => {
    expect(flowDraftSchema.safeParse({ ...flowDraft, ...changes }).success).toBe(false);
  });
});

describe('what a caller hears of a no, a withdrawal or a failure', () => {
  test.each(['declined', 'withdrawn', 'not_recorded', 'gave_up'])('%s is no business’s to word', (name) => {
    expect(refusals(prompts({ [name]: 'Thank you, you have agreed.' }))).toEqual([
      `/locales/en/prompts/${name} own_words`,
    ]);
    expect(refusals(en({ audio: { [name]: audio } }))).toEqual([]);
  });
});

test('a publication names what a person should look at', () => {
  const warned = (changes: object) => {
    const result = publication({ calling_code: '91', ...changes });
    return result.kind === 'published'
      ? result.warnings.map(({ pointer, rule }) => `${pointer} ${rule}`)
      : [];
  };
  expect(warned({})).toEqual([]);
  expect(warned({ calling_code: undefined })).toEqual(['/calling_code calling_code']);
  expect(warned({ calling_code: undefined, other_number: false })).toEqual([]);
  expect(warned(en({ what: 'order updates' }))).toEqual([]);
  expect(warned(en({ what: 'offers' }))).toEqual(['/locales/en/what as_in_notice']);
  expect(warned(prompts({ ask }))).toEqual(['/locales/en/prompts/ask own_question']);
});

test('bytes that are no flow are not read as one', () => {
  for (const text of ['{}', '[]', 'not JSON', JSON.stringify({ ...sampleFlow(), tries: 9 })])
    expect(() => parseFlow(Buffer.from(text))).toThrow();
});
