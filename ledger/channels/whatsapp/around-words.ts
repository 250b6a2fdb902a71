// Words that people write around a word that stops (stop-words.ts) and that leave its meaning as it is. The
// languages are not kept apart: people mix them ("msg band karo", "stop bitte"). The remaining words must be
// a stop word of some language, exactly.
//
// A negation must never be here, but in what refuses messages: "don't stop", "ne pas arrêter", "बंद मत करो",
// "band na karo" go on.

import { words } from './word-list.ts';

/** Politeness, greetings, names for the reader. */
export const polite = words(`
  sent from my iphone, sent from my android, sent from my phone, sent from my mobile, very much, so much, please, pls, plz, plss, pleas, kindly, thanks, thank you, thankyou, thank u, thx, ty, tnx, cheers, ok, okay, yes, yeah, hi,
  hello, hey, dear, sir, madam, mam, maam, guys, team, bro, bhai, friend, now, asap, immediately, right now, at once, just,
  already, sorry, yo, ya, yaa, ji, sirji,
  por favor, porfavor, porfa, gracias, muchas gracias, hola, buenos días, buenas tardes, sí, señores,
  obrigado, obrigada, olá, oi, bom dia, boa tarde, sim, favor, pf,
  merci, merci beaucoup, svp, stp, s il vous plaît, s il te plaît, bonjour, oui, madame, monsieur,
  bitte, danke, danke schön, vielen dank, hallo, guten tag, ja, sofort, jetzt,
  per favore, per piacere, grazie, ciao, buongiorno, subito, prego,
  من فضلك, من فضلكم, لو سمحت, لو سمحتم, رجاء, الرجاء, شكرا, مرحبا, نعم, الآن,
  tolong, mohon, terima kasih, makasih, iya, kak, min, dong, sekarang, sila, boleh,
  пожалуйста, пожалуйсто, плиз, спасибо, привет, здравствуйте, да, сейчас, будь ласка, дякую,
  lütfen, lutfen, teşekkürler, teşekkür ederim, merhaba, evet, artık, hemen,
  कृपया, प्लीज, प्लीज़, धन्यवाद, शुक्रिया, भाई, जी, हाँ, नमस्ते, अभी, ये सब, यह सब, ye sab, yeh sab, ye, yeh, kripya, shukriya,
  dhanyavad, abhi, yaar,
  দয়া করে, প্লিজ, ধন্যবাদ, தயவுசெய்து, தயவு செய்து, நன்றி, ప్లీజ్, దయచేసి, ధన్యవాదాలు, प्लिज, आभारी,
  મહેરબાની કરીને, કૃપા કરીને, પ્લીઝ, આભાર, براہ کرم, براہ مہربانی, پلیز, شکریہ, لطفا, ممنون, ਕਿਰਪਾ ਕਰਕੇ, ਜੀ,
  부탁드립니다, 부탁해요, 제발, 감사합니다, 주세요, alsjeblieft, alstublieft, aub, bedankt, dank u, proszę, dziękuję, tack, snälla, takk,
  tak, venligst, kiitos, prosím, děkuji, vă rog, mulțumesc, παρακαλώ, ευχαριστώ, בבקשה, תודה, vui lòng, làm ơn, xin, cảm ơn,
  tafadhali, asante, salamat, salamat po, po, köszönöm, kérem,
  asseblief, dankie, molim, hvala, prosim, моля, благодаря, si us plau, gràcies, lütfən, iltimos, rahmat, өтінемін, рахмет, कृपा गरेर,
  lam on, vui long, cam on, xin hay, מבקש, dear team`);

/**
 * They stand around a wish: who wishes it, and the verbs that make one of a borrowed word ("unsubscribe
 * karo"). Not around a start: "I want to start" is said of many things.
 */
