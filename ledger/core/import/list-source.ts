// What a list was gathered for, as far as the words say that tell where it comes from. Consent is given to
// one channel: an address on a list for e-mail, SMS or a social network says nothing about WhatsApp, and who
// clicked an advertisement asked for an answer.
//
// The words are the business's own, so this is no proof: it stops the honest mistake, and the words stay in
// each record. In doubt a list is refused, and can be named by the place where people were asked instead.

import { z } from 'zod';
import { type EntryPoint, entryPointSchema } from '../consent/evidence.ts';

/** Who gathered a list, how and where. */
export const sourceSchema = z.string().trim().min(3, 'says too little of where the list comes from').max(200);

const word = (text: string) => new RegExp(`(?<![\\p{L}])(?:${text})(?![\\p{L}])`, 'iu');

/** A link in an e-mail or an SMS may lead to the place where people were asked. */
const notItsLink = '(?![\\s_-]+links?)';

const told: readonly (readonly [EntryPoint, RegExp])[] = [
  [
    'click_to_whatsapp_ad',
    word(
      'ctwa|click[\\s_-]*to[\\s_-]*(?:whats[\\s_-]?app|chat|message)(?:[\\s_-]*ads?)?|whats[\\s_-]?app[\\s_-]*(?:ads?|adverts?|advertisements?)|(?:facebook|instagram|meta|lead)[\\s_-]*ads?',
    ),
  ],
  [
    'whatsapp_thread',
    word('whats[\\s_-]?app[\\s_-]*(?:chats?|threads?|conversations?|groups?|inbox(?:es)?|broadcasts?)'),
  ],
  [
    'email_list',
    word(
      `e[\\s_-]?mails?${notItsLink}|news[\\s_-]?letters?|mailing[\\s_-]*lists?|mailings?|correos?[\\s_-]*electr[oó]nicos?|courriels?|infolettres?|bolet[ií]n(?:es)?|nieuwsbrief|nyhetsbrev`,
    ),
  ],
  ['sms_list', word(`sms${notItsLink}|text[\\s_-]*(?:messages?|messaging|marketing|list)|short[\\s_-]*code`)],
  [
    'social_list',
    word(
      'facebook|instagram|tik[\\s_-]?tok|linked[\\s_-]?in|twitter|snapchat|pinterest|telegram|social(?:[\\s_-]*(?:media|networks?))?|redes[\\s_-]*sociales|followers?',
    ),
  ],
];

/** The entry points that these words name; of the name of an entry point, that one alone. */
export function entryPointsIn(text: string): EntryPoint[] {
  const named = entryPointSchema.safeParse(
    text
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_'),
  );
  return named.success
    ? [named.data]
    : told.flatMap(([entryPoint, words]) => (words.test(text) ? [entryPoint] : []));
}
