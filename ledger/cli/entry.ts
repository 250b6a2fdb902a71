// optmark entry add | list | change | end | qr

import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { codeSvg } from '../core/entry/code-svg.ts';
import { entryKindSchema, type NamedEntryPoint } from '../core/entry/named-entry-point.ts';
import {
  addEntryPoint,
  changeEntryPoint,
  endEntryPoint,
  entryChangeShape,
  entryDraftSchema,
} from '../operations/entry/entry-points.ts';
import { linkOf } from '../operations/entry/link.ts';
import { printedOf } from '../operations/entry/printed.ts';
import { businessOf } from '../operations/setup/business.ts';
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
} from './frame/command.ts';
import { print, printJson } from './frame/terminal.ts';
import { withLedger } from './frame/with-ledger.ts';

const actions: Actions = { add, change, end, list, qr };

export const command: Command = {
  help: `optmark entry add <id> --business <id> --kind <kind> --name <name> [--notice <id>] [--site <pk_…>]
                  [--locale <tag>] [--flow <id>] [--until <moment>]
optmark entry change <id> --business <id> [--name <name>] [--notice <id>] [--site <pk_…>] [--locale <tag>]
                  [--flow <id>] [--until <moment>]
optmark entry end <id> --business <id>
optmark entry list --business <id> [--json]
optmark entry qr <id> --business <id> --out <file.svg> [--locale <tag>]

An entry point is a place where people are asked, such as a poster in a store. Records of opt-ins say which one they
came from.

  <id>      lower-case letters, digits and hyphens; it never changes and is never used again
  --kind    ${entryKindSchema.options.slice(0, 9).join(', ')},
            ${entryKindSchema.options.slice(9).join(', ')}
  --name    as your people know it: "Store poster Pune". The person reads it, too, on the page of their consent
  --notice  what people are asked there; every kind needs one but click_to_whatsapp_ad, which leads to support
  --site    whose key its page uses; with one it has a link
  --locale  of its page; by default the reader's own
  --flow    of an ivr line: the flow whose calls come from it
  --until   such as 2027-03-31T18:30:00Z: nothing comes from it after that

With change, --site, --locale, --flow and --until take "" for none. add prints the link of the entry point, where it has
one: print that one, since it goes on when the notice or the site is another. qr writes its code as SVG, with what it
is for under it, in the language of --locale or else of the entry point or the notice.
Exit: 0 done, 2 usage, 3 could not run`,

  run: actionOf('entry', actions),
};

const text = { type: 'string' } as const;
const its = { name: text, notice: text, site: text, locale: text, flow: text, until: text };

async function add(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, { business: text, kind: text, ...its });
  const { id } = positionals(given, 'id');
  const { business: _, ...fields } = values;
  const business = required(values.business, 'business');
  const draft = checked(entryDraftSchema, { ...fields, id }, { id: '<id>' });
  return withLedger(async ({ ledger }) => {
    const link = linkOf(ledger, await addEntryPoint(ledger, business, draft));
    print(link ?? `added ${id}`);
    return exit.true;
  });
}

async function change(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, { business: text, ...its });
  const { id } = positionals(given, 'id');
  const { business: _, ...fields } = values;
  const business = required(values.business, 'business');
  const given_ = Object.entries(fields).map(([field, value]) => [field, value === '' ? null : value]);
  if (given_.length === 0) throw new UsageError('say what to change');
  const changed = checked(z.strictObject(entryChangeShape), Object.fromEntries(given_));
  return withLedger(async ({ ledger }) => {
    await changeEntryPoint(ledger, business, id, changed);
    print(`changed ${id}`);
    return exit.true;
  });
}

async function end(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, { business: text });
  const { id } = positionals(given, 'id');
  const business = required(values.business, 'business');
  return withLedger(async ({ ledger }) => {
    await endEntryPoint(ledger, business, id);
    print(`ended ${id}`);
    return exit.true;
  });
}

async function qr(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, { business: text, out: text, locale: text });
  const { id } = positionals(given, 'id');
  const business = required(values.business, 'business');
  const out = required(values.out, 'out');
  return withLedger(async ({ ledger }) => {
    await writeFile(out, codeSvg(await printedOf(ledger, business, id, values.locale)));
    print(out);
    return exit.true;
  });
}

async function list(args: string[]): Promise<ExitCode> {
  const { business, json } = ofOneBusiness(args);
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const entries = await ledger.setup.entryPoints(business);
    const lines = entries.map((entry) => ({ ...entry, url: linkOf(ledger, entry) }));
    if (json) printJson(lines);
    else for (const line of lines) print(row(line));
    return exit.true;
  });
}

const row = ({ id, kind, name, url, endedAt }: NamedEntryPoint & { url: string | undefined }): string =>
  [id, kind, name, endedAt === undefined ? url : `ended ${endedAt}`].filter(Boolean).join('  ');
