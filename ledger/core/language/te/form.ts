// Telugu.

import type { FormStrings } from '../form-strings.ts';

export const te: FormStrings = {
  number: 'దేశ కోడ్‌తో మీ WhatsApp నంబర్',
  tick: 'మీరు అంగీకరిస్తేనే గడిలో టిక్ పెట్టండి.',
  signature: 'మీ సంతకం',
  date: 'తేదీ',
  place: 'స్థలం',
  staff: 'సిబ్బంది సంఖ్య',
  aloud: 'ఈ మాటలను ఉన్నది ఉన్నట్లుగా బిగ్గరగా చదవండి:',
  ask: 'మీరు అంగీకరిస్తున్నారా?',
  scanOnFile: 'ఫారమ్ స్కాన్ వ్యాపార సంస్థ వద్ద ఉంది.',
  recordingOnFile: 'ఒక రికార్డింగ్ వ్యాపార సంస్థ వద్ద ఉంది.',
  twoStaff: 'రెండవ ఉద్యోగి దీన్ని ధృవీకరించారు.',
  reviewed: false,
};
