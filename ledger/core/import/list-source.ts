// What a list was gathered for, as far as the words say that tell where it comes from. Consent is given to
// one channel: an address on a list for e-mail, SMS or a social network says nothing about WhatsApp, and who
// clicked an advertisement asked for an answer.
//
// The words are the business's own, so this is no proof: it stops the honest mistake, and the words stay in
// each record. In doubt a list is refused, and can be named by the place where people were asked instead.

import { z } from 'zod';
import { type EntryPoint, entryPointSchema } from '../consent/evidence.ts';
import { looksLatin } from '../look-alike-letters.ts';
import { plainLetters } from './plain-letters.ts';

/** Who gathered a list, how and where. */
export const sourceSchema = z.string().trim().min(3, 'says too little of where the list comes from').max(200);

/**
 * As it is compared: in plain letters, without what nobody sees and the many kinds of dash, since a word
 * processor writes "e‑mail" with one of its own.
 */
const plain = (text: string): string =>
  plainLetters(text)
    .replaceAll(/\p{Cf}|\p{Variation_Selector}/gu, '')
    .replaceAll(/[\p{Pd}\u2212]/gu, '-')
    .replaceAll(/\p{L}*[a-z]\p{L}*/gu, asItLooks);

/** A word of Latin letters and others is read as it looks. */
const asItLooks = (word: string): string =>
  [...word].map((letter) => looksLatin.get(letter) ?? letter).join('');

/** Letters that stand apart, as in "F.B." and "e m a i l". */
const spelledOut = /(?<![\p{L}\p{N}])\p{L}(?:[\s.·_-]{1,2}\p{L}(?![\p{L}\p{N}]))+/gu;
const joinedUp = (text: string): string =>
  text.replaceAll(spelledOut, (letters) => letters.replaceAll(/[^\p{L}]/gu, ''));

/** Between the parts of one word. */
const gap = '[\\s\\p{P}]{0,3}';
const ending = '\\p{L}*';

/**
 * @param words as `plain` writes them, where words stand apart; a blank is any gap
 * @param within of scripts that join words or do not part them, separated by blanks
 */
function naming(words: readonly string[], within: string): (text: string) => boolean {
  const apart = new RegExp(`(?<![\\p{L}])(?:${words.join('|').replaceAll(' ', gap)})(?![\\p{L}])`, 'u');
  const joined = within.split(' ').map(plain);
  return (text) => apart.test(text) || apart.test(joinedUp(text)) || joined.some((one) => text.includes(one));
}

/** A link in an e-mail or an SMS may lead to the place where people were asked. */
const notItsLink = '(?!s?[\\s_-]*links?)';

const whatsApp = `(?:what${gap}s${gap}app|wa(?:${gap}me)?)`;
const network = `(?:${whatsApp}|face${gap}book|fb|instagram|insta|ig|meta|tik${gap}tok)`;
const advertisement = `(?:ads?|adverts?|advertisements?|advertising|anzeigen?|werbung|iklan|anunci${ending}|reklam${ending})`;
const of = `${gap}(?:(?:de|del|da|do|di|du|en|em|no|na|sur|su|in|on|of|bei|auf|our|the)${gap}){0,2}`;

const gathered = `(?:grupp|group|follow|kontakt|contact|kanal|channel|abonn|subscri|fan|kund|nutzer|user|list|lead|seite|page|chat|kampagn|campaign)${ending}`;
const lists =
  'lists?|data|databases?|data sets?|contacts|leads|numbers|addresses|audiences?|records|mobile numbers|phone numbers';

