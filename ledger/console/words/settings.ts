// Strings of the settings room. They are loaded with it, so no page imports them through en.ts.

export const settings = {
  title: 'Settings',
  means: 'Each change is a record in the log, under your name.',
  /** Sections as their pages and the list name them, and what each is for. */
  groups: [
    ['The business', ['business', 'sites', 'entries', 'retention']],
    ['Messages', ['senders', 'templates']],
    ['Who may do what', ['people', 'keys']],
    ['What others check', ['signing']],
  ] as readonly (readonly [string, readonly string[]])[],
  sections: {
    business: ['Business', 'Its name, its lines, and who decides what.'],
    retention: ['Retention', 'How long records are kept, what ends, and when.'],
    sites: ['Sites', 'Which pages and apps may show the widget, each with its key.'],
    entries: ['Entry points', 'Posters, receipts, lines: where people are asked, and the code to print.'],
    senders: ['Senders', 'WhatsApp numbers, their secrets, and where their webhooks go on to.'],
    templates: ['Templates', 'Which consent each template needs, and what Meta says of it.'],
    people: ['People', 'Who may use this console, as what, and until when.'],
    keys: ['API keys', 'What servers of the business sign in with.'],
    signing: ['Signing keys', 'What the log and receipts are signed with, and who else signs the log.'],
  } as Record<string, readonly [string, string]>,
  back: 'All settings',
  list: 'Sections of the settings',
  adminOnly: 'An admin of the business changes its settings.',
  readable: 'What anybody may check is open to you as well.',
  unknown: 'There is no such section.',
  onHost: 'On the host',
};

export const act = {
  optional: 'optional',
  cancel: 'Cancel',
  back: 'Back',
  close: 'Close',
  sure: 'Are you sure?',
  refused: 'Not done.',
  once: 'Shown this once',
  onceWhy: 'The ledger keeps no copy that can be read. Put it where it is needed before you close this.',
  kept: 'I have kept it',
  copyWords: 'Copy',
  same: 'The same from the command line or over the API',
  onlyHost: 'Only whoever runs the ledger does this, on its host:',
};
