// What a person reads in a text message, in one language: the words that a keyword gets back, and the answers
// to what the person writes then. Short sentences: each 160 letters, or 70 of most scripts, are a message
// that somebody pays for. "WhatsApp", STOP and START stay as they are in every script.

export type SmsStrings = {
  /** What is asked, and the word that agrees: one of `yes`. Slots {what} and {business}. */
  ask: string;
  /** How to stop. */
  stop: string;
  /** Whom to turn to. Slot {contact}. */
  help: string;
  /** After a yes. Slots {what} and {business}; START lifts what the person has stopped in WhatsApp. */
  recorded: string;
  declined: string;
  /** Slot {business}. */
  stopped: string;
  /** Where a yes or a no answers no question. */
  nothing: string;
  /** Whole answers that agree, beside the English ones. */
  yes: readonly string[];
  no: readonly string[];
  helpWords: readonly string[];
  /** False for a translation that no person who reads the language has reviewed; a publication says so. */
  reviewed: boolean;
};
