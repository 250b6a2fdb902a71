// optmark register status | rebuild

import { rebuildRegister } from '../../operations/register/fill.ts';
import { actionOf, type Command, type ExitCode, exit, parse, positionals } from '../frame/command.ts';
import { count, counted, print, printJson, progressLine } from '../frame/terminal.ts';
import { withLedger } from '../frame/with-ledger.ts';

export const command: Command = {
  help: `optmark register status [--json]
optmark register rebuild

The register is what can be searched of the sealed records (optmark records). A running node fills it within a second of
each commit.

status: how many entries of the log it has, and how many records could not be read.

rebuild: opens every record and puts right what is lacking or not as its record is, and counts again. It can be asked
meanwhile. For what optmark verify --database has found, or after an upgrade to a release that knows more kinds of records.

Exit: 0 it has all (rebuild: done), 1 it lacks entries or could not read a record, 2 usage, 3 could not run`,

  run: actionOf('register', { status, rebuild }),
};

async function status(args: string[]): Promise<ExitCode> {
  const { values, positionals: given } = parse(args, { json: { type: 'boolean' } });
  positionals(given);
  return withLedger(async ({ ledger: { register } }) => {
    const { through, size } = await register.store.state();
    const unread = await register.store.unread();
    if (values.json) printJson({ through, tree_size: size, unread });
    else {
      print(`${count(through)} of ${counted(size, 'entry')}`);
      print(`${count(unread)} could not be read`);
    }
    return through === size && unread === 0 ? exit.true : exit.false;
  });
}

async function rebuild(args: string[]): Promise<ExitCode> {
  positionals(parse(args, {}).positionals);
  return withLedger(async ({ ledger: { register, records, keys } }) => {
    const line = progressLine();
    const size = await rebuildRegister({ register: register.store, records, keys }, (done, of) =>
      line.progress('records', done, of),
    );
    line.clear();
    print(`made again: ${counted(size, 'entry')}`);
    return exit.true;
  });
}
