// Strings of the section on who may use the console.

import type { Role } from '../ask/session.ts';

export const people = {
  live: (n: number) => (n === 1 ? 'person' : 'people'),
  none: 'Nobody uses the console but whoever runs the ledger.',
  name: 'Name',
  role: 'Role',
  signsIn: 'Signs in',
  until: 'Until',
  noEnd: 'no end set',
  actions: 'Change',
  you: 'You',
  byLink: 'by a link from the host',
  links: 'Who has no identity at a provider signs in by a link, good once and for ten minutes.',
  forgotten: 'Forgotten',
  ended: (n: number) => `${n} ended`,
  endedAt: 'Ended',
  ranOut: 'Over since',
  roles: {
    auditor: 'Auditor',
    manager: 'Manager',
    admin: 'Admin',
  } satisfies Record<Role, string>,
  add: {
    open: 'Add a person',
    title: 'Let somebody use the console',
    means: 'A role is never changed: end the person, and add them anew.',
    name: 'Name',
    nameHint: 'No record holds it.',
    role: 'Role',
    roles: {
      auditor: 'Auditor: reads, changes nothing',
      manager: 'Manager: reads, stops, corrects and erases',
      admin: 'Admin: all of that, and these settings',
    } satisfies Record<Role, string>,
    issuer: 'Provider',
    issuerHint: 'The address in its tokens (iss). Without one, the host makes links for the person.',
    subject: 'Who they are there',
    subjectHint: 'The id in its tokens (sub), not an e-mail address.',
    until: 'Until',
    untilHint: (zone: string) => `When an engagement is over, in ${zone}.`,
    doIt: 'Add the person',
  },
  end: {
    open: 'End',
    title: (name: string) => `End ${name}’s use of the console`,
    means: 'For who leaves, or takes another role.',
    sure: (name: string) => `${name} is signed out at once, for good. To come back they are added anew.`,
    sureYou: 'This is you: you are signed out at once, for good. Only another admin or the host can add you.',
    doIt: 'End',
  },
  forget: {
    open: 'Forget',
    title: (name: string) => `Forget ${name}`,
    means: 'Where they ask for it, once they have left.',
    sure: (name: string) =>
      `The name and the identity of ${name} are destroyed, and their use of the console ends. Records go on to name an id that leads to nobody.`,
    doIt: 'Forget',
  },
};
