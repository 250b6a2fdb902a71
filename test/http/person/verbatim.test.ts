import { describe, expect, test } from 'vitest';
import { verbatim } from '../../../ledger/http/person/verbatim.ts';

const drawn = (line: string) => verbatim(line).toString();
const textOf = (markup: string) => markup.replaceAll(/<[^>]*>/g, '');

describe('a recorded line', () => {
  test.each([
    ['a telephone number', 'بات کریں: +1 415 555 0100 · care@fresh.example', '+1 415 555 0100'],
    ['an address', 'رقمك: https://fresh.example/privacy', 'https://fresh.example/privacy'],
    ['a masked number with its calling code', 'الخاص بي +44 XXXXXX0281', '+44 XXXXXX0281'],
    ['a number with brackets', 'לשיחה: (415) 555-0100', '415) 555-0100'],
  ])('draws %s from left to right', (_what, line, kept) => {
    expect(drawn(line)).toContain(`<bdi dir="ltr">${kept}</bdi>`);
  });

  test.each([
    'أوافق على تلقي تحديثات من Fresh Produce على رقم WhatsApp الخاص بي XXXXXX7890',
    'للتحدث إلى أحد ممثلي Fresh Produce: +1 415 555 0100 · care@fresh.example · https://fresh.example',
    'I consent to receive order updates from Fresh Produce on my WhatsApp number XXXXXX7890',
  ])('stays the same to the character: %s', (line) => {
    expect(textOf(drawn(line))).toBe(line);
  });

  test('is text, never markup', () => {
    expect(drawn('<b>https://fresh.example/"><script></b>')).not.toMatch(/<(b|script)>/);
  });
});
