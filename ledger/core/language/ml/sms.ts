// Malayalam.

import type { SmsStrings } from '../sms-strings.ts';

export const ml: SmsStrings = {
  ask: 'ഈ നമ്പറിൽ WhatsApp-ൽ {business} അയയ്ക്കുന്ന {what} സ്വീകരിക്കാൻ സമ്മതമെങ്കിൽ YES എന്ന് മറുപടി അയയ്ക്കുക.',
  stop: 'എപ്പോൾ വേണമെങ്കിലും നിർത്താൻ STOP എന്ന് മറുപടി അയയ്ക്കുക.',
  help: 'സഹായം: {contact}',
  recorded:
    'രേഖപ്പെടുത്തി: WhatsApp-ൽ {business} അയയ്ക്കുന്ന {what} സ്വീകരിക്കാൻ നിങ്ങൾ സമ്മതിച്ചു. മുമ്പ് WhatsApp-ൽ {business} അയയ്ക്കുന്ന സന്ദേശങ്ങൾ നിർത്തിയിട്ടുണ്ടെങ്കിൽ, അവിടെ START എന്ന് എഴുതുക.',
  declined: 'രേഖപ്പെടുത്തി: നിങ്ങൾ നിരസിച്ചു.',
  stopped: '{business} നിങ്ങൾക്ക് WhatsApp സന്ദേശങ്ങൾ അയയ്ക്കുന്നത് നിർത്തണമെന്ന് രേഖപ്പെടുത്തി.',
  nothing: 'ഒന്നും രേഖപ്പെടുത്തിയിട്ടില്ല.',
  yes: ['അതെ', 'സമ്മതം'],
  no: ['ഇല്ല', 'വേണ്ട'],
  helpWords: ['സഹായം'],
  reviewed: false,
};
