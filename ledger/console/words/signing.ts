// Strings of the section on what others check: keys that sign, and who else signs the log.

export const signing = {
  log: 'The log',
  logMeans: 'Checkpoints are signed with this key. Compare it with a copy that came another way.',
  now: 'signs now',
  upTo: (size: string) => `signed up to entry ${size}`,
  origin: 'Name',
  state: 'State',
  key: 'Verifier key',
  about: (origin: string) => `the verifier key of ${origin}`,
  tokens: 'Receipts and permits',
  tokensMean: 'Tokens name the key that signed them by its id. Older ones are checked with older keys.',
  id: 'Key id',
  before: 'signed before',
  public: 'Public key',
  aboutToken: (id: string) => `the public key ${id}`,
  witnesses: 'Witnesses',
  witnessesMean:
    'Who else has signed the newest checkpoint. Their keys are not known here: check them there.',
  noWitness: 'Nobody else has signed it, so only this ledger vouches for its log.',
  witness: 'Witness',
  changes: 'The log goes on under its next name with a new key, or the keys are printed for others:',
};
