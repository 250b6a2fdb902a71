// The words of the opt-in page that the ledger itself shows (/in/…), and of what is printed for it, except
// the consent and the widget's own. A language with a missing word does not compile.
//
// For translators: the reader followed a link or scanned a code, and may be anyone. Short, calm, everyday
// words, and "you". `{name}` is filled in and stays as it is; "WhatsApp", "JavaScript" and STOP stay as they
// are in every script; nothing else is markup.

export type HostedStrings = {
  /** Heading and title. `{business}` is a name. */
  title: string;
  /** Under it: nobody has agreed by coming here. */
  intro: string;
  /** A button; saves what the person ticked above it. */
  save: string;
  /** After the button was pressed without a tick. */
  tickFirst: string;
  /** After the ledger has saved it. */
  done: string;
  /** In place of the box, in a browser without scripts. */
  noScript: string;
  /** Heading and text of a page that there is not, or not any more. */
  closedTitle: string;
  closedMeans: string;

  // ---- behind a link that a business sent -----------------------------------------------------------------
  /** Title until the page knows whose link it is. */
  linkTitle: string;
  /** Heading and text for a link that is forged, incomplete, too old, or was taken back: one for all. */
  linkOverTitle: string;
  linkOverMeans: string;
  /** Heading and text where a consent was saved with it. `{date}` a day, `{number}` masked, `{business}`. */
  usedTitle: string;
  usedMeans: string;
  /** Heading where that consent was taken back, and how the person agrees again. `{number}`, `{business}`. */
  takenBackTitle: string;
  takenBackAgain: string;
  /** A button: the person is asked at another number than the one that the business knows. */
  otherNumber: string;
  /** While the page asks the ledger about its link. */
  waiting: string;
  unreachable: string;

  // ---- on paper, beside a code that leads to the page -----------------------------------------------------
  /**
   * The headline of a poster. `{what}` as in the sentence of consent, such as "order updates"; `{business}`.
   */
  printTitle: string;
  /** How to get to the page; an address follows on the next line. */
  printScan: string;
  /** That nobody agrees by scanning. */
  printDecide: string;
};
