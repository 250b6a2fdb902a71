// The words of the person's own page (/p/…), except the consent itself, which is shown as it was recorded. A
// language with a missing word does not compile.
//
// For translators: the reader once ticked a box, and may be anyone. Short, calm, everyday words, and "you".
// `{name}` is filled in and stays as it is; "WhatsApp" and "Optmark" stay as they are in every script;
// nothing else is markup.

import type { Channel } from '../consent/evidence.ts';
import type { Grade } from '../consent/grade.ts';

export type PersonStrings = {
  // ---- the top of the page --------------------------------------------------------------------------------
  /** Heading and title of the page about one consent. `{business}` is a name. */
  titleOne: string;
  /** The same for the page with all consents of a person at a business. */
  titleAll: string;
  /** A link to skip to, for keyboards. */
  skip: string;

  // ---- how it stands now ----------------------------------------------------------------------------------
  /** Heading of one consent that holds: the business may send. */
  standingOn: string;
  /** Under it. `{business}`. */
  standingOnMeans: string;
  /** Heading of a consent that ended because a person stopped it. */
  standingStopped: string;
  /** Under it. `{date}`, a date and time; `{business}`. */
  standingStoppedMeans: string;
  /**
   * Heading of one that was taken back alone: what the person agreed to at another time or place may go on.
   */
  standingTakenBack: string;
  /**
   * Under it, and how to end the rest. `{date}`, `{business}`. STOP stays as it is: it is what the person
   * writes.
   */
  standingTakenBackMeans: string;
  /** Heading of one whose time is over. */
  standingExpired: string;
  /** Under it. `{date}`. */
  standingExpiredMeans: string;
  /** Heading where there was consent after a stop, but too weak to lift it. */
  standingTooWeak: string;
  standingTooWeakMeans: string;
  /**
   * Heading where the page can show only this one record, because any caller could have made it: "Recorded".
   * It reveals nothing else, neither that messages may come nor that they were stopped.
   */
  standingThisOnly: string;
  standingThisOnlyMeans: string;

  // ---- stopping -------------------------------------------------------------------------------------------
  /** A button; works at one tap. */
  stop: string;
  /** Beside it. */
  stopMeans: string;
  /** The same button where it can end only this one consent, and the text beside it. */
  takeBack: string;
  takeBackMeans: string;
  /** A button that ends every consent at this business. `{business}`. */
  stopAll: string;
  stopAllMeans: string;
  /**
   * A second button, calmer than the others: the person objects to marketing, in the words of the law. The
   * text beside it says what that does. `{business}`.
   */
  object: string;
  objectMeans: string;
  /** In their place, once the person has. `{business}`; `{date}`, a date and time. */
  objected: string;
  /** Said by a screen reader after a stop, and shown on top. */
  stoppedNow: string;
  /** The same where just this one consent was taken back. */
  takenBackNow: string;
  /** On the page with everything, where there is no consent at all. */
  nothingHere: string;

  // ---- what was agreed ------------------------------------------------------------------------------------
  /** Under the words. `{date}` is a day. */
  agreedOn: string;
  /** Unfolds when, how, where, and what the record shows. */
  details: string;
  /** Heading over the other recorded lines. */
  alsoShown: string;
  /** The same where they were folded: a line named them, and they were not on the screen. */
  alsoFolded: string;
  /** Under the heading: the lines below are shown as recorded. */
  agreedExact: string;
  /** No page signed the words. Before them, or before the name that the business's system has for them. */
  statedWords: string;
  /** In their place, where that system named them at most. */
  wordsNotRecorded: string;
  /** Labels of a list: when, how, where it was asked, the version of the wording. */
  when: string;
  how: string;
  where: string;
  wording: string;
  /** `{id}` a name, `{version}` a number. */
  wordingVersion: string;
  /** How a consent arrived, as in "How: on a web page". */
  channels: Record<Channel, string>;

  // ---- what it proves -------------------------------------------------------------------------------------
  /** Heading: what the record shows, and what it does not. */
  gradeHeading: string;
  /** `{grade}` is E0 to E4, of E0 to E4. */
  gradeScale: string;
  /** What each level shows. */
  gradeShows: Record<Grade, string>;
  /** What it does not show. */
  gradeShowsNot: Record<Grade, string>;
  /** Both, of E3 where the person agreed in a call. */
  callShows: string;
  callShowsNot: string;
  /** Both, where the person said yes to a text message. `{keyword}`: what they had written before. */
  smsShows: string;
  smsShowsNot: string;
  /** Why a record shows no more: plain facts, one sentence each. */
  gradeBecause: {
    /** A server or another system states it, and nothing shows the act. */
    saidOnly: string;
    tickedBefore: string;
    /** The browser does not vouch for the click. */
    notByHand: string;
    outOfView: string;
    covered: string;
    hardToRead: string;
    /** No fresh exchange with the ledger. */
    notFresh: string;
    /** The provider of the telephone line did not sign what it says of the call. */
    callNotSigned: string;
    /** The provider of the text messages did not sign what it says of the answer. */
    smsNotSigned: string;
    /** The number is not necessarily the caller's own. */
    keyedIn: string;
  };

  // ---- who has looked -------------------------------------------------------------------------------------
  /** Unfolds a list of moments, each with one of these. */
  lookedHeading: string;
  lookedBy: { key: string; staff: string; operator: string; link: string };

  // ---- whom to contact ------------------------------------------------------------------------------------
  /** A link. */
  privacy: string;

  // ---- the proof ------------------------------------------------------------------------------------------
  proofHeading: string;
  /** One or two sentences: the record has a place in a public log and cannot be changed unnoticed. */
  proofMeans: string;
  /** Labels: which entry it is, how many there were, the log's signed statement, the record's number. */
  leafIndex: string;
  treeSize: string;
  checkpoint: string;
  recordId: string;
  /** A link to a file. */
  download: string;
  downloadMeans: string;
  /** The same where the file proves the record and does not hold it. */
  downloadSealedMeans: string;

  // ---- checking it in the browser -------------------------------------------------------------------------
  verifyHeading: string;
  verifyMeans: string;
  /** A button. */
  verifyButton: string;
  /** Label of a field to pick a file. */
  verifyFile: string;
  verifyWorking: string;
  /** The verdict. */
  verifyTrue: string;
  /** `{index}` and `{size}` are numbers. */
  verifyTrueMeans: string;
  verifyFalse: string;
  verifyFalseMeans: string;
  /** The file is something else. */
  verifyNotEvidence: string;
  /** Keys or file could not be fetched. */
  verifyUnreachable: string;
  /** The browser lacks a function that the check needs. */
  verifyUnable: string;
  /** The steps, each with what went in and came out below it. */
  steps: {
    /** The record, with its secret number, gives the public entry. */
    opening: string;
    /** The entry gives a hash. */
    leaf: string;
    /** The hash and its neighbours give the root of the log. */
    path: string;
    /** The log signed that root. */
    checkpoint: string;
    /** The receipt is signed and says the same. */
    receipt: string;
    /** The keys are the ones the ledger publishes. */
    keys: string;
  };
  /** Said of a step. */
  stepGood: string;
  stepBad: string;

  // ---- a link that shows nothing --------------------------------------------------------------------------
  goneTitle: string;
  goneMeans: string;
  goneWhatToDo: string;
  /** Too many requests from one place. */
  busyTitle: string;
  busyMeans: string;
};
