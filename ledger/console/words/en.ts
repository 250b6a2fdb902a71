// Every string of the console, in English. A sentence with a part that varies is a function of it.

import type { Role } from '../ask/session.ts';
import { many } from './many.ts';

export * from './records.ts';
export * from './rooms.ts';

export const frame = {
  product: 'Optmark',
  skip: 'Skip to the page',
  nav: 'Console',
  menu: 'Menu',
  switchBusiness: 'Switch business',
  search: 'Find a person, record, message or permit',
  searchHint: 'Number, record, message or permit',
  searchAndSession: 'Search and session',
  live: 'Live data',
  test: 'Test data',
  showTest: 'Show what was tried out',
  showLive: 'Show live data',
  testBar: 'Nothing here can allow a message to a real person, and none of it can become live.',
  roles: { auditor: 'Auditor', manager: 'Manager', admin: 'Admin' } satisfies Record<Role, string>,
  until: (day: string) => `until ${day}`,
  signedInUntil: (time: string) => `signed in until ${time}`,
  signOut: 'Sign out',
  nothingFound: 'No one is known by this',
  broken: (what: string) => `${what} does not match what was logged.`,
  theLog: 'The log this ledger shows now',
  seeIt: 'See it',
  rooms: {
    overview: 'Overview',
    records: 'Records',
    rights: 'Rights desk',
    notices: 'Notices',
    log: 'Log',
    work: 'Work paper',
    settings: 'Settings',
  },
};

export const seal = {
  checking: 'Log not checked yet',
  consistent: 'Log consistent',
  first: 'Log seen for the first time',
  broken: 'Log contradicts itself',
  unknown: 'Log could not be read',
  entries: (n: number) => many(n, 'entry', 'entries'),
  witnessed: (n: number) => `Witnessed by ${n}`,
  unwitnessed: 'No witness has signed it',
};

export const signIn = {
  title: 'Sign in to the compliance console',
  withProvider: (host: string) => `Continue with ${host}`,
  haveLink: 'I have a one-time link',
  linkHow: 'Open it in this browser. It works once, for 10 minutes. Whoever runs the ledger makes one with:',
  withLink: 'Sign in with this link',
  linkReady: 'The link is good for one sign-in. It has left the address bar and your history.',
  noProvider: 'This ledger has no sign-in provider. Ask whoever runs it for a one-time link:',
  recorded: 'Everything you look at is recorded.',
  masked: 'On the screen, numbers stay masked until you give a reason.',
  hours: 'You are signed out after 8 hours.',
  ended: 'You are signed out. Sign in to go on where you were.',
  refused: 'The link did not work. It is good for one sign-in, for 10 minutes.',
  noBusiness: 'You are signed in, and may see no business. Ask an admin of the business for access.',
};

export const states = {
  reading: 'Reading the ledger…',
  slow: 'This takes longer than usual. Nothing is lost; it goes on.',
  failed: 'The ledger did not answer',
  refused: 'The ledger refused this',
  nothingChanged:
    'Nothing was changed, and nothing you typed is lost. Stops that were confirmed to you stand.',
  again: 'Try again',
  at: (moment: string) => `at ${moment}`,
  offline: 'You are offline. What is loaded stays, and its proofs still verify.',
};

export const elsewhere = {
  label: 'The same answer elsewhere',
  lead: 'The same answer elsewhere:',
  list: 'The same list, from the command line or the API. This page’s address holds the filter, never a number.',
  copy: (what: string) => `Copy ${what}`,
  copied: 'Copied',
  command: 'command',
  call: 'API call',
};

export const reasonsToReveal: Record<string, string> = {
  audit: 'Audit',
  complaint: 'A complaint',
  legal_claim: 'A legal claim',
  asked_by_authority: 'Asked by an authority',
  asked_by_person: 'Asked by the person',
  moving_to_another_system: 'Moving to another system',
};

