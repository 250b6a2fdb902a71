// Telugu.

import type { SmsStrings } from '../sms-strings.ts';

export const te: SmsStrings = {
  ask: 'ఈ నంబరులో WhatsApp లో {business} నుండి {what} అందుకోవడానికి సమ్మతిస్తే YES అని పంపండి.',
  stop: 'ఎప్పుడైనా ఆపడానికి STOP అని పంపండి.',
  help: 'సహాయం: {contact}',
  recorded:
    'నమోదైంది: WhatsApp లో {business} నుండి {what} అందుకోవడానికి మీరు సమ్మతించారు. మీరు ఇంతకుముందు WhatsApp లో {business} సందేశాలను ఆపి ఉంటే, అక్కడ START అని రాయండి.',
  declined: 'నమోదైంది: మీరు నిరాకరించారు.',
  stopped: '{business} మీకు WhatsApp సందేశాలు పంపడం ఆపాలని నమోదైంది.',
  nothing: 'ఏమీ నమోదు కాలేదు.',
  yes: ['అవును', 'సరే'],
  no: ['కాదు', 'వద్దు'],
  helpWords: ['సహాయం'],
  reviewed: false,
};
