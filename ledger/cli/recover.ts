// optmark recover

import { readCommandConfig } from '../config.ts';
import { confirm } from '../operations/succeed/succeed.ts';
import {
  type Command,
  type ExitCode,
  exit,
  parse,
  positionals,
  required,
  UsageError,
} from './frame/command.ts';
import { count, counted, print, say } from './frame/terminal.ts';
import { withLedger } from './frame/with-ledger.ts';

export const command: Command = {
  help: `optmark recover [--journal-lost]
optmark recover confirm --business <id>

After an older state of the database was restored: goes on from it under the log's next name (<origin>/2, then /3 …) and
a new key, records again each stop that the journal has and the database lacks, and erases again each person whom the
journal says was erased. Stop all nodes first, and start them after it. Until an officer of a business confirms, consent
from before the restore is denied as "restored"; what people agree to since counts.
  --journal-lost   the journal is nowhere to be found: no stop is told again

confirm: what was recorded of this business before the restore counts again. Look first at what is not known: opt-ins,
set-up, messages and erasures since the last record that was kept.

Environment: OPTMARK_DATA, OPTMARK_JOURNAL, DATABASE_URL (see optmark serve --help)
Exit: 0 done, 1 nothing to recover, 2 usage, 3 could not run, or a person could not be erased again`,

  async run(args) {
    const [name, ...rest] = args;
    if (name === 'confirm') return confirmBusiness(rest);
    const { values, positionals: given } = parse(args, { 'journal-lost': { type: 'boolean' } });
    if (given.length > 0) throw new UsageError('there is no such subcommand; see --help');
    return recover(values['journal-lost'] ?? false);
  },
};

async function recover(journalLost: boolean): Promise<ExitCode> {
  const { composeRecovery } = await import('../compose/recovery.ts');
  const recovery = await composeRecovery({ ...readCommandConfig(), journalLost }, say);
  try {
    const { kept, seen, state } = recovery;
    if (state === 'current') {
      print(`nothing to recover: this is the last state that was seen, ${counted(kept.size, 'entry')}`);
      return exit.false;
    }
    if (state === 'older') {
      const origin = await recovery.goOn();
      print(`the log goes on as ${origin}, from ${counted(kept.size, 'entry')} of ${kept.origin}`);
      if (seen === undefined) say('how much was lost is not known: there is no journal');
      else if (seen.size > kept.size)
        say(
          `lost: ${counted(seen.size - kept.size, 'entry')}; receipts of them verify, and verify --from says so`,
        );
      else
        say(
          `how much was lost is not known: this is another log than was seen at ${counted(seen.size, 'entry')}`,
        );
      say(
        `not known since ${kept.lastRecordedAt || 'the beginning'}: opt-ins, set-up, messages and erasures`,
      );
    }
    const { told, known, erased, refused, unread } = await recovery.tellAgain();
    print(`stops told again from the journal: ${count(told)} (${count(known)} were in the database)`);
    if (erased > 0) print(`erased again, as the journal says: ${count(erased)}`);
    for (const { records, why } of refused) say(`not erased again; look at ${records.join(', ')}: ${why}`);
    if (unread > 0) say(`lines of the journal that cannot be read: ${count(unread)}`);
    print('next: optmark serve; and for each business, when an officer has looked: optmark recover confirm');
    return refused.length === 0 ? exit.true : exit.failed;
  } finally {
    await recovery.close();
  }
}

async function confirmBusiness(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, { business: { type: 'string' } });
  positionals(given);
  const business = required(values.business, 'business');
  return withLedger(async ({ ledger }) => {
    const record = await confirm(ledger, business);
    print(
      record === undefined
        ? `${business}: nothing from before a restore waits for this`
        : `${business}: what was recorded before the restore counts again (record ${record})`,
    );
    return record === undefined ? exit.false : exit.true;
  });
}
