import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { noticeDraftSchema, publishNotice, type Wording } from '../../../ledger/core/notice/notice.ts';
import { joinLines, maskNumber, renderNotice, renderPrompt } from '../../../ledger/core/notice/render.ts';
import { draft, facts, publishedNotice } from '../consent/sample-consent.ts';

const { notice } = publishedNotice();
const english = notice.locales.en!;

/** The sample notice of a business with this name. */
const named = (name: string) =>
  publishNotice(noticeDraftSchema.parse(draft), { ...facts, business: { id: 'shop', name } }).notice;

describe('the lines of a notice', () => {
  test('begin with the prescribed sentence, to the letter', () => {
    expect(renderNotice(notice, english, '+919876547890').sentence).toBe(
      'I consent to receive order updates from Fresh Produce on my WhatsApp number XXXXXX7890',
    );
  });

  test('say who uses the number, how to stop, and how to reach a person', () => {
    expect(renderNotice(notice, english, '+919876547890')).toMatchObject({
      privacy: 'How Fresh Produce uses your number: https://fresh.example/privacy',
      withdrawal: 'You can stop at any time: https://fresh.example/profile',
      contact: 'Talk to a person at Fresh Produce: +1 415 555 0100 · care@fresh.example',
    });
  });

  test('spoken, read the last four digits one by one', () => {
    expect(renderPrompt(notice, english, '+919876547890').sentence).toBe(
      'To receive order updates from Fresh Produce on your WhatsApp number ending 7 8 9 0, press 1. ' +
        'You can stop at any time. To decline, press 2.',
    );
  });

  test('are the same for every way of writing the number', () => {
    const forms = ['+919876547890', '+91 98765-47890', '00919876547890', 'tel:+91-98765-47890'];
    const lines = forms.map((form) => joinLines(renderNotice(notice, english, form)));
    expect(new Set(lines).size).toBe(1);
  });

  test('show any contact there is, and nothing for what there is not', () => {
    const byStore = publishedNotice({ contact: { address: '1 Market Street' } }).notice;
    expect(renderNotice(byStore, english, '').contact).toBe(
      'Talk to a person at Fresh Produce: 1 Market Street',
    );
  });

  test('are joined in one order by line feeds', () => {
    const lines = { sentence: 'a', privacy: 'b', withdrawal: 'c', contact: 'd' };
    expect(joinLines(lines)).toBe('a\nb\nc\nd');
  });
});

describe('a name or a noun that looks like a template', () => {
  test.each(['{masked}', '{what}', 'A {business} B', '{{masked}}', '$&', '$1', "$'", '{constructor}'])(
    'is shown as it is: %s',
    (name) => {
      expect(renderNotice(named(name), english, '+919876547890').sentence).toBe(
        `I consent to receive order updates from ${name} on my WhatsApp number XXXXXX7890`,
      );
    },
  );

  test('is shown as it is when it says what is sent', () => {
    const wording: Wording = { ...english, what: '{masked} and {business}' };
    expect(renderNotice(notice, wording, '+919876547890').sentence).toBe(
      'I consent to receive {masked} and {business} from Fresh Produce on my WhatsApp number XXXXXX7890',
    );
  });

  test.each([
    '{constructor}',
    '{toString}',
    '{__proto__}',
    '{hasOwnProperty}',
    '{unknown}',
    '{ what }',
    '{}',
  ])('a slot %s that is none of ours stays as written', (slot) => {
    const wording: Wording = { ...english, sentence: `${slot} {what}` };
    expect(renderNotice(notice, wording, '').sentence).toBe(`${slot} order updates`);
  });
});

describe('the mask', () => {
  test.each([
    ['+919876547890', 'XXXXXX7890'],
    ['+14155550123', 'XXXXXX0123'],
    ['+6834000', 'XXXXXX4000'],
    ['7890', 'XXXXXX7890'],
    ['789', 'XXXXXXXXXX'],
    ['+', 'XXXXXXXXXX'],
    ['', 'XXXXXXXXXX'],
  ])('of "%s" is %s', (number, masked) => {
    expect(maskNumber(number)).toBe(masked);
  });

  test('does not tell how long a number is', () => {
    const masks = ['+6837890', '+919876547890', '+123456789017890'].map((number) => maskNumber(number));
    expect(new Set(masks)).toEqual(new Set(['XXXXXX7890']));
  });
});

test('the renderer imports nothing by value, because the widget ships it', () => {
  const source = readFileSync(new URL('../../../ledger/core/notice/render.ts', import.meta.url), 'utf8');
  const imports = source.match(/^import .*|\bimport\(.*|\brequire\(.*/gm) ?? [];
  expect(imports.filter((line) => !line.startsWith('import type '))).toEqual([]);
});
