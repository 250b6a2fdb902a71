// WhatsApp's opt-in policy before 9 July 2020, the strictest of its eras: user action, clear language, visual
// identification.

import type { Policy } from './policy.ts';
import {
  boxTicked,
  boxUnticked,
  formSigned,
  gestureInApp,
  keyPressed,
  language,
  legible,
  legibleInApp,
  logoInApp,
  logoShown,
  neverHere,
  numberReadBack,
  seenUnticked,
  shownUnticked,
  trustedGesture,
} from './rules.ts';

export const strict2020: Policy = {
  name: 'strict-2020',
  version: 1,
  source: 'WhatsApp opt-in policy, until July 2020',
  regrantFloor: 'E2',
  refusedSources: new Set([
    'click_to_whatsapp_ad',
    'whatsapp_thread',
    'email_list',
    'sms_list',
    'social_list',
  ]),
  rules: {
    web: [boxUnticked, seenUnticked, boxTicked, trustedGesture, ...language, logoShown, legible],
    email: [boxUnticked, boxTicked, ...language],
    app: [boxUnticked, shownUnticked, boxTicked, gestureInApp, ...language, logoInApp, legibleInApp],
    sms: language,
    ivr: [keyPressed, ...language, numberReadBack],
    agent: language,
    paper: [formSigned, ...language],
    whatsapp: [neverHere],
    import: language,
  },
};