export const person = {
  title: 'Person',
  ending: (end: string) => `number ending in ${end}`,
  unnamed: 'A person without a number',
  names: (n: number) => many(n, 'name', 'names'),
  reveal: 'Reveal…',
  revealWhy: 'Why do you need the number? The look is recorded with the reason.',
  revealDo: 'Show the number',
  hide: 'Mask again',
  pack: 'Dispute pack',
  packWhy:
    'Why is the evidence needed? The file holds personal data, and the look is recorded with the reason.',
  packDo: 'Save the pack',
  certificate: 'Certificate',
  rights: 'Rights',
  stopAll: 'Stop all…',
  question: 'May we write to this person?',
  questionThen: (moment: string) => `Could we write to this person on ${moment}?`,
  yes: 'Yes',
  no: 'No',
  yesWith: (what: string) => `, with ${what}.`,
  noElse: ' to anything else.',
  noAny: ', with nothing.',
  untilSettled: ', until this is settled.',
  brokenRecord: (id: string, entry: string, others: number) =>
    `Record ${id}, entry ${entry},${others === 0 ? '' : ` and ${many(others, 'other', 'others')} of this person: what is stored`}`,
  changed: (entries: readonly string[]) =>
    `${entries.length === 1 ? 'Entry' : 'Entries'} ${entries.join(', ')} of this person ${entries.length === 1 ? 'does' : 'do'} not open: what is stored`,
  brokenWhy:
    'One record they rest on is not the one that was logged. The gate cannot judge what nobody can read.',
  purpose: 'Purpose',
  may: 'May we?',
  mayThen: 'Could we?',
  since: (zone: string) => `Since (${zone})`,
  why: 'Why',
  by: 'Decided by',
  noRecord: 'no record',
  neverAsked: 'Never asked',
  neverAskedElse: 'Nothing is recorded of anything else.',
  else: 'Everything else',
  all: 'Everything',
  andCalls: (what: string) => `${what}, calls too`,
  callsOf: (what: string) => `Calls: ${what}`,
  neverAskedFor: (what: string) => `Never asked for: ${what}.`,
  happened: 'What happened',
  now: 'Now',
  allEvents: 'All events',
  withoutLooks: 'Without looks',
  older: (n: number) => `Show ${n} older`,
  nothing: 'Nothing is recorded.',
  test: 'Test',
};

export const stop = {
  title: 'Stop all messages to this person',
  means:
    'It takes effect at once, for every purpose, and is recorded under your name. Only the person can lift it.',
  doIt: 'Stop now',
  done: 'Stopped. The gate denies from now on.',
};

export const event = {
  close: 'Close',
  words: 'The exact words',
  wordsAs: (notice: string, version: number, language: string) =>
    `Notice ${notice}, version ${version}, ${language}. As recorded, letter for letter.`,
  wordsStated: 'What a server says it showed or played. The ledger has not seen it:',
  wordsNone: 'No words are in this record.',
  hear: 'Hear it',
  hush: 'Stop',
  from: 'Where it came from',
  grade: 'Grade',
  proves: 'It proves',
  not: 'It does not prove',
  notHigher: (why: string) => `Why it is not the next grade: ${why}.`,
  ids: 'Identifiers',
  entry: 'Entry',
  record: 'Record',
  person: 'Person',
  notice: 'Notice',
  wordsHash: 'Words',
  permit: 'Permit',
  corrected: 'Corrected since',
  unchanged: 'The record stays as it is, and the gate reads it as it is.',
};

