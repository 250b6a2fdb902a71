// The words of the page that shows a person everything recorded about them, beside those of their own page
// (person-strings.ts), which says in the same words what was corrected. A language with a missing word does
// not compile.

export type AccessStrings = {
  /** Heading. `{business}` is a name. */
  title: string;
  /** Headings of its parts. */
  names: string;
  records: string;
  messages: string;
  /** What is kept for hours or days: a call, a question by text message, a link. */
  brief: string;
  /** Of a message: it went out, or the gate held it back. */
  sent: string;
  heldBack: string;
  /** The person's records were destroyed, on the day beside it. */
  erased: string;
  /** `{date}`, a date and time; who corrected it and what is right stand behind it. */
  corrected: string;
  /** Beside the right value: what the record itself says. */
  recordedAs: string;
  /** Labels of what can be corrected. The business's own number for the customer. */
  language: string;
  customerNumber: string;
  /** Of a question whether the number is theirs: a code was sent to it. */
  code: string;
  /** What each record says. */
  kinds: {
    opt_in: string;
    opt_out: string;
    declined: string;
    objected: string;
    confirmed: string;
    resumed: string;
    linked: string;
    identifier_changed: string;
    suspended: string;
    /** Stands beside the record that it corrects; this is the heading of its own entry. */
    corrected: string;
  };
};
