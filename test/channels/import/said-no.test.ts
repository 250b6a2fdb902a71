// Whole lists that say no in a way that looks like a yes: none of them may make a consent.

import { describe, expect, test } from 'vitest';
import { bothForms, csvOf, kindsIn, number, refusalOf } from './whole-list.ts';

describe('a column mapped as the status, with a yes in its cell', () => {
  test.each([
    ...['no_consent', 'without_consent', 'consent_missing', 'not_opted_in', 'not_subscribed', 'not_agreed'],
    ...['not_allowed', 'inactive', 'consent_expired', 'kein_optin', 'keine_einwilligung', 'NotOptedIn'],
    ...['sans_consentement', 'sin_consentimiento', 'sem consentimento', 'senza consenso', 'bez zgody'],
    ...['utan samtycke', 'uden samtykke', 'izinsiz', 'fără acord', 'tanpa persetujuan'],
    ...[
      '未同意',
      'بدون موافقة',
      '同意なし',
      '동의 없음',
      '미동의',
      'без согласия',
      'बिना सहमति',
      'chưa đồng ý',
    ],
    ...['noconsent', 'notsubscribed', 'keineinwilligung', 'unallowed', 'consent lapsed'],
    ...['Consent pending', 'optin_requested', 'consent required', 'never opted in', 'WhatsApp inactive'],
  ])('called %j refuses the list: a yes there may mean that there is no consent', async (status) => {
    for (const list of bothForms({ number, [status]: 'yes' }))
      expect(await kindsIn(list, { status })).toBe('refused /status');
  });

  test.each([
    ...['Please no calls', 'Has said no marketing', 'Leave me alone', 'said_no', 'wants no messages'],
    ...['says no calls', 'has no whatsapp', 'customer says: no marketing', 'Hotel no calls', 'No WhatsApp'],
    ...['Geen toestemming', 'nonconsenting'],
  ])('called %j makes a stop', async (status) => {
    for (const list of bothForms({ number, [status]: 'yes' }))
      expect(await kindsIn(list, { status })).toEqual(['stop']);
  });

  test.each([
    ...['Einwilligung', 'WhatsApp updates', 'WA ok?', 'Consent (Y/N)', 'Opt-in yes/no', 'Zgoda na WhatsApp'],
    ...['consent_status', 'Einwilligung ja/nein', 'Accepts WhatsApp Marketing', 'Consent: yes or no'],
  ])('called %j makes a consent', async (status) => {
    for (const list of bothForms({ number, [status]: 'yes' }))
      expect(await kindsIn(list, { status })).toEqual(['grant']);
  });
});

describe('words that say no to messages', () => {
  test.each([
    ...['wants no messages', 'says no calls', 'has no whatsapp', 'customer says: no marketing'],
    ...['Hotel no calls', 'she said no', 'This person has said: never'],
  ])('%j is a stop in a cell, and as a name it keeps the row from being a consent', async (words) => {
    expect(await kindsIn(csvOf({ number, status: words }))).toEqual(['stop']);
    for (const list of bothForms({ number, status: 'yes', [words]: 'x' }))
      expect(['stop', 'refused']).toContain((await kindsIn(list))[0]);
  });

  test.each(['Mobile No. WhatsApp', 'Phone no WhatsApp', 'S No Contact', 'Receber no WhatsApp'])(
    '%j is none: it numbers, or is Portuguese',
    async (name) => {
      expect(await kindsIn(csvOf({ number, status: 'yes', [name]: '4' }))).toEqual(['grant']);
    },
  );
});

