// Telugu.

import type { FlowStrings } from '../flow-strings.ts';

export const te: FlowStrings = {
  language: 'తెలుగు కోసం {key} నొక్కండి.',
  ask: 'చివరి అంకెలు {ending} ఉన్న మీ WhatsApp నంబరుకు {business} నుండి {what} అందుకోవడానికి {yes} నొక్కండి. {stop} నిరాకరించడానికి {no} నొక్కండి.',
  stop: 'మీరు దీన్ని ఎప్పుడైనా ఆపవచ్చు: WhatsApp లో STOP అని రాయండి.',
  ask_other: 'వేరే నంబరు వాడటానికి {other} నొక్కండి.',
  ask_repeat: 'దీన్ని మళ్లీ వినడానికి {repeat} నొక్కండి.',
  ask_withdraw: '{business} నుండి వచ్చే అన్ని WhatsApp సందేశాలను ఆపడానికి {withdraw} నొక్కండి.',
  number: 'సున్నా సున్నా, దేశ కోడ్‌తో మొదలుపెట్టి మీ WhatsApp నంబరు నొక్కి, తర్వాత హ్యాష్ బటన్ నొక్కండి.',
  number_wrong: 'ఆ నంబరు పూర్తిగా లేదు, లేదా ఒక అంకె తప్పుగా ఉంది.',
  wrong_key: 'ఆ బటన్‌కు ఇక్కడ అర్థం లేదు.',
  silence: 'మాకు ఏ బటన్ అందలేదు.',
  recorded:
    'మీ ఎంపిక నమోదైంది: WhatsApp లో {business} నుండి {what} అందుకోవడానికి మీరు సమ్మతించారు. మీరు ఇంతకుముందు WhatsApp లో {business} సందేశాలను ఆపి ఉంటే, అక్కడ START అని రాయండి. నమస్కారం.',
  declined: 'మీ ఎంపిక నమోదైంది: మీరు నిరాకరించారు. నమస్కారం.',
  withdrawn: '{business} మీకు WhatsApp సందేశాలు పంపడం ఆపాలని నమోదైంది. నమస్కారం.',
  not_recorded: 'మీ ఎంపికను నమోదు చేయలేకపోయాము. దయచేసి తర్వాత మళ్లీ ఫోన్ చేయండి. నమస్కారం.',
  gave_up: 'మాకు సమాధానం అందలేదు, కాబట్టి ఏమీ నమోదు కాలేదు. నమస్కారం.',
  firstPerson: /(?<![\p{L}\p{M}])(?:నా|మా)(?![\p{L}\p{M}])/u,
  reviewed: false,
};
