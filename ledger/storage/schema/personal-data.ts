// Where a person's data is: every table of the schema, with the columns that find a person's rows, or the
// reason why it holds none, and when each row ends. This list decides the grants of the role optmark_eraser.
// A table without an entry, or without an end, does not compile.

import type * as tables from './tables.ts';

type Tables = typeof tables;
type TableName = keyof Tables;
type Column<Name extends TableName> = keyof Tables[Name]['_']['columns'];

/** What an erasure knows about a person. A row is theirs where one of the named columns holds it. */
type Handle =
  /** Every id of the person in the log, linked ones included. */
  | 'subject'
  /** The ids of the person's records. */
  | 'record'
  /** The tags of the person's identifiers under every pepper. A row keeps its first tag. */
  | 'tag'
  /** The permits of the sends to the person. */
  | 'permit'
  /** The MACs of Meta's ids of the messages to the person; they are unique for each sender. */
  | 'message';

/**
 * When a row ends: so many days after the moment in a column, or why not by itself. `sweptBy`: who deletes
 * it; absent: storage/retention. `unless`: SQL, what keeps it; $2 are the subjects in dispute, $3 the tags of
 * their names.
 */
type End<Name extends TableName> =
  | { column: Column<Name>; days: number; sweptBy?: 'operations/forward'; unless?: string }
  | { never: string };

const withPerson = 'With the person: when all of their records are over (operations/retention).';
const over = { column: 'ends_at', days: 0, sweptBy: 'operations/forward' } as const;
/** As long as proof of consent is kept where no law says another time (core/policy/retention.ts). */
const proofDays = 2_192;

type Entry<Name extends TableName> =
  /**
   * The person's rows. Erasure deletes them, unless `stays` gives a reason to keep them, or `stone` why they
   * are kept as long as the person's stone is. `shared`: why a row that is another person's too is not
   * deleted with one of them. `tagWhere`: SQL, of which rows alone a tag says whose they are.
   */
  | {
      by: { readonly [H in Handle]?: readonly Column<Name>[] };
      ends: End<Name>;
      stays?: string;
      stone?: string;
      shared?: string;
      tagWhere?: string;
    }
  /** Why no row belongs to a person; and when it ends, if it does. */
  | { none: string; ends?: End<Name> };