export const wishes = words(`
  i want to, i want, i wanna, i would like to, i d like to, i wish to, i need to, i need you to, i want you to, i said,
  can you, could you, would you, will you, can u, could u, you can, i, we, let me, want to,
  quiero, quisiera, deseo, solicito, necesito, me gustaría, quero, gostaria de, desejo, queria,
  je veux, je voudrais, je souhaite, je désire, veuillez, merci de, ich möchte, ich will, ich möchte mich, mich, wir möchten,
  voglio, vorrei, desidero, أريد, اريد, أرغب في, ارجو, أرجو, saya mau, saya ingin, aku mau, mau, хочу, хотел бы, прошу,
  मैं चाहता हूँ, मुझे चाहिए, ik wil, ik wil me, chcę, quiero que, favor de,
  merci d, я, мы, yo, eu, vreau să, aș dori să, doresc să, želim, želim se, chci, chci se, chcem, chcem sa, haluan, haluaisin, jag vill,
  jeg vil, jeg ønsker, jeg vil gerne, ik wil graag, graag, gelieve, saya nak, θέλω να, אני רוצה, אבקש, искам да, бажаю, vull, ek wil,
  muốn, tôi muốn, toi muon, मैं, मैं चाहता हूँ, मैं चाहती हूँ,
  karo, kro, kar do, kardo, kr do, krdo, kar de, kar dijiye, kijiye, karna, करो, करें, कर दो, कर दें, कीजिए, कर दीजिए, करा,
  করুন, করো, کریں, کرو, کر دیں, કરો, ਕਰੋ,
  karna hai, karna chahta hu, karna chahti hu, करना है, करना चाहता हूँ, करना चाहती हूँ`);

/**
 * The messages, and the sending of them: with one of these an ordinary word stops as well. No orders, visits,
 * deliveries.
 */
export const topics = words(`
  message, messages, msg, msgs, mesage, mesages, messaging, msging, mesaging, harassing, texting, texts, sending, spamming, spam, contacting, contact, text,
  bothering, disturbing, writing, whatsapp, whatsapps, notification, notifications, alerts, newsletter, newsletters, sms,
  broadcast, broadcasts, mailing, mailings, reminders,
  mensaje, mensajes, enviar, enviarme, mandar, mandarme, escribirme, recibir, molestar, molestarme, notificaciones,
  mensagem, mensagens, receber, notificações, envoyer, recevoir, contacter,
  nachricht, nachrichten, senden, schicken, schickt, schreiben, benachrichtigungen,
  messaggio, messaggi, ricevere, mandarmi, inviarmi, notifiche,
  رسائل, الرسائل, رسالة, الرسالة, إرسال, ارسال,
  рассылка, рассылки, рассылку, рассылок, сообщения, сообщений, смс, уведомления, присылать, отправлять, писать, слать,
  повідомлення, розсилки, розсилку,
  mesaj, mesajı, mesajlar, mesajları, bildirim, bildirimleri, atmayı, göndermeyi,
  मैसेज, मेसेज, संदेश, सन्देश, एसएमएस, भेजना, sandesh, bhejna,
  মেসেজ, বার্তা, পাঠানো, செய்தி, செய்திகள், செய்திகளை, மெசேஜ், மெசேஜ்கள், அனுப்ப, మెసేజ్, మెసేజ్‌లు, మెసేజులు, సందేశాలు,
  મેસેજ, સંદેશ, સંદેશા, میسج, میسجز, پیغام, پیغامات, پیام, پیامک, ਮੈਸੇਜ, ਸੁਨੇਹੇ,
  메시지, 문자, 알림, berichten, bericht, sturen, wiadomości, wiadomość, meddelanden, meddelande, skicka, meldinger, beskeder, zprávy, mesaje,
  μηνύματα, הודעות, הודעה, ujumbe, kutuma, mesej, hantar, viestit, üzenetek,
  updates, mehr erhalten, mehr bekommen, mehr empfangen, menerima pesan, terima pesan, nerima pesan, kirim pesan, mengirim pesan, viestejä, poruke, poruka, sporočil, sporočila, správy, съобщения, missatges,
  boodskappe, žinučių, žinutes, ziņas, xabar, хабарлама, mandando, enviando, escribiendo, mesajlarınızı, tin nhan, zpráv, wiadomosci,
  whatsapping, otrzymywać, dostawać, получать, отримувати, almak, kunitumia`);

