// Gujarati.

import type { SmsStrings } from '../sms-strings.ts';

export const gu: SmsStrings = {
  ask: 'આ નંબર પર WhatsApp માં {business} તરફથી {what} મેળવવા સંમત હો તો YES લખીને મોકલો.',
  stop: 'ગમે ત્યારે બંધ કરવા STOP લખીને મોકલો.',
  help: 'મદદ: {contact}',
  recorded:
    'નોંધાઈ ગયું છે: તમે WhatsApp પર {business} તરફથી {what} મેળવવા સંમત થયા છો. જો તમે પહેલાં WhatsApp માં {business} ના સંદેશા બંધ કર્યા હોય, તો ત્યાં START લખો.',
  declined: 'નોંધાઈ ગયું છે: તમે ના પાડી છે.',
  stopped: 'નોંધાઈ ગયું છે કે {business} એ તમને WhatsApp સંદેશા મોકલવાનું બંધ કરવું પડશે.',
  nothing: 'કંઈ નોંધાયું નથી.',
  yes: ['હા'],
  no: ['ના'],
  helpWords: ['મદદ'],
  reviewed: false,
};
