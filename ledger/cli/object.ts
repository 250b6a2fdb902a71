// optmark object

import { channelSchema } from '../core/consent/evidence.ts';
import { objectionScopeSchema } from '../core/consent/record/of-person.ts';
import { normalizeIdentifier } from '../core/subject/identifier.ts';
import { recordOptOut } from '../operations/consent/record-consent.ts';
import { businessOf } from '../operations/setup/business.ts';
import { type Command, checked, exit, parse, positionals, required, UsageError } from './frame/command.ts';
import { print } from './frame/terminal.ts';
import { withLedger } from './frame/with-ledger.ts';

export const command: Command = {
  help: `optmark object <number> --business <id> [--scope marketing|all] [--channel agent]

Records that a person objects: to marketing messages, or to all. The gate denies from then on, and neither START nor a
switch in WhatsApp lifts it: only a fresh act of the person of grade E2 or better does.
  --channel   how the person said so: ${channelSchema.options.join(', ')} (agent where nothing is said)

Environment: OPTMARK_DATA, DATABASE_URL (see optmark serve --help)
Exit: 0 done, 2 usage, 3 could not run`,

  async run(args) {
    const { values, positionals: given } = parse(args, {
      business: { type: 'string' },
      scope: { type: 'string', default: 'marketing' },
      channel: { type: 'string', default: 'agent' },
    });
    const { number: value } = positionals(given, 'number');
    const business = required(values.business, 'business');
    const objects = checked(objectionScopeSchema, values.scope, '--scope');
    const channel = checked(channelSchema, values.channel, '--channel');
    const person = normalizeIdentifier({ kind: 'number', value });
    if (person.kind === 'refused') throw new UsageError(`<number>: ${person.detail}`);
    return withLedger(async ({ ledger }) => {
      await businessOf(ledger, business);
      const answer = await recordOptOut(ledger, {
        ...{ kind: 'opt_out', business, identifiers: [{ kind: 'number', value }], person, channel, objects },
        submission: { by: 'operator', id: 'object' },
        source: { system: 'cli' },
      });
      print(`recorded ${answer.record}, entry ${answer.leaf_index}: objects to ${objects}`);
      return exit.true;
    });
  },
};
