// Words that make another message of the words beside them: "don't stop", "stop the bus". A business's own
// word that is one of these is never taken away from what a person says.

import { words } from '../whatsapp/word-list.ts';

export const negationWords = words(`
  do not, don't, dont, don, t, never, no, not, nor, neither, cannot, can't, cant, won't, wont, isn't, isnt,
  doesn't, doesnt, didn't, didnt, shouldn't, without,
  nunca, jamás, ni, sin, não, nem, sem, ne, n, pas, jamais, sans, non, mai, senza,
  nicht, nie, niemals, kein, keine, keinen, ohne, niet, geen, nooit, inte, ikke, aldrig, ikkje, ei, älä, älkää,
  не, ни, нет, никогда, без, nikdy, nigdy, ні, nu, δεν, μη, μην,
  değil, yok, asla, jangan, tidak, bukan, tak, ga, gak, nggak, usi,
  मत, नहीं, नही, न, ना, mat, nahi, nahin, na, না, নয়, நா, வேண்டாம்,
  لا, لم, لن, ليس, نه, לא, אל, không, khong, đừng, dung, 不, 别, 別, 勿, 不要, 안`);

export const determinerWords = words(`
  the, a, an, my, your, our, his, her, their, this, that, these, those, all, any, some, every, each, both,
  el, la, los, las, un, una, mi, mis, tu, tus, su, sus, este, esta, o, os, as, um, uma, meu, minha, seu,
  le, les, une, mon, ma, mes, votre, vos, der, die, das, den, dem, ein, eine, mein, meine, dein, ihr, ihre,
  il, lo, gli, i, uno, mio, mia, de, het, een, mijn, uw, en, ett, min, mitt, mera, meri, mere, मेरा, मेरी, मेरे`);
