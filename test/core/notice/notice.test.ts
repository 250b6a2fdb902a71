import { describe, expect, test } from 'vitest';
import { canonicalBytes, sha256Hex } from '../../../ledger/core/canonical.ts';
import {
  noticeDraftSchema,
  noticeSchema,
  parseNotice,
  publishNotice,
} from '../../../ledger/core/notice/notice.ts';
import { purposes } from '../../../ledger/core/notice/purpose.ts';
import { draft, facts, publishedNotice } from '../consent/sample-consent.ts';

/** The rules a draft breaks: the schema's own name for it, or ours. */
function broken(changes: Record<string, unknown>): string[] {
  const result = noticeDraftSchema.safeParse({ ...draft, ...changes });
  if (result.success) return [];
  return result.error.issues.map(
    (issue) => (issue as { params?: { rule?: string } }).params?.rule ?? issue.code,
  );
}
const inEnglish = (words: object) => ({ locales: { en: { what: 'order updates', ...words } } });

describe('a draft', () => {
  test('of the fewest fields is accepted, and gets the strictest policy and messages only', () => {
    expect(noticeDraftSchema.parse(draft)).toEqual({ ...draft, policy: 'strict-2020', scope: ['message'] });
  });

  test('is kept as a browser will draw it: no space around a line, one between two words', () => {
    const { locales } = noticeDraftSchema.parse({ ...draft, ...inEnglish({ what: '  order   updates ' }) });
    expect(locales.en?.what).toBe('order updates');
  });

  test.each([
    ['an id with upper case', { id: 'Order-Updates' }, ['invalid_format']],
    ['an id that begins with a hyphen', { id: '-updates' }, ['invalid_format']],
    ['an id of one letter', { id: 'o' }, ['invalid_format']],
    ['an id of 64 letters', { id: 'o'.repeat(64) }, ['invalid_format']],
    ['an id with a path in it', { id: '../notices' }, ['invalid_format']],
    ['no purposes', { purposes: [] }, ['too_small']],
    ['a purpose named twice', { purposes: ['marketing', 'marketing'] }, ['unique']],
    ['a purpose nobody knows', { purposes: ['newsletter'] }, ['invalid_value']],
    ['every purpose by a star', { purposes: ['*'] }, ['invalid_value']],
    ['no scope', { scope: [] }, ['too_small']],
    ['a scope nobody knows', { scope: ['post'] }, ['invalid_value']],
    ['a default locale without words', { default_locale: 'fr' }, ['default_locale']],
    ['a locale that is no language tag', { default_locale: 'english' }, ['invalid_format', 'default_locale']],
    ['no locales', { locales: {} }, ['default_locale']],
    [
      'words under a key that is no language tag',
      { locales: { en: { what: 'news' }, EN: { what: 'news' } } },
      ['invalid_key'],
    ],
    ['nothing said of what is sent', { locales: { en: {} } }, ['invalid_type']],
    ['a blank for what is sent', inEnglish({ what: '   ' }), ['too_small']],
    ['no contact', { contact: {} }, ['human_contact']],
    ['a blank for a contact', { contact: { phone: ' ' } }, ['too_small']],
    ['a contact that is no e-mail', { contact: { email: 'care' } }, ['invalid_format']],
    [
      'a contact nobody asked for',
      { contact: { email: 'care@fresh.example', fax: '1' } },
      ['unrecognized_keys'],
    ],
    ['a script for a privacy link', { privacy_url: 'javascript:alert(1)' }, ['invalid_format']],
    ['a script for a withdrawal link', { withdrawal_url: 'javascript:alert(1)' }, ['invalid_format']],
    ['a script for a contact link', { contact: { url: 'javascript:alert(1)' } }, ['invalid_format']],
    ['a link with a password in it', { privacy_url: 'https://asha:secret@fresh.example/' }, ['web_url']],
    ['a link of two lines', { withdrawal_url: 'https://fresh.example/a\u2028b' }, ['web_url']],
    [
      'a link with spaces, which a browser draws as one',
      { contact: { url: 'https://fresh.example/a  b' } },
      ['web_url'],
    ],
    ['a data link', { privacy_url: 'data:text/html,hello' }, ['invalid_format']],
    ['a link without scheme', { privacy_url: '//fresh.example/privacy' }, ['invalid_format']],
    ['no privacy link', { privacy_url: undefined }, ['invalid_type']],
    ['no withdrawal link', { withdrawal_url: undefined }, ['invalid_type']],
    ['a policy nobody knows', { policy: 'lax-2030' }, ['invalid_value']],
    ['a jurisdiction in small letters', { jurisdiction: 'in' }, ['invalid_format']],
    ['a lifetime of no days', { valid_days: 0 }, ['too_small']],
    ['a lifetime of more than ten years', { valid_days: 3651 }, ['too_big']],
    ['a lifetime of half days', { valid_days: 1.5 }, ['invalid_type']],
    ['a version of its own', { version: 9 }, ['unrecognized_keys']],
    ['a business of its own', { business: { id: 'other', name: 'Other' } }, ['unrecognized_keys']],
    ['a field nobody knows', { priority: 'high' }, ['unrecognized_keys']],
    ['words nobody knows', inEnglish({ heading: 'Hello' }), ['unrecognized_keys']],
  ])('with %s is refused', (_, changes, rules) => {
    expect(broken(changes)).toEqual(rules);
  });

  const whole = 'I agree to {what} from {business} on WhatsApp at {masked}';
  test.each(['sentence', 'prompt'])('whose %s lacks a slot is refused', (name) => {
    expect(broken(inEnglish({ [name]: whole }))).toEqual([]);
    for (const slot of ['{what}', '{business}', '{masked}']) {
      expect(broken(inEnglish({ [name]: whole.replace(slot, 'it') }))).toEqual(['slots']);
    }
  });

  test.each([
    ['privacy', 'privacy_url'],
    ['withdrawal', 'withdrawal_url'],
    ['contact', 'contact'],
  ])('whose %s line does not show its {%s} is refused', (name, slot) => {
    expect(broken(inEnglish({ [name]: `See {${slot}}` }))).toEqual([]);
    expect(broken(inEnglish({ [name]: 'See our shop' }))).toEqual(['slots']);
  });

  test.each(['{name}', '{constructor}', '{Business}'])(
    'with the slot %s, which nobody fills, is refused',
    (slot) => {
      expect(broken(inEnglish({ sentence: `${whole} ${slot}` }))).toEqual(['slots']);
    },
  );

  test.each([
    ['a line feed', '\n'],
    ['a carriage return', '\r'],
    ['a line separator', '\u2028'],
    ['a null character', '\0'],
    ['an escape character', '\u001b'],
  ])('with %s inside a line is refused: lines are told apart by line feeds', (_, character) => {
    expect(broken(inEnglish({ what: `order${character}updates` }))).toEqual(['one_line']);
    expect(broken(inEnglish({ sentence: `${whole}${character}and more` }))).toEqual(['one_line']);
    expect(broken({ contact: { address: `1 Market Street${character}Springfield` } })).toEqual(['one_line']);
  });

  // Drawn in another order than it is written, a sentence says what nobody agreed to.
  test.each([
    ['turns letters around', 'order \u202esetadpu', ['bidi_override']],
    ['turns them around and back', 'order \u202dup\u202cdates', ['bidi_override']],
    ['opens an embedding and leaves it open', 'order \u202bupdates', ['bidi_unbalanced']],
    ['opens an isolate and leaves it open', 'order \u2067updates', ['bidi_unbalanced']],
    ['closes what it never opened', 'order\u2069 updates', ['bidi_unbalanced']],
    ['closes the wrong one', 'order \u2066up\u202cdates', ['bidi_unbalanced']],
    ['has lost letters', 'nouvelles de la bo\ufffdte', ['lost_letters']],
    ['closes each that it opens', 'order \u2067up\u202bda\u202ctes\u2069 \u200enow', []],
  ])('with a text that %s: %j', (_, text, rules) => {
    expect(broken(inEnglish({ what: text }))).toEqual(rules);
    expect(broken(inEnglish({ sentence: `${whole} ${text}` }))).toEqual(rules);
    expect(broken(inEnglish({ sms: { keywords: [text] } }))).toEqual(rules);
    expect(broken({ contact: { address: text } })).toEqual(rules);
  });

  test('and that was published before there was this rule is read as it is', () => {
    const { locales: _, ...before } = noticeDraftSchema.parse(draft);
    const { bytes } = publishNotice({ ...before, locales: { en: { what: 'order \u202bupdates' } } }, facts);
    expect(parseNotice(bytes).notice.locales.en?.what).toBe('order \u202bupdates');
  });
});

