// What every dialect of text messages does. A dialect is one file: it reads a provider's request into facts,
// checks the provider's signature, and writes a reply in the provider's format. It decides nothing about
// consent, and keeps nothing.
//
//   request -> check (who sent it?) -> read (who wrote what?) -> [operations/sms] -> answer
//
// A stop must be heard whatever its form, so reading refuses little: a field that is there twice has two
// values, and what is missing is missing. Only JSON that is none is refused here.

import type { IvrRequest } from '../ivr/dialect.ts';

export type SmsRequest = IvrRequest;

export type SmsFacts = {
  /** The provider's own id of the message. */
  message?: string;
  /**
   * As the provider writes them, in international form with or without +: of a person one, of a forged
   * request perhaps more.
   */
  from: readonly string[];
  /** The business's number, short code or name that was written to. */
  line: string;
  texts: readonly string[];
  /** No field of a text is there, and nothing that says why. */
  isUnread?: true;
  /** The provider has heard a stop or a call for help, and answered it: no second answer follows. */
  handled?: 'stop' | 'help' | 'start';
  /** When the person wrote it at the latest (ISO 8601), where the provider tells it. */
  written?: string;
  /** Whether it came as a text message: what came by a chat is heard as a stop alone. */
  isSms: boolean;
  /** What an answer must name, where the provider asks for it. */
  linkId?: string;
};

/**
 * `signed`: the provider made this request, all of it. `addressed`: it made one to this URL, and nothing says
 * what was in it. `unsigned`: nothing says so, and the secret in the path decides. `refused`: a signature is
 * there and is not the provider's.
 */
export type SmsChecked = 'signed' | 'addressed' | 'unsigned' | 'refused';

/** What is sent back. */
export type SmsReply = { text: string; to: string; line: string };

export type SmsDialect = {
  signs: boolean;
  /** Whether the reply is in the answer to the request; else the provider's API sends it. */
  answersInline: boolean;
  /** Whether the provider by itself tells of a message again that was answered by 503. */
  tellsAgain: boolean;
  /** Whether the provider by itself sends nothing more to who has stopped, and does not say so. */
  blocksAtStop: boolean;
  /** Throws LedgerError malformed. */
  read(request: SmsRequest): SmsFacts;
  /** By the secrets that this business keeps for this dialect. Never throws. */
  check(request: SmsRequest, secrets: readonly string[], nowMs: number): SmsChecked | Promise<SmsChecked>;
  answer(reply: SmsReply | undefined): { status: 200; contentType: string; body: string };
};

/** Where nothing is said in the answer itself. */
export const nothingSaid = () => ({ status: 200 as const, contentType: 'text/plain', body: '' });