describe('a column that asks for a no', () => {
  test.each([
    ...[
      '✓',
      '✔',
      '☑',
      '✅',
      '√',
      '+',
      '*',
      '•',
      'x',
      'X',
      't',
      'wahr',
      'vrai',
      'да',
      '是',
      'ano',
      '-1',
      'yes?',
    ],
    ...['customer request', 'maybe', '2024-03-01', '１', 'on', 'see note', '👍', '1.0'],
  ])('stops whose cell is %j', async (cell) => {
    const status = 'Opted Out';
    for (const list of bothForms({ number, [status]: cell }))
      expect(await kindsIn(list, { status })).toEqual(['stop']);
  });

  test.each([
    '',
    ' ',
    '-',
    '—',
    '?',
    '--',
    'no',
    'No.',
    'FALSE',
    '0',
    'N/A',
    'null',
    '0000-00-00',
    '00/00/0000',
  ])('says nothing where its cell is %j', async (cell) => {
    const status = 'Opted Out';
    for (const list of bothForms({ number, [status]: cell }))
      expect(await kindsIn(list, { status })).toEqual(['blank']);
  });

  test('stops whose JSON says more than a word', async () => {
    const status = 'opted_out';
    const of = (value: unknown) => kindsIn(JSON.stringify({ number, [status]: value }), { status });
    expect(await of({ at: '2024-03-01' })).toEqual(['stop']);
    expect(await of({})).toEqual(['blank']);
    expect(await of(null)).toEqual(['blank']);
    expect(await of([])).toEqual(['blank']);
  });
});

describe('a status', () => {
  test.each([
    '-1',
    '- yes',
    '−1',
    '!yes',
    'yes?',
    '¿sí?',
    '~yes',
    '≠ yes',
    '☐ yes',
    '[ ] yes',
    'yes ❌',
    '1-',
  ])('of %j is no consent: a sign may turn it round', async (cell) => {
    for (const list of bothForms({ number, opt_in: cell })) expect(await kindsIn(list)).toEqual(['refused']);
  });

  test.each(['yes', ' Yes. ', '"yes"', 'opt-in', 'opted_in', '✓ yes', 'YES!', '１'])(
    'of %j is one',
    async (cell) => {
      for (const list of bothForms({ number, opt_in: cell })) expect(await kindsIn(list)).toEqual(['grant']);
    },
  );

  // Of an order, an account or a coupon, as likely as of a consent.
  test.each(['confirmed', 'ACTIVE', 'accepted', 'given', '1', 'on'])(
    'of %j is no consent under a name that speaks of none',
    async (cell) => {
      expect(await kindsIn(csvOf({ number, order_id: '7', status: cell }))).toEqual(['refused']);
      expect(await kindsIn(JSON.stringify({ number, Status: cell }))).toEqual(['refused']);
      expect(await kindsIn(csvOf({ number, status: cell }), { status: 'status' })).toEqual(['grant']);
      expect(await kindsIn(csvOf({ number, consent_status: cell }))).toEqual(['grant']);
      expect(await kindsIn(csvOf({ contact_id: number, status: cell }), {}, 'twilio')).toEqual(['grant']);
    },
  );

  test.each(['subscribed', 'opted in', 'consented', 'granted', 'yes', 'true', 'ja'])(
    'of %j is one under any name',
    async (cell) => {
      expect(await kindsIn(csvOf({ number, status: cell }))).toEqual(['grant']);
    },
  );
});

describe('a number without a calling code', () => {
  test.each(['2025550123', '9175550123', "'2025550123"])(
    'such as %j is nobody’s consent, and yet a stop',
    async (bare) => {
      expect(await kindsIn(csvOf({ number: bare, status: 'yes' }))).toEqual(['refused']);
      expect(await kindsIn(JSON.stringify({ number: Number(bare.replace("'", '')), status: true }))).toEqual([
        'refused',
      ]);
      expect(await kindsIn(csvOf({ number: bare, status: 'opted out' }))).toEqual(['stop']);
    },
  );
});

