// optmark object

import { serverObjection } from '../channels/server/objection.ts';
import { channelSchema } from '../core/consent/evidence.ts';
import { objectionScopeSchema } from '../core/consent/record/of-person.ts';
import { LedgerError } from '../core/error.ts';
import { recordOptOut } from '../operations/consent/record-consent.ts';
import { stopperOf } from '../operations/consent/stopper.ts';
import { type Command, checked, exit, parse, positionals, required, UsageError } from './frame/command.ts';
import { print, say } from './frame/terminal.ts';
import { withLedger } from './frame/with-ledger.ts';

export const command: Command = {
  help: `optmark object <number> --business <id> [--scope marketing|all] [--channel agent]

Records that a person objects: to marketing messages, or to all. The gate denies from then on, and neither START nor a
switch in WhatsApp lifts it: only a fresh act of the person of grade E2 or better does.
  <number>    in any spelling; without a calling code it is one of the business's own
  --channel   how the person said so: ${channelSchema.options.join(', ')} (agent where nothing is said)

Environment: OPTMARK_DATA, DATABASE_URL (see optmark serve --help)
Exit: 0 done, 2 usage, 3 could not run`,

  async run(args) {
    const { values, positionals: given } = parse(args, {
      business: { type: 'string' },
      scope: { type: 'string', default: 'marketing' },
      channel: { type: 'string', default: 'agent' },
    });
    const { number } = positionals(given, 'number');
    const business = required(values.business, 'business');
    const scope = checked(objectionScopeSchema, values.scope, '--scope');
    const channel = checked(channelSchema, values.channel, '--channel');
    return withLedger(async ({ ledger }) => {
      const stopper = await stopperOf(ledger, { business, key: 'object' }, []);
      const objection = readable(() => serverObjection({ number, scope, channel }, stopper));
      const answer = await recordOptOut(ledger, {
        ...objection,
        submission: { by: 'operator', id: 'object' },
        source: { system: 'cli' },
      });
      print(`recorded ${answer.record}, entry ${answer.leaf_index}: objects to ${scope}`);
      for (const { detail } of objection.dropped ?? []) say(`<number>: ${detail}`);
      return exit.true;
    });
  },
};

function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof LedgerError) || error.code !== 'invalid') throw error;
    throw new UsageError(`<number>: ${error.faults[0]?.detail ?? error.message}`);
  }
}