/** Lists that a person is on, and may leave. */
export const lists = words(`
  subscription, subscriptions, list, lists, number, database, suscripción, lista, número, numero, inscrição, assinatura, subscrição,
  abonnement, liste, numéro, abo, nummer, verteiler, iscrizione, abbonamento, الاشتراك, اشتراكي, القائمة, رقمي,
  подписку, подписка, подписки, список, списка, номер, aboneliği, abonelik, aboneliğimi, सब्सक्रिप्शन, सदस्यता, नंबर,
  numer, numărul, číslo, broj, numaramı, nomor, numeroni, संख्या,
  lijst, listy, базы`);

/** Those of them that a person is taken off. A subscription is ended like an order. */
export const sentTo = words(`
  list, lists, database, lista, liste, verteiler, القائمة, список, списка, number, número, numero, numéro, nummer, رقمي, номер,
  नंबर,
  numer, numărul, číslo, broj, numaramı, nomor, numeroni,
  lijst, listy, базы`);

/** Offers: they stop marketing alone. */
export const promotions = words(`
  promo, promos, promotion, promotions, promotional, marketing, ads, ad, advert, adverts, advertising, advertisements, offers,
  offer messages, campaign, campaigns, promociones, promoción, publicidad, ofertas, promoções, promoção, publicidade, propaganda,
  propagandas, promotionnels, pub, pubs, publicité, publicités, offres, werbung, werbeaktionen, werbenachrichten, angebote,
  promozioni, promozione, pubblicità, offerte, العروض, عروض, الترويجية, الإعلانات, اعلانات, إعلانات, promosi, iklan, рекламу, реклама,
  рекламы, рекламные, промоакции, акции, реклами, promosyonları, promosyon, promosyonlar, reklam, reklamları, kampanya, kampanyaları,
  प्रमोशन, प्रचार, ऑफर, ऑफ़र, विज्ञापन, प्रमोशनल, जाहिराती, जाहिरात, प्रमोशन्स, প্রচার, প্রমোশন, অফার, বিজ্ঞাপন, விளம்பரங்களை, விளம்பரங்கள்,
  விளம்பரம், ప్రమోషన్లు, ప్రకటనలు, ఆఫర్లు, પ્રમોશન, ઓફર, જાહેરાત, پروموشنز, پروموشن, اشتہارات, تبلیغات, ਪ੍ਰਮੋਸ਼ਨ, 프로모션, 광고,
  promoties, reclame, aanbiedingen, promocje, promocji, reklamy, reklam, kampanjer, erbjudanden, reklame, tilbud, propagaci, akce,
  promoții, reclame, προσφορές, διαφημίσεις, מבצעים, פרסומות, matangazo, mainokset, hirdetések,
  promociók, рекламни, промоции, kampanjat, kampaanjat, promocije, promocii, promóciók, പ്രമോഷനുകൾ, ಪ್ರಚಾರಗಳು, reklamní`);

