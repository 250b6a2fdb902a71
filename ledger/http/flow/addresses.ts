// What to write into each telephone system's own settings: the address, and how its requests are known.

import type { DialectName } from '../../channels/ivr/dialects.ts';

/** How a request is known: by the provider's signature, or by the secret, in a header or in the path. */
type Known = 'signature' | 'header' | 'path';

const systems = {
  twilio: ['Twilio and SignalWire', 'signature'],
  telnyx: ['Telnyx', 'signature'],
  plivo: ['Plivo', 'signature'],
  vonage: ['Vonage', 'signature'],
  exotel: ['Exotel', 'path'],
  kookoo: ['KooKoo (Ozonetel)', 'path'],
  myoperator: ['MyOperator', 'header'],
  africastalking: ['Africa’s Talking', 'path'],
  asterisk: ['Asterisk', 'header'],
  freeswitch: ['FreeSWITCH', 'path'],
  json: ['Amazon Connect, Genesys and others', 'header'],
} as const satisfies Record<DialectName, [string, Known]>;

/** As it is typed in a clone. */
const optmark = 'npm run -s optmark --';

export type Configuration = { system: string; lines: string[] };

/** @param ledger its public URL, without a slash at the end */
export function configurations(ledger: string, business: string, flow: string): Configuration[] {
  const ofSecret = `${optmark} flow secret ${flow} --business ${business}`;
  return Object.entries(systems).map(([dialect, [system, known]]) => {
    const address = `${ledger}/v1/ivr/${dialect}/${business}/${flow}`;
    if (dialect === 'asterisk')
      return { system, lines: [`OPTMARK_URL=${address}`, 'OPTMARK_SECRET=<secret>', `; ${ofSecret}`] };
    const lines: Record<Known, string[]> = {
      signature: [
        address,
        `${optmark} provider set ${dialect} --business ${business} --secret-file auth-token.txt`,
      ],
      header: [address, 'Authorization: Bearer <secret>', ofSecret],
      path: [`${address}/<secret>`, ofSecret],
    };
    return { system, lines: lines[known] };
  });
}
