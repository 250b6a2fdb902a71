import { describe, expect, test } from 'vitest';
import { entryPointsIn, isOfStrangers } from '../../../ledger/core/import/list-source.ts';

describe('a source', () => {
  test.each([
    ['Till staff in Pune, paper forms, 2023', []],
    ['Box on the checkout page of the old shop', []],
    ['A page behind a link in the order e-mail', ['email_list']],
    ['Customers who followed the e-mail link to their profile', []],
    ['IVR of the call centre, key 1', []],
    ['checkout', ['checkout']],
    ['sms_link', ['sms_link']],
    ['Newsletter subscribers of our blog', ['email_list']],
    ['e-mail marketing list 2022', ['email_list']],
    ['Mailing list', ['email_list']],
    ['email_list', ['email_list']],
    ['SMS campaign list', ['sms_list']],
    ['text message list', ['sms_list']],
    ['Facebook lead ads', ['click_to_whatsapp_ad', 'social_list']],
    ['Instagram followers', ['social_list']],
    ['social media', ['social_list']],
    ['Click-to-WhatsApp ads of May', ['click_to_whatsapp_ad']],
    ['CTWA', ['click_to_whatsapp_ad']],
    ['click to chat', ['click_to_whatsapp_ad']],
    ['people who wrote to us in a WhatsApp chat', ['whatsapp_thread']],
    ['Smsola Ltd, counter', []],
    ['Paper cards signed in the shop in Perth, WA', []],
    ['Counter of Meta Street 5; a letter by post', []],
    ['Leads of the trade fair, who ticked WhatsApp on a card', []],
    ['Formulaire papier en magasin', []],
    ['Papierformulare an der Kasse, Sammlung 2023', []],
    ['店内の申込書', []],
    ['C.T.W.A.', ['click_to_whatsapp_ad']],
    ["click to What's App", ['click_to_whatsapp_ad']],
    ['click to what’s app', ['click_to_whatsapp_ad']],
    ['wa.me ads', ['click_to_whatsapp_ad']],
    ['click-to-DM', ['click_to_whatsapp_ad']],
    ['An ad that opens WhatsApp', ['click_to_whatsapp_ad']],
    ['Face-book Ads', ['click_to_whatsapp_ad', 'social_list']],
    ['F.B. Ads', ['click_to_whatsapp_ad', 'social_list']],
    ['F\u0430cebook', ['social_list']],
    ['sponsored post', ['social_list']],
    ['\u0435mail list', ['email_list']],
    ['e\u2011mail list', ['email_list']],
    ['e\u2043mail list', ['email_list']],
    ['e m a i l list', ['email_list']],
    ['texting list', ['sms_list']],
    ['text alerts', ['sms_list']],
    ['people who messaged us on WhatsApp', ['whatsapp_thread']],
    ['Incoming WhatsApp messages', ['whatsapp_thread']],
    ['WhatsApp Business inbox', ['whatsapp_thread']],
    ['A. B. Stores, counter in St. W. A. Road', []],
    ['wa.me link printed on the receipt, box ticked there', []],
    ['दुकान पर काग़ज़ का फ़ॉर्म', []],
    ['Бумажная анкета в магазине', []],
  ])('%j speaks of %j', (text, entryPoints) => expect(entryPointsIn(text)).toEqual(entryPoints));

  test.each([
    ...[
      'Facebookgruppe',
      'Instagramfollower',
      'Linkedinkontakte',
      'Telegramkanal',
      'FBgruppe',
      'Instafollower',
    ],
    ...['IG followers', 'IG', 'Messenger contacts', 'Twitterfollower', 'TikTokfans', 'Youtubeabonnenten'],
  ])('%j speaks of a social network', (text) => expect(entryPointsIn(text)).toContain('social_list'));

  test.each(['smsclub', 'SMSkunden', 'smsdatabase', 'SMS-Club', 'SMSSubscribers'])(
    '%j speaks of SMS',
    (text) => expect(entryPointsIn(text)).toContain('sms_list'),
  );

  test.each([
    ...['IG Metall event', 'IG BAU Stand', 'messenger bag shop', 'Insta Cart checkout', 'Instacart checkout'],
    ...['Telegraph Road shop', 'Smsola Ltd, counter', 'Viberg boots, till'],
  ])('%j speaks of no other channel', (text) => expect(entryPointsIn(text)).toEqual([]));

  test.each([
    ...['bought from DataBroker', 'scraped', 'purchased list', 'Scraped from a directory', 'data broker'],
    ...[
      'rented database 2023',
      'a list we bought from Acme',
      'third-party data',
      'gekaufte Liste',
      'lista comprada',
    ],
    ...[
      'Fichier acheté',
      'Adresshändler',
      'купленная база',
      'web scraping',
      'List-broker',
      'purchased leads',
    ],
    ...[
      'we bought these numbers',
      'numbers we bought',
      'list purchased 2023',
      'database rented',
      'leads acquired',
    ],
    ...['data vendor', 'cold calling database', 'contacts that were purchased in May'],
  ])('%j speaks of strangers', (text) => expect(isOfStrangers(text)).toBe(true));

  test.each([
    ...['Customers who bought from us at the till', 'purchased in the shop, asked at checkout', 'Counter'],
    ...[
      'People who bought from Acme Bakery, paper form',
      'Harvest festival, cards',
      'Leads of the trade fair',
    ],
    ...[
      'Till in Boston, purchased from shop',
      'records bought by customers',
      'contacts bought from the counter',
    ],
  ])('%j does not', (text) => expect(isOfStrangers(text)).toBe(false));

  // As word processors and other keyboards write the same words.
  test.each([
    ...[
      'E\u2011mail list',
      'E\u2010mail list',
      'e\u2013mail list',
      'E\u2212mail',
      'e\u00admail list',
      'e\u200bmail',
    ],
    ...[
      'ｅｍａｉｌ list',
      'Ｅ－ＭＡＩＬ',
      'e.mail',
      'E - mail',
      'e\u00a0mail',
      'news\u00adletter',
      'E\ufe0fmail',
    ],
    ...['email\u2011list', 'emaillist', 'E-Mailverteiler', 'Newsletterabonnenten', 'Mailchimp audience'],
  ])('%j speaks of e-mail however it is spelled', (text) => {
    expect(entryPointsIn(text)).toEqual(['email_list']);
  });

  test.each([
    ...[
      'Rundbrief 2023',
      'Verteilerliste',
      'рассылка магазина',
      'розсилка',
      'база электронной почты',
      '邮件列表',
      '電子報',
    ],
    ...['ईमेल सूची', 'ई‑मेल सूची', 'न्यूज़लेटर', 'lista de correo', 'lista_de_correos', 'liste de diffusion'],
    ...['Lettre d’information', 'boletim informativo', 'boletín', 'lista di distribuzione', 'Nieuwsbrieven'],
    ...['nyhedsbrev', 'uutiskirje', 'sähköpostilista', 'biuletyn', 'hírlevél', 'e-posta listesi', 'bülten'],
    ...['メルマガ', '이메일 목록', 'รายชื่ออีเมล', 'القائمة البريدية', 'البريد الإلكتروني', 'خبرنامه', 'דוא״ל'],
    ...['মেইল: ইমেইল তালিকা', 'மின்னஞ்சல் பட்டியல்', 'ఇమెయిల్ జాబితా', 'ενημερωτικό δελτίο', 'barua pepe'],
  ])('%j speaks of e-mail in another language', (text) => {
    expect(entryPointsIn(text)).toEqual(['email_list']);
  });

  test.each([
    ['ＳＭＳ list', ['sms_list']],
    ['S.M.S. campaign', ['sms_list']],
    ['S\u200bMS', ['sms_list']],
    ['SMS-Verteiler', ['email_list', 'sms_list']],
    ['смс-клуб', ['sms_list']],
    ['短信用户', ['sms_list']],
    ['mensajes de texto', ['sms_list']],
    ['FB leads', ['click_to_whatsapp_ad', 'social_list']],
    ['F\u00adB leads', ['click_to_whatsapp_ad', 'social_list']],
    ['WA ads', ['click_to_whatsapp_ad']],
    ['WhatsApp\u2011Anzeigen', ['click_to_whatsapp_ad']],
    ['anuncios de WhatsApp', ['click_to_whatsapp_ad']],
    ['Click2WhatsApp', ['click_to_whatsapp_ad']],
    ['Insta followers', ['social_list']],
    ['réseaux sociaux', ['social_list']],
    ['redes sociais', ['social_list']],
    ['соцсети', ['social_list']],
    ['grupo de WhatsApp', ['whatsapp_thread']],
    ['WA group', ['whatsapp_thread']],
    ['lista de transmissão', ['whatsapp_thread']],
    ['WhatsApp community export', ['whatsapp_thread']],
    ['opt-in by text', ['sms_list']],
    ['Google ads leads', ['click_to_whatsapp_ad']],
  ])('%j speaks of %j', (text, entryPoints) => expect(entryPointsIn(text)).toEqual(entryPoints));
});
