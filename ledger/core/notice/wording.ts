// The prescribed wording per language, used where a notice does not bring its own. The English sentence is the form
// WhatsApp prescribed in 2020; the others are translations of it.

import type { Wording } from './notice.ts';

type Prescribed = Omit<Wording, 'what'>;

const english: Prescribed = {
  sentence: 'I consent to receive {what} from {business} on my WhatsApp number {masked}',
  privacy: 'How {business} uses your number: {privacy_url}',
  withdrawal: 'You can stop at any time: {withdrawal_url}',
  contact: 'Talk to a person at {business}: {contact}',
  prompt:
    'To receive {what} from {business} on your WhatsApp number ending {masked}, press 1. ' +
    'You can stop at any time. To decline, press 2.',
};

const languages: Record<string, Prescribed> = {
  en: english,
  es: {
    sentence: 'Doy mi consentimiento para recibir {what} de {business} en mi número de WhatsApp {masked}',
    privacy: 'Cómo usa {business} su número: {privacy_url}',
    withdrawal: 'Puede dejar de recibirlos en cualquier momento: {withdrawal_url}',
    contact: 'Hable con una persona de {business}: {contact}',
    prompt:
      'Para recibir {what} de {business} en su número de WhatsApp terminado en {masked}, pulse 1. ' +
      'Puede dejar de recibirlos en cualquier momento. Para rechazar, pulse 2.',
  },
  hi: {
    sentence: 'मैं अपने WhatsApp नंबर {masked} पर {business} से {what} पाने के लिए सहमति देता/देती हूँ',
    privacy: '{business} आपके नंबर का उपयोग कैसे करता है: {privacy_url}',
    withdrawal: 'आप कभी भी बंद कर सकते हैं: {withdrawal_url}',
    contact: '{business} में किसी व्यक्ति से बात करें: {contact}',
    prompt:
      '{masked} पर समाप्त होने वाले अपने WhatsApp नंबर पर {business} से {what} पाने के लिए 1 दबाएँ। ' +
      'आप कभी भी बंद कर सकते हैं। मना करने के लिए 2 दबाएँ।',
  },
};

/** Languages with wording of their own. */
export const prescribedLanguages: readonly string[] = Object.keys(languages);

/** The wording of a locale, by its language; English where there is none. */
export function prescribed(locale: string): Prescribed {
  return languages[locale.split('-')[0] ?? ''] ?? english;
}

const callWords: Record<string, RegExp> = { en: /\bcalls?\b/i, es: /llamada/i, hi: /कॉल/ };

/** Does a sentence speak of calls? Not in a language whose word for them is not known here. */
export function namesCalls(locale: string, sentence: string): boolean {
  return callWords[locale.split('-')[0] ?? '']?.test(sentence) ?? false;
}
