// The words by which a list says that somebody said no, in the languages that lists come in. There is one
// list, for the name of a column and for what stands in a cell: a word known in one place alone would let a
// no pass in the other.

import { plainLetters } from '../../core/import/plain-letters.ts';
import { understand } from '../whatsapp/words.ts';

/** In plain letters, without signs and blanks: stems below are written so. */
export const bare = (text: string): string =>
  plainLetters(text)
    .replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae');

/** @param stems written as `bare` writes them */
export const anyOf = (...stems: string[]): RegExp => new RegExp(stems.join('|'), 'u');

/** Words of other scripts, as they are written. */
export const asWritten = (words: string): string => words.split(' ').map(bare).join('|');

const messages = '(?:whats ?app|messag|market|promo|contact|call|text|send|broadcast|disturb)';

const noSpelled = anyOf(
  'opt(?:s|ed|ing|ion)?out|^out$|unsub|donot|^dn[cdmtwx]$|dnd|dnc|withdr[ae]w|suppress|revo[ck]|cancel',
  'block(?:ed|list)|(?:black|deny|grey)list|(?<!chri)stop|declin|denied|deny|refus|reject|terminat|forbid|prohibit',
  'objected|objecti(?:on|ng)|^objects?$|remov(?:al|e)|delet(?:e|ion)|eras(?:e|ure)|exclu(?!siv)|restrict',
  'complain|spam|junk|abuse|^ban$|banned|^mute$|muted|silenced|snooz|paused|disallow|disagree|dissent|disapprov',
  'unwilling|unwanted|uninterest|disinterest|notinterest|nointerest|unfollow|forg[eo]t|^left(?:at|on|list)?$|^quit',
  `never${messages}(?!ed)|not(?:to)?${messages}(?!ed)|nottobe|dont${messages}|nothanks`,
  // The registers in which people object: Robinson lists, the preference services of the United Kingdom.
  'robinson(?:list|e)|^c?tps(?:$|list|stat|match|regist|flag)|preferenceservice',
  // German.
  'ab(?:ge)?meld|abbestell|widerr?uf|widerspr|widersproch|gesperrt|sperr(?:e|list|t|ung)|einspruch|beschwer',
  'kein(?:e|en)?(?:kontakt|werb|whatsapp|nachricht|anruf)|nicht(?:kontakt|anruf|anschreib|bewerb|mehr|einverst)',
  'nicht(?:gewunscht|interess|zugestimm|erlaub)|abgelehnt|ablehn|gelosch|geloesch|losch(?:en|ung)|entfern|unerw',
  'gekundig|gekuendig|ausgetragen|verweiger|untersag|verboten|zuruckgez|zurueckgez|ausgeschlossen|stornier',
  // French.
  'desabonn|desinscri|resili|nepas|neplus|bloqu|listenoire|listerouge|^retrait$|date(?:de)?retrait|retrait(?:du)?(?:consent|accord)|oppos(?:ition|ee?$|e(?:a|au)|ant)',
  'supprim|plainte|interdi[tc]|annul|effac|rejet|sansaccord|noncons|nonaccept|nonsouhait',
  // Spanish.
  '^baja|(?<!tra)baja$|fecha(?:de)?baja|dad[oa]debaja|desuscri|nomolest|nollam|noenviar|rechaz|oposicion|seopone|eliminad|borrad[oa]s?$',
  'queja|denegad|negad[oa]s?$|retirad|nodesea|noquier|noacept|noautoriz|noescrib|silenciad|anulad|listanegra',
  // Portuguese.
  'descadastr|nao(?:contat|contact|pertur|enviar|quer|aceit|autoriz|deseja|incomod|ligar)|naopertur|recus|removid',
  'oposicao|apagad|bloquead|reclama(?:c|d)|denuncia|proibid',
  // Italian.
  'disiscri|cancellat|non(?:contatt|disturb|inviar|vuole|desider|autorizz|chiamar)|bloccat|rifiut|opposizion',
  'rimoss|rimozion|eliminat|negat[oa]$|reclamo|esclus|silenziat|annullat|ritirat|listanera|vietat',
  // Dutch.
  'afgemeld|afmeld|uitgeschr|uitschrijv|niet(?:benader|contact|bellen|gewenst|mailen|storen|akkoord)|geblok',
  'ingetrok|bezwaar|weiger|verwijder|klacht|opgezegd|uitgesloten|geen(?:contact|whatsapp|bericht|toestem|reclame)',
  // Polish, Czech and Slovak, Hungarian, Romanian.
  'rezygn|wypis|sprzeciw|odmow|odmaw|odrzuc|wycof|zablok|usuni|niekontakt|niezgod|brakzgod|cofni|skarga',
  'odhlas|odvolan|nesouhlas|nesuhlas|odmit|odmiet|zrusen|namitk|stiznost|nekontakt|zakazan|smazan|vyrazen',
  'leiratkoz|visszavon|tiltakoz|tiltas|tiltott|letilt|elutasit|torolt|torles|nekeress|dezabon|retras|refuz|opozit',
  // Swedish, Norwegian, Danish, Finnish.
  'avregistr|avmeld|avanmal|avsagt|frameld|tilbagekald|tilbaketr|aterkall|invandning|indsigelse|innsigelse',
  'slettet|raderad|sparrad|sperret|spaerret|(?:ej|inte|ikke)kontakt|kontakt(?:a|es)?(?:ej|inte|ikke)|nekad|afvist|avvist',
  'kielto|kielta|kiellet|perunut|peruut|poistett|vastust|estetty',
  // Indonesian, Turkish, Swahili, Vietnamese, Hindi in Latin letters.
  'berhenti|jangan|tolak|blokir|keluardari|keberatan|keluhan|dilarang|dihapus|batal',
  'aboneliktencik|ayrild|iptal|redde|redded|aramay|gonderme|engelle|cikis|vazgec|istemiyor|itiraz|sikayet|karaliste',
  'silindi|silinmis|kataa|jitoa|pingamizi|malalamik|usitume|usipig',
  'huydangky|tuchoi|phandoi|khieunai|bichan|dachan|khong(?:lienhe|dongy|muon|gui)|ngungnhan|rutlai',
  'asahmat|sampark(?:na|mat)|mat(?:bhej|karo)|nabhej|bandkar|bandkiya|manakiya|inkaar|inkar|shikayat',
  asWritten(
    'отказ отпис отозва отзыв возраж запрет запрещ блокир удален удалён жалоб нежела непис незвон неконтакт ' +
      'несоглас отклон исключ чёрныйспис стоплист беспокоить отмен відмов відпис відклик відкликан запереч ' +
      'заборон видален скарг скасов διαγραφ απεγγραφ ανάκλησ άρνησ αρνήθηκ εναντίωσ αποκλεισ',
  ),
  asWritten(
    'إلغاء ملغى رفض رافض انسحب انسحاب اعتراض اعترض حظر محظور ممنوع شكوى محذوف لاترسل لاتتصل عدمالاتصال غيرموافق ' +
      'لغو انصراف ردشده مسدود شکایت حذفشده انکار منسوخ بلاک رابطہنہ הסרה הוסר הסיר סירב מסרב ביטול בוטל חסום ' +
      'חסימה התנגד תלונה נמחק אלתשלח לאליצור לאמעוניין',
  ),
  asWritten(
    'अस्वीकार इनकार इंकार आपत्ति शिकायत सदस्यतासमाप्त संपर्कन मतभेज नभेजें असहमत हटाया रद्द नकार हरकत तक्रार ' +
      'প্রত্যাখ্যান আপত্তি অভিযোগ বাতিল অসম্মত மறுப்பு மறுத்த நிறுத்த ஆட்சேப புகார் ரத்து నిరాకర తిరస్కర అభ్యంతర ' +
      'ఫిర్యాదు రద్దు ನಿರಾಕರ ತಿರಸ್ಕ ಆಕ್ಷೇಪ ರದ್ದು നിരസി നിരാകര എതിർപ്പ് പരാതി റദ്ദ ઇનકાર અસ્વીકાર વાંધો ફરિયાદ ' +
      'ਇਨਕਾਰ ਇਤਰਾਜ਼ ਸ਼ਿਕਾਇਤ ਰੱਦ',
  ),
  asWritten(
    '退订 退訂 拒绝 拒絕 取消 拒收 黑名单 黑名單 封锁 封鎖 屏蔽 勿扰 勿擾 投诉 投訴 反对 反對 撤回 撤销 撤銷 删除 刪除 不同意 ' +
      '不接受 不愿 不願 不要 禁止 停止 解除 拒否 退会 苦情 削除 ブロック 異議 連絡不可 送信不可 オプトアウト 同意しない ' +
      '거부 거절 해지 철회 차단 탈퇴 취소 삭제 금지 이의제기 불만 중단 ยกเลิก ปฏิเสธ คัดค้าน ร้องเรียน บล็อก ห้าม ลบแล้ว ' +
      'ไม่ยินยอม ไม่ต้องการ เพิกถอน',
  ),
);

