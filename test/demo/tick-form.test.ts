import { describe, expect, test } from 'vitest';
import { askMe } from '../../demo/shop/pages/opt-in.ts';
import { parseTicks } from '../../demo/shop/tick-form.ts';

const from = { customer: '01890a5d-ac96-774b-bcce-b302099a8057', at: '2026-11-22T09:00:00.000Z' };

function ticks(...fields: [string, string][]) {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return parseTicks(form, from).map(({ notice, jws }) => ({ notice, jws }));
}

describe('the boxes of a form', () => {
  test('what the widget signed is taken as it is', () => {
    expect(ticks(['whatsapp_consent', 'a.b.c'])).toEqual([{ notice: 'order-updates', jws: 'a.b.c' }]);
  });

  test('what the widget signed counts before a plain box that was ticked while its script was on its way', () => {
    expect(ticks(['whatsapp_consent', askMe], ['whatsapp_consent', 'a.b.c'])).toEqual([
      { notice: 'order-updates', jws: 'a.b.c' },
    ]);
  });

  test('a plain box is a wish to be asked, without anything signed', () => {
    expect(ticks(['whatsapp_offers', askMe])).toEqual([{ notice: 'offers', jws: undefined }]);
  });

  test('empty boxes are no ticks', () => {
    expect(ticks(['name', 'Asha'])).toEqual([]);
  });

  test.for(['', 'on', 'true', 'a.b', 'a.b.c.d', 'a b.c.d', `${'a'.repeat(20_000)}.b.c`])(
    'nor is %.20s',
    (value) => {
      expect(ticks(['whatsapp_consent', value])).toEqual([]);
    },
  );
});
