// Strings of the section on senders.

export const senders = {
  live: (n: number) => (n === 1 ? 'sender' : 'senders'),
  none: 'No WhatsApp number is set up: nobody’s STOP is heard, and no message can be sent through the gate.',
  number: 'Number',
  account: 'Account',
  noAccount: 'none: no change of its templates is heard',
  forwards: 'Webhooks forwarded to',
  nowhere: 'nowhere',
  actions: 'Change',
  about: (number: string) => `of ${number}`,
  webhook: 'Address for Meta’s webhooks',
  verifyToken: 'Verify token',
  repeats: 'Meta repeats it when you enter the address.',
  subscribe: 'In the app’s dashboard, subscribe the webhook to:',
  fields: {
    id: 'Phone number id',
    idHint: 'Meta’s id of the number, as the app’s dashboard shows it.',
    number: 'Number',
    numberHint: 'With + and the calling code, such as +14155550199. People write to it.',
    account: 'WhatsApp Business Account',
    accountHint: 'Its id. Without it the ledger does not hear when Meta changes a template.',
    appSecret: 'App secret',
    appSecretHint: 'What Meta signs webhooks with. It is kept encrypted, and shown to nobody.',
    newAppSecretHint: 'Left empty, it stays as it is. The one before stays good for 24 hours.',
    token: 'Access token',
    tokenHint: 'Only a keyed hash of it is kept. The one before stays good for 24 hours.',
    atOnce: 'End the one before at once',
    atOnceHint: 'For one that leaked.',
    url: 'Your server',
    urlHint: 'A public host name with https, port 443 or from 1024.',
  },
  add: {
    open: 'Add a sender',
    title: 'Add a sender',
    means:
      'A WhatsApp number of the business. What people write to it, a STOP above all, is heard from then on.',
    doIt: 'Add the sender',
  },
  change: {
    open: 'Change',
    title: (number: string) => `Change the sender ${number}`,
    means: 'In force within 5 seconds.',
    doIt: 'Change',
  },
  token: {
    open: 'Access token',
    title: (number: string) => `Register the access token of ${number}`,
    means:
      'Messages sent with it to this ledger’s /cloud address are judged first, and go on to Meta if they may.',
    doIt: 'Register it',
  },
  verify: {
    open: 'Verify token',
    title: (number: string) => `Make a verify token for ${number}`,
    means: 'Meta asks for it once, when the webhook is set up. The one before stays good for 24 hours.',
    doIt: 'Make the token',
  },
  forward: {
    open: 'Forward',
    title: (number: string) => `Forward the webhooks of ${number}`,
    means:
      'Your own server gets every webhook untouched, with Meta’s signature, as if Meta had sent it there. It is tried for 36 hours.',
    doIt: 'Forward there',
  },
  stop: {
    open: 'Forward nothing',
    title: (number: string) => `Forward nothing of ${number}`,
    means: 'The ledger goes on hearing them itself.',
    sure: (url: string) => `${url} gets no webhook any more, and what waits for it is forgotten.`,
    doIt: 'Forward nothing',
  },
  end: {
    open: 'End',
    title: (number: string) => `End the sender ${number}`,
    means: 'For a number that the business has given up.',
    sure: (number: string) =>
      `Nothing that people write to ${number} is heard any more, a STOP neither, and nothing is sent through it. What was recorded stays.`,
    doIt: 'End the sender',
  },
};
