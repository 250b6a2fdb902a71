// optmark followers

import { z } from 'zod';
import { atTerminal } from '../../auth/scope.ts';
import {
  type FollowerReport,
  overdueAfter,
  overdueAfterMax,
  readFollowers,
  readTold,
} from '../../operations/feed/followers.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { businessOf } from '../../operations/setup/business.ts';
import {
  type Command,
  checked,
  type ExitCode,
  exit,
  parse,
  positionals,
  required,
  UsageError,
} from '../frame/command.ts';
import { count, counted, print, printJson } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';
import { catchUpShown } from '../register/caught-up.ts';

const secondsSchema = z.coerce.number().int().min(0).max(overdueAfterMax);

export const command: Command = {
  help: `optmark followers --business <id> [--overdue-after <seconds>] [--json]
optmark followers --business <id> --record <id> [--json]

The copies elsewhere, such as a CRM, that follow the change feed: how far each is, and how many stops it has not taken.
A copy has taken what it confirmed by asking on. Stops are here also objections, suspended consents, changed numbers,
erasures and restores.

  --overdue-after  how long a copy may take to have a stop, seconds: ${overdueAfter} unless it is said
  --record         when each copy was told of this record; the look is recorded, as made by "cli"
  --json           as from GET /v1/changes/followers and GET /v1/records/{id}/told

Exit: 0 no stop is overdue, or a record's times are shown, 1 a stop is overdue at a copy whose key is good, 2 usage,
3 could not run, or there is no such record`,

  async run(args) {
    const { values, positionals: more } = parse(args, {
      business: { type: 'string' },
      'overdue-after': { type: 'string' },
      record: { type: 'string' },
      json: { type: 'boolean' },
    });
    positionals(more);
    const business = required(values.business, 'business');
    const { record, json = false, 'overdue-after': typed } = values;
    if (record !== undefined && typed !== undefined)
      throw new UsageError('--record and --overdue-after exclude each other');
    const seconds = typed === undefined ? overdueAfter : checked(secondsSchema, typed, '--overdue-after');
    const id = record === undefined ? undefined : checked(z.uuid(), record, '--record');
    return withLedger(async ({ ledger }) => {
      await businessOf(ledger, business);
      await catchUpShown(ledger);
      return id === undefined
        ? showFollowers(ledger, business, seconds, json)
        : showTold(ledger, business, id, json);
    });
  },
};

async function showFollowers(
  ledger: Ledger,
  business: string,
  seconds: number,
  json: boolean,
): Promise<ExitCode> {
  const found = await readFollowers(ledger, atTerminal(business, 'audit:read'), seconds);
  if (json) printJson(found);
  else {
    if (found.followers.length === 0) print('nothing follows the change feed');
    for (const one of found.followers) print(lineOf(one));
  }
  return found.overdue > 0 ? exit.false : exit.true;
}

const nameOf = ({ follower, key }: { follower?: string; key: string }): string =>
  follower === undefined ? key : `${key}  ${follower}`;

function lineOf(one: FollowerReport): string {
  const late =
    one.untold === 0
      ? 'has every stop'
      : `lacks ${counted(one.untold, 'stop')}, ${count(one.overdue)} overdue${
          one.oldest === undefined ? '' : `, the oldest of ${one.oldest}`
        }`;
  const key = one.revoked ? `${one.key_name} (revoked)` : one.key_name;
  return `${nameOf(one)}  ${key}  asked ${one.last_asked_at}  ${counted(one.behind, 'entry')} behind  ${late}`;
}

async function showTold(ledger: Ledger, business: string, id: string, json: boolean): Promise<ExitCode> {
  const found = await readTold(ledger, atTerminal(business, 'audit:read'), id);
  if (json) printJson(found);
  else {
    if (found.told.length === 0) print('no copy is told of it');
    for (const one of found.told)
      print(`${nameOf(one)}  ${one.told_at === undefined ? 'not told yet' : `told by ${one.told_at}`}`);
  }
  return exit.true;
}
