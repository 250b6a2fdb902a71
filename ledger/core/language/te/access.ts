// Telugu.

import type { AccessStrings } from '../access-strings.ts';

export const te: AccessStrings = {
  title: '{business} మీ గురించి నమోదు చేసినదంతా',
  names: 'మీ పేర్లు, నంబర్లు',
  records: 'మీరు దేనికి సమ్మతించారు, దేనిని ఆపారు',
  messages: 'మీకు సందేశాలు',
  brief: 'కొద్ది కాలం ఉంచినవి',
  sent: 'పంపబడింది',
  heldBack: 'పంపబడలేదు',
  erased: 'తొలగించబడింది',
  corrected: '{date}న సరిచేయబడింది',
  recordedAs: 'ఇలా నమోదైంది: {was}',
  language: 'భాష',
  customerNumber: 'కస్టమర్ సంఖ్య',
  code: 'కోడు',
  kinds: {
    opt_in: 'మీరు సమ్మతించారు',
    opt_out: 'మీరు ఆపారు',
    declined: 'మీరు వద్దన్నారు',
    objected: 'మీరు అభ్యంతరం చెప్పారు',
    confirmed: 'నంబర్ మీదేనని చూపారు',
    resumed: 'మీరు మళ్లీ సందేశాలు కోరారు',
    linked: 'రెండు పేర్లు మీవేనని WhatsApp తెలిపింది',
    identifier_changed: 'ఒక నంబర్ లేదా పేరు మారిందని WhatsApp తెలిపింది',
    suspended: 'నిలిపివేయబడింది: నంబర్ ఇప్పుడు మరొకరిది కావచ్చు',
    corrected: 'ఒక రికార్డు సరిచేయబడింది',
  },
};
