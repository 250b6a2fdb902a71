// What the name of a column says before a cell is read: of what its yes speaks, and whether it speaks of
// consent at all. A name is judged as it is written: its words are gone once the blanks are.

import { anyOf, asWritten, bare, inWords, smallLetters, speaksOfNo, withoutNo } from './refusals.ts';

/** The name as it is compared: serializers and people write one name in many ways. */
export const spelledAlike = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/**
 * What may say that somebody said no: words for consent, in the languages that lists come in. A list that is
 * refused for such a name costs a line of mapping; one that is taken costs a person's no.
 */
const ofConsent = anyOf(
  'consent|optin|optout|opted|subscri|transactiontype|accept|allow|agree|permission|permitted',
  // German, French, Spanish, Portuguese, Italian, Dutch, Hindi in Latin letters, Indonesian, Turkish.
  'einwillig|zustimm|einverstand|erlaub|abonn|inscri|autoris|accord|suscri|permiso|autoriz|acept|aceit|assin',
  'consens|permiss|iscri|accett|toestemm|akkoord|aangemeld|sahmat|anumat|setuju|langgan|izin|onay|abone',
  // Polish, Czech, Hungarian, Romanian, Swedish, Norwegian, Danish, Finnish, Vietnamese, Swahili.
  'zgoda|zgody|souhlas|suhlas|hozzajarul|acordul|samtyck|samtykke|suostumu|dongy|chapthuan|ridhaa',
  asWritten(
    'соглас подпис разреш згода дозвіл συγκατ συναίν موافق اشتراك رضایت اجازت הסכמ מנוי सहमति अनुमति संमती ' +
      'সম্মতি অনুমতি ஒப்புதல் சம்மத సమ్మతి అంగీకార ಒಪ್ಪಿಗೆ സമ്മത સંમતિ ਸਹਿਮਤੀ 同意 订阅 訂閱 许可 許可 接受 동의 수신 구독 ยินยอม',
  ),
);

/** Whoever is not to be written to may have a no here, though nobody calls it consent. */
const ofContact = anyOf(
  'status|(?:can|may|okto|okayto|ok2|allowedto|permitto)(?:we)?(?:be)?(?:contact|messag|whatsapp|call|text|send|market|email)',
  'contactable|reachable|^(?:is)?(?:in)?active$|inactive|deactivat|(?:en|dis)abled?|market(?:ing|able)',
  'dsgvo|gdpr|rgpd|lgpd|dpdp|popia|pdpa|ccpa|tcpa|privacy|datenschutz|whatsappok|okwhatsapp|ok(?:for)?whatsapp',
);

/** Whether a yes or a no under this name may be one to our messages. */
export const mayGovern = (name: string): boolean => {
  const spelled = bare(name);
  return ofConsent.test(spelled) || ofContact.test(spelled) || speaksOfNo(name);
};

/** A column called only `status`, as orders and accounts have one too. */
export const isBareStatus = (name: string): boolean => spelledAlike(name) === 'status';

const elsewhere = /e?mail(?:ing|er)?s?|sms|newsletters?/g;
const ofOursToo =
  /wa|whatsapp|all|any|every|global|total|both|phone|mobile|cell|tel|channel|messag|chat|tou[st]|tod[oa]s|tutt/;

/** Of messages that are not ours, and of no others: `all_mailings` and `email_phone` are of ours as well. */
export function isElsewhere(name: string): boolean {
  const spelled = bare(name);
  if (spelled.search(elsewhere) === -1) return false;
  return !ofOursToo.test(withoutNo(spelled).replaceAll(elsewhere, ' '));
}

/** A yes in such a column is a no to us. */
export const asksForNo = (name: string): boolean =>
  speaksOfNo(withoutAnswers(name)) || bare(name).includes('block');

const withoutAnswers = (name: string): string => smallLetters(name).replaceAll(answers, ' ');

/** Of a name that asks which: `Opt-in (Y/N)`. */
const answers =
  /(?<!\p{L})(?:(?:in)?active|(?:un)?subscribed|opt(?:ed)?[\s_-]*(?:in|out)|given|granted|withdrawn|enabled|disabled|allowed|denied)(?:\s*[/|]\s*|[\s_]+(?:or|oder|ou|vs)[\s_]+)(?:(?:in)?active|(?:un)?subscribed|opt(?:ed)?[\s_-]*(?:in|out)|withheld|withdrawn|revoked|enabled|disabled|allowed|denied)(?!\p{L})|(?<!\p{L})(?:yes|y|ja|j|oui|o|si|s|sim|true|on|evet|e|tak|t|ano|a|да)(?:\s*[/|]\s*|[\s_]+(?:or|oder|ou)[\s_]+)(?:no|n|nein|non|nao|nee|false|off|hayir|h|nie|ne|нет)(?!\p{L})/gu;