export const verify = {
  title: 'Verified here',
  failed: 'Checked here',
  working: 'Checking…',
  steps: (good: number, of: number) => `${good} of ${of} steps`,
  failedAt: (step: number, of: number) => `Failed at step ${step} of ${of}`,
  inBrowser: (ms: number) => `in this browser, ${ms} ms`,
  worth: 'This page comes from the party under audit, so its word is worth only “consistent”.',
  download: 'Evidence file',
  downloadDo: 'Save the file',
  elsewhere: 'Check the file on a machine of your own:',
  verified: 'Verified',
  notVerified: 'Does not match',
  names: {
    opening: 'Opening',
    inclusion: 'Inclusion',
    checkpoint: 'Checkpoint',
    witnesses: 'Witnesses',
    consistency: 'Consistency',
  },
  said: {
    opening: 'the record and its secret number give the public entry',
    openingBroken: 'the stored row gives another entry than the log holds',
    inclusion: (index: string, size: string) => `entry ${index} is in the tree of ${size}`,
    inclusionBroken: (index: string) => `entry ${index} is not in the tree that was signed`,
    checkpoint: 'signed with the log’s key',
    checkpointBroken: 'not signed with the log’s key',
    keyChanged: 'signed with another key than this browser saw first',
    witnesses: (n: number) => `${n} others have signed this tree; their keys are not known here`,
    noWitness: 'no other party has signed this tree, so only this ledger vouches for it',
    first: 'this browser sees the log for the first time, and remembers it from now on',
    consistent: (day: string) => `unchanged since this browser last looked, ${day}`,
    inconsistent: 'the log is not the one this browser saw before',
    renamed: 'the log goes on under another name since this browser last looked',
    unread: 'the older tree could not be read just now',
  },
  rowNow: 'What the row says now',
  dontRely: 'Do not rely on this',
  hashSays:
    'A hash shows that a row changed, not what it said before. The person’s receipt, an export or a backup from before may.',
  todo: 'What to do, in this order',
  todoSave: 'Save the evidence.',
  todoSaveWhy: 'The row, the log’s entry and the proof, before anything is repaired.',
  todoCheck: 'Check the whole database.',
  todoCheckWhy: 'One changed row is seldom alone.',
  todoRestore: 'Restore that row from a backup of before.',
  todoRestoreWhy: 'Never edit it: only the original bytes fit the log.',
  todoWho: 'Find who could write to it.',
  todoWhoWhy: 'The ledger’s own role can’t. Look at database owners and at copies.',
  holds: 'Still holds',
  others: (n: number) => (n === 1 ? '1 other record here verifies' : `${n} other records here verify`),
  doubt: 'In doubt',
  doubtWhat: (what: string) => `What this record says: ${what}`,
  doubtEntry: (entry: string) => `What the record of entry ${entry} said`,
};

export const search = {
  ending: (end: string, business: string) =>
    `A number ending in ${end}, as typed and as WhatsApp writes it, in ${business}.`,
  asTyped: (business: string) =>
    `Neither as a name of a person, nor as a record, a message or a permit, in ${business}.`,
  denied: 'The gate denies every message to someone it does not know.',
  recorded: 'The search is recorded, what you typed is not.',
};

export const keys = {
  title: 'Keys',
  list: [
    ['/', 'search'],
    ['?', 'this list'],
    ['j, k', 'next, previous line'],
    ['Enter', 'open it'],
    ['Esc', 'close, back to its line'],
    ['f', 'add a filter'],
    ['e', 'export'],
    ['n, p', 'older, newer page'],
    ['t', 'go to a moment'],
    [
      'g o, g r, g d, g n, g l, g w, g s',
      'overview, records, rights desk, notices, log, work paper, settings',
    ],
  ] as const,
  off: 'Single keys work outside of fields.',
  enabled: 'Use single keys',
  close: 'Close',
};

export const changed = {
  title: 'At any moment',
  at: 'What stood on',
  goTo: 'Show',
  backToNow: 'Back to now',
  between: 'What changed between',
  and: 'and',
  compare: 'Compare',
  emptyIsNow: 'Empty: now.',
  span: (from: string, until: string) => `From ${from} to ${until}`,
  nothing: (span: string) => `${span}: nothing changed.`,
  byAnother: 'by another record',
  wordsRow: 'Words',
  gradeRow: 'Grade',
};

export const log = {
  title: 'Log',
  again: 'Read again',
  now: 'The log now',
  broken: 'The log contradicts what was signed or seen',
  size: 'Entries',
  sizeMeans: 'each 33 opaque bytes',
  witnesses: 'Signed by others',
  witnessesMean: 'lines under the checkpoint',
  names: 'Names so far',
  namesMean: 'a new one after a restore or a new key',
  checked: 'Checked in this browser',
  worth:
    'This page is made by the party under audit. A checkpoint that you keep elsewhere is what lets you catch a log that was rewritten.',
  checkpoint: 'Checkpoint',
  keep: 'Save it',
  keepWhy:
    'Keep it where the business cannot reach it: with it, optmark verify --since finds every later change.',
  key: 'Verifier key',
};
