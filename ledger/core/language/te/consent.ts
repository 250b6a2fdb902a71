// Telugu.

import type { Prescribed } from '../prescribed.ts';

export const te: Prescribed = {
  sentence: 'నేను {masked} అనే నా WhatsApp నంబరుకు {business} నుండి {what} అందుకోవడానికి సమ్మతిస్తున్నాను',
  privacy: '{business} మీ నంబరును ఎలా ఉపయోగిస్తుంది: {privacy_url}',
  withdrawal: 'మీరు దీన్ని ఎప్పుడైనా ఆపవచ్చు: {withdrawal_url}',
  contact: '{business} ప్రతినిధితో మాట్లాడండి: {contact}',
  prompt:
    'చివరి అంకెలు {masked} ఉన్న మీ WhatsApp నంబరుకు {business} నుండి {what} అందుకోవడానికి 1 నొక్కండి. ' +
    'మీరు దీన్ని ఎప్పుడైనా ఆపవచ్చు. నిరాకరించడానికి 2 నొక్కండి.',
  callWord: /(?<![\p{L}\p{M}])కాల్(?:స్)?(?![\p{L}\p{M}])/u,
  reviewed: false,
};
