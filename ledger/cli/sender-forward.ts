// optmark sender forward

import { forwardNowhere, forwardTo } from '../operations/forward/address.ts';
import { type ExitCode, exit, parse, positionals, required, UsageError } from './frame/command.ts';
import { say } from './frame/terminal.ts';
import { withLedger } from './frame/with-ledger.ts';

export async function forward(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    'phone-number-id': { type: 'string' },
    url: { type: 'string' },
    remove: { type: 'boolean' },
  });
  positionals(given);
  const business = required(values.business, 'business');
  const phoneNumberId = required(values['phone-number-id'], 'phone-number-id');
  const { url, remove = false } = values;
  if ((url !== undefined) === remove) throw new UsageError('either --url or --remove is needed');
  return withLedger(async ({ ledger }) => {
    if (url === undefined) await forwardNowhere(ledger, business, phoneNumberId);
    else await forwardTo(ledger, business, phoneNumberId, url);
    say(
      remove
        ? 'nothing is forwarded any more, and what waited is forgotten'
        : 'webhooks are forwarded there, and so is what waits',
    );
    return exit.true;
  });
}
