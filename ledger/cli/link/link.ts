// optmark link make | list | revoke

import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import { noticeIdSchema } from '../../core/notice/notice.ts';
import { identifierKindSchema, normalizeIdentifier } from '../../core/subject/identifier.ts';
import {
  linkMinutes,
  linksAtOnce,
  listOptInLinks,
  makeOptInLink,
  revokeOptInLink,
} from '../../operations/page/opt-in-links.ts';
import { businessOf } from '../../operations/setup/business.ts';
import { viaSchema } from '../../operations/visitor/opt-in-link.ts';
import {
  type Actions,
  actionOf,
  type Command,
  checked,
  type ExitCode,
  exit,
  ofOneBusiness,
  parse,
  positionals,
  required,
  UsageError,
} from '../frame/command.ts';
import { print, printJson, say } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';

const actions: Actions = { make, list, revoke };

export const command: Command = {
  help: `optmark link make --business <id> --notice <id> --via email|sms --number <number> [--minutes <n>] [--site <pk_…>]
optmark link list --business <id> [--json]
optmark link revoke <link> --business <id>

  make    prints an address for one person's e-mail or SMS, on which they may opt in. It holds no number, and opening it
          changes nothing. In place of --number: --wa-id, --bsuid, --parent-bsuid or --external-id, and the page asks
          for the number. It works for a week, or for --minutes (${linkMinutes.min} to ${linkMinutes.max}), until it is used. The site must have the
          ledger's own address among its origins (optmark site change <key> --add-origin)
  list    the newest ${linksAtOnce} that are not over, without the people they are for
  revoke  the link works no more; what was agreed by it stands

Exit: 0 done, 2 usage, 3 could not run`,

  run: actionOf('link', actions),
};

const askedSchema = z.object({
  notice: noticeIdSchema,
  via: viaSchema,
  minutes: z.coerce.number().int().min(linkMinutes.min).max(linkMinutes.max),
});

async function make(args: string[]): Promise<ExitCode> {
  const option = { type: 'string' } as const;
  const { values, positionals: given } = parse(args, {
    ...{ business: option, notice: option, via: option, minutes: option, site: option },
    ...{ number: option, 'wa-id': option, bsuid: option, 'parent-bsuid': option, 'external-id': option },
  });
  positionals(given);
  const business = required(values.business, 'business');
  const [notice, via] = [required(values.notice, 'notice'), required(values.via, 'via')];
  const asked = checked(askedSchema, { notice, via, minutes: values.minutes ?? linkMinutes.unsaid });
  const typed: Readonly<Record<string, string | undefined>> = values;
  const [kind, ...others] = identifierKindSchema.options.filter((one) => typed[optionOf(one)] !== undefined);
  if (kind === undefined || others.length > 0) throw new UsageError('name the person by one identifier');
  const person = normalizeIdentifier({ kind, value: typed[optionOf(kind)] ?? '' });
  if (person.kind === 'refused') throw new UsageError(`--${optionOf(kind)}: ${person.detail}`);
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const made = await makeOptInLink(ledger, { business }, { ...asked, person, site: values.site });
    print(made.url);
    say(`link ${made.id}, works until ${made.expires_at}`);
    return exit.true;
  });
}

const optionOf = (kind: string): string => kind.replaceAll('_', '-');

async function list(args: string[]): Promise<ExitCode> {
  const { business, json } = ofOneBusiness(args);
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const links = await listOptInLinks(ledger, { business });
    if (json) printJson(links);
    else {
      for (const { id, notice, via, status, expires_at } of links)
        print(`${id}  ${status}  ${notice}  by ${via}  until ${expires_at}`);
    }
    return exit.true;
  });
}

async function revoke(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, { business: { type: 'string' } });
  const { link } = positionals(given, 'link');
  const business = required(values.business, 'business');
  const id = checked(z.uuid(), link, '<link>');
  return withLedger(async ({ ledger }) => {
    try {
      await revokeOptInLink(ledger, { business }, id);
    } catch (error) {
      if (!(error instanceof LedgerError) || error.code !== 'not_found') throw error;
      say('this business has no such link');
      return exit.failed;
    }
    print(`${id} is revoked`);
    return exit.true;
  });
}
