// optmark find

import { atTerminal } from '../../auth/scope.ts';
import { businessOf } from '../../operations/setup/business.ts';
import { type SearchFound, search } from '../../operations/subject/search.ts';
import { type Command, exit, parse, positionals, required } from '../frame/command.ts';
import { print, printJson } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';
import { typedOrPiped } from './typed-person.ts';

export const command: Command = {
  help: `optmark find <anything | -> --business <id> [--json]

A person, a record or a message by whatever you have: a number in any spelling, also as it is dialled at home; an id of
Meta's; the id of a person, a record or a permit; Meta's id of a message. Names are shown by their ends. The id of a
person that is found takes the place of a number in other commands.

  -        reads it from standard input, so that it is not kept in the shell's history
  --json   as from POST /v1/subjects/search

The look is itself recorded, as made by "cli".
Exit: 0 found, 1 nothing is, 2 usage, 3 could not run`,

  async run(args) {
    const { values, positionals: given } = parse(args, {
      business: { type: 'string' },
      json: { type: 'boolean' },
    });
    const { anything } = positionals(given, 'anything');
    const business = required(values.business, 'business');
    const typed = await typedOrPiped(anything);
    return withLedger(async ({ ledger }) => {
      await businessOf(ledger, business);
      const found = await search(ledger, atTerminal(business, 'audit:read'), typed);
      if (values.json) printJson(found);
      else show(found);
      return found.kind === 'none' ? exit.false : exit.true;
    });
  },
};

function show({ kind, subject, identifiers, record, permit, others = [] }: SearchFound): void {
  print(kind === 'none' ? 'nothing of this business' : kind);
  if (record !== undefined) print(`  record  ${record}`);
  if (permit !== undefined) print(`  permit  ${permit}`);
  const people = subject === undefined ? others : [{ subject, identifiers: identifiers ?? [] }, ...others];
  for (const person of people)
    print(
      `  person  ${person.subject}  ${person.identifiers.map(({ masked }) => masked).join(', ')}`.trimEnd(),
    );
}
