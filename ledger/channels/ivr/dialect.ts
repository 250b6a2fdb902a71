// What every telephone platform's dialect does, and the words it does it in. A dialect is one file: it reads
// a platform's request into facts, checks the platform's signature, and writes a reply in the platform's
// format. It decides nothing about consent, and keeps nothing.
//
//   request -> check (who sent it?) -> read (what happened on the call?) -> [the flow] -> answer (what to do)
//
// What a request says is not to be trusted further than its signature or the flow's secret goes: any bytes
// become facts or a LedgerError, in time that grows with their length alone.

import type { Fault, LedgerError } from '../../core/error.ts';
import type { PromptName } from '../../core/flow/prompt.ts';
import type { Fields } from './fields.ts';

/** A request as it arrived, under the name by which the platform knows this ledger. */
export type IvrRequest = {
  method: 'GET' | 'POST';
  /**
   * The public URL with path and query exactly as received. Its origin is the configured one and never a Host
   * header's: a platform signs the URL that it was given, and a proxy before the ledger speaks another.
   */
  url: string;
  /** By a name in lower case. */
  header(name: string): string | undefined;
  body: Buffer;
  /** E.164: by what numbers the business calls and is called, as far as it has said so. */
  ownLines?: readonly string[];
};

/** What happened on the call, as the platform tells it. */
export type CallFacts = {
  /** The platform's own id of the call. */
  call: string;
  /** The caller's number as the platform writes it; absent where it was withheld or is no number. */
  caller?: string;
  event: 'begin' | 'keys' | 'silence' | 'hangup';
  /** As the platform wrote them: `"1"` in quotes and full-width digits are the flow's to read. */
  digits?: string;
  /** STIR's attestation of the caller's number, where the platform passes it on. */
  attested?: 'A' | 'B' | 'C';
  /** Which question is answered, where the dialect carries it in its URLs as `?s=`. */
  step?: number;
  /**
   * The platform was still playing the question: its keys interrupted it, or its silence says that the
   * question was heard to its end. `?early=1` in the URL of the verb that plays it. False: nothing can have
   * interrupted it.
   */
  early?: boolean;
  locale?: string;
  /** Why the request cannot be read (beside.ts): it counts for nothing but a stop. */
  refused?: LedgerError;
  /** What else it says that was pressed, and who else may have pressed it. */
  also?: { digits: readonly string[]; callers: readonly string[] };
};

/** One thing that the caller hears. */
export type Line = {
  text: string;
  /** A tag of core/language. */
  locale: string;
  name: PromptName;
  /** A recording that says the text, played instead of a voice. */
  audio?: { url: string };
  /** `3 2 1 0`, as it stands in the text, where this line reads back how the number ends. */
  ending?: string;
};

/** How long a verb waits for a key behind words that any key interrupts: as briefly as every platform can. */
export const secondsAfterWords = 1;

export type Reply = {
  lines: readonly Line[];
  /** What to wait for when the lines were said; absent where the call ends. */
  gather?: {
    digits: number;
    /** The key that ends the digits, where there may be several. */
    finish?: '#';
    timeoutSeconds: number;
    /** The absolute URL of the next request. */
    next: string;
    /**
     * The key that says yes, at the question, which is heard to its end before this key counts. An engine
     * that can tell keys apart lets every other one interrupt it.
     */
    yes?: string;
    /**
     * At an engine that cannot: the absolute URL of whatever is pressed while the question plays. The verb
     * that plays it waits as briefly as the platform can, and one that waits in silence follows it. Absent
     * where nothing is to interrupt the question.
     */
    early?: string;
  };
  /**
   * Where the call ends: the absolute URL of a key that interrupts its last words. A stop is heard there, and
   * a no after a yes; silence is told there too by platforms that cannot end the call by themselves then.
   */
  closing?: string;
  ended: boolean;
  result: 'going_on' | 'recorded' | 'declined' | 'withdrawn' | 'not_recorded' | 'gave_up';
  call: string;
  /** What was not read of a request that held a stop all the same. */
  dropped?: readonly Fault[];
  /** The version that this call began with, for engines that play files by its name. */
  flow?: { id: string; version: number };
};

/**
 * `signed`: the platform made this request, all of it. `unsigned`: nothing here says so, and the flow's own
 * secret decides. `refused`: a signature is there and is not the platform's, so no secret helps.
 */
export type Checked = 'signed' | 'unsigned' | 'refused';

export type Dialect = {
  /** Whether the platform signs, so that a business may give it a secret (or public key) to check by. */
  signs: boolean;
  /** Throws LedgerError invalid, malformed: names the field and never repeats its value. */
  read(request: IvrRequest): CallFacts;
  /** The fields in which a stop is looked for where the rest cannot be read. */
  names: {
    call: string;
    digits: readonly string[];
    /** Whose keys they are: of a call that the business makes, the one who is called. */
    person(fields: Fields, request: IvrRequest): { caller?: string };
  };
  /**
   * By the secrets that this business keeps for this dialect and for no other: one platform's public key
   * would be another's shared secret. Several while one replaces another. Never throws.
   */
  check(request: IvrRequest, secrets: readonly string[], nowMs: number): Checked | Promise<Checked>;
  /**
   * Where the signature does not cover the URL: what was signed, and differs from one request to the next. A
   * request that comes again elsewhere, or at another step, is known by it.
   */
  signedBytes?(request: IvrRequest): Buffer;
  /**
   * The platform gathers keys once for each answer. So what comes next after the question was `early`,
   * whatever its URL, and silence is answered by waiting.
   */
  gathersOnce?: true;
  /**
   * Who plays the words is somebody else's program, and may not know that a question is to be heard whole:
   * its yes to such a question counts only with `early: false`.
   */
  saysEarly?: true;
  /** Whether the next request comes by the URL that the answer to this one names, with the step in it. */
  leadsOn?(request: IvrRequest): boolean;
  answer(reply: Reply, request: IvrRequest): Answer;
};

export type Answer = { status: 200 | 302; contentType: string; body: string };
