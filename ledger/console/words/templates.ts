// Strings of the section on templates.

export const templates = {
  live: (n: number) => (n === 1 ? 'template' : 'templates'),
  none: 'No template is known: the gate denies every message that is sent with one.',
  name: 'Template',
  category: 'Meta’s category',
  needs: 'Consent it needs',
  denied: 'Denied',
  lacksPurpose: 'say what it is for',
  lacksCategory: 'its category is not known',
  saidByYou: 'as you said; Meta has not',
  announced: (category: string, day: string) => `${category} from ${day}`,
  drift: (purpose: string) => `It counts as marketing; you mapped it to: ${purpose}`,
  status: 'Status',
  notFit: 'Meta does not let it be sent.',
  actions: 'Change',
  about: (name: string) => `“${name}”`,
  sync: 'Every template, its category and its status, as Meta has them now, with an access token that is stored nowhere:',
  fields: {
    account: 'WhatsApp Business Account',
    accountHint: 'Meta’s id of it.',
    name: 'Name',
    language: 'Language',
    languageHint: 'As Meta spells it, such as en_US.',
    purpose: 'What it is for',
    category: 'Meta’s category',
    categoryHint: 'Needed until Meta has named it itself. Nobody can contradict Meta.',
    unsaid: 'As Meta says',
  },
  add: {
    open: 'Map a template',
    title: 'Say what a template is for',
    means:
      'The gate then asks for consent to this purpose. One that Meta calls marketing needs consent to offers all the same.',
    doIt: 'Map it',
  },
  map: {
    open: 'Map',
    title: (name: string) => `Say what “${name}” is for`,
    means: 'In force at once, for every message of it from now on.',
    sure: (name: string, purpose: string) =>
      `Messages of “${name}” will need consent to: ${purpose}. Whoever agreed to something else alone gets none. If this is not what the template says, people get what they never agreed to.`,
    doIt: 'Map it',
  },
};
