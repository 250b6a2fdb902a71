// The ports of ownership proofs: challenges, and the gateway that carries a one-time code.

export type OwnershipMethod = 'whatsapp' | 'code';

/** A request to a person to prove that a number is theirs. */
export type Challenge = {
  /** Random. A caller who knows it may ask for the challenge's status. */
  id: string;
  business: string;
  subject: string;
  /** The opt-in that will be confirmed. */
  record: string;
  method: OwnershipMethod;
  /** MAC of the one-time code. */
  code: Buffer;
  /** MAC of the number, the same for all businesses. */
  number: Buffer;
  callingCode: string;
  asker: { by: 'site' | 'key' | 'staff' | 'operator'; id: string };
  /** False: it looks like any other and cannot be met. */
  live: boolean;
  confirmed: boolean;
  /** The number of codes tried. */
  tries: number;
  createdAt: string;
  expiresAt: string;
};

export type NewChallenge = Omit<Challenge, 'confirmed' | 'tries'>;

/** Per day, unless the name says per hour. The first counts challenges, the others messages with a code. */
export type ChallengeCaps = {
  perNumberAndHour: number;
  codesPerNumber: number;
  codesPerAsker: number;
  codesPerCallingCode: number;
  codes: number;
};

/** A row that was changed by hand is none. */
export interface ChallengeStore {
  /**
   * Returns the open challenge of this method for the same record, or opens this new one. It is live only if
   * the caller asks for that and no cap is reached. The caps are exact, however many callers ask at once.
   * Forgets challenges older than a day.
   */
  open(challenge: NewChallenge, caps: ChallengeCaps): Promise<{ challenge: Challenge; isNew: boolean }>;
  byId(id: string): Promise<Challenge | undefined>;
  /** The challenge with this code: live, not met yet, and not expired at `now`. */
  byCode(business: string, code: Buffer, now: string): Promise<Challenge | undefined>;
  /**
   * Counts one more try, before the caller compares the code. Undefined if no try remains, or the challenge
   * has expired at `now`.
   */
  countTry(id: string, triesMax: number, now: string): Promise<Challenge | undefined>;
  confirm(id: string): Promise<void>;
  /** Ends a challenge that has nothing left to confirm, as if it had expired. */
  end(id: string, now: string): Promise<void>;
  /**
   * Withdraws a challenge whose message was certainly not sent. It cannot be met, and counts against no cap.
   */
  withdraw(id: string): Promise<void>;
}

/** Carries a one-time code to a number: a gateway for text messages or voice calls. */
export interface CodeSender {
  /**
   * Resolves when the gateway has taken the code. Throws CodeRefused if it certainly has not, and another
   * error if that is unknown. The text is English; `locale` is the language that the person read.
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

/** The parts that ask for a proof of the number. */
export type Ownership = {
  challenges: ChallengeStore;
  /** Absent where no gateway is set up. */
  codeSender?: CodeSender;
  /** Messages with a code in a day, for each business; 0 turns them off. */
  codesPerDay: number;
};