/** Between them; means nothing by itself. */
export const glue = words(`
  the, this, these, those, that, your, my, our, all, any, me, us, to, from, on, of, such, anymore, any more, again, in, for, via, off
  mailing, kind, sort, and, further, from here,
  de, la, las, los, el, mi, me, mis, tu, sus, del, en, a, al, todos, todas, o, os, as, da, do, das, dos, meu, minha, no meu,
  le, les, aux, l, m, d, des, du, mon, ma, moi, vos, tous, die, der, das, den, dem, zu, mit, mir, sie, mehr, von, eure, ihre, alle, i, il, gli,
  di, dalla, dai, da, miei, tutti, mie, لي, لنا, من, هذه, كل, от, мне, меня, мой, вашей, вашу, все, все, bana, bu, tüm, size,
  मुझे, हमें, को, सब, सारे, यह, ये, mujhe, mujhko, sab, sare, saare, আমাকে, সব, எனக்கு, నాకు, मला, मज, મને, બધા, مجھے, ہمیں, سب,
  ਮੈਨੂੰ, geen van, van, uw, mnie, mi, mig, meg, mig, minua, mě, mă, îmi, لی, به, من, saya, kepada, ke, lagi, nữa, tôi, meer,
  dessa, desta, dieser, unsere, votre, mein, meine, meinen, meiner, mera, meri, mere, मेरा, मेरी, मेरे, mój, mojego, moją, mou, moje, мій, moj,
  mijn, mio, mia, karna, करना, المزيد من, مزيد من, আর, לי, אליי, יותר, עוד, и, aur, और, ab,
  su, with, mij, мені, мене, нас, uns, nos, aku, я, из, больше, більше, więcej, z, ze, să, aus, vom, tena, مرة أخرى`);

/** They stop the messages they name, and nothing by themselves. */
export const withTopic = words(`
  no more, don t, dont, do not, don t send, dont send, do not send, don t send more, dont send more, do not send more,
  don t want, dont want, do not want, don t want more, dont want more, don t want to receive, dont want to receive,
  do not want to receive, not interested in, stop receiving, no longer want, no longer wish,
  no longer want to receive, no longer wish to receive, block,
  no más, no quiero, no quiero más, ya no quiero, ya no quiero más, no deseo, no deseo más, paren,
  no envíen, no envíen más, no envíes, no envíes más, no manden, no manden más, no mandes, no mandes más,
  não quero, não quero mais, não mais, não desejo, pare, parem, não mandem, não mandem mais, não mande, não mande mais, não enviem,
  não enviem mais, não envie, não envie mais,
  ne plus, je ne veux plus, je ne veux pas, ne veux plus, ne souhaite plus, je ne souhaite plus, cessez, cesser,
  ne envoyez plus, n envoyez plus, ne envoie plus,
  keine, keine weiteren, hör auf, hört auf, hören sie auf, stop met, non voglio, non voglio più, non desidero, non più, smettete, smettetela, smetti, smettila, interrompi,
  interrompere, non inviatemi, non inviatemi più, non mandatemi, non mandatemi più,
  لا ترسل, لا ترسلوا, لا أريد, لا اريد, توقفوا عن, توقف عن, وقفوا,
  jangan, hentikan, setop, не присылайте, не отправляйте, не шлите, не надо, прекратите, прекрати, остановить, остановите,
  не хочу, не хочу получать, отключить, припиніть, не надсилайте, istemiyorum, göndermeyin, gönderme, atmayın, atma, bırakın,
  yollamayın, kapat, मत भेजो, मत भेजें, मत भेजिए, मत करो, नहीं चाहिए, न भेजें, mat bhejo, mat bhejiye, mat karo, mat bhejna,
  nahi chahiye, nahin chahiye, na bhejo, পাঠাবেন না, পাঠিও না, চাই না, வேண்டாம், அனுப்பாதீர்கள், அனுப்பாதே, పంపకండి,
  వద్దు, పంపవద్దు, पाठवू नका, नको, ના મોકલો, નથી જોઈતા, مت بھیجیں, مت بھیجو, نہ بھیجیں, نہیں چاہیے, نفرستید, نمی خواهم,
  ਨਾ ਭੇਜੋ, geen, stuur geen, nie wysyłać, nie wysyłajcie, nie chcę, sluta, stoppa, inga, ikke send, neposílejte,
  zastavit, nechci, nu trimiteți, nu mai vreau, σταματήστε, όχι άλλα, הפסקת, הפסיקו, אל תשלחו, 보내지 마세요, 그만, älkää lähettäkö,
  tidak mau, tidak ingin, tidak mau lagi, ga mau, gak mau, nggak mau, nie wysyłaj, ne šaljite, nemojte slati, neposielajte, не пращайте,
  не изпращайте, no envieu, no m envieu, no vull, moenie stuur, nesiųskite, nebesiųskite, nesūtiet, ne pošiljajte, göndərməyin, yubormang,
  жібермеңіз, नपठाउनुहोस्, එවන්න එපා, не відправляйте, ne küldjenek, ne küldjön, älkää, en halua, vil ikke ha, vil ikke have, vill inte ha,
  wil geen, nechcem, ne želim,
  отключите, jangan kirim, jangan kirim lagi, przestańcie, przestań, acheni, plus aucun, plus aucune`);

