// Malayalam.

import type { AccessStrings } from '../access-strings.ts';

export const ml: AccessStrings = {
  title: '{business} നിങ്ങളെക്കുറിച്ച് രേഖപ്പെടുത്തിയതെല്ലാം',
  names: 'നിങ്ങളുടെ പേരുകളും നമ്പറുകളും',
  records: 'നിങ്ങൾ സമ്മതിച്ചതും നിർത്തിയതും',
  messages: 'നിങ്ങൾക്കുള്ള സന്ദേശങ്ങൾ',
  brief: 'കുറച്ചു കാലം സൂക്ഷിക്കുന്നവ',
  sent: 'അയച്ചു',
  heldBack: 'അയച്ചില്ല',
  erased: 'മായ്ച്ചു',
  corrected: '{date}-ന് തിരുത്തി',
  recordedAs: 'രേഖപ്പെടുത്തിയത്: {was}',
  language: 'ഭാഷ',
  customerNumber: 'ഉപഭോക്തൃ നമ്പർ',
  code: 'കോഡ്',
  kinds: {
    opt_in: 'നിങ്ങൾ സമ്മതിച്ചു',
    opt_out: 'നിങ്ങൾ നിർത്തി',
    declined: 'നിങ്ങൾ വേണ്ടെന്നു പറഞ്ഞു',
    objected: 'നിങ്ങൾ എതിർത്തു',
    confirmed: 'നമ്പർ നിങ്ങളുടേതെന്ന് കാണിച്ചു',
    resumed: 'നിങ്ങൾ വീണ്ടും സന്ദേശങ്ങൾ ആവശ്യപ്പെട്ടു',
    linked: 'രണ്ട് പേരുകൾ നിങ്ങളുടേതെന്ന് WhatsApp അറിയിച്ചു',
    identifier_changed: 'ഒരു നമ്പറോ പേരോ മാറിയെന്ന് WhatsApp അറിയിച്ചു',
    suspended: 'താൽക്കാലികമായി നിർത്തി: നമ്പർ ഇപ്പോൾ മറ്റൊരാളുടേതാകാം',
    corrected: 'ഒരു രേഖ തിരുത്തി',
  },
};