export const personalData: { readonly [Name in TableName]: Entry<Name> } = {
  logHead: { none: 'Size, root and last moment of the log.' },
  logEntries: { none: 'Commitments: noise once the sealed record, which holds the nonce, is gone.' },
  logTiles: { none: 'Hashes of entries.' },
  logCheckpoints: { none: 'Sizes and roots of the log, signed.' },
  notices: { none: 'Texts of a business, the same for every person.' },
  noticeRetirements: { none: 'Which texts a business no longer shows.' },
  noticeReviews: { none: 'Which texts somebody has read who reads their language.' },
  keyChecks: { none: 'MACs of the keys that the database began with.' },

  sealedRecords: { by: { subject: ['subject'] }, ends: { never: withPerson } },
  subjects: { by: { subject: ['subject'] }, ends: { never: withPerson } },
  identifierTags: {
    by: { subject: ['subject'] },
    ends: { never: 'With the stone, which ends with nothing.' },
    stone: 'They find the person, so that a stop of theirs is heard, and one that stands is found.',
  },
  // The other side of a link is a row of the other person's, and is explained by a record of theirs.
  subjectLinks: { by: { subject: ['a'] }, ends: { never: withPerson } },
  lateErasures: {
    by: { subject: ['subjects'], tag: ['tags'] },
    ends: { never: 'The worker that deletes what was written late deletes the row with it (storage/erase).' },
    stays: 'What was written late of the person is found by them, for a quarter of an hour.',
  },
  // One that waits is answered by the business, not by time. Who had a number before may have asked from it:
  // neither shown nor deleted with its new holder.
  erasureRequests: {
    by: { subject: ['subject'], tag: ['tag'] },
    tagWhere: 'subject is null',
    ends: {
      ...{ column: 'asked_at', days: 365 },
      unless: 'refused_at is null or subject = any($2::uuid[]) or tag = any($3::bytea[])',
    },
  },
  stones: { none: 'Which record holds the stone of a subject: random ids.' },

  consentStates: { by: { subject: ['subject'] }, ends: { never: withPerson } },
  // The row of a file stays too: erasing its signer must not free the form for another person. Its MACs name
  // the business and the file, so that no two rows show the same person.
  spentKeys: {
    by: { record: ['record'] },
    ends: { never: 'Random ids and MACs. Of the erased they end 180 days after that (storage/retention).' },
    stays: 'A repeated request must not be recorded twice.',
  },
  businesses: { none: 'Settings of a business.' },
  sites: { none: 'Settings of a business.' },
  apiKeys: { none: 'Settings of a business.' },
  senders: { none: 'Numbers of a business, and the secrets with which Meta signs their webhooks.' },
  templates: { none: 'What a business and Meta say about a template.' },
  serviceWindows: { by: { tag: ['tag'] }, ends: { column: 'last_inbound_at', days: 1 } },
  ownershipChallenges: { by: { subject: ['subject'] }, ends: { column: 'created_at', days: 1 } },
  sends: {
    by: { subject: ['subject'], tag: ['recipient'] },
    ends: {
      ...{ column: 'judged_at', days: proofDays },
      unless: 'subject = any($2::uuid[]) or recipient = any($3::bytea[])',
    },
  },
  // For a message that did not go through the ledger, no column tells whose it was.
  messageStatuses: {
    by: { permit: ['permit'], message: ['message'] },
    ends: {
      ...{ column: 'at', days: proofDays },
      unless: `exists (select from sends s where s.sender = message_statuses.sender
        and (s.subject = any($2::uuid[]) or s.recipient = any($3::bytea[])) and (s.permit = message_statuses.permit or s.message = message_statuses.message))`,
    },
  },
  erasedSends: { none: 'MACs of the keys of deleted sends. They do not tell whose the sends were.' },
  webhookOutbox: {
    by: { tag: ['tags'] },
    ends: { column: 'received_at', days: 1.5, sweptBy: 'operations/forward' },
    shared: 'It is kept until it is delivered, or for 36 hours, where it names others too.',
  },
  logSuccessions: { none: 'Names and keys of the log.' },
  recoveries: { none: 'Which businesses were confirmed after a restore.' },
  journals: { none: 'Ids of the journals beside the keys.' },
  workerLeases: { none: 'Which node does what.' },
  flows: { none: 'What callers hear, the same for every person.' },
  flowSecrets: { none: 'Settings of a business.' },
  providers: { none: 'Settings of a business.' },
  entryPoints: { none: 'Settings of a business.' },
  people: { none: 'Whom a business lets use the console: its staff and auditors, each forgotten by name.' },
  consoleLinks: { none: 'How staff get into the console.', ends: over },
  consoleSessions: { none: 'That staff are in the console.', ends: over },
  ivrCalls: { by: { tag: ['tags'] }, ends: over },
  smsProviders: { none: 'Settings of a business.' },
  smsThreads: { by: { tag: ['tags'] }, ends: over },
  register: { by: { subject: ['subject'] }, ends: { never: withPerson } },
  registerHead: { none: 'How far the register has come.' },
  registerRanges: { none: 'What of it is filled beyond that.' },
  registerDays: { none: 'How many records of each sort a day has; no person.' },
  tallies: { none: 'How often an opt-in was refused and a notice shown; no person.' },
  feedFollowers: {
    none: 'How far the copies are that a business keeps elsewhere: positions in the log.',
    ends: { column: 'asked_at', days: proofDays },
  },
  feedTold: {
    none: 'When a copy had taken what: positions in the log.',
    ends: { column: 'at', days: proofDays },
  },
  reconfirmations: { by: { subject: ['subject'] }, ends: { column: 'named_at', days: proofDays } },
  optInLinks: { by: { tag: ['tags'] }, ends: over },
  pendingOptIns: { by: { tag: ['tags'] }, ends: over },
  releases: { none: 'Which releases of the widget ran here.' },
  releaseFiles: { none: 'The widget’s scripts, the same for every page.' },
};
