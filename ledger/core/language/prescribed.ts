// What each language brings: the words a notice falls back to, how to tell that a text speaks of calls, and
// whether a person who reads the language has reviewed them. A file without one of these does not compile.

import type { Wording } from '../notice/notice.ts';

/**
 * `what` is the business's own. "WhatsApp" stays in Latin letters, and no slot needs an invisible mark around
 * it.
 */
export type Prescribed = Omit<Wording, 'what' | 'sms'> & {
  /**
   * This language's word for a telephone call, and no other word: a notice may cover calls only if it names
   * them. Where other words begin or end with it, bounded by letters and marks, since `\b` knows only Latin
   * ones.
   */
  callWord: RegExp;
  /** False for a translation that no person who reads the language has reviewed; docs and console say so. */
  reviewed: boolean;
  /** Who reviewed it: an office or a role, as they wish to be named. */
  reviewedBy?: string;
};
