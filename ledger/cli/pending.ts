// optmark pending list | show | confirm | reject

import { z } from 'zod';
import { atTerminal } from '../auth/scope.ts';
import { staffReferenceSchema } from '../channels/server/assisted.ts';
import { confirmPending, rejections, rejectPending } from '../operations/pending/keep.ts';
import { listPending, showPending } from '../operations/pending/look.ts';
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
} from './frame/command.ts';
import { print, printJson } from './frame/terminal.ts';
import { withLedger } from './frame/with-ledger.ts';

const actions: Actions = { list, show, confirm, reject };

export const command: Command = {
  help: `optmark pending list --business <id> [--json]
optmark pending show <id> --business <id>
optmark pending confirm <id> --business <id> [--staff <reference>]
optmark pending reject <id> --business <id> --reason <reason>

What staff took down, where a business asks for four eyes (optmark business change --four-eyes): no consent, until a
second one confirms it. After 30 days it is gone.
  show      its number and evidence, as JSON; the look is recorded, as made by "cli"
  confirm   records the opt-in, as of when it was posted; a stop since then wins
  reject    keeps nothing of the person, and names no one: it takes no --staff
  --staff   the business's reference of the one who confirms: never a name. Required where the opt-in names who
            took it down
  --reason  ${rejections.join(', ')}

Exit: 0 done, 2 usage, 3 could not run, or nothing waits under this id`,

  run: actionOf('pending', actions),
};

const principalOf = (business: string) => atTerminal(business, 'opt-in:confirm');

async function list(args: string[]): Promise<ExitCode> {
  const { business, json } = ofOneBusiness(args);
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const rows = [];
    for (let after: string | undefined, more = true; more; ) {
      const { pending, next } = await listPending(ledger, principalOf(business), { after });
      for (const row of pending) rows.push(row);
      after = next;
      more = next !== undefined;
    }
    if (json) printJson(rows);
    else
      for (const { pending, channel, number, notice, submitted_at } of rows)
        print(`${pending}  ${submitted_at}  ${channel}  ${number}  ${notice}`);
    return exit.true;
  });
}

/** Which, of which business. */
function named(args: string[], own: { [name: string]: { type: 'string' } } = {}) {
  const { values, positionals: given } = parse(args, { business: { type: 'string' }, ...own });
  const { id } = positionals(given, 'id');
  const typed = values as Record<string, string | undefined>;
  return { id: checked(z.uuid(), id, '<id>'), business: required(typed.business, 'business'), typed };
}

async function show(args: string[]): Promise<ExitCode> {
  const { id, business } = named(args);
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    printJson(await showPending(ledger, principalOf(business), id));
    return exit.true;
  });
}

async function confirm(args: string[]): Promise<ExitCode> {
  const { id, business, typed } = named(args, { staff: { type: 'string' } });
  const staff = typed.staff === undefined ? undefined : checked(staffReferenceSchema, typed.staff, '--staff');
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    const checker = { by: 'operator' as const, id: 'host', ...(staff !== undefined && { staff }) };
    const answer = await confirmPending(ledger, business, id, checker);
    print(`recorded ${answer.record}, entry ${answer.leaf_index}`);
    return exit.true;
  });
}

async function reject(args: string[]): Promise<ExitCode> {
  const { id, business, typed } = named(args, { reason: { type: 'string' } });
  const reason = checked(z.enum(rejections), required(typed.reason, 'reason'), '--reason');
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    await rejectPending(ledger, business, id, reason);
    print(`rejected ${id}: ${reason}`);
    return exit.true;
  });
}