describe('publishing', () => {
  test('fills in the prescribed words, and keeps those the business brought', () => {
    const own = 'Sí, quiero {what} de {business} por WhatsApp en {masked}';
    const { notice } = publishedNotice({
      locales: { en: { what: 'order updates' }, es: { what: 'novedades', sentence: own } },
    });
    expect(notice.locales.en?.sentence).toBe(
      'I consent to receive {what} from {business} on my WhatsApp number {masked}',
    );
    expect(notice.locales.es?.sentence).toBe(own);
    expect(notice.locales.es?.privacy).toBe('Cómo usa {business} su número: {privacy_url}');
  });

  test('the same draft gives the same bytes, whatever the order of its fields', () => {
    const backwards = Object.fromEntries(Object.entries(draft).reverse());
    const again = publishNotice(noticeDraftSchema.parse(backwards), facts);
    expect(again.bytes.equals(publishedNotice().bytes)).toBe(true);
    expect(again.sha256).toBe(publishedNotice().sha256);
  });

  test('gives canonical bytes and their digest', () => {
    const { notice, bytes, sha256 } = publishedNotice();
    expect(bytes.equals(canonicalBytes(notice))).toBe(true);
    expect(sha256).toBe(sha256Hex(bytes));
  });

  test.each([
    ['the version', { version: 4 }],
    ['the business', { business: { id: 'fresh-produce', name: 'Fresh Produce Ltd' } }],
    ['the moment', { publishedAt: '2026-01-05T08:00:01.000Z' }],
  ])('%s is part of the bytes', (_, changes) => {
    const other = publishNotice(noticeDraftSchema.parse(draft), { ...facts, ...changes });
    expect(other.sha256).not.toBe(publishedNotice().sha256);
  });
});

