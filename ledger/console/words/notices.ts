// Strings of the notices and call flows.

import { many } from './many.ts';

export const notices = {
  title: 'Notices',
  means: 'The words that people agree to. A version that was published never changes.',
  none: 'No notice was published yet. Publish one with optmark notice publish.',
  notice: 'Notice',
  state: 'State',
  states: {
    current: 'In use',
    superseded: 'Superseded',
    retired: 'Retired',
  },
  version: 'Version',
  versions: (n: number) => `of ${n}`,
  nth: (n: number) => `Version ${n}`,
  since: (zone: string) => `Since (${zone})`,
  purposes: 'For',
  languages: 'Languages',
  unreviewed: (n: number) => `${n} not reviewed`,
  flows: 'Call flows',
  flow: 'Flow',
  noFlows: 'No call flow was published yet.',
  itsNotice: 'Asks with',
  older: 'an older version',
};

export const notice = {
  unknown: 'No such notice was published by this business. The list of notices has those that were.',
  inUse: (day: string) => `Since ${day}.`,
  superseded: (from: string, to: string) => `From ${from} to ${to}.`,
  retired: (from: string, to: string) => `From ${from} to ${to}. Consent given under it stays as it is.`,
  calls: 'messages and calls',
  messages: 'messages',
  facts: 'What it is for',
  purposes: 'Purposes',
  scope: 'Covers',
  pack: 'Judged by',
  valid: 'Good for',
  days: (n: number) => many(n, 'day', 'days'),
  noEnd: 'no end of its own',
  first: 'Language where none fits',
  publication: 'Its publication',
  digest: 'SHA-256 of the words',
};

export const lint = {
  title: 'What the rules say',
  fails: (n: number) => (n === 1 ? '1 finding refuses every opt-in' : `${n} findings refuse every opt-in`),
  warns: (n: number) => `Nothing is refused, ${many(n, 'warning', 'warnings')}`,
  passes: 'Nothing to find',
  rules: (n: number, packs: number) => `${many(n, 'rule', 'rules')} of ${many(packs, 'pack', 'packs')}.`,
  show: (n: number) => `${n} that pass`,
  verdicts: { fails: 'Refuses', warns: 'Warns', passes: 'Passes' },
  media: { screen: 'on a screen', voice: 'by voice', sms: 'by text message' },
  joined: ' and ',
  all: 'every language',
};

export const read = {
  title: 'As it is read',
  language: 'Language',
  number: 'The number stands here as it does before one is typed. The box is never ticked for the person.',
  brand: 'WhatsApp',
  box: 'not ticked',
  reviewed: 'The lines that Optmark prescribes were reviewed by a person who reads this language.',
  unreviewed: 'No person who reads this language has reviewed the lines that Optmark prescribes.',
  own: 'The business wrote these lines itself.',
  reviewedBy: (name: string, day: string) => `Reviewed by ${name}, ${day}.`,
  review: 'Its record',
  heard: 'As it is heard',
  texted: 'As a text message',
  says: 'Says',
};

export const versions = {
  title: 'Versions',
  look: 'Read it',
  compare: (n: number) => `Compare with ${n}`,
  compared: (from: number, to: number) => `What changed from version ${from} to ${to}`,
  shown: 'shown',
  same: 'No word differs in this language.',
  lines: {
    sentence: 'Sentence',
    privacy: 'Privacy',
    withdrawal: 'Stopping',
    contact: 'A person to talk to',
    prompt: 'By voice',
    sms: 'Text message',
    purposes: 'Purposes',
    languages: 'Languages',
  },
  notThere: 'not in this version',
};

export const used = {
  title: 'Where it is used',
  records: 'Records made with it',
  recordsMean: 'Opt-ins and refusals that name this notice. Looking is recorded.',
  flows: 'Call flows',
  noFlows: 'No call flow asks with it.',
  places: 'Entry points',
  noPlaces: 'No named entry point.',
  placesOfAdmin: 'An admin sees the posters, links and counters that use it.',
  ended: 'ended',
  version: (n: number) => `with version ${n}`,
};

export const review = {
  open: 'Reviewed…',
  title: (language: string) => `These words in ${language} were reviewed`,
  means:
    'Somebody who reads the language has read each of these lines, and each says what it is to say. The log records it under that name, and it holds for every version with the same words.',
  reviewer: 'Who has read them',
  reviewerHint: 'By name: an auditor may ask that person.',
  doIt: 'Record the review',
};

export const retire = {
  open: 'Retire…',
  means:
    'From then on no one can opt in with it, on any page, form or call. Consent given under it stays as it is. It can be published again as a new version.',
  sure: (id: string) => `Nobody is to be asked with ${id} any more`,
  now: 'Retire now',
};
