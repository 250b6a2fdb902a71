// Asking whether a number is somebody's own: challenges, and what carries a one-time code. Part of ports.ts.

export type OwnershipMethod = 'whatsapp' | 'code';

/** Somebody was asked to show that a number is theirs. */
export type Challenge = {
  /** Random; whoever knows it may ask how it stands. */
  id: string;
  business: string;
  subject: string;
  /** The opt-in that will be confirmed. */
  record: string;
  method: OwnershipMethod;
  /** MAC of the one-time code. */
  code: Buffer;
  asker: { by: 'site' | 'key'; id: string };
  /** False: it looks like any other and cannot be met. */
  live: boolean;
  confirmed: boolean;
  /** Codes that were tried. */
  tries: number;
  expiresAt: string;
};

export type NewChallenge = Omit<Challenge, 'confirmed' | 'tries'> & {
  createdAt: string;
  /** MAC of the number, the same for all businesses. */
  number: Buffer;
  callingCode: string;
};

/** Per day, but where it says hour. The first counts challenges, the others messages with a code. */
export type ChallengeCaps = {
  perNumberAndHour: number;
  codesPerNumber: number;
  codesPerAsker: number;
  codesPerCallingCode: number;
  codes: number;
};

export interface ChallengeStore {
  /**
   * The challenge of this method that is still open for the same record, or this new one, live only if it is asked to be
   * and no cap is reached. Exact however many ask at once. Forgets what is older than a day.
   */
  open(challenge: NewChallenge, caps: ChallengeCaps): Promise<{ challenge: Challenge; isNew: boolean }>;
  byId(id: string): Promise<Challenge | undefined>;
  /** Whose code this is: live, not met yet and not over at `now`. */
  byCode(business: string, code: Buffer, now: string): Promise<Challenge | undefined>;
  /** Counts one more try before anything is compared; undefined where none is left, or it is over at `now`. */
  countTry(id: string, triesMax: number, now: string): Promise<Challenge | undefined>;
  confirm(id: string): Promise<void>;
  /** There is nothing left to confirm: over, as if its time had come. */
  end(id: string, now: string): Promise<void>;
  /** Its message was certainly not sent: it can no longer be met, and counts against no cap on messages. */
  withdraw(id: string): Promise<void>;
}

/** What carries a one-time code to a number: somebody's gateway for text messages or voice calls. */
export interface CodeSender {
  /**
   * Resolves when the gateway has taken it. Throws CodeRefused if it certainly has not, anything else if nobody knows.
   * The text is English; `locale` is what the person read.
   */
  send(message: {
    business: string;
    number: string;
    code: string;
    locale: string;
    text: string;
  }): Promise<void>;
}

/** The gateway refused, or was never reached: no message went out. */
export class CodeRefused extends Error {}