describe('a column that asks for a no, beside a status that says yes', () => {
  test.each<[string, string]>([
    ['stop_date', ''],
    ['is_spam', 'false'],
    ['blocked', 'no'],
    ['Opted out at', '0000-00-00'],
    ['unsubscribe_reason', '—'],
    ['no_consent', 'N'],
    ['Abgemeldet am', 'nein'],
  ])('keeps nobody from being taken who said none: %s is %j', async (name, cell) => {
    for (const list of bothForms({ number, opt_in: 'yes', [name]: cell })) {
      expect(await kindsIn(list)).toEqual(['grant']);
      expect(await kindsIn(list, { status: 'opt_in' })).toEqual(['grant']);
    }
    expect(await kindsIn(JSON.stringify({ number, opt_in: true, opted_out: null, blocked: false }))).toEqual([
      'grant',
    ]);
  });

  test.each<[string, string]>([
    ['is_spam', 'true'],
    ['blocked', 'MG Road'],
    ['no_consent', 'yes'],
    ['consent_missing', 'x'],
    ['order_cancelled', '2024-05-01'],
    ['payment_cancelled', 'yes'],
    ['spam_score', '7'],
    ['deleted_at', '2024-05-01'],
    ['opt_out_allowed', 'yes'],
    ['never_opted_out', 'yes'],
  ])('is of goods or in doubt: whoever has anything there is refused alone: %s is %j', async (name, cell) => {
    const rows = [
      { number, opt_in: 'yes', [name]: '' },
      { number, opt_in: 'yes', [name]: cell },
    ];
    const list = [Object.keys(rows[0]!), ...rows.map(Object.values)]
      .map((cells) => cells.join(','))
      .join('\n');
    expect(await kindsIn(list, { status: 'opt_in' })).toEqual(['grant', 'refused']);
    const lines = rows.map((row) => JSON.stringify(row)).join('\n');
    expect(await kindsIn(lines, { status: 'opt_in' })).toEqual(['grant', 'refused']);
  });
});

describe('a column that nobody named', () => {
  test.each([
    ...['unsubscribed_from_all_mailings', 'optout_email_phone', 'wa_sms_optout', 'dnc_email_wa'],
    ...['UnsubscribedFromAllMailings', 'unsubscribedfromallemails', 'Email/WhatsApp opt-out', 'smswaoptout'],
    ...['optout sms tel', 'email, sms: do not call', 'global_mail_optout', 'Abgemeldet (alle Newsletter)'],
  ])('and called %j is not of another channel alone', async (name) => {
    for (const list of bothForms({ number, status: 'yes', [name]: 'true' }))
      expect(await kindsIn(list, { status: 'status' })).toEqual(['stop']);
  });

  test.each([
    'email_optout',
    'Unsubscribed from newsletter',
    'SMS opt-out',
    'mail_bounced',
    'sms_withdrawal',
  ])('and called %j is of another channel', async (name) => {
    for (const list of bothForms({ number, status: 'yes', [name]: 'true' }))
      expect(await kindsIn(list, { status: 'status' })).toEqual(['grant']);
  });

  test.each([
    ...['can_contact', 'whatsapp_enabled', 'ok to contact', 'whatsapp_marketing', 'inactive', 'DSGVO'],
    ...['GDPR', 'RGPD ok', 'may_contact', 'contactable', 'is_active', 'WA marketing', 'marketing'],
    ...['whatsapp_disabled', 'Datenschutz', 'LGPD', 'ok_to_message', 'can_message', 'WhatsApp allowed'],
  ])('and called %j keeps a row from being taken that does not say yes there', async (name) => {
    const isTurned = /inactive|disabled/.test(name);
    for (const cell of isTurned ? ['yes', 'x'] : ['no', 'maybe', ''])
      for (const list of bothForms({ number, status: 'yes', [name]: cell })) {
        expect(await kindsIn(list)).toEqual(['refused']);
        expect(await kindsIn(list.replace('status', 'till'), { status: '' })).toEqual(['refused']);
      }
    const said = { number, till: 'x', [name]: isTurned ? 'no' : 'yes' };
    for (const list of bothForms(said)) expect(await kindsIn(list, { status: '' })).toEqual(['grant']);
  });

  test.each([
    'Telefono contact',
    'Contact name',
    'City',
    'No',
    'Order No',
    'Aktion',
    'Activity',
    'Okto',
    'Notes',
  ])('and called %j is passed over', async (name) => {
    expect(await kindsIn(csvOf({ number, status: 'yes', [name]: 'no' }))).toEqual(['grant']);
  });
});

describe('a list without a line of names', () => {
  test.each([
    'राम शर्मा,+९१९८७६५४३२१०,हाँ',
    'Ann Doe,+１４１５５５５０１０１,yes',
    'علي,+٩٧١٥٠١٢٣٤٥٦٧,نعم',
    'Ann Doe,ann＠example.com,yes',
  ])('such as %j is refused without a word of it', async (line) => {
    const error = await refusalOf(`${line}\n${line}\n`);
    for (const cell of line.split(',')) expect(error).not.toContain(cell);
    expect(error).toContain('(column 1), (column 2), (column 3)');
  });
});
