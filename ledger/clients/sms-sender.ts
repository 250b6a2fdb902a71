// Sends the replies of those providers that take none in the answer to a webhook, by their own APIs.
//
//   Vonage            POST https://api.nexmo.com/v1/messages         Basic key:secret, JSON
//                     {"message_type": "text", "channel": "sms", "to", "from", "text"}     -> 202
//   Africa's Talking  POST https://api.africastalking.com/version1/messaging      apiKey, form
//                     username, to, from, message, linkId?
//                     -> 201 {"SMSMessageData": {"Recipients": [{"statusCode": 101, …}]}}
//
// The hosts are fixed: no setting sends a number and a key elsewhere. A redirect is not followed. Neither
// number, text nor key is ever in an error. developer.vonage.com: Messages API;
// developers.africastalking.com: send SMS

import { LedgerError } from '../core/error.ts';
import type { SmsAccount, SmsSender, SmsToSend } from '../operations/sms/store.ts';

/** Milliseconds until the provider must have answered; its webhook waits for that. */
export const sendTimeoutMs = 8_000;
/** Bytes of an answer that are read. */
const answerBytesMax = 16 * 1024;

const hosts = {
  vonage: 'https://api.nexmo.com',
  africastalking: 'https://api.africastalking.com',
  /** Of its accounts named `sandbox`. */
  africastalkingSandbox: 'https://api.sandbox.africastalking.com',
};

/** @param places where the APIs are; other ones only in tests */
export function createSmsSender(places: typeof hosts = hosts, timeoutMs = sendTimeoutMs): SmsSender {
  return {
    async send(account, reply) {
      const request = requestOf(account, reply, places);
      const answer = await asked(request, account.dialect, timeoutMs);
      const isTaken = answer.status >= 200 && answer.status <= 299 && accepts(account, answer.body);
      if (!isTaken) throw refused(account.dialect, `answered ${answer.status}`);
    },
  };
}

type Request = { url: string; headers: Record<string, string>; body: string };

const bare = (number: string) => number.replace(/^\+/, '');

function requestOf(
  account: SmsAccount,
  { to, line, text, linkId }: SmsToSend,
  places: typeof hosts,
): Request {
  if (account.dialect === 'vonage') {
    const message = { message_type: 'text', channel: 'sms', to: bare(to), from: bare(line), text };
    const basic = Buffer.from(`${account.key}:${account.keySecret}`).toString('base64');
    return {
      url: `${places.vonage}/v1/messages`,
      headers: { 'content-type': 'application/json', authorization: `Basic ${basic}` },
      body: JSON.stringify(message),
    };
  }
  const { username, key } = account;
  const fields = { username, to, message: text, ...(line && { from: line }), ...(linkId && { linkId }) };
  const place = username === 'sandbox' ? places.africastalkingSandbox : places.africastalking;
  return {
    url: `${place}/version1/messaging`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', apiKey: key },
    body: new URLSearchParams(fields).toString(),
  };
}

async function asked({ url, headers, body }: Request, dialect: string, timeoutMs: number) {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    return { status: response.status, body: await textOf(response) };
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    throw refused(dialect, `did not answer (${code ?? (error as Error).name})`);
  }
}

/** As much of it as an honest answer has. */
async function textOf({ body }: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > answerBytesMax) break;
  }
  return text;
}

/** Africa's Talking tells of each number whether it took the message: 100 to 102. */
function accepts({ dialect }: SmsAccount, body: string): boolean {
  if (dialect === 'vonage') return true;
  try {
    const { SMSMessageData: data } = JSON.parse(body) as {
      SMSMessageData?: { Recipients?: { statusCode?: unknown }[] };
    };
    const codes = (data?.Recipients ?? []).map(({ statusCode }) => Number(statusCode));
    return codes.length > 0 && codes.every((code) => code >= 100 && code <= 102);
  } catch {
    return false;
  }
}

const refused = (dialect: string, what: string) =>
  new LedgerError('unavailable', `The API of ${dialect} for text messages ${what}: the reply was not sent.`);