describe('stored bytes', () => {
  const published = publishedNotice({ jurisdiction: 'IN', valid_days: 365, scope: ['message', 'call'] });

  test('are read back as the notice that was published', () => {
    expect(parseNotice(published.bytes)).toEqual(published);
  });

  test('are kept as they are, not encoded again', () => {
    const spaced = Buffer.from(JSON.stringify(published.notice, null, 1));
    expect(parseNotice(spaced).bytes.equals(spaced)).toBe(true);
    expect(parseNotice(spaced).sha256).not.toBe(published.sha256);
  });

  test.each([
    ['no JSON', 'notice'],
    ['another thing', '{"kind":"opt_in"}'],
    ['a notice without policy', JSON.stringify({ ...published.notice, policy: undefined })],
    ['a notice without scope', JSON.stringify({ ...published.notice, scope: undefined })],
    ['a notice with a field nobody knows', JSON.stringify({ ...published.notice, note: '' })],
    [
      'a notice without words in its default locale',
      JSON.stringify({ ...published.notice, default_locale: 'fr' }),
    ],
    ['a notice of version 0', JSON.stringify({ ...published.notice, version: 0 })],
  ])('that are %s are refused', (_, text) => {
    expect(() => parseNotice(Buffer.from(text))).toThrow();
  });

  test('describe a notice whose schema accepts it', () => {
    expect(noticeSchema.parse(published.notice)).toEqual(published.notice);
  });
});

describe('purposes', () => {
  test('are the ten categories of 2020, authentication and marketing', () => {
    expect(purposes).toHaveLength(12);
    expect(
      purposes.filter((purpose) => purpose.endsWith('_update') || purpose === 'issue_resolution'),
    ).toHaveLength(10);
    expect(purposes).toEqual(expect.arrayContaining(['authentication', 'marketing']));
  });
});
