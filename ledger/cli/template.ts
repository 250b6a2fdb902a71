// optmark template add | list | sync

import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { z } from 'zod';
import {
  accountSchema,
  categorySchema,
  consentNeededFor,
  templateLanguageSchema,
  templateNameSchema,
} from '../core/gate/template.ts';
import { purposeSchema } from '../core/notice/purpose.ts';
import { businessOf } from '../operations/setup/business.ts';
import { mapTemplate, syncTemplates } from '../operations/template/templates.ts';
import {
  type Command,
  checked,
  type ExitCode,
  exit,
  ofOneBusiness,
  parse,
  positionals,
  required,
  UsageError,
} from './frame/command.ts';
import { print, printJson, say } from './frame/terminal.ts';
import { withLedger } from './frame/with-ledger.ts';

export const command: Command = {
  help: `optmark template add --business <id> --waba-id <id> --name <name> --language <language> --purpose <purpose>
                     [--category <UTILITY | AUTHENTICATION | MARKETING>]
optmark template list --business <id> [--json]
optmark template sync --business <id> --waba-id <id> --access-token-file <file | ->

  --waba-id             Meta's id of the WhatsApp Business Account
  --purpose             what the template is for
  --category            Meta's category; needed until Meta has stated it itself
  --access-token-file   holds an access token of Meta's that may list templates; - reads it from standard input. It is used
                        for this command and stored nowhere

sync asks Meta (OPTMARK_CLOUD_API) for every template, its category and its status. The gate denies a template that is
not mapped to a purpose. One that Meta calls MARKETING needs consent to marketing, even when mapped to another
purpose, from the moment that Meta announced, if it did. The gate denies one that Meta has paused, rejected or
disabled, or no longer lists, until Meta says otherwise. What a list loosens counts as five minutes old: where Meta
has said something stricter since, sync again later.
Exit: 0 done, 2 usage, 3 could not run`,

  async run([action, ...args]) {
    if (action === 'add') return add(args);
    if (action === 'list') return list(args);
    if (action === 'sync') return sync(args);
    throw new UsageError('template knows: add, list, sync');
  },
};

/** Under the name of the option, so that a refusal names it. */
const accountOption = z.strictObject({ 'waba-id': accountSchema });

const draftSchema = z.strictObject({
  name: templateNameSchema,
  language: templateLanguageSchema,
  purpose: purposeSchema,
  category: categorySchema.optional(),
});

async function add(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    'waba-id': { type: 'string' },
    name: { type: 'string' },
    language: { type: 'string' },
    purpose: { type: 'string' },
    category: { type: 'string' },
  });
  positionals(given);
  const business = required(values.business, 'business');
  const account = accountOf(values);
  const named = checked(draftSchema, {
    name: required(values.name, 'name'),
    language: required(values.language, 'language'),
    purpose: required(values.purpose, 'purpose'),
    ...(values.category !== undefined && { category: values.category }),
  });
  return withLedger(async ({ ledger }) => {
    const { record } = await mapTemplate(ledger, business, { account, ...named }, 'cli');
    print(`record  ${record}`);
    const [known] = await ledger.templates.named(business, named, account);
    if (known?.state.category === undefined) say(uncategorized);
    return exit.true;
  });
}

/** The mapping is kept, and yet every message would be denied. */
const uncategorized = `The ledger does not know which category Meta gives this template. Until then its
messages are denied. Add it again with --category, or run: optmark template sync`;

async function list(args: string[]): Promise<ExitCode> {
  const { business, json } = ofOneBusiness(args);
  return withLedger(async ({ ledger }) => {
    const now = ledger.world.now().toISOString();
    await businessOf(ledger, business);
    const templates = (await ledger.templates.ofBusiness(business)).map(
      ({ account, name, language, state }) => {
        const needed = consentNeededFor(state, now);
        return {
          waba_id: account,
          name,
          language,
          purpose: state.purpose?.value ?? null,
          category: state.category?.value ?? null,
          status: state.status?.value ?? null,
          announced: state.announced ? { category: state.announced.value, from: state.announced.from } : null,
          needs: needed.kind === 'mapped' ? needed.purpose : null,
        };
      },
    );
    if (json) printJson(templates);
    else {
      for (const { waba_id, name, language, purpose, category, status, announced, needs } of templates) {
        const lacking = [purpose === null ? 'a purpose' : [], category === null ? 'a category' : []].flat();
        const what = `${category ?? '-'}  ${status ?? '-'}  needs ${needs ?? `${lacking.join(' and ')}: denied`}`;
        const comes = announced === null ? '' : `  announced: ${announced.category} from ${announced.from}`;
        print(`${waba_id}  ${name}  ${language}  ${what}${comes}`);
      }
    }
    return exit.true;
  });
}

async function sync(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    'waba-id': { type: 'string' },
    'access-token-file': { type: 'string' },
  });
  positionals(given);
  const business = required(values.business, 'business');
  const account = accountOf(values);
  const accessToken = await readToken(required(values['access-token-file'], 'access-token-file'));
  return withLedger(async ({ ledger }, config) => {
    const { templatesOfMeta } = await import('../compose/ledger.ts');
    const source = templatesOfMeta(config, accessToken);
    const { templates, changed } = await syncTemplates(ledger, business, account, source);
    print(`${templates} templates, ${changed} recorded`);
    return exit.true;
  });
}

function accountOf(values: { 'waba-id'?: string | undefined }): string {
  const given = { 'waba-id': required(values['waba-id'], 'waba-id') };
  return checked(accountOption, given)['waba-id'];
}

/** Never an argument: those are in the shell's history and in the list of processes. */
async function readToken(file: string): Promise<string> {
  const token = (file === '-' ? await textOf(process.stdin) : await readFile(file, 'utf8')).trim();
  // What cannot stand in a header would be shown by the error that refuses it.
  if (!/^[\x21-\x7e]{1,1024}$/.test(token)) throw new UsageError('the file holds no access token');
  return token;
}
