// optmark import

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import type { Mapping } from '../channels/import/columns.ts';
import { listSourceSchema } from '../channels/import/contact.ts';
import { listRows } from '../channels/import/list.ts';
import { listFields, type Shape, shapeSchema } from '../channels/import/shapes.ts';
import { callingCodeSchema } from '../channels/server/number.ts';
import { importRows, openList, type Verdict, verdicts } from '../operations/import/import-list.ts';
import { type Sum, Tally } from '../operations/import/tally.ts';
import { businessOf } from '../operations/setup/business.ts';
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
import { count, counted, print, printJsonLine, progressLine, say } from './frame/terminal.ts';
import { withLedger } from './frame/with-ledger.ts';

export const command: Command = {
  help: `optmark import <file> --business <id> --notice <id> --source "<who gathered it, how, where>"
               [--shape ${shapeSchema.options.join('|')}] [--map number=Phone,status=Consent]
               [--calling-code <code>] [--all-agreed] [--dry-run] [--resume] [--json]

Takes over people who agreed, or stopped, before they came to this ledger: CSV with a first line of names, or NDJSON. A
consent is recorded with grade E0 for the purposes of the notice. It fills a gap and no more: it adds to no consent,
renews none that has ended, and lifts no stop and no objection. Somebody the list calls unsubscribed is stopped at once,
also where they agreed here since: try --dry-run first.

  --source        stands in each record. A list for e-mail, SMS or a social network, and people who came by an
                  advertisement that opens a chat, are refused
  --shape         the columns of another vendor's export
  --map           which column holds what: ${listFields.join(', ')}
                  In a status called "Opted out" or the like a yes or a date is a stop
                  stop=opt_out_date, of one column or several: in them anything but a no is a stop
  --all-agreed    each row of the list is somebody who agreed. Without it, a list that has no status is refused. With it, one
                  whose source tells of people who said no is
  --calling-code  of numbers that are written without one; without it they are refused
  --dry-run       says what would become of each row, and records nothing
  --resume        the same list once more, from where it broke off: rows that are recorded are passed over in
                  silence. Nothing is recorded twice in any case
  --json          a verdict for each row, and at the end the sum, as NDJSON; without it, only rows that need a look

Environment: OPTMARK_DATA, DATABASE_URL (see optmark serve --help)
Exit: 0 done, 1 some rows were refused or unheard, 2 usage, 3 could not run`,

  async run(args) {
    const { values, positionals: given } = parse(args, {
      ...{ business: { type: 'string' }, notice: { type: 'string' }, source: { type: 'string' } },
      ...{ shape: { type: 'string' }, map: { type: 'string', multiple: true } },
      ...{ 'calling-code': { type: 'string' }, 'all-agreed': { type: 'boolean' } },
      ...{ 'dry-run': { type: 'boolean' }, resume: { type: 'boolean' }, json: { type: 'boolean' } },
    });
    const { file } = positionals(given, 'file');
    const asked: Asked = {
      file,
      business: required(values.business, 'business'),
      notice: required(values.notice, 'notice'),
      source: checked(listSourceSchema, required(values.source, 'source'), '--source'),
      shape: values.shape === undefined ? undefined : checked(shapeSchema, values.shape, '--shape'),
      mapping: mappingIn(values.map ?? [], values['all-agreed'] ?? false),
      callingCode:
        values['calling-code'] === undefined
          ? undefined
          : checked(callingCodeSchema, values['calling-code'], '--calling-code'),
      dryRun: values['dry-run'] ?? false,
      isResumed: values.resume ?? false,
      json: values.json ?? false,
    };
    return run(asked);
  },
};

type Asked = {
  file: string;
  business: string;
  notice: string;
  source: string;
  shape: Shape | undefined;
  mapping: Mapping;
  callingCode: string | undefined;
  dryRun: boolean;
  isResumed: boolean;
  json: boolean;
};

