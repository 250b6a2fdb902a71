// The words in which a person asks on their own page to be erased, beside those of person-strings.ts.
// A language with a missing word does not compile. For translators: as there; `{business}` is a name.

export type ErasureStrings = {
  /** Unfolds the rest. */
  heading: string;
  /** What happens, and that it is final. */
  means: string;
  /** What stays, and why. */
  stays: string;
  /** Two choices, in the words of the person. The second is in force at once. */
  only: string;
  never: string;
  /** A button, and what follows. */
  ask: string;
  askMeans: string;
  /** Once the person has. `{date}`, a date and time. */
  asked: string;
  /** Where the business refused. `{date}`, a date and time. */
  refused: string;
  /** Instead of the choices, where the link proves too little; after it one of the next two. */
  linkOnly: string;
  /** Before the message, and before its link. */
  byMessage: string;
  /** Where there is nobody to send it to. */
  byContact: string;
  /** Under the message, where the business does not look at it first. */
  atOnce: string;
  /** The link that opens it. */
  open: string;
  /** The whole message: what it asks for, since a link that fills it in may come from anybody. */
  message: string;
};
