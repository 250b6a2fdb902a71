// optmark check-sent

import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { atTerminal } from '../../auth/scope.ts';
import { sentBatches } from '../../http/dispute/sent-lines.ts';
import { checkSent } from '../../operations/dispute/check-sent.ts';
import { businessOf } from '../../operations/setup/business.ts';
import { type Command, exit, parse, positionals, required } from '../frame/command.ts';
import { count, say } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';

export const command: Command = {
  help: `optmark check-sent <file | -> --business <id>

Of each message that you sent, whether it went through the gate and which consent it rests on: a line of JSON each, on
stdout. The same as from POST /v1/messages/check. The list is never held in memory, however long it is.

  <file>   Meta's ids of messages, one a line: as they are, a CSV of one column, or {"message_id": "..."}; - reads stdin

told is "consent" (through the gate; the record that allowed it is there), "permit" (through the gate; no consent stands
behind it: an answer to the person, or the record is gone) or "none" (no permit of this business let it out). why says more.

The look is itself recorded, as made by "cli".
Exit: 0 each message has a consent or a permit, 1 one or more have none, 2 usage, 3 could not run`,

  async run(args) {
    const { values, positionals: given } = parse(args, { business: { type: 'string' } });
    const { file } = positionals(given, 'file');
    const business = required(values.business, 'business');
    if (file !== '-') await stat(file);
    return withLedger(async ({ ledger }) => {
      await businessOf(ledger, business);
      const answer = await checkSent(ledger, atTerminal(business, 'audit:read'));
      const told = { consent: 0, permit: 0, none: 0 };
      const input = file === '-' ? process.stdin : createReadStream(file);
      for await (const { verdicts } of answer(sentBatches(input, 1))) {
        for (const one of verdicts) told[one.told] += 1;
        const lines = verdicts.map((one) => `${JSON.stringify(one)}\n`).join('');
        // No faster than they are taken.
        if (lines !== '' && !process.stdout.write(lines)) await once(process.stdout, 'drain');
      }
      const { consent, permit, none } = told;
      say(`${count(consent)} with a consent, ${count(permit)} with a permit alone, ${count(none)} with none`);
      return none === 0 ? exit.true : exit.false;
    });
  },
};
