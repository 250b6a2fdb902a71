// Strings of the list of records: its filter, its file, its sample and its test of completeness.

import { many } from './many.ts';

export const filter = {
  label: 'Filters',
  add: 'Filter',
  any: 'any',
  apply: 'Add',
  clear: 'Clear',
  remove: (name: string) => `Remove filter ${name}`,
  noNumber: 'This reads as the number of a person. Use the search box: an address must not hold it.',
  fields: {
    kind: 'Kind',
    channel: 'Channel',
    purpose: 'Purpose',
    notice: 'Notice',
    locale: 'Language',
    grade: 'Grade',
    pack: 'Rules',
    entry_point: 'Where',
    entry: 'Place',
    version: 'Version',
    from: 'From',
    to: 'Before',
    time: 'Time',
    subject: 'Person',
    test: 'Test',
  },
};

export const records = {
  title: 'Records',
  total: (n: number) => (n === 1 ? 'record' : 'records'),
  exact: 'Exact. True at tree size',
  readAt: (moment: string) => `read ${moment}.`,
  unread: (n: number) =>
    `${many(n, 'record', 'records')} could not be read: no filter finds them. Run optmark verify.`,
  none: 'Nothing is recorded that fits. Records appear here within a second of being made.',
  pages: 'Pages',
  shown: (n: number, of: number) =>
    `${n.toLocaleString('en')} of ${of.toLocaleString('en')} on this page, newest first.`,
  upTo: (n: number) => `Up to ${n} on one page`,
  newer: 'Newer',
  older: 'Older',
  entry: 'Entry',
  recorded: (zone: string) => `Recorded (${zone})`,
  kind: 'Kind',
  person: 'Person',
  purpose: 'Purpose',
  where: 'Where',
  notice: 'Notice',
  grade: 'Grade',
  open: 'open',
  purposes: (n: number) => `${n} purposes`,
};

export const exported = {
  these: (total: string) => `Export these ${total}`,
  formats: { csv: 'CSV', ndjson: 'NDJSON', 'json-ld': 'JSON-LD', bundle: 'Signed bundle' },
  means: {
    csv: (zone: string) => `For a spreadsheet. Times in UTC and in ${zone}.`,
    ndjson: () => 'One record a line, every field.',
    'json-ld': () => 'ISO/IEC TS 27560 consent records.',
    bundle: () => 'With proofs. Anyone can check it offline. Asks for a reason.',
  },
  withNumbers: 'Numbers',
  masked: 'masked',
  bundleNeeds: 'A bundle holds whole records. Choose the reason for showing numbers.',
  all: (total: string) =>
    `All ${total}, not a page of them. Numbers stay masked; an export with numbers asks for a reason. The export is itself recorded.`,
};

export const sample = {
  draw: 'Draw a sample…',
  means: (size: string) =>
    `Drawn by the checkpoint at tree size ${size} and a phrase that you make up now. Neither the business nor you can choose the records, and another auditor draws the same.`,
  size: 'Records',
  phrase: 'Your phrase',
  save: 'Draw and save',
};

export const complete = {
  test: 'Test completeness…',
  means:
    'A list of Meta’s ids of messages that were sent, one a line: which of them went through the gate, and on which consent?',
  file: 'List of messages that were sent',
  check: 'Check the list',
  brokeOff: 'The answer broke off. Nothing of it can be relied on: try again.',
  all: (n: string) => `${n} checked`,
  consent: (n: string) => `${n} rest on a consent`,
  permit: (n: string) => `${n} have a permit and rest on no consent that is there`,
  none: (n: string) => `${n} have no permit`,
  lines: (lines: string) => `Without a permit: line ${lines}.`,
};
