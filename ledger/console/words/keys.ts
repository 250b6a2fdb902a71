// Strings of the section on secret keys.

export const keys = {
  live: (n: number) => (n === 1 ? 'secret key' : 'secret keys'),
  none: 'No server signs in with a secret key.',
  name: 'Name',
  may: 'May',
  made: 'Made',
  id: 'Id',
  test: 'Test',
  actions: 'Change',
  revoked: (n: number) => `${n} revoked`,
  revokedAt: 'Revoked',
  /** Of a button, for who hears it alone. */
  about: (name: string) => `the key “${name}”`,
  create: {
    open: 'Make a key',
    title: 'Make a secret key',
    means: 'For one server or one vendor. Give it no more than it needs: what it may do is never changed.',
    name: 'Name',
    nameHint: 'Which server it is for. Records name the key by its id.',
    scopes: 'What it may do',
    test: 'Only to try things out',
    testHint: 'For ever: nothing that is recorded with it allows a message.',
    doIt: 'Make the key',
    secret: 'Secret key',
  },
  revoke: {
    open: 'Revoke',
    title: (name: string) => `Revoke the key “${name}”`,
    means: 'For a key that leaked, or that nothing uses any more.',
    sure: (name: string) =>
      `Whatever signs in with “${name}” is refused within 5 seconds, its opt-outs and its gate checks too. A revoked key never comes back.`,
    doIt: 'Revoke',
  },
  /** All but `metrics:read`, which is given on the host alone. */
  scopes: {
    'opt-in:write': 'record opt-ins',
    'opt-in:confirm': 'confirm another’s opt-in',
    'opt-out:write': 'record opt-outs and objections',
    'import:write': 'import old consent',
    'gate:check': 'ask before a message is sent',
    'audit:read': 'read what is recorded of people',
    'changes:read': 'follow what changes',
    erase: 'erase a person',
    'correction:write': 'correct what is known of a person',
    'notice:write': 'publish notices',
    'notice:read': 'read notices',
    'link:write': 'make links for people',
    'template:write': 'keep templates in step',
    'template:read': 'read templates',
    admin: 'change these settings',
  },
};
