// The element's own words: label, hints, errors, status, the "your consent" view. Never the consent text,
// which comes from the notice alone. Errors say what to do, in the manner of GOV.UK: no "please", no "sorry",
// no "valid" or "invalid". Each language is a file of its own, which comes with the notice or is loaded when
// it is needed. A language with a missing word does not compile.

/**
 * `{name}` is filled in; what stands in braces is never translated. "WhatsApp" stays as it is in every
 * script.
 */
export type Strings = {
  /** BCP 47, the language these words are in. */
  lang: string;

  // ---- the number field -----------------------------------------------------------------------------------
  numberLabel: string;
  /** `{code}` is the calling code that a number typed without one gets. */
  hintWithCode: string;
  hintInternational: string;
  /**
   * In the sentence, in the place of the number while there is none; in brackets where the sentence has
   * none.
   */
  numberGap: string;

  // ---- below the sentence ---------------------------------------------------------------------------------
  /** One line that unfolds to three: how to stop, privacy, whom to talk to; short, parted by ` · `. */
  otherLines: string;

  // ---- for those who cannot see it ------------------------------------------------------------------------
  /** Put before every error. */
  errorPrefix: string;
  /** `{digits}`: the last digits, apart, as a screen reader should say them. */
  ending: string;
  /** Said of a link. */
  newTab: string;

  // ---- status, a word or two beside the box ---------------------------------------------------------------
  saving: string;
  saved: string;
  /** Behind "Saved": opens "your consent" below the card. */
  receipt: string;
  undoing: string;
  undone: string;
  /** The page has disabled the box. */
  notNow: string;
  /** Something emptied the box. */
  numberChanged: string;
  /** The number, or its country, became another, which emptied the box. */
  numberMoved: string;

  // ---- errors ---------------------------------------------------------------------------------------------
  numberIncomplete: string;
  /** No number of that length or beginning exists in its country. */
  numberNotPossible: string;
  /** `{number}` is a number that may be meant, as a button; or several. */
  didYouMean: string;
  /** The ledger refused the number. */
  numberRefused: string;
  noticeChanged: string;
  unreachable: string;
  /** As `unreachable`, inside a form that will carry the signed record to the shop. */
  unreachableCarried: string;
  refused: string;
  tooMany: string;
  undoFailed: string;
  /** A program clicked the box, such as an extension of the browser. */
  byHand: string;

  // ---- "your consent", shown once it is saved -------------------------------------------------------------
  yourConsent: string;
  /** `{date}` is a date and time in this language. */
  agreedOn: string;
  /** Untick, or the link below. */
  howToStop: string;
  /** A link. */
  openReceipt: string;

  // ---- proving that the number is theirs ------------------------------------------------------------------
  confirmHeading: string;
  /** What the proof adds, and no more. */
  confirmWhy: string;
  /** A link that opens WhatsApp with the message already written. */
  confirmByMessage: string;
  confirmWaiting: string;
  /** A button. */
  confirmByCode: string;
  codeLabel: string;
  /** `{count}` digits. */
  codeHint: string;
  /** A button. */
  codeSend: string;
  codeWrong: string;
  codeExpired: string;
  confirmed: string;
  confirmUnavailable: string;
};
