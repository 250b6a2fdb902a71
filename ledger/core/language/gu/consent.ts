// Gujarati.

import type { Prescribed } from '../prescribed.ts';

export const gu: Prescribed = {
  sentence: 'હું મારા WhatsApp નંબર {masked} પર {business} તરફથી {what} મેળવવા માટે સંમતિ આપું છું',
  privacy: '{business} તમારા નંબરનો ઉપયોગ કેવી રીતે કરે છે: {privacy_url}',
  withdrawal: 'તમે આને ગમે ત્યારે બંધ કરી શકો છો: {withdrawal_url}',
  contact: '{business} ના પ્રતિનિધિ સાથે વાત કરો: {contact}',
  prompt:
    'છેલ્લા અંક {masked} ધરાવતા તમારા WhatsApp નંબર પર {business} તરફથી {what} મેળવવા માટે 1 દબાવો. ' +
    'તમે આને ગમે ત્યારે બંધ કરી શકો છો. ના પાડવા માટે 2 દબાવો.',
  callWord: /(?<![\p{L}\p{M}])ક[ૉો]લ(?:્સ|ના|ની|નો|નું|ને|થી)?(?![\p{L}\p{M}])/u,
  reviewed: false,
};
