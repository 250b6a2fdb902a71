// The words around a notice on paper, or as a member of staff reads it aloud, and what the person's page says
// of how that was kept: in one language. They are no part of what is agreed to, which is the notice's own.

export type FormStrings = {
  /** Labels of what the person fills in. */
  number: string;
  /** Beside the box. */
  tick: string;
  signature: string;
  date: string;
  place: string;
  /** Of the one who takes the form: a number, never a name. */
  staff: string;
  /** To the member of staff, above the script. */
  aloud: string;
  /** What is asked behind the script. */
  ask: string;
  /** On the person's page. */
  scanOnFile: string;
  recordingOnFile: string;
  twoStaff: string;
  /** False for a translation that no person who reads the language has reviewed. */
  reviewed: boolean;
};
