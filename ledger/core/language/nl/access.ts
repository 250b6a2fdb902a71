// Dutch.

import type { AccessStrings } from '../access-strings.ts';

export const nl: AccessStrings = {
  title: 'Alles wat {business} over u heeft vastgelegd',
  names: 'Uw namen en nummers',
  records: 'Waarmee u instemde en wat u stopte',
  messages: 'Berichten aan u',
  brief: 'Korte tijd bewaard',
  sent: 'Verzonden',
  heldBack: 'Niet verzonden',
  erased: 'Gewist',
  corrected: 'Gecorrigeerd op {date}',
  recordedAs: 'Vastgelegd als {was}',
  language: 'Taal',
  customerNumber: 'Klantnummer',
  code: 'Code',
  kinds: {
    opt_in: 'U stemde in',
    opt_out: 'U stopte',
    declined: 'U zei nee',
    objected: 'U maakte bezwaar',
    confirmed: 'U toonde aan dat het nummer van u is',
    resumed: 'U vroeg weer om berichten',
    linked: 'WhatsApp meldde dat twee namen van u zijn',
    identifier_changed: 'WhatsApp meldde dat een nummer of naam is veranderd',
    suspended: 'Opgeschort: het nummer is nu misschien van iemand anders',
    corrected: 'Een vastlegging is gecorrigeerd',
  },
};
