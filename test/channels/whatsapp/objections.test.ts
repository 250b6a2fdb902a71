// What is an objection, and to what, and what is none: each is the whole message.

import { describe, expect, test } from 'vitest';
import { objectionWords } from '../../../ledger/channels/whatsapp/objection-words.ts';
import { understand } from '../../../ledger/channels/whatsapp/words.ts';

const said = (text: string) => {
  const one = understand(text);
  return one?.kind === 'object' ? `object:${one.scope}` : (one?.kind ?? 'nothing');
};

describe('written', () => {
  test.each([
    ['I object to marketing', 'object:marketing'],
    ['I OBJECT TO MARKETING!!', 'object:marketing'],
    ['Hello, I object to direct marketing, thank you', 'object:marketing'],
    ['I object', 'object:marketing'],
    ['I object to all messages', 'object:all'],
    ['I object to the processing of my data.', 'object:all'],
    ['Widerspruch', 'object:marketing'],
    ['widerspruch gegen werbung', 'object:marketing'],
    ['Hiermit widerspreche ich der Werbung', 'object:marketing'],
    ['Ich widerspreche der Verarbeitung meiner Daten', 'object:all'],
    ['Je m’oppose à la prospection commerciale', 'object:marketing'],
    ["je m'oppose", 'object:marketing'],
    ['Me opongo a la publicidad', 'object:marketing'],
    ['Oponho-me ao marketing', 'object:marketing'],
    ['mi oppongo alla pubblicita', 'object:marketing'],
    ['Ik maak bezwaar tegen direct marketing', 'object:marketing'],
    ['Sprzeciw wobec marketingu', 'object:marketing'],
    ['возражаю против рекламы', 'object:marketing'],
    ['मुझे मार्केटिंग पर आपत्ति है', 'object:marketing'],
    ['أعترض على التسويق', 'object:marketing'],
    ['我反对营销', 'object:marketing'],
    ['STOP', 'stop'],
    ['START', 'resume'],
    ['no objection', 'nothing'],
    ['I do not object', 'nothing'],
    ["I don't object to marketing", 'nothing'],
    ['kein Widerspruch', 'nothing'],
    ['Ich widerspreche nicht', 'nothing'],
    ['keine Einwände', 'nothing'],
    ['I object to the price of the blue one', 'nothing'],
    ['Ich habe Widerspruch gegen den Bescheid eingelegt, wo ist mein Paket?', 'nothing'],
    ['what is an objection?', 'nothing'],
    ['sin oposición', 'nothing'],
  ])('%j is %s', (text, is) => expect(said(text)).toBe(is));
});

test('every phrase of the list is heard as what it is', () => {
  for (const scope of ['marketing', 'all'] as const)
    for (const phrase of objectionWords[scope])
      expect([phrase, said(phrase)]).toEqual([phrase, `object:${scope}`]);
});

test('no phrase is heard beside a further clause', () => {
  for (const phrase of objectionWords.marketing)
    for (const text of [`${phrase}, where is my parcel`, `the shop opens at nine ${phrase}`])
      expect([text, said(text).startsWith('object')]).toEqual([text, false]);
});
