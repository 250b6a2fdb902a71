// optmark doctor

import { type Config, readConfig } from '../config.ts';
import { type Command, exit, parse, positionals } from './frame/command.ts';
import { print, printJson } from './frame/terminal.ts';

export const command: Command = {
  help: `optmark doctor [--json]

Looks at what an operator cannot see, and changes nothing: keys, database, tables, the log's name and key, the journal
and whether all live nodes share it, clocks, the disk, senders, voice providers, how old the secrets of flows are, the
last backup. A line for each: ok, warn or fail, and
what to do. Set what the server has set, or other things are looked at.
  --json   the same as a list

Environment: that of the server (see optmark serve --help)
Exit: 0 nothing fails, 1 something fails, 2 usage, 3 could not run`,

  async run(args) {
    const { values, positionals: given } = parse(args, { json: { type: 'boolean' } });
    positionals(given);
    const { examine } = await import('../compose/doctor.ts');
    const found: { what: string; state: string; says: string }[] = [];
    const config = configOrFault();
    const checks =
      typeof config === 'string' ? [{ what: 'settings', state: 'fail', says: config }] : examine(config);
    for await (const check of checks) {
      found.push(check);
      if (values.json !== true) print(`${check.state.padEnd(4)}  ${check.what}: ${check.says}`);
    }
    if (values.json === true) printJson(found);
    return found.some(({ state }) => state === 'fail') ? exit.false : exit.true;
  },
};

function configOrFault(): Config | string {
  try {
    return readConfig();
  } catch (error) {
    return (error as Error).message;
  }
}