const told: readonly (readonly [EntryPoint, (text: string) => boolean])[] = [
  [
    'click_to_whatsapp_ad',
    naming(
      [
        'ctwa',
        `(?:click|klick|clic|clique)${gap}(?:to|2|zu|para)${gap}(?:${whatsApp}|chat|message|dms?)(?:${gap}ads?)?`,
        `(?:google|bing|microsoft|youtube|linkedin|twitter|snap(?:chat)?|display|search)${gap}(?:lead${gap})?${advertisement}`,
        `(?:${network}|lead)${gap}(?:lead${gap})?${advertisement}`,
        `${advertisement}${gap}(?:(?:that|which)${gap})?(?:opens?|starts?|begins?|leads? to)(?!\\p{L})`,
        `${network}${gap}leads?|lead${gap}(?:gen${ending}${gap})?forms?`,
        `(?:ads?|anunci${ending}|publici${ending}|annonc${ending}|inserzion${ending}|реклам${ending})${of}(?:в${gap}|на${gap})?${network}`,
      ],
      'whatsapp広告 whatsapp广告 whatsapp廣告 whatsapp광고 facebook広告 facebook广告 facebook廣告 facebook광고',
    ),
  ],
  [
    'whatsapp_thread',
    naming(
      [
        `${whatsApp}${gap}(?:business${gap})?(?:chat${ending}|threads?|conversa${ending}|groups?|grupp${ending}|grup${ending}|communit(?:y|ies)|channels?|status(?:es)?|exports?|inbox(?:es)?|broadcasts?)`,
        `(?:chats?|grupos?|groupes?|gruppi|groups?|conversa${ending}|discussions?)${of}${whatsApp}`,
        `(?:incoming|inbound|received)${gap}${whatsApp}${gap}messages?`,
        `(?:wrote|written|messaged|texted|contacted|chatted|dmed)${gap}(?:(?:to|with)${gap})?us${gap}(?:on|in|via|over|through|by)${gap}${whatsApp}`,
        `broadcast${gap}lists?|listas? de transmiss${ending}`,
      ],
      'whatsapp群 whatsapp群组 whatsappグループ',
    ),
  ],
  [
    'email_list',
    naming(
      [
        `e${gap}mail${notItsLink}${ending}|(?:e${gap})?mail${gap}(?:list|verteiler|blast|shot|marketing|campaign|kampagne)${ending}`,
        `mailing${ending}|mailers?|e${gap}blasts?|news${gap}letter${ending}|mail${gap}chimp|brevo|send${gap}in${gap}blue|mail${gap}jet`,
        `mailer${gap}lite|constantcontact|campaign${gap}monitor|activecampaign|getresponse|convert${gap}kit|substack`,
        // German, French, Spanish, Portuguese, Italian, Dutch.
        `rund(?:brief|mail|schreiben)${ending}|verteiler${ending}|courriels?|infolettres?|lettres? d${gap}info${ending}`,
        'listes? de (?:diffusion|courri[a-z]*|distribution|publipostage)|listes? d.envois?|courriers? electroniques?',
        'correos?[\\s_-]*electronicos?|listas? de (?:correos?|difusion|distribucion|envios?|distribuicao)|boletin(?:es)?',
        'boletim|boletins|correio eletronico|list[ae] di (?:distribuzione|posta|spedizione)|posta elettronica|bollettin[oi]',
        `nieuwsbrie${ending}|(?:e${gap})?maillijst${ending}|verzendlijst${ending}`,
        // Nordic, Polish, Czech, Hungarian, Romanian, Turkish, Indonesian, Vietnamese, Swahili.
        `nyhe[td]sbrev${ending}|utskick${ending}|e${gap}post${ending}|maillist${ending}|uutiskir${ending}|sahkoposti${ending}|postituslist${ending}`,
        `biuletyn${ending}|poczt${ending} elektroniczn${ending}|zpravodaj${ending}|hirlevel${ending}|levelezolista|buletin${ending}`,
        `e${gap}bulten${ending}|bulten${ending}|posta listesi|surel|milis|thu dien tu|barua pepe`,
        `рассылк${ending}|розсилк${ending}|(?:электрон|електрон)${ending} (?:почт|пошт)${ending}|(?:е|э|и)${gap}?ме(?:и|й)л${ending}|почтов${ending} спис${ending}`,
        `ενημερωτικ${ending} δελτι${ending}|ηλεκτρονικ${ending} ταχυδρομ${ending}|λιστα αλληλογραφ${ending}`,
      ],
      '邮件 郵件 电邮 電郵 邮箱 郵箱 电子报 電子報 メール メルマガ メーリングリスト ニュースレター 이메일 뉴스레터 메일링 อีเมล จดหมายข่าว ' +
        'ईमेल ई-मेल न्यूज़लेटर मेलिंग ইমেইল ই-মেইল ইমেল নিউজলেটার மின்னஞ்சல் ఇమెయిల్ ఈమెయిల్ ಇಮೇಲ್ ഇമെയിൽ ഇ-മെയിൽ ઇમેઇલ ઈમેલ ' +
        'ਈਮੇਲ ایمیل خبرنامه رایانامه إلكتروني بريدية إيميل דוא"ל דוא״ל אימייל ניוזלטר',
    ),
  ],
  [
    'sms_list',
    naming(
      [
        `s${gap}m${gap}s${notItsLink}(?:es|(?:list|verteiler|abo|kampagn|club|klub|kontakt|kund|grupp|nutzer|empfang|nummer|werb|user|subscri|contact|customer|campaign|blast|market|data|base|bestand|group)${ending})?|mms|short${gap}codes?`,
        `(?:opt${gap}in|signed${gap}up|sign${gap}up|joined|agreed|replied)${gap}(?:by|via|through|over)${gap}texts?(?!${gap}on)|text${gap}(?:to${gap}join|opt${gap}in)s?`,
        `text(?:ing)?${gap}(?:messages?|messaging|marketing|lists?|blasts?|club|alerts?|subscri${ending})|textnachricht${ending}|kurznachricht${ending}|messages? textes?`,
        `mensajes? de texto|mensage[mn]s? de texto|messaggi di testo|kisa mesaj${ending}|(?:смс|эсэмэс)${ending}`,
      ],
      '短信 簡訊 短訊 ショートメッセージ 문자메시지 एसएमएस এসএমএস پیامک مسرون מסרון',
    ),
  ],
  [
    'social_list',
    naming(
      [
        // Many languages join what was gathered to where: Facebookgruppe. A telegraph or a twitterer is none.
        `(?:face${gap}book|instagram|snapchat|pinterest|youtube|wechat|tiktok|linkedin)${ending}|tik${gap}tok|linked${gap}in`,
        `(?:fb|twitter|telegram|viber)(?:${gathered})?|insta(?:${gathered})?(?!${gap}cart)|messenger(?:${gathered})?(?!${gap}(?:bags?|taschen?|service|boys?|wire))`,
        `ig(?:${gathered})?(?!${gap}(?:metall|bau|bce|farben|druck))`,
        `(?:boosted|sponsored|promoted)${gap}posts?`,
        `social(?:${gap}(?:media|networks?))?|soziale[rn]? (?:medien|netzw${ending})|reseaux[\\s_-]*sociaux|redes[\\s_-]*socia[a-z]*`,
        `followers?|seguidor${ending}|соц${ending} ?сет${ending}|инстаграм${ending}|феисбук${ending}|телеграм${ending}|вконтакте`,
      ],
      '社交 微博 微信 脸书 臉書 粉丝 抖音 インスタ フェイスブック フォロワー 인스타 페이스북 팔로워 فيسبوك انستغرام تليجرام ' +
        'फेसबुक इंस्टाग्राम टेलीग्राम',
    ),
  ],
];

