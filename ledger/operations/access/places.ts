// Where each table that holds something of a person has its place in their access file, or why it has none.
// A table that `storage/schema/personal-data.ts` lists and this does not fails a test.

export type AccessPlace =
  /** The sorts of rows that it becomes. */
  | { rows: readonly string[] }
  /** What is not shown of it, and why: the file says so. */
  | { what: string; why: string };

/** By the name of the table. */
export const places = {
  sealed_records: { rows: ['record', 'look'] },
  sends: { rows: ['message'] },
  message_statuses: { rows: ['status'] },
  service_windows: { rows: ['window'] },
  ownership_challenges: { rows: ['challenge'] },
  ivr_calls: { rows: ['call'] },
  sms_threads: { rows: ['thread'] },
  opt_in_links: { rows: ['link'] },
  pending_opt_ins: { rows: ['pending'] },
  erasure_requests: { rows: ['erasure_request'] },
  webhook_outbox: { rows: ['webhook'] },
  reconfirmations: { rows: ['asked_again'] },
  consent_states: { rows: ['standing'] },
  subjects: { what: 'keys', why: 'The keys under which this is sealed: they say nothing of you.' },
  identifier_tags: { what: 'tags', why: 'Keyed hashes of your names. The names themselves are here.' },
  subject_links: { what: 'links', why: 'Which names are yours: each is a record of the kind linked, here.' },
  spent_keys: { what: 'spent_keys', why: 'Random ids and keyed hashes, so that nothing is recorded twice.' },
  late_erasures: {
    what: 'late_erasures',
    why: 'Keyed hashes of your names, by which what was written during an erasure is deleted once more.',
  },
  register: { what: 'register', why: 'An index of the records that are here; it holds nothing else.' },
} as const satisfies Record<string, AccessPlace>;

/** What no table tells: what the file leaves out although it has to do with the person. */
const besides = [
  {
    what: 'who_looked',
    why: 'A look is told by its moment, its purpose and the role, without the person or key behind it.',
  },
  {
    what: 'shared_webhooks',
    why: 'A message from Meta that names others too is kept until it is delivered, 36 hours at most.',
  },
  {
    what: 'backups',
    why: 'Backups and archives hold what they held when they were made, until they expire.',
  },
] as const;

export const notShown: readonly { what: string; why: string }[] = [
  ...Object.values(places).flatMap((place) => ('why' in place ? [place] : [])),
  ...besides,
];
