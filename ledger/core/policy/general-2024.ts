// Meta's current text (November 2024): the number was given, the person agreed to hear from the named
// business.

import type { Policy } from './policy.ts';
import { boxTicked, businessNamed, formSigned, keyPressed, neverHere, textAsPublished } from './rules.ts';

export const general2024: Policy = {
  name: 'general-2024',
  version: 1,
  source: 'WhatsApp Business Messaging Policy, November 2024',
  regrantFloor: 'E1',
  refusedSources: new Set(['click_to_whatsapp_ad', 'email_list', 'sms_list', 'social_list']),
  rules: {
    web: [boxTicked, textAsPublished, businessNamed],
    email: [boxTicked, textAsPublished, businessNamed],
    app: [boxTicked, textAsPublished, businessNamed],
    sms: [textAsPublished, businessNamed],
    ivr: [keyPressed, textAsPublished, businessNamed],
    agent: [textAsPublished, businessNamed],
    paper: [formSigned, textAsPublished, businessNamed],
    whatsapp: [neverHere],
    import: [textAsPublished, businessNamed],
  },
};