const negations = [
  'no|not|non|never|without|lacks?|isnt|hasnt|didnt|ohne|nicht|noch|kein\\p{L}*|sans|pas|aucune?|sin|ninguna?',
  'sem|nao|nenhuma?|senza|nessuna?|bez|nie|brak|ne|neni|zonder|geen|niet|utan|inte|icke|ingen|inget|uden|ikke',
  'intet|ilman|ei|nem|nincs|nelkul|fara|nu|tanpa|tidak|belum|bukan|khong|chua|bila|hana|hapana|nahi|nahin|bina',
  'yok|degil|olmayan|nein|nee|hayir',
  asWritten(
    'без не нет нема немає ні χωρίς δεν μη όχι بدون غير لا لم ليس عدم بلا بغیر نہیں ללא לא בלי אין बिना नहीं नही ' +
      'गैर न ছাড়া নেই না இல்லை లేదు ಇಲ್ಲ ഇല്ല નથી વિના ਬਿਨਾਂ ਨਹੀਂ',
  ),
].join('|');
/** No act of the person, or one that is over, or was only asked for. */
const outcomes = [
  'inactive|expired|bounced|pending|unconfirmed|unknown|none|null|off|false|missing|lacking|absent|lapsed|ended',
  'invalid|incomplete|failed|former|unverified|unclear|awaiting|waiting|requested|outstanding|required|needed',
  'asked|sent|invited|withheld|disputed|void(?:ed)?|lost|rejected|refused|denied|ignored|unanswered|fehlt|fehlend\\p{L}*|abgelaufen|ungultig|ausstehend|inaktiv|manquant|expire|inactif|invalide',
  'caducad[oa]|vencid[oa]|inactiv[oa]|pendiente|falta|inativ[oa]|expirad[oa]|pendente|scadut[oa]|inattiv[oa]',
  'mancante|verlopen|inactief|ontbreekt',
].join('|');
const negating = new RegExp(`^(?:${negations}|${outcomes})$`, 'u');
const negatingBefore = new RegExp(
  '(?:not|non|never|without|ohne|nicht|keine?n?|sans|senza|zonder|بدون|غير)$|' +
    '^(?:is|has|wa|whatsapp)?(?:no|un|dis|sin|sem|nao|bez|ne|nie|geen|niet|utan|uden|inte|ikke|не|без)$',
  'u',
);
const negatingBehind = new RegExp(`(?:siz|suz|less|los|${outcomes})$`, 'u');
/** In scripts that do not part words. */
const negatingWithin = /[未不无無非沒没]|なし|ない|없|미동의|안함|않|ไม่|ไร้/u;

/** Of a consent that goes on: it is the end that is denied, and not the consent. */
const endless =
  /(?<!\p{L})(?:never|not|no|without|non|ne|kein)[\s_-]*(?:expir\p{L}*|laps\p{L}*|end(?:s|ed|ing)?|ablauf\p{L}*|scad\p{L}*)/gu;

const wordsOf = (name: string): string[] =>
  smallLetters(name)
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f'’]/g, '')
    .replaceAll(answers, ' ')
    .replaceAll(endless, ' ')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(bare);

/**
 * Whether a yes under this name may mean that there is no consent, though no one said no: `no_consent`,
 * `consent_missing`. It is neither a consent nor a stop.
 */
export const mayNegate = (name: string): boolean =>
  negatingWithin.test(name.normalize('NFKC')) ||
  wordsOf(name).some((word) => {
    if (negating.test(word) || /.(?:siz|suz)$/.test(word)) return true;
    const stem = ofConsent.exec(word);
    if (stem === null) return false;
    const behind = word.slice(stem.index + stem[0].length);
    return negatingBefore.test(word.slice(0, stem.index)) || negatingBehind.test(behind);
  });

/** Whether a tick under this name is one for our messages. */
export const speaksOfConsent = (name: string): boolean =>
  mayGovern(name) || /whats ?app|^wa(?!\p{L})/iu.test(name);

const matters =
  /(?<!\p{L})(?:terms?|conditions?|t(?:and|n)?c|tos|agb|cgu|cgv|cookies?|age|adult|(?:over ?)?18|privacy|datenschutz|data|gdpr|dsgvo|rgpd|lgpd|eula|licen[cs]e|nda|photos?|recording|credit|push|browser|postal|post|fax|rcs|viber|telegram|messenger|facebook|fb|instagram|wechat|line|signal|voice|calls?|calling|telemarketing)(?!\p{L})/u;

/**
 * A yes to something else than messages in WhatsApp: `terms_accepted`, `cookie_consent`. A name that says
 * WhatsApp as well is of it.
 */
export function isOfAnotherMatter(name: string): boolean {
  const words = inWords(name);
  return matters.test(words) && !/whats ?app|(?<!\p{L})wa(?!\p{L})/u.test(words);
}