/**
 * They leave a list, and nothing else: a person who asks to delete a message, or when offers end, stops
 * nothing.
 */
export const withList = words(`
  remove, delete, erase, take off, get off, borrar, borren, eliminar, eliminen, elimíname, quitar, quiten, quítenme, sáquenme,
  sacarme, remover, remova, removam, remova me, me tirem, tira, tire, retirar, retirez, supprimez, supprimer, enlevez, retirer,
  löschen, löscht, entfernen, entfernt, rimuovere, rimuovi, togliete, toglietemi, cancella, убрать, удалите, удалить,
  уберите, выйти из, sair,
  hata do, hatao, hata dijiye, हटा दो, हटाओ, हटा दें, हटाएं, हटा दीजिए, delete karo, delete kar do, remove karo, remove kar do, excluir, exclua,
  excluam, apagar, apague, apaguem, usuń, usuńcie, usunąć, احذفوا, احذف, امسحوا, rimuovete, cancellate, verwijder, verwijderen, видаліть,
  ștergeți, vymažte, obrišite, izbrišite, изтрийте, poistakaa, löschen sie, hapus,
  silin, sil, streichen, streichen sie, haal, haalt, bórrenme, bórrame, elimínenme`);

/** Nouns that end something. Beside a word for the messages they say when, not that. */
export const ending = words(`end, fim, fin, ende, fine, einde, slut, slutt, konec, koniec`);

/** The lists of a shop hold goods as well: one that is left has a person on it. */
export const ownLists = words(`list, lists, lista, liste, lijst, listy, список, списка, القائمة`);
export const persons = words(`
  me, my, us, our, mi, mis, meu, minha, moi, mon, ma, nous, mich, mein, meine, meinen, uns, mio, mia, меня, мой, мою, мене, mnie, mój, mera,
  mujhe, मेरा, मुझे, saya, beni, benim, get off, выйти из, elimíname, quítenme, sáquenme, sacarme, toglietemi, remova me,
  mij, mijn, رقمي, bórrenme, bórrame, elimínenme`);

/** One message, not all of them: "no message" and "cancel text" are said of one that came, or did not. */
export const oneTopic = words(`
  message, msg, text, notification, mensaje, mensagem, nachricht, bericht, messaggio, رسالة, الرسالة, הודעה, wiadomość, meddelande`);
export const determiners = words(`keine, geen, inga, ingen`);

/** "Leave", and with "of" also "leave off": it is the verb after it that tells. */
export const quits = words(`
  dejen de, deja de, deje de, dejar de, dejad de, dejen ya de, para de, parar de, paren de, pare de, parem de, deixem de, deixe de,
  deixa de`);
export const toWrite = words(`
  enviar, enviarme, mandar, mandarme, escribir, escribirme, recibir, molestar, molestarme, contactar, contactarme, enviando, escrever,
  me escrever, receber, incomodar, perturbar, me incomodar`);

/** What is said beside a stop of why. */
export const reasons = words(`
  this is spam, it is spam, it s spam, spam, wrong number, you have the wrong number, wrong person, not interested, i am not interested,
  i m not interested, no longer interested, falsche nummer, kein interesse, mauvais numéro, pas intéressé, número equivocado,
  no me interesa, número errado, não tenho interesse, numero sbagliato, non mi interessa, galat number, गलत नंबर, вы ошиблись номером,
  мне не интересно, yanlış numara, salah nomor, salah sambung, zły numer, verkeerd nummer`);

