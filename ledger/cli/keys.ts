// optmark keys create | list | revoke | rotate-pepper | rotate-log | public

import { z } from 'zod';
import { scopeSchema } from '../auth/scope.ts';
import { readCommandConfig } from '../config.ts';
import { businessOf } from '../operations/setup/business.ts';
import { operator } from '../operations/setup/change.ts';
import { createApiKey, revokeApiKey } from '../operations/setup/setup.ts';
import {
  type Actions,
  actionOf,
  type Command,
  checked,
  type ExitCode,
  exit,
  parse,
  positionals,
  required,
} from './frame/command.ts';
import { print, printJson, say } from './frame/terminal.ts';
import { testMark } from './frame/test-option.ts';
import { withLedger } from './frame/with-ledger.ts';

const actions: Actions = {
  create,
  list,
  revoke,
  'rotate-pepper': rotate,
  'rotate-log': rotateLog,
  public: showPublic,
};

export const command: Command = {
  help: `optmark keys create --business <id> --name <name> --scopes <scope>[,<scope> …] [--test]
optmark keys list [--business <id>] [--json]
optmark keys revoke <id>
optmark keys rotate-pepper
optmark keys rotate-log
optmark keys public

  create           prints a secret key (om_…), this once; only its hash is kept
  --scopes         ${scopeSchema.options.join(', ')}
  --test           to try things out, for ever: what it records allows no message, and registers, counts and exports
                   leave it out unless asked. It takes no scope that changes set-up, notices, templates, links or what
                   is known of a person, unless its business is a test business
  revoke           by the id that create and list show; running servers notice within 5 seconds
  rotate-pepper    makes a new pepper for finding people by number; tags made under the old ones are still found.
                   Then restart all servers of this ledger together: a server without the new pepper does not
                   find people added under it
  rotate-log       the log goes on under its next name (<origin>/2, then /3 …) and a new key, from the size that the old
                   key has signed; nothing is lost. Then give each server the new keys.json and restart them together:
                   until then they record nothing and deny, and say that the log has gone on
  public           prints the keys that others check checkpoints and receipts with: verifier key and JWKS, as JSON

Exit: 0 done, 2 usage, 3 could not run`,

  run: actionOf('keys', actions),
};

async function create(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    name: { type: 'string' },
    scopes: { type: 'string' },
    test: { type: 'boolean' },
  });
  positionals(given);
  const business = required(values.business, 'business');
  const name = required(values.name, 'name');
  const listed = required(values.scopes, 'scopes').split(',');
  const scopes = checked(
    z.array(scopeSchema),
    listed.map((scope) => scope.trim()),
    '--scopes',
  );
  return withLedger(async ({ ledger }) => {
    const { id, key } = await createApiKey(ledger, business, name, scopes, operator, values.test);
    say(`key ${id}; the secret below is shown only now`);
    print(key);
    return exit.true;
  });
}

async function list(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    json: { type: 'boolean' },
  });
  positionals(given);
  return withLedger(async ({ ledger }) => {
    if (values.business !== undefined) await businessOf(ledger, values.business);
    const keys = await ledger.setup.apiKeys(values.business);
    if (values.json) printJson(keys);
    else {
      for (const one of keys) {
        const { id, business, name, scopes, revokedAt } = one;
        const over = revokedAt ? `  revoked ${revokedAt}` : '';
        print(`${id}  ${business}  ${name}  ${scopes.join(',')}${testMark(one)}${over}`);
      }
    }
    return exit.true;
  });
}

async function revoke(args: string[]): Promise<ExitCode> {
  const { id } = positionals(parse(args, {}).positionals, 'id');
  checked(z.uuid(), id, '<id>');
  return withLedger(async ({ ledger }) => {
    const revoked = await revokeApiKey(ledger, id);
    if (revoked) print('revoked');
    else say('there is no live key with this id');
    return revoked ? exit.true : exit.failed;
  });
}

async function rotate(args: string[]): Promise<ExitCode> {
  positionals(parse(args, {}).positionals);
  const { rotatePepper } = await import('../compose/keys.ts');
  // First a look whether these are the keys of this database.
  return withLedger(async (_composed, config) => {
    const version = await rotatePepper(config);
    print(`pepper ${version} is the current one; restart all servers of this ledger together`);
    return exit.true;
  });
}

async function rotateLog(args: string[]): Promise<ExitCode> {
  positionals(parse(args, {}).positionals);
  const { rotateLogKey } = await import('../compose/recovery.ts');
  const origin = await rotateLogKey(readCommandConfig(), say);
  print(`the log goes on as ${origin}; back keys.json up, and restart all servers of this ledger together`);
  return exit.true;
}

async function showPublic(args: string[]): Promise<ExitCode> {
  positionals(parse(args, {}).positionals);
  return withLedger(async ({ ledger: { origin, names, keys } }) => {
    printJson({ origin, vkey: keys.vkey, names, jwks: { keys: keys.jwks } });
    return exit.true;
  });
}
