// optmark business add | change | list

import {
  addBusiness,
  businessChangeSchema,
  businessDraftSchema,
  changeBusiness,
} from '../operations/setup/setup.ts';
import {
  type Command,
  checked,
  type ExitCode,
  exit,
  parse,
  positionals,
  required,
  UsageError,
} from './frame/command.ts';
import { print, printJson } from './frame/terminal.ts';
import { fixedTest, refuseTestChange, testMark } from './frame/test-option.ts';
import { withLedger } from './frame/with-ledger.ts';

export const command: Command = {
  help: `optmark business add <id> --name <name> [--calling-code <digits>] [--test]
optmark business change <id> [--name <name>] [--calling-code <digits> | --no-calling-code]
    [--objection-floor <holder|customer>] [--four-eyes <agent,paper|none>] [--erasure <confirm|at-once>]
    [--own-lines <numbers|none>]
optmark business list [--json]

  <id>              lower-case letters, digits and hyphens; chosen once, part of every record
  --name            as people know it: it stands in the sentence they agree to. After a change publish the notices
                    anew: those that are published keep the name they have
  --calling-code    of the country most customers are in, such as 91; the widget's first suggestion
  --objection-floor who lifts an objection that the holder of a number made: with holder, the holder alone; with
                    customer, a tick under a customer token that says number_verified as well. A plain tick never
                    does. Decisions that rest on it name the record of this change
  --four-eyes       on which channels an opt-in waits until a second person or key confirms it ("optmark pending")
  --own-lines       the numbers by which calls come in and go out, such as +14155550199,+442079460123: of a call's two
                    numbers the person's is the other one, whatever the provider says of who made it
  --test            to try things out, for ever: nothing of it allows a message, and registers, counts and exports
                    leave it out unless asked. Every site and key of it is a test one too
  --erasure         what follows when a person asks to be erased by a WhatsApp message from the very number: with
                    confirm, it waits for you ("optmark erase --requests"); with at-once, it is done

Exit: 0 done, 2 usage, 3 could not run`,

  async run([action, ...args]) {
    if (action === 'add') return add(args);
    if (action === 'change') return change(args);
    if (action === 'list') return list(args);
    throw new UsageError('business knows: add, change, list');
  },
};

async function add(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    name: { type: 'string' },
    'calling-code': { type: 'string' },
    test: { type: 'boolean' },
  });
  const { id } = positionals(given, 'id');
  const callingCode = values['calling-code'];
  const draft = checked(
    businessDraftSchema,
    {
      ...{ id, name: required(values.name, 'name') },
      ...(callingCode !== undefined && { callingCode }),
      ...(values.test === true && { test: true }),
    },
    { id: '<id>' },
  );
  return withLedger(async ({ ledger }) => {
    const business = await addBusiness(ledger, draft);
    print(`added ${business.id} (${business.name})${testMark(business)}`);
    return exit.true;
  });
}

async function change(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    name: { type: 'string' },
    'calling-code': { type: 'string' },
    'no-calling-code': { type: 'boolean' },
    'objection-floor': { type: 'string' },
    'four-eyes': { type: 'string' },
    ...fixedTest,
    erasure: { type: 'string' },
    'own-lines': { type: 'string' },
  });
  refuseTestChange(values);
  const { id } = positionals(given, 'id');
  const { name, 'calling-code': code, 'no-calling-code': none = false, 'objection-floor': floor } = values;
  if (code !== undefined && none) throw new UsageError('either --calling-code or --no-calling-code');
  const { 'four-eyes': eyes, erasure, 'own-lines': lines } = values;
  if ([name, code, floor, eyes, erasure, lines].every((one) => one === undefined) && !none)
    throw new UsageError('say what to change');
  const callingCode = none ? null : code;
  const changed = checked(businessChangeSchema, {
    ...(name !== undefined && { name }),
    ...(callingCode !== undefined && { callingCode }),
    ...(floor !== undefined && { objectionFloor: floor }),
    ...(eyes !== undefined && { fourEyes: eyes === 'none' ? [] : eyes.split(',') }),
    ...(lines !== undefined && { ownLines: lines === 'none' ? [] : lines.split(',') }),
    ...(erasure !== undefined && { erasure: erasure.replace('-', '_') }),
  });
  return withLedger(async ({ ledger }) => {
    await changeBusiness(ledger, id, changed);
    print(`changed ${id}`);
    return exit.true;
  });
}

async function list(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, { json: { type: 'boolean' } });
  positionals(given);
  return withLedger(async ({ ledger }) => {
    const businesses = (await ledger.setup.businesses()).map(
      ({ id, name, callingCode, floor, fourEyes = [], ownLines = [], erasure, test = false }) => {
        const objectionFloor = floor === undefined ? 'holder' : 'customer';
        const shown = { id, name, calling_code: callingCode ?? null, objection_floor: objectionFloor };
        return { ...shown, four_eyes: fourEyes, own_lines: ownLines, erasure: erasure ?? 'confirm', test };
      },
    );
    if (values.json) printJson(businesses);
    else for (const one of businesses) print(`${one.id}  ${one.name}${testMark(one)}`);
    return exit.true;
  });
}
