// What programs and people put around a number. All of it leads to the person whom the plain number names; no
// part of it stands for a calling code.

import { expect, test } from 'vitest';
import { normalizeIdentifier, normalizeNumber } from '../../../ledger/core/subject/identifier.ts';

test.each([
  'whatsapp:+919876543210',
  'WhatsApp:919876543210',
  'whatsapp:+91 98765 43210',
  '919876543210@s.whatsapp.net',
  '919876543210:7@s.whatsapp.net',
  '919876543210.0:7@s.whatsapp.net',
  '919876543210@c.us',
  'https://wa.me/919876543210',
  'wa.me/+919876543210',
  'tel:+91-98765-43210;ext=5',
  'tel:+919876543210;phone-context=example.com',
  'sms:+919876543210',
  '+91 98765 43210 ext. 5',
  '+91 98765 43210, extension 5',
  '+919876543210ext5',
  '+91 98765 43210 x5',
  '00919876543210 x 12',
  "'+919876543210",
  "'919876543210",
  '"+919876543210"',
  '“+91 98765 43210”',
  '="919876543210"',
  '\ufeff+919876543210',
  '919876543210.0',
  '+919876543210.0',
])('%s is the number in it', (written) => {
  expect(normalizeNumber(written)).toEqual({ kind: 'number', e164: '+919876543210' });
  expect(normalizeIdentifier({ kind: 'wa_id', value: written })).toEqual({
    kind: 'number',
    value: '+919876543210',
  });
});

test.each([
  ['a group', '120363041234567890@g.us', 'character'],
  ['an id that hides the number', '919876543210@lid', 'character'],
  ['an address by e-mail', '919876543210@example.com', 'character'],
  ['a number at home behind tel:', 'tel:9876543210;phone-context=+91', 'character'],
  ['a number at home with an extension', '9876543210 x5', 'character'],
  ['bare digits with an extension', '919876543210 ext 5', 'character'],
  ['a digit that is hidden', '+49 30 1234x678', 'character'],
  ['two numbers', '+919876543210, +919876543211', 'character'],
  ['a number at home in quotation marks', "'098765 43210", 'calling_code_missing'],
  ['nothing in quotation marks', '""', 'empty'],
  ['more than any number', `whatsapp:+${'1'.repeat(60)}`, 'input_length'],
])('%s is refused', (_what, written, rule) => {
  expect(normalizeNumber(written)).toMatchObject({ kind: 'refused', rule });
});

test('a number that no plan has is kept as Meta spells it, without what stands around it', () => {
  const value = '999123456789@s.whatsapp.net';
  expect(normalizeIdentifier({ kind: 'wa_id', value })).toEqual({ kind: 'wa_id', value: '999123456789' });
});
