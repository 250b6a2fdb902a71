// optmark serve

import { existsSync } from 'node:fs';
import { readConfig, settingsHelp } from '../config.ts';
import { consoleFolder } from '../http/console/page.ts';
import { personFolder } from '../http/person/script.ts';
import { widgetFolder } from '../http/widget/widget-build.ts';
import { endAtOnceOnSignals, startServer, untilStopped } from '../serve.ts';
import { type Command, exit, parse, positionals } from './frame/command.ts';
import { endAtOnce, print, say } from './frame/terminal.ts';

/** What a clone has to build; in the package it is there. */
const built = {
  'The widget': widgetFolder,
  'The check on the person’s own page': personFolder,
  'The console': consoleFolder,
};

export const command: Command = {
  help: `optmark serve [--journal-lost]

Serves the API (/docs), the public log (/log/) and the widget (/v1/optmark.js) until the operator stops it. SIGTERM or
Ctrl-C: it takes no more requests, finishes the accepted ones, ends; a second signal ends it at once.
  --journal-lost   the journal of this database is nowhere to be found: begin a new one. An older state of the database
                   is then not found by this start

Environment:
${settingsHelp()}
Exit: 0 stopped, 2 usage, 3 could not run`,

  async run(args) {
    const { values, positionals: given } = parse(args, { 'journal-lost': { type: 'boolean' } });
    positionals(given);
    const config = { ...readConfig(), journalLost: values['journal-lost'] ?? false };
    for (const [what, folder] of Object.entries(built))
      if (!existsSync(folder)) say(`${what} is not built, so it is not served: npm run build`);
    const started = endAtOnceOnSignals(endAtOnce);
    const { compose } = await import('../compose/ledger.ts');
    const server = await startServer(await compose(config, say), config);
    const stopped = untilStopped(server, { say, endAtOnce });
    started();
    if (server.trouble !== undefined)
      say(
        `Optmark is up and not ready: ${server.trouble}. Nothing is recorded, and the gate denies every message.`,
      );
    else print(`Optmark is ready at ${server.url}`);
    print(`  ${server.url}/docs             how to use it`);
    print(`  ${server.url}/log/checkpoint   the public log`);
    print(`  optmark verify ${server.url}`);
    await stopped;
    return exit.true;
  },
};
