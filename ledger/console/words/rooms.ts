// Strings of the overview, the rights desk and the work paper.

import { many } from './many.ts';

export const overview = {
  title: 'Overview',
  span: (from: string, to: string) => `${from} to ${to}, days of UTC.`,
  trueAt: 'True at tree size',
  print: 'Print',
  optedIn: 'Opted in',
  inThirtyDays: 'in 30 days',
  declined: 'Said no',
  byAnAct: 'by an act, in 30 days',
  stopped: 'Stopped',
  andObjected: 'or objected, in 30 days',
  allowed: 'Messages allowed',
  withPermit: 'each with a permit',
  denied: 'Messages denied',
  notProvable: 'counted, not provable',
  late: 'Copies elsewhere',
  overdueAfter: (seconds: number) => `late after ${many(Math.round(seconds / 60), 'minute', 'minutes')}`,
  noFollowers: 'No other system follows the changes of this business.',
  hasAll: 'Has every stop.',
  hasNot: (untold: number, overdue: number) =>
    `Has not confirmed ${many(untold, 'stop', 'stops')}; ${overdue} of them late.`,
  gateAtOnce: 'Every stop holds at the gate the moment it is recorded. The clock is for copies elsewhere.',
  records: 'Each number counts records.',
  seeStops: 'See stops and objections',
};

export const attention = {
  title: 'Needs attention',
  count: (n: number) => `${n}, most urgent first`,
  nothing: 'Nothing does.',
  see: 'See it',
  unpermitted: (n: number) => `${many(n, 'message was', 'messages were')} sent without a permit`,
  unpermittedWhy: 'Meta reports them, the gate never saw them.',
  late: (n: number) => `${many(n, 'stop has', 'stops have')} not reached a copy in time`,
  lateWhy: 'The gate denies at once; the system that follows has not confirmed them.',
  drift: (template: string, category: string) => `Meta counts “${template}” as ${category}`,
  driftWhy: (day: string, lost: number) =>
    `Since ${day}. ${many(lost, 'person', 'people')} agreed to its purpose only; the gate denies them.`,
  unmapped: (n: number) => `${many(n, 'message', 'messages')} denied: the template is mapped to no purpose`,
  unmappedWhy: 'Map it with optmark template add.',
};

export const charts = {
  byDay: 'Opted in and stopped, per day',
  optedIn: 'opted in',
  stopped: 'stopped, own scale',
  optedInHead: 'Opted in',
  stoppedHead: 'Stopped',
  byDaySays: (optedIn: string, stopped: string) =>
    `${optedIn} opted in and ${stopped} stopped in these days; the table has each day`,
  asTable: 'As a table',
  day: 'Day',
  byReason: 'Why messages were denied',
  noneDenied: 'None was.',
  byGrade: 'How much opt-ins can show',
  noneGraded: 'No one opted in.',
};

export const work = {
  title: 'Work paper',
  means:
    'Everything you looked at, as the log recorded it before it was shown to you. Take it along: it holds no numbers.',
  mine: 'Only mine',
  everyone: 'Of everyone',
  looks: (n: number) => (n === 1 ? 'look' : 'looks'),
  trueAt: 'Exact, at tree size',
  none: 'Nothing was looked at.',
  entry: 'Entry',
  when: (zone: string) => `When (${zone})`,
  who: 'Who',
  what: 'What',
  person: 'Person',
  why: 'Reason',
  found: (n: string) => `${n} shown`,
  older: 'Older',
  pages: 'Pages',
};

export const rights = {
  title: 'Rights desk',
  means: 'Who asked for something the law gives them, and by when they have to have an answer.',
  waiting: 'Asked to be erased',
  none: 'No one waits for an answer.',
  asked: (day: string) => `asked ${day}`,
  proof: { page: 'by their own page', message: 'from the number itself' } as Record<string, string>,
  agreedSince: 'An opt-in was recorded since. Ask them.',
  due: (days: number) => (days < 0 ? `${-days} days late` : `${days} days left`),
  dueWhy: 'The law gives a month to answer (GDPR, article 12).',
  look: 'Preview…',
  find: 'For one person',
  access: 'Access',
  accessMeans: 'Everything that is kept of them, as a file for them.',
  accessForms: { html: 'To print', json: 'JSON' } as Record<string, string>,
  objection: 'Objection',
  objectionMeans:
    'To offers, or to every message. Stronger than a stop: only a fresh yes with as much proof lifts it.',
  objectTo: { marketing: 'Object to offers', all: 'Object to everything' } as Record<string, string>,
  objected: 'Recorded. The gate denies from now on.',
  erase: 'Erase',
  eraseMeans: 'First a preview. Nothing is erased by it.',
  preview: 'Preview what would go',
  goes: 'Would be destroyed',
  stays: 'Stays, and why',
  reason: 'Why',
  reasons: {
    asked_by_person: 'The person asked',
    consent_withdrawn: 'Consent was withdrawn',
    no_longer_needed: 'No longer needed',
    unlawful: 'It was unlawful',
    required_by_law: 'The law requires it',
    child: 'It is a child’s',
  } as Record<string, string>,
  sure: 'I have read what goes. It cannot be undone.',
  doErase: 'Erase now',
  done: (records: number) =>
    `${many(records, 'record', 'records')} erased. The log’s entries stay, and all proofs hold.`,
  reader: 'An auditor reads. To act, ask a manager of the business.',
};

export const message = {
  title: 'Message',
  means:
    'A permit let this message out. The pack holds the message’s fate, its permit, the consent behind it with its words, and the proofs; optmark verify checks it offline.',
};
