// What a person writes to a business to prove that a number is theirs: the consent as it was shown, which
// names the purposes and the business; a sentence that sending this agrees to it; the code. In the language
// of the consent. A link that fills it in can be sent around, so the text itself must tell a stranger's
// victim what they would be doing, and no other text will do.
//
//   I consent to receive order updates from Fresh Produce on my WhatsApp number XXXXXX3210
//   By sending this message I confirm this consent, and that this number is mine.
//   OPT-7K4M-92QX

import { tagsFor } from '../language/locale.ts';

const confirms: Record<string, string> = {
  ar: 'بإرسال هذه الرسالة أؤكد هذه الموافقة، وأن هذا الرقم رقمي.',
  bn: 'এই বার্তা পাঠিয়ে আমি এই সম্মতি এবং এই নম্বরটি যে আমার, তা নিশ্চিত করছি।',
  de: 'Mit dieser Nachricht bestätige ich diese Einwilligung und dass diese Nummer mir gehört.',
  en: 'By sending this message I confirm this consent, and that this number is mine.',
  es: 'Al enviar este mensaje confirmo este consentimiento y que este número es mío.',
  fa: 'با فرستادن این پیام، این رضایت و اینکه این شماره از آنِ من است را تأیید می‌کنم.',
  fr: 'En envoyant ce message, je confirme ce consentement et que ce numéro est le mien.',
  gu: 'આ સંદેશ મોકલીને હું આ સંમતિની અને આ નંબર મારો હોવાની પુષ્ટિ કરું છું.',
  he: 'בשליחת הודעה זו אני מאשר/ת את ההסכמה הזאת ושהמספר הזה שלי.',
  hi: 'यह मैसेज भेजकर मैं इस सहमति की और यह नंबर मेरा होने की पुष्टि करता/करती हूँ।',
  id: 'Dengan mengirim pesan ini saya menegaskan persetujuan ini dan bahwa nomor ini milik saya.',
  it: 'Inviando questo messaggio confermo questo consenso e che questo numero è mio.',
  ja: 'このメッセージを送信することで、この同意と、この番号が自分のものであることを確認します。',
  kn: 'ಈ ಸಂದೇಶವನ್ನು ಕಳುಹಿಸುವ ಮೂಲಕ ನಾನು ಈ ಒಪ್ಪಿಗೆಯನ್ನು ಮತ್ತು ಈ ಸಂಖ್ಯೆ ನನ್ನದು ಎಂಬುದನ್ನು ದೃಢೀಕರಿಸುತ್ತೇನೆ.',
  ko: '이 메시지를 보냄으로써 이 동의를 확인하며, 이 번호가 본인의 것임을 확인합니다.',
  ml: 'ഈ സന്ദേശം അയയ്ക്കുന്നതിലൂടെ ഈ സമ്മതവും ഈ നമ്പർ എന്റേതാണെന്നും ഞാൻ സ്ഥിരീകരിക്കുന്നു.',
  mr: 'हा संदेश पाठवून मी ही संमती आणि हा नंबर माझा असल्याची पुष्टी करतो/करते.',
  nl: 'Door dit bericht te sturen bevestig ik deze toestemming en dat dit nummer van mij is.',
  pa: 'ਇਹ ਸੁਨੇਹਾ ਭੇਜ ਕੇ ਮੈਂ ਇਸ ਸਹਿਮਤੀ ਦੀ ਅਤੇ ਇਹ ਨੰਬਰ ਮੇਰਾ ਹੋਣ ਦੀ ਪੁਸ਼ਟੀ ਕਰਦਾ/ਕਰਦੀ ਹਾਂ।',
  pl: 'Wysyłając tę wiadomość, potwierdzam tę zgodę oraz to, że ten numer należy do mnie.',
  pt: 'Ao enviar esta mensagem, confirmo este consentimento e que este número é meu.',
  ru: 'Отправляя это сообщение, я подтверждаю это согласие и то, что этот номер мой.',
  sw: 'Kwa kutuma ujumbe huu ninathibitisha idhini hii na kwamba namba hii ni yangu.',
  ta: 'இந்தச் செய்தியை அனுப்புவதன் மூலம் இந்த ஒப்புதலையும் இந்த எண் என்னுடையது என்பதையும் உறுதிப்படுத்துகிறேன்.',
  te: 'ఈ సందేశం పంపడం ద్వారా నేను ఈ సమ్మతిని, ఈ నంబర్ నాదేనని నిర్ధారిస్తున్నాను.',
  th: 'การส่งข้อความนี้ถือว่าฉันยืนยันความยินยอมนี้ และยืนยันว่าหมายเลขนี้เป็นของฉัน',
  tr: 'Bu mesajı göndererek bu onayı ve bu numaranın bana ait olduğunu doğruluyorum.',
  uk: 'Надсилаючи це повідомлення, я підтверджую цю згоду і те, що цей номер мій.',
  ur: 'یہ پیغام بھیج کر میں اس رضامندی کی اور اس بات کی تصدیق کرتا/کرتی ہوں کہ یہ نمبر میرا ہے۔',
  vi: 'Khi gửi tin nhắn này, tôi xác nhận sự đồng ý này và số này là của tôi.',
  zh: '发送此消息即表示我确认此项同意，并确认此号码归我本人所有。',
  'zh-Hant': '傳送此訊息即表示我確認此項同意，並確認此號碼為我本人所有。',
};

const confirmsIn = (locale: string): string =>
  tagsFor(locale)
    .map((tag) => confirms[tag])
    .find((words) => words !== undefined) ?? confirms.en!;

/** @param sentence the consent as it was shown and recorded */
export function proofText(sentence: string, locale: string, code: string): string {
  return [sentence, confirmsIn(locale), code].join('\n');
}

/**
 * Whether the person has written this text and nothing else, even if a phone changes its blanks and invisible
 * signs.
 */
export const isProofText = (written: string, text: string): boolean => bare(written) === bare(text);

/**
 * Whether it can be such a text at all. It then counts as a proof only: its sender has not asked for an
 * answer.
 */
export const endsAsProof = (written: string): boolean =>
  /[^\s]\s*OPT-[0-9A-Z]{4}-[0-9A-Z]{4}\s*$/.test(written);

/** Without blanks and invisible signs, which a phone may change. */
export const bare = (text: string): string => text.normalize('NFC').replaceAll(/[\p{Cf}\s]/gu, '');
