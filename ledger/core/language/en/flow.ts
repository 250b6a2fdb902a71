// English.

import type { FlowStrings } from '../flow-strings.ts';

export const en: FlowStrings = {
  language: 'For English, press {key}.',
  ask: 'To receive {what} from {business} on your WhatsApp number ending in {ending}, press {yes}. {stop} To decline, press {no}.',
  stop: 'You can stop at any time: write STOP in WhatsApp.',
  ask_other: 'To use another number, press {other}.',
  ask_repeat: 'To hear this again, press {repeat}.',
  ask_withdraw: 'To stop all WhatsApp messages from {business}, press {withdraw}.',
  number:
    'Key in your WhatsApp number, beginning with zero zero and the country code, and then the hash or pound key.',
  number_wrong: 'That number is not complete, or a digit is wrong.',
  wrong_key: 'That key has no meaning here.',
  silence: 'We did not hear a key.',
  recorded:
    'Your choice has been recorded: you have agreed to receive {what} from {business} in WhatsApp. If you stopped messages from {business} in WhatsApp before, write START there. Goodbye.',
  declined: 'Your choice has been recorded: you have declined. Goodbye.',
  withdrawn: 'It has been recorded that {business} must stop sending you WhatsApp messages. Goodbye.',
  not_recorded: 'Your choice could not be recorded. Please call again later. Goodbye.',
  gave_up: 'We did not get an answer, so nothing has been recorded. Goodbye.',
  firstPerson: /\b(?:my|mine|our|ours|me|us|I)\b/i,
  reviewed: true,
};
