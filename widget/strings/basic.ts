// The few English words that stand in the first script: those that are drawn before the person acts. All others, and
// other languages, come with the notice, or by a part when the person acts.

import type { Strings } from './strings.ts';

export type BasicStrings = Pick<
  Strings,
  'lang' | 'numberLabel' | 'hintWithCode' | 'hintInternational' | 'errorPrefix' | 'ending' | 'newTab'
>;

export const basic: BasicStrings = {
  lang: 'en',
  numberLabel: 'WhatsApp number',
  hintWithCode: 'For a number outside +{code}, start with + and the country code',
  hintInternational: 'Start with + and the country code',
  errorPrefix: 'Error: ',
  ending: 'Number ending {digits}',
  newTab: 'Opens in a new tab',
};
