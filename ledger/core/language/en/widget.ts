// English.

import type { Strings } from '../widget-strings.ts';

export const en: Strings = {
  lang: 'en',

  numberLabel: 'WhatsApp number',
  hintWithCode: 'For a number outside +{code}, start with + and the country code',
  hintInternational: 'Start with + and the country code',
  numberGap: '(as entered here)',

  otherLines: 'Stop any time · Privacy · Talk to a person',

  errorPrefix: 'Error: ',
  ending: 'Number ending {digits}',
  newTab: 'Opens in a new tab',

  saving: 'Saving…',
  saved: 'Saved',
  receipt: 'Receipt',
  undoing: 'Undoing…',
  undone: 'Undone',
  notNow: 'This cannot be changed at the moment',
  numberChanged: 'Tick again',
  numberMoved: 'Tick again: the number changed',

  numberIncomplete: 'Enter your WhatsApp number, including the country code',
  numberNotPossible: 'Check the number: a digit is missing, extra or mistyped',
  didYouMean: 'Did you mean {number}?',
  numberRefused: 'Check your WhatsApp number and its country code, then tick again',
  noticeChanged: 'The wording has changed. Read it and tick again',
  unreachable: 'Your choice was not saved because the connection failed. Tick the box to try again',
  unreachableCarried: 'The connection failed. Your choice will be sent together with the form',
  refused: 'Your choice could not be saved. You can continue without it',
  tooMany: 'There were too many tries. Wait an hour, then tick again. You can continue without it',
  undoFailed:
    'The connection failed, so your choice is still saved. To undo it, try again or use the link below',
  byHand: 'Tick the box yourself: click it, tap it or press the space bar',

  yourConsent: 'Your consent',
  agreedOn: 'You agreed on {date}',
  howToStop: 'To stop, untick the box or use your receipt',
  openReceipt: 'Your receipt: check it, keep it, or stop',

  confirmHeading: 'Confirm that this number is yours',
  confirmWhy: 'The record then shows that this number is yours',
  confirmByMessage: 'Send the code with WhatsApp',
  confirmWaiting: 'Waiting for your message…',
  confirmByCode: 'Get a code',
  codeLabel: 'Code',
  codeHint: '{count} digits, from the message we sent you',
  codeSend: 'Confirm',
  codeWrong: 'Check the code and enter it again',
  codeExpired: 'The code has expired. Get a new one',
  confirmed: 'Confirmed: this number is yours',
  confirmUnavailable: 'This cannot be confirmed now. Your choice is still saved',
};
