// Key presses of calls under way, as a server in the ledger's own dialect tells of them and as Twilio does,
// signed. The calls begin before the clock starts: what is measured is what a caller waits for after "yes".

import { createHmac } from 'node:crypto';
import { httpRequest } from './load.ts';
import { numberAt, type Target } from './requests.ts';

type Press = { begin: Buffer; press: Buffer };

/** Each of another caller. */
export function* callsOf({ flowSecret }: Target, from: number): Generator<Press> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${flowSecret}` };
  const post = (body: object) => httpRequest('/v1/ivr/json/bench/order-line', headers, JSON.stringify(body));
  for (let n = from; ; n += 1) {
    const call = `c-${n}`;
    yield { begin: post({ call, caller: numberAt(n) }), press: post({ call, step: '1', digits: '1' }) };
  }
}

export function* twilioCallsOf({ url, twilioSecret }: Target, from: number): Generator<Press> {
  const post = (query: string, fields: Record<string, string>) => {
    const target = `/v1/ivr/twilio/bench/order-line${query}`;
    const signed = Object.keys(fields)
      .sort()
      .reduce((text, name) => text + name + fields[name], url + target);
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', twilioSecret).update(signed).digest('base64'),
    };
    return httpRequest(target, headers, new URLSearchParams(fields).toString());
  };
  for (let n = from; ; n += 1) {
    const fields = { CallSid: `CA${n}`, From: numberAt(n), To: '+14155550100', Direction: 'inbound' };
    yield { begin: post('', fields), press: post('?s=1', { ...fields, Digits: '1' }) };
  }
}
