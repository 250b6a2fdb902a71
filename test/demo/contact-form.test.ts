import { describe, expect, test } from 'vitest';
import { parseContactForm } from '../../demo/shop/contact-form.ts';

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const whole = { name: 'Asha Rao', address: '12 Lake Road', phone: '98765 43211' };

describe('name, address and phone', () => {
  test.for([
    ['98765 43211', '+919876543211'],
    ['+91 98765-43211', '+919876543211'],
    ['098765 43211', '+919876543211'],
    ['+1 (415) 555-0123', '+14155550123'],
  ])('the number %s is kept as %s', ([typed, kept]) => {
    expect(parseContactForm(form({ ...whole, phone: typed! }))).toMatchObject({ contact: { phone: kept } });
  });

  test.for(['', '12', 'call me', '+91 98765 43211 98765 43211', '1'.repeat(500)])(
    'is incomplete with %j for a number, and shows it again as it was typed',
    (phone) => {
      const read = parseContactForm(form({ ...whole, phone }));
      expect(read).toMatchObject({ kind: 'incomplete', typed: { phone: phone.slice(0, 200) } });
    },
  );

  test('every mistake is found in one go', () => {
    const read = parseContactForm(form({ name: '  ' }));
    expect(read.kind === 'incomplete' && Object.keys(read.mistakes).sort()).toEqual([
      'address',
      'name',
      'phone',
    ]);
  });

  test('a file in the place of a text is no text', () => {
    const data = form(whole);
    data.set('name', new File(['x'], 'x.txt'));
    expect(parseContactForm(data)).toMatchObject({ kind: 'incomplete', typed: { name: '' } });
  });
});
