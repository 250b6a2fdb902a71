// German, with the formal "Sie". No digit stands before a full stop: "1." would be read aloud as
// "first".

import type { FlowStrings } from '../flow-strings.ts';

export const de: FlowStrings = {
  language: 'Für Deutsch drücken Sie die Taste {key}, bitte.',
  ask: 'Mit der Taste {yes} willigen Sie ein, von {business} {what} über Ihre WhatsApp-Nummer mit den Endziffern {ending} zu erhalten. {stop} Mit der Taste {no} lehnen Sie ab.',
  stop: 'Sie können das jederzeit beenden: Schreiben Sie in WhatsApp das Wort STOP.',
  ask_other: 'Mit der Taste {other} geben Sie eine andere Nummer an.',
  ask_repeat: 'Mit der Taste {repeat} hören Sie dies noch einmal.',
  ask_withdraw: 'Mit der Taste {withdraw} beenden Sie alle WhatsApp-Nachrichten von {business}.',
  number:
    'Geben Sie Ihre WhatsApp-Nummer ein, beginnend mit null null und der Landesvorwahl, und drücken Sie dann die Rautetaste.',
  number_wrong: 'Diese Nummer ist unvollständig, oder eine Ziffer stimmt nicht.',
  wrong_key: 'Diese Taste ist hier nicht belegt.',
  silence: 'Wir haben keinen Tastendruck erhalten.',
  recorded:
    'Ihre Wahl ist festgehalten: Sie haben eingewilligt, von {business} {what} über WhatsApp zu erhalten. Falls Sie Nachrichten von {business} in WhatsApp früher beendet haben, schreiben Sie dort das Wort START. Auf Wiederhören.',
  declined: 'Ihre Wahl ist festgehalten: Sie haben abgelehnt. Auf Wiederhören.',
  withdrawn:
    'Es ist festgehalten, dass {business} Ihnen keine WhatsApp-Nachrichten mehr senden darf. Auf Wiederhören.',
  not_recorded:
    'Ihre Wahl konnte nicht festgehalten werden. Bitte rufen Sie später noch einmal an. Auf Wiederhören.',
  gave_up: 'Wir haben keine Antwort erhalten und nichts festgehalten. Auf Wiederhören.',
  firstPerson: /(?<!\p{L})(?:mein|unser)(?:e[mnrs]?)?(?!\p{L})/iu,
  reviewed: false,
};