const isBought = naming(
  [
    'scrap(?:ed|ing|er)|crawl(?:ed|ing)|harvest(?:ed|ing) (?:numbers|contacts|data|list|leads)|data brokers?|list brokers?',
    `(?:bought|purchased|rented|leased|acquired|third party|3rd party) (?:in )?(?:(?:these|those|the|this|some|all|an?|our|mobile|phone|contact|customer|marketing|email|\\p{N}+) ){0,3}(?:${lists})`,
    `(?:${lists}) (?:(?:that|which) )?(?:(?:we|i|have|had|has|was|were|been) ){0,3}(?:bought|purchased|rented|leased|acquired)(?! (?:by (?:our )?(?:customers?|clients?|buyers?|shoppers?|people)|(?:from|in|at) (?:the |our |a )?(?:counter|till|shop|store|us)))`,
    // People buy from a shop too.
    '(?<!(?:who|that|they|people|customers?|clients?|buyers?|shoppers?) (?:have |had )?)(?:bought|purchased|rented) from(?! (?:us|our|(?:the |a )?(?:shop|store|counter|till)|this)(?!\\p{L}))',
    'data (?:vendors?|suppliers?|providers?|resellers?|sellers?|houses?)|(?:list|lead) (?:vendors?|sellers?|suppliers?|resellers?)|cold (?:call(?:ing|s)?|outreach|lists?|data|leads?|database)',
    `(?:gekauft|zugekauft|gemietet|erworben)e[nrs]? (?:list|daten|adress|kontakt|nummer|lead)${ending}|adressh(?:a|ae)ndler${ending}`,
    `(?:list|fichier|base|contacts|donnees)${ending} (?:achete|loue)${ending}|(?:lista|base|datos|dados|contactos|contatos|elenco|contatti)${ending} (?:comprad|alquilad|alugad|acquistat|noleggiat)${ending}`,
    `(?:gekochte|gehuurde) (?:lijst|data|contact)${ending}|kupion${ending} (?:baz|list)${ending}|satin alinan ${ending}|купленн${ending} (?:баз|спис)${ending}`,
  ],
  '购买的名单 購買名單 购买名单 購入リスト 구매한명단 खरीदी_हुई',
);

/** Whether these words say that a stranger gathered the people: none of them was asked by this business. */
export const isOfStrangers = (text: string): boolean => isBought(plain(text));

/** The entry points that these words name; of the name of an entry point, that one alone. */
export function entryPointsIn(text: string): EntryPoint[] {
  const compared = plain(text);
  const named = entryPointSchema.safeParse(compared.trim().replaceAll(/[\s-]+/g, '_'));
  return named.success
    ? [named.data]
    : told.flatMap(([entryPoint, names]) => (names(compared) ? [entryPoint] : []));
}
