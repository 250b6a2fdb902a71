// optmark retention

import { text as textOf } from 'node:stream/consumers';
import { z } from 'zod';
import { atTerminal } from '../../auth/scope.ts';
import { canonicalNumber } from '../../channels/server/number.ts';
import { lapseDaysMin, lapseName, lapseSettingSchema } from '../../core/policy/lapse.ts';
import {
  anyOne,
  jurisdictionSchema,
  keepSettingSchema,
  keptPurposeSchema,
  matterSchema,
  warnDays,
} from '../../core/policy/retention.ts';
import { addCounts, endRecords, previewEnding, type Run } from '../../operations/retention/end.ts';
import {
  closeDispute,
  retentionShown,
  setDispute,
  setKeep,
  setLapse,
} from '../../operations/retention/settings.ts';
import { whoEndsSoon } from '../../operations/retention/soon.ts';
import { businessOf } from '../../operations/setup/business.ts';
import { operator } from '../../operations/setup/change.ts';
import {
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
import { count, counted, print, printJson } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';

export const command: Command = {
  help: `optmark retention show --business <id> [--json]
optmark retention set --business <id> --what <${matterSchema.options.join('|')}> [--jurisdiction <IN>]
    [--purpose <marketing>] (--days <n> | --default)
optmark retention set --business <id> --what consent --purpose <marketing> [--jurisdiction <IN>]
    (--inactive-for <days> | --default)
optmark retention dispute <number | - | id> --business <id> (--open | --close)
optmark retention soon --business <id> [--days <n>] [--reveal]
optmark retention run --business <id> [--dry-run] [--json]

How long records are kept. What a consent that stands rests on is kept however old it is; the time of a rule counts from
when the last consent of a person ended. What is over is destroyed twice a day by a running ledger, and the stops of
those people stay in force. All proofs hold, and "optmark verify" tells what was over from what was removed.

  set         keeps records longer or shorter than the ledger's own rule, never below its floor
              With "consent", consent to one purpose ends where nothing is heard of a person for so many days: no
              record of theirs, and no message that they read. It begins ${warnDays} days after it is set
  dispute     nothing of this person ends by time until the dispute is closed; - reads the number from standard input.
              The id that "show" says closes one whose name is another person's by now
  soon        whose records end within ${warnDays} days, or fewer, one JSON object a line: to tell them before. Numbers are
              masked, unless --reveal is given. The look is itself recorded
  run         ends what is over, now; --dry-run tells what would end, and what will be within ${warnDays} days, and ends
              nothing. The look is itself recorded

Exit: 0 done, 2 usage, 3 could not run`,

  run: actionOf('retention', { show, set, dispute, soon, run }),
};

async function show(args: string[]): Promise<ExitCode> {
  const { business, json } = ofOneBusiness(args);
  return withLedger(async ({ ledger }) => {
    const shown = retentionShown(await businessOf(ledger, business));
    if (json) printJson(shown);
    else {
      for (const { what, jurisdiction, purpose, days, floor_days: floor, set_by: by } of shown.keep) {
        const least = floor === undefined ? '' : `, at least ${floor}`;
        print(`${what}/${jurisdiction}/${purpose}  ${days} days${least}  (${by})`);
      }
      for (const { inactive_for: days, floor_days: floor, from, ...about } of shown.lapse)
        print(`${lapseName(about)}  ${days} days of silence, at least ${floor}, from ${from} on`);
      print(`names in dispute: ${count(shown.disputes)}`);
      for (const { id, names } of shown.open_disputes) print(`  ${id}  ${count(names)}`);
    }
    return exit.true;
  });
}

async function set(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    what: { type: 'string' },
    jurisdiction: { type: 'string' },
    purpose: { type: 'string' },
    days: { type: 'string' },
    'inactive-for': { type: 'string' },
    default: { type: 'boolean' },
  });
  positionals(given);
  const business = required(values.business, 'business');
  if (values.what === 'consent') return setSilence(business, values);
  const about = {
    what: checked(matterSchema, required(values.what, 'what'), '--what'),
    jurisdiction: checked(jurisdictionSchema, values.jurisdiction ?? anyOne, '--jurisdiction'),
    purpose: checked(keptPurposeSchema, values.purpose ?? anyOne, '--purpose'),
  };
  if ((values.days === undefined) === (values.default !== true))
    throw new UsageError('either --days or --default');
  const setting =
    values.days === undefined ? null : checked(keepSettingSchema, { ...about, days: Number(values.days) });
  return withLedger(async ({ ledger }) => {
    await setKeep(ledger, business, about, setting, operator);
    print(`changed ${business}`);
    return exit.true;
  });
}

