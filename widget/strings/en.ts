// English.

import type { Strings } from './strings.ts';

export const en: Strings = {
  lang: 'en',
  numberLabel: 'WhatsApp number',
  hintWithCode: 'For a number outside +{code}, start with + and the country code',
  hintInternational: 'Start with + and the country code',
  errorPrefix: 'Error: ',
  ending: 'Number ending {digits}',
  newTab: 'Opens in a new tab',
  saving: 'Saving…',
  saved: 'Saved',
  undoing: 'Undoing…',
  undone: 'Undone',
  numberChanged: 'Tick again',
  numberIncomplete: 'Enter your WhatsApp number, including the country code',
  numberRefused: 'Check your WhatsApp number and its country code, then tick again',
  noticeChanged: 'The wording has changed. Read it and tick again',
  unreachable: 'Your choice was not saved because the connection failed. Tick the box to try again',
  unreachableCarried: 'The connection failed. Your choice will be sent together with the form',
  refused: 'Your choice could not be saved. You can continue without it',
  undoFailed:
    'The connection failed, so your choice is still saved. To undo it, try again or use the link below',
};
