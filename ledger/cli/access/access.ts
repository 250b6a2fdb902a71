// optmark access

import { z } from 'zod';
import { atTerminal } from '../../auth/scope.ts';
import { revealReasons } from '../../core/consent/record/of-business.ts';
import { accessFile } from '../../http/access/file.ts';
import { readAccess } from '../../operations/access/read-access.ts';
import { type AccessFormat, accessFormats } from '../../operations/access/write-access.ts';
import { businessOf } from '../../operations/setup/business.ts';
import { type Command, checked, exit, parse, positionals, required } from '../frame/command.ts';
import { printPieces } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';
import { personTyped } from './typed-person.ts';

const formats = Object.keys(accessFormats) as [AccessFormat, ...AccessFormat[]];

export const command: Command = {
  help: `optmark access <number | id | -> --business <id> [--format ${formats.join('|')}] [--locale <tag>] > <file>

Everything about a person, for them: every name, every record with its words, grade and proof, every look, every message
with its permit, and what is kept for a short while; and what is left out, and why. The same file as from
POST /v1/subjects/access.

  -           reads the number from standard input, so that it is not kept in the shell's history
  --format    json unless it is said; html is one page to print
  --locale    of that page; else the language in which the person was last asked
  --reason    ${revealReasons.slice(0, 4).join(', ')},
              ${revealReasons.slice(4).join(' or ')}; asked_by_person unless it is said

The look is itself recorded, as made by "cli", before the first byte.
Exit: 0 written, 2 usage, 3 could not run, or broke off`,

  async run(args) {
    const { values, positionals: given } = parse(args, {
      business: { type: 'string' },
      format: { type: 'string', default: 'json' },
      locale: { type: 'string' },
      reason: { type: 'string', default: 'asked_by_person' },
    });
    const { number: typed } = positionals(given, 'number');
    const business = required(values.business, 'business');
    const format = checked(z.enum(formats), values.format, '--format');
    const reason = checked(z.enum(revealReasons), values.reason, '--reason');
    const person = await personTyped(typed);
    return withLedger(async ({ ledger }) => {
      await businessOf(ledger, business);
      const access = await readAccess(ledger, atTerminal(business, 'audit:read'), { person, format, reason });
      const { pieces } = accessFile(access, format, values.locale);
      await printPieces(pieces);
      return exit.true;
    });
  },
};