type OfLapse = { [Name in 'jurisdiction' | 'purpose' | 'days' | 'inactive-for']?: string | undefined };

async function setSilence(business: string, values: OfLapse & { default?: boolean | undefined }) {
  const { jurisdiction = anyOne, 'inactive-for': days, default: isOver = false } = values;
  if ((days === undefined) !== isOver || values.days !== undefined)
    throw new UsageError('either --inactive-for or --default');
  const asked = { jurisdiction, purpose: required(values.purpose, 'purpose') };
  const { inactive_for: silence, ...about } = checked(lapseSettingSchema, {
    ...asked,
    inactive_for: days === undefined ? lapseDaysMin : Number(days),
  });
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    await setLapse(ledger, business, about, isOver ? null : silence, operator);
    print(`changed ${business}`);
    return exit.true;
  });
}

async function dispute(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    open: { type: 'boolean' },
    close: { type: 'boolean' },
  });
  const business = required(values.business, 'business');
  const { number } = positionals(given, 'number');
  if ((values.open === true) === (values.close === true)) throw new UsageError('either --open or --close');
  const isOpen = values.open === true;
  const id = z.uuid().safeParse(number).data;
  if (id !== undefined && isOpen) throw new UsageError('a dispute is opened by a number');
  const value = id ?? canonicalNumber(number === '-' ? (await textOf(process.stdin)).trim() : number);
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    if (id !== undefined) await closeDispute(ledger, business, id, operator);
    else await setDispute(ledger, principalOf(business), { kind: 'number', value }, isOpen, operator);
    print(isOpen ? 'kept until the dispute is closed' : 'kept no longer than its time');
    return exit.true;
  });
}

const daysSchema = z.coerce.number().pipe(z.int().min(1).max(warnDays));

async function soon(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    days: { type: 'string' },
    reveal: { type: 'boolean' },
  });
  positionals(given);
  const business = required(values.business, 'business');
  const days = checked(daysSchema, values.days ?? warnDays, '--days');
  const reason = values.reveal === true ? 'warning_of_end' : undefined;
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    await ledger.register.flush();
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const { people, next } = await whoEndsSoon(ledger, principalOf(business), { days, reason, after });
      for (const one of people) print(JSON.stringify(one));
      after = next;
    }
    return exit.true;
  });
}

async function run(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  });
  positionals(given);
  const business = required(values.business, 'business');
  const { 'dry-run': dryRun = false } = values;
  return withLedger(async ({ ledger }) => {
    await businessOf(ledger, business);
    await ledger.register.flush();
    const all = await wholeRun((after) =>
      dryRun
        ? previewEnding(ledger, principalOf(business), after)
        : endRecords(ledger, business, { dryRun, after, submittedBy: operator }),
    );
    if (values.json) printJson(all);
    else {
      const verb = dryRun ? 'would end' : 'ended';
      for (const [rule, people] of Object.entries(all.people))
        print(`${verb}: ${counted(people, 'person', 'people')} by ${rule}`);
      print(`${verb}: ${counted(all.records, 'record')} of people, ${count(all.looks)} of who looked`);
      for (const [rule, people] of Object.entries(all.lapsed))
        print(`${verb}: consent of ${counted(people, 'person', 'people')} by ${rule}`);
      print(
        `within ${warnDays} days: ${counted(all.soon.people, 'person', 'people')}, ${counted(all.soon.looks, 'record')} of who looked`,
      );
      for (const [rule, ends] of Object.entries(all.soon.by_rule)) print(`  ${count(ends)} by ${rule}`);
      for (const [why, people] of Object.entries(all.kept))
        print(`kept: ${counted(people, 'person', 'people')} (${why})`);
    }
    return exit.true;
  });
}

const principalOf = (business: string) => atTerminal(business, 'erase');

/** Page by page, as one. */
async function wholeRun(page: (after: string | undefined) => Promise<Run>): Promise<Omit<Run, 'next'>> {
  const { next: onward, ...all } = await page(undefined);
  for (let after = onward; after !== undefined; ) {
    const { next, people, records, looks, lapsed, soon, kept } = await page(after);
    addCounts(all.people, people);
    addCounts(all.lapsed, lapsed);
    addCounts(all.kept, kept);
    addCounts(all.soon.by_rule, soon.by_rule);
    all.records += records;
    all.looks += looks;
    all.soon.people += soon.people;
    all.soon.looks += soon.looks;
    after = next;
  }
  return all;
}