/** The person, as the object of a verb; and "any more". Both leave a refusal as it is. */
export const objects = words(`
  me, m, us, to me, mich, mir, uns, nos, mnie, do mnie, ze mną, mě, mă, mig, meg, mij, меня, мне, нас, мене, мені, mujhe, मुझे, हमें, saya,
  aku, beni, bana, moi`);
export const anyMore = words(`
  more, anymore, any more, again, ever, ever again, más, ya, nunca más, mais, plus, plus jamais, mehr, mehr bitte, più, mai più, больше,
  більше, więcej, meer, mer, mere, längre, lagi, artık, bir daha, enää, více, viac, več, više, повече`);

/** Each of the first with each of the second, one space or none between them. */
const crossed = (first: string, second: string, between = ' '): string[] =>
  words(first).flatMap((one) => words(second).map((other) => one + between + other));

/**
 * They refuse to be written to, which no parcel is, or to be sent any more: a stop by themselves. "Do not
 * send" alone is said of parcels. Objects are taken away before.
 */
export const refusals: readonly string[] = [
  ...crossed('do not, don t, dont, never', 'write to me, bother me, disturb'),
  ...crossed(
    'no',
    `escriban, escriba, escribas, escribir, contacten, contacte, contactes, contactar, molesten, moleste, molestes,
     molestar`,
  ),
  ...crossed(
    'não',
    'escrevam, escreva, contatem, contate, contactem, incomodem, incomode, incomodar, perturbem, perturbe',
  ),
  ...crossed('ne', 'écrivez, écris, contactez, contacte, dérangez, dérange, importunez'),
  ...crossed('ne', 'écrivez pas, écris pas, contactez pas, contacte pas, dérangez pas, dérange pas'),
  ...crossed('schreiben sie, schreibt, schreib, kontaktieren sie, kontaktiert, belästigen sie', 'nicht'),
  ...crossed('nicht', 'schreiben, stören, kontaktieren, anschreiben'),
  ...crossed('non', 'scrivetemi, scrivermi, scrivete, contattatemi, contattarmi, contattate, disturbatemi'),
  ...crossed('non', 'disturbate, disturbarmi, disturbare, importunatemi'),
  ...crossed('не', 'пишите, пиши, писать, беспокойте, беспокой, беспокоить, тревожьте, пишіть, турбуйте'),
  ...crossed('przestańcie, przestań', 'pisać'),
  ...crossed('nie', 'piszcie, pisz, pisać, kontaktujcie się, kontaktować się, nękajcie'),
  ...crossed('niet', 'schrijven, storen, lastigvallen'),
  ...crossed('skriv, kontakta, stör', 'inte'),
  ...crossed('skriv, kontakt, forstyr', 'ikke'),
  ...crossed('jangan', 'hubungi, ganggu, chat, wa'),
  ...crossed('परेशान, संपर्क', 'मत करो, मत करें, न करें, ना करें, मत कीजिए'),
  ...crossed('pareshan, paresan, contact', 'mat karo, mat kare, mat karen, na karo, na kare, na karen'),
  ...crossed('não', 'mande mais nada, mandem mais nada, envie mais nada, enviem mais nada'),
  ...crossed(
    'no',
    'manden nada más, envíen nada más, envíen más, envíes más, envíe más, manden más, mandes más, mande más',
  ),
  ...crossed('não', 'enviem mais, envie mais, mandem mais, mande mais'),
  ...crossed('ne, n', 'envoyez plus, envoie plus, envoyez plus rien'),
  ...crossed('non', 'inviate più, mandate più, inviatemi più, mandatemi più'),
  ...crossed('не', 'присылайте больше, шлите больше, отправляйте больше, надсилайте більше'),
  ...crossed('больше не', 'присылайте, шлите, отправляйте, звоните и не пишите'),
  ...crossed('nie', 'wysyłajcie więcej, wysyłaj więcej, wysyłać więcej'),
  ...words(`nepište, nepište mi, nepiš, neobtěžujte, nekontaktujte, nepíšte, neobťažujte, ne pišite, ne uznemiravajte, rahatsız etmeyin,
    rahatsız etme, yazmayın, val niet lastig, не пишете, no escriviu, moenie pla nie, älkää kirjoittako, ne írjanak`),
];