/**
 * Word by word, since words end so in many languages. "Mobile No. WhatsApp" numbers, and "Receber no
 * WhatsApp" is Portuguese: neither refuses anything.
 */
const noMessages = new RegExp(
  '(?<!(?:^| )(?:phone|mobile|mob|cell|tel|contact|whats ?app|ph|sr|s) )' +
    '(?<!(?:^| )(?:receb\\p{L}*|novidades|ofertas|promo\\p{L}*|avisos|mensage\\p{L}*|atendimento|notifica\\p{L}*) )' +
    `(?<![\\p{L}\\p{N}])no ?(?:more ?)?${messages}`,
  'u',
);
const saidNo = /(?:^| )(?:said|says) (?:no|never|not)(?: |$)/;

const everyNo = new RegExp(noSpelled.source, 'gu');
/** What is left of a name once the words for a no are taken out. */
export const withoutNo = (spelled: string): string => spelled.replaceAll(everyNo, ' ');

/** In small letters; `optedOut` is two words. */
export const smallLetters = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase();

/** The same, a blank between words. */
export const inWords = (text: string): string => smallLetters(text).replaceAll(/[^\p{L}\p{N}]+/gu, ' ');

/** Whether this speaks of somebody who said no: in a cell, or as what a column asks. */
export function speaksOfNo(text: string): boolean {
  const spelled = bare(text);
  const words = inWords(text);
  if (noSpelled.test(spelled) || noMessages.test(words) || saidNo.test(words)) return true;
  // A sign may be of goods.
  if (!/\p{L}/u.test(text)) return false;
  // Of three letters and fewer an ordinary word is an abbreviation, such as "No" over a column of numbers.
  const said = understand(text);
  if (said === undefined || said.kind === 'resume') return false;
  return said.languages === undefined || spelled.length > 3;
}
