// optmark person add | end | forget | list

import { z } from 'zod';
import { roleSchema } from '../../core/setup/staff.ts';
import { businessOf } from '../../operations/setup/business.ts';
import {
  addPerson,
  endPerson,
  forgetPerson,
  listPeople,
  personDraftSchema,
} from '../../operations/setup/people.ts';
import {
  actionOf,
  type Command,
  checked,
  type ExitCode,
  exit,
  parse,
  positionals,
  required,
  UsageError,
} from '../frame/command.ts';
import { print, printJson, say } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';

export const command: Command = {
  help: `optmark person add --business <id> --name <name> --role <${roleSchema.options.join('|')}>
    [--issuer <URL> --subject <id>] [--until <moment>]
optmark person end <id>
optmark person forget <id>
optmark person list [--business <id>] [--json]

  add        prints the person's id, which records name from then on
  --issuer   of the OpenID Connect provider, as its tokens say it (iss); with --subject (sub) who it is there.
             The same identity may be added to several businesses, to each once
  --until    ISO 8601 with a zone: when an engagement is over, such as an auditor's
  end        for good; another role is a new person
  forget     ends them and keeps nothing of who they were: records name the id alone

Exit: 0 done, 2 usage, 3 could not run, or there is no such person`,

  run: actionOf('person', {
    add,
    end: byId(endPerson, 'ended'),
    forget: byId(forgetPerson, 'forgotten'),
    list,
  }),
};

async function add(args: string[]): Promise<ExitCode> {
  const text = { type: 'string' } as const;
  const { values, positionals: given } = parse(args, {
    ...{ business: text, name: text, role: text, issuer: text, subject: text, until: text },
  });
  positionals(given);
  const { issuer, subject, until } = values;
  if ((issuer === undefined) !== (subject === undefined))
    throw new UsageError('--issuer and --subject go together');
  const business = required(values.business, 'business');
  const draft = checked(personDraftSchema, {
    ...{ name: required(values.name, 'name'), role: required(values.role, 'role') },
    ...(issuer !== undefined && { identity: { issuer, subject } }),
    ...(until !== undefined && { until }),
  });
  return withLedger(async ({ ledger }) => {
    print(await addPerson(ledger, business, draft));
    return exit.true;
  });
}

function byId(change: typeof endPerson, said: string) {
  return async (args: string[]): Promise<ExitCode> => {
    const { id } = positionals(parse(args, {}).positionals, 'id');
    checked(z.uuid(), id, '<id>');
    return withLedger(async ({ ledger }) => {
      const changed = await change(ledger, id);
      if (changed) print(said);
      else say('there is no person with this id, or they have ended');
      return changed ? exit.true : exit.failed;
    });
  };
}

async function list(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    json: { type: 'boolean' },
  });
  positionals(given);
  const { business } = values;
  return withLedger(async ({ ledger }) => {
    if (business !== undefined) await businessOf(ledger, business);
    const people = await listPeople(ledger, { business });
    if (values.json) printJson(people);
    else {
      for (const { id, business, name, role, until, endedAt } of people) {
        const over = endedAt ? `  ended ${endedAt}` : until ? `  until ${until}` : '';
        print(`${id}  ${business}  ${role}  ${name ?? '(forgotten)'}${over}`);
      }
    }
    return exit.true;
  });
}