/** In scripts without spaces: words before and after, and stops of offers. */
export const before = words(
  '请, 請, 더 이상, 더이상, 이제, 麻烦, 麻煩, 我要, 我想, 我想要, 帮我, 谢谢, 謝謝, 你好, どうか, すみません, もう',
);
export const after = words(`
  谢谢, 謝謝, してください, して下さい, ください, 下さい, をお願いします, お願いします, をお願い, お願い, します, でお願いします,
  ありがとうございます, ありがとう, 希望, 希望です, 希望します, を希望します, を希望, したい, したいです, ครับ, ค่ะ, นะ, หน่อย, ด้วย, 해주세요,
  해 주세요, 합니다, 할게요, 하겠습니다, 해요, 원합니다, 을 원합니다, 를 원합니다, 바랍니다`);
export const particles = words('吧, 了, 啊, 吗');

const writtenIn = '信息, 消息, 短信, 訊息, 簡訊, 讯息';
/** The same in scripts without spaces, where the object is written out. */
export const refusalsUnspaced: readonly string[] = [
  ...crossed('不要, 别, 別, 勿', '发, 發, 传, 傳', '').flatMap((no) => crossed(no, writtenIn, '')),
  ...crossed('不要, 别, 別, 勿', '给我发, 給我發, 给我传, 給我傳', '').flatMap((no) =>
    crossed(no, writtenIn, ''),
  ),
  ...crossed('不要再, 别再, 別再', '给我发, 給我發, 给我传, 給我傳', ''),
  ...crossed('不要再, 别再, 別再', '发, 發, 传, 傳, 给我发, 給我發, 给我传, 給我傳', '').flatMap((no) =>
    crossed(no, writtenIn, ''),
  ),
  ...crossed('不要, 别, 別, 勿, 不要再, 别再, 別再', '打扰, 打擾, 骚扰, 騷擾, 联系, 聯絡', '').flatMap(
    (no) => [no, `${no}我`],
  ),
  ...crossed(
    '메시지, 메세지, 문자, 카톡, 톡',
    '보내지 마세요, 보내지 마, 보내지 말아, 그만 보내세요, 그만, 거부, 중단',
    '',
  ),
  ...crossed('停止, 停止给我, 停止給我', '发送, 發送, 发, 發, 推送', '').flatMap((no) =>
    crossed(no, writtenIn, ''),
  ),
  ...crossed('不想, 不想再, 不希望, 不希望再', '收到, 接收, 收', '')
    .flatMap((no) => [no, `我${no}`])
    .flatMap((no) => crossed(no, writtenIn, '')),
  ...crossed('메시지, 메세지, 문자, 광고 문자', '받고 싶지 않아요, 받고 싶지 않습니다, 안 받을래요', ''),
  ...words('勿扰, 勿擾, 연락 그만, 연락하지 말아'),
];
export const offersStopped = words(`
  停止推广, 停止促销, 停止营销, 取消推广, 停止推廣, 停止促銷, 停止行銷, 不要广告, 不要再发广告, 停止广告, プロモーションを停止, プロモーション停止, 広告停止,
  広告を停止, 宣伝停止, 宣伝を停止, หยุดโปรโมชั่น, หยุดโปรโมชัน, หยุดโฆษณา, dừng khuyến mãi, ngừng khuyến mãi, dừng quảng cáo,
  ngừng quảng cáo, dừng tin khuyến mãi, không nhận quảng cáo`);