/** `number=Phone,status=WhatsApp consent`; a name with a comma needs a `--map` of its own. */
function mappingIn(given: readonly string[], allAgreed: boolean): Mapping {
  const known = [...listFields, 'stop'] as const;
  const pairs = given.flatMap((one) => one.split(new RegExp(`,(?=(?:${known.join('|')})=)`)));
  const named = pairs.map((pair) => {
    const [field, ...column] = pair.split('=');
    if (column.length === 0) throw new UsageError('--map: write field=column');
    return [checked(z.enum(known), field?.trim(), '--map'), column.join('=').trim()] as const;
  });
  const twice = named.find(
    ([field], at) => field !== 'stop' && named.findIndex(([one]) => one === field) !== at,
  );
  // The last would count in silence, and another may say who said no.
  if (twice !== undefined) throw new UsageError(`--map ${twice[0]}= names two columns`);
  const stop = named.flatMap(([field, column]) => (field === 'stop' ? [column] : []));
  if (stop.includes('')) throw new UsageError('--map stop= names no column');
  const mapping: Mapping = {
    ...Object.fromEntries(named.filter(([field]) => field !== 'stop')),
    ...(stop.length > 0 && { stop }),
  };
  // A variable that is not set must not make a consent of every row.
  if (mapping.status === '') throw new UsageError('--map status= names no column; see --all-agreed');
  if (!allAgreed) return mapping;
  if (mapping.status !== undefined) throw new UsageError('--all-agreed: there is a status by --map');
  return { ...mapping, status: '' };
}

async function run({
  file,
  callingCode,
  mapping,
  shape,
  isResumed,
  json,
  ...terms
}: Asked): Promise<ExitCode> {
  const { size } = await stat(file);
  return withLedger(async ({ ledger }) => {
    const { callingCode: homeCode } = await businessOf(ledger, terms.business);
    const by = { by: 'operator', id: 'import' } as const;
    const list = await openList(ledger, { ...terms, shape, by, allAgreed: mapping.status === '' });
    const line = progressLine();
    const tally = new Tally();
    const { sum } = tally;
    const stream = createReadStream(file);
    const rows = listRows(stream, { shape, mapping, callingCode, homeCode });
    try {
      for await (const some of importRows(ledger, list, rows)) {
        for (const one of some) {
          tally.add(one);
          if (isResumed && one.verdict === 'known') continue;
          if (json) printJsonLine(one);
          else if (needsLook(one)) tell(one, line.clear);
        }
        line.progress('list', stream.bytesRead, size);
      }
    } finally {
      line.clear();
      if (sum.rows > 0) tellSum(sum, terms.dryRun, json);
    }
    return sum.refused + sum.unheard === 0 ? exit.true : exit.false;
  });
}

const needsLook = ({ verdict, rule }: Verdict): boolean =>
  verdict === 'refused' ||
  verdict === 'unheard' ||
  verdict === 'unchanged' ||
  rule === 'ends_consent' ||
  rule === 'in_part' ||
  rule === 'claim_dropped';

function tell(
  { line, verdict, rule = '', detail = 'A consent that stood is ended.' }: Verdict,
  clear: () => void,
) {
  clear();
  print(`line ${line}: ${verdict} (${rule}). ${detail}`);
}

function tellSum(sum: Sum, dryRun: boolean, json: boolean): void {
  if (json) {
    printJsonLine({ ...sum, dry_run: dryRun });
    return;
  }
  const counts = verdicts.filter((name) => sum[name] > 0).map((name) => `${count(sum[name])} ${name}`);
  print(`${dryRun ? 'it would be: ' : ''}${counted(sum.rows, 'row')}: ${counts.join(', ')}`);
  if (sum.unheard > 0)
    say(
      `unheard: ${counted(sum.unheard, 'stop')} whose number cannot be read. NOBODY IS STOPPED by them: mend the list`,
    );
  if (sum.may_be_stop > 0)
    say(
      `may_be_stop: ${count(sum.may_be_stop)} of the refused may be stops. NOBODY IS STOPPED by them: look at each, and stop who said no`,
    );
  if (sum.known > 0) say('known: rows that this source brought before; nothing more was recorded of them');
  if (sum.skipped > 0) say('skipped: rows that say neither yes nor no');
}
