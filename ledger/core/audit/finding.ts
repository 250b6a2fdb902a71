// Findings: what an audit says is false. The list is closed, because scripts, tests and people act on it:
// `what` names the false thing, `rule` names the rule it breaks.
//
// A finding names its thing by index, path, version or random id. It must never hold a number, a tag or a
// record's content: findings are printed, mailed and pasted into tickets.

/** Every rule, under the thing that can break it, in words. */
const rules = {
  entry: {
    missing: 'The log has no entry at this index.',
    malformed: 'The entry is not 33 bytes that begin with 0x01.',
    not_as_signed: 'The entries are not the ones the log signed a checkpoint for.',
    unsigned: 'No checkpoint covers the entry.',
    bundle_malformed: 'The bundle does not decode into the entries its path promises.',
  },
  tile: {
    missing: 'The tile is full, or served in part, and it is missing.',
    differs: 'The tile is not the one its entries make.',
    root_differs: 'The root stored with the tile is not the root of its entries.',
    unexpected: 'A log of this size has no such tile.',
  },
  checkpoint: {
    signature: 'The checkpoint is not signed by the log’s key, for this log.',
    row_differs: 'Size or root beside the checkpoint are not those of its note.',
    missing: 'A record was answered with this checkpoint, and the checkpoint is missing.',
    ahead: 'The log is smaller than it was when its key signed this checkpoint: it is an older state.',
    of_another: 'The log has another root at this size: its key has signed two logs.',
    taken_back: 'The log has gone on from a smaller size since: what lies between was lost.',
  },
  succession: {
    unrecorded: 'No record in the log says that it goes on under this name.',
    missing: 'The log says that it goes on under this name, and the name is not stored.',
    differs: 'The name is not what its record says.',
    unopened: 'No opening shows why and from where the log goes on under this name.',
    does_not_open: 'The opening is not that of the entry with which the log goes on under this name.',
    endless: 'The log goes on under a later name, and nothing says at which size it left this one.',
    unsigned: 'No checkpoint shows that the key of this name signed the size with which it ends.',
    lost_unsaid:
      'Nothing is left of this name, and the log does not say that an older state of it was restored.',
    not_kept: 'The entries before this name are not those that it says it goes on from.',
  },
  recovery: {
    unrecorded: 'No record in the log confirms this business after the restore.',
    missing: 'The log confirms this business after the restore, and it is not stored.',
  },
  head: {
    origin: 'The origin is not the one the log signs for.',
    differs: 'The head is not the newest checkpoint.',
    recorded_at: 'The time in the head is not that of the last record.',
  },
  sealed_record: {
    missing: 'The entry has no sealed record, and no erasure names it.',
    without_entry: 'The sealed record belongs to no entry.',
    does_not_open: 'The sealed record does not open under its owner’s key for this entry.',
    not_committed: 'The record opens, but its entry does not commit to it.',
    malformed: 'The record is committed to, but is not a record of a known kind.',
    row_differs: 'Id, business or subject beside the record are not those inside.',
    time_order: 'The record says it was recorded before the one that precedes it.',
    tree_size: 'The checkpoint named beside the record is not the first that covers it.',
    notice_unknown: 'The record names a notice that was not published before it.',
    notice_differs: 'The record names a notice by another digest than its document has.',
    flow_unknown: 'The record names no flow that was published before it.',
    text_differs: 'The text is not the notice or flow rendered for this person, or not what its digest says.',
    terms_differ: 'Purposes, scope, expiry, jurisdiction or withdrawal are not those of the notice or flow.',
    policy_unknown: 'The pack is not the notice’s policy, or a version this verifier does not know.',
    not_admissible: 'By the policy it names, the opt-in should have been refused.',
    grade_differs: 'The evidence does not carry the grade, or not for these reasons.',
    confirms_nothing: 'The record confirms no opt-in of this person that precedes it and can be confirmed.',
    confirms_otherwise: 'The confirmation’s terms or number are not those of its opt-in.',
    authority_differs: 'The record’s authority is not that of its customer token or of its opt-in.',
    floor_differs: 'The record names another floor of objections than was in force, or none where one was.',
    second_missing:
      'The business asked for a second member of staff, and the record names none, or the one who took it.',
    undoes_nothing: 'The record undoes no opt-in of this person that precedes it and can be undone.',
    corrects_nothing: 'The record corrects none of this person that precedes it and can be corrected.',
    undoes_otherwise: 'The terms that the record undoes are not those of its opt-in.',
  },
  notice: {
    malformed: 'The document in the log is not a notice, or not the one its record names.',
    unrecorded: 'No record in the log published or retired it.',
    missing: 'The log published or retired it, and it is not stored.',
    differs: 'The stored notice is not the document in the log.',
  },
  flow: {
    malformed: 'The document in the log is not a flow, or not the one its record names.',
    not_of_notice: 'Business, purposes, scope or policy are not those of a notice published before it.',
    unrecorded: 'No record in the log published it.',
    missing: 'The log published it, and it is not stored.',
    differs: 'The stored flow is not the document in the log.',
  },
  template: {
    unrecorded: 'No record in the log speaks of this template.',
    missing: 'The log speaks of this template, and it is not stored.',
    differs: 'The stored template is not the fold of its records.',
  },
  setup: {
    unrecorded: 'No record in the log set this up, or the last one ended it.',
    missing: 'The log says that it is set up, and it is not stored.',
    differs: 'What is stored is not what its latest record says.',
  },
  register: {
    missing: 'The register says that it has this entry, and lacks its record.',
    unsaid: 'The register has the record, and does not say that it has the entry.',
    differs: 'The row of the register is not what its record says.',
    unexpected: 'The row of the register is of no record.',
    ahead: 'The register says that it has more entries than the log.',
    count_differs: 'The records counted for the day are not those that were recorded.',
  },
  kept_row: {
    differs: 'The row is not as the ledger wrote it.',
    ahead: 'The ledger wrote the row when its log was larger than it is now: the log is an older state.',
  },
  release: {
    missing: 'The release lists this file, and it is not stored.',
    differs: 'The file is not what the digests of its release say.',
    unexpected: 'The file belongs to no release.',
  },
  schema: {
    missing: 'This is not there any more.',
    unexpected: 'No migration made this.',
    differs: 'This is not as the migrations made it.',
  },
  state: {
    missing: 'The person has no stored consent state.',
    differs: 'The stored consent state is not the fold of the person’s records.',
    without_records: 'The person has no record.',
  },
  tag: {
    missing: 'An identifier in the person’s records, or a tag of their stone, does not lead to the person.',
    unexplained: 'The tag leads to a person of whom no record, and no stone, holds that identifier.',
    prefix_differs: 'The prefix by which the tag is looked up is not its first 8 bytes.',
    pepper_unknown: 'The tag was made under a pepper that the key file does not hold.',
  },
  stone: {
    missing: 'A record erased this subject, and where its stone is, is not stored.',
    unexplained: 'No record holds this stone.',
  },
  link: {
    missing: 'A record links these two people, and the link is not stored.',
    unexplained: 'No record links these two people.',
  },
  key: {
    missing: 'The person of these records, or of this stone, has no key.',
    does_not_unwrap: 'The key does not unwrap under the master key for this owner.',
    business_differs: 'The person belongs to another business than their records.',
    spent_on_nothing: 'A key was spent on a record that does not exist.',
  },
} as const satisfies Record<string, Record<string, string>>;

/** The things an audit looks at. */
export type Audited = keyof typeof rules;
/** The rules one of them can break. */
export type RuleOf<What extends Audited> = keyof (typeof rules)[What] & string;

/** One thing that is not as it must be. */
export type Finding = {
  [What in Audited]: {
    readonly what: What;
    readonly rule: RuleOf<What>;
    /** Index, path, size, version or ids. */
    readonly where: string;
    /** The rule in words, and the code of the refusal that showed it. */
    readonly detail: string;
  };
}[Audited];

/**
 * A finding.
 * @param cause a code or rule name from a closed list, never input
 */
export function finding<What extends Audited>(
  what: What,
  rule: RuleOf<What>,
  where: string,
  cause?: string,
): Finding {
  const sentence = rules[what][rule] as string;
  const detail = cause === undefined ? sentence : `${sentence} (${cause})`;
  return { what, rule, where, detail } as Finding;
}

/** Positions as a finding names them: `index 7`, or `index 7 to 9` for a run. */
export function range(noun: 'index' | 'size', first: number, last: number): string {
  return first === last ? `${noun} ${first}` : `${noun} ${first} to ${last}`;
}
