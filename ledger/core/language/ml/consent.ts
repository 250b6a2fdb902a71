// Malayalam.

import type { Prescribed } from '../prescribed.ts';

export const ml: Prescribed = {
  sentence: '{masked} എന്ന എന്റെ WhatsApp നമ്പറിൽ {business} അയയ്ക്കുന്ന {what} സ്വീകരിക്കാൻ ഞാൻ സമ്മതം നൽകുന്നു',
  privacy: '{business} നിങ്ങളുടെ നമ്പർ എങ്ങനെ ഉപയോഗിക്കുന്നു: {privacy_url}',
  withdrawal: 'നിങ്ങൾക്ക് ഇത് എപ്പോൾ വേണമെങ്കിലും നിർത്താം: {withdrawal_url}',
  contact: '{business} പ്രതിനിധിയുമായി സംസാരിക്കുക: {contact}',
  prompt:
    '{masked} എന്ന് അവസാനിക്കുന്ന നിങ്ങളുടെ WhatsApp നമ്പറിൽ {business} അയയ്ക്കുന്ന {what} സ്വീകരിക്കാൻ 1 അമർത്തുക. ' +
    'നിങ്ങൾക്ക് ഇത് എപ്പോൾ വേണമെങ്കിലും നിർത്താം. നിരസിക്കാൻ 2 അമർത്തുക.',
  callWord: /(?<![\p{L}\p{M}])കോ(?:ൾ|ളുകൾ|ളുകളും|ളുകളുടെ)(?![\p{L}\p{M}])/u,
  reviewed: false,
};
