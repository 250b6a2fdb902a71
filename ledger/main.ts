#!/usr/bin/env node
// The program: finds the command, runs it, and turns what goes wrong into a sentence and an exit code.
// Each command is loaded only when it is wanted, so that checking a file needs no database driver.

import { type Command, type ExitCode, exit, UsageError } from './cli/command.ts';
import { printText, say } from './cli/terminal.ts';
import { LedgerError } from './core/error.ts';

const commands: Record<string, () => Promise<{ command: Command }>> = {
  serve: () => import('./cli/serve.ts'),
  migrate: () => import('./cli/migrate.ts'),
  business: () => import('./cli/business.ts'),
  site: () => import('./cli/site.ts'),
  keys: () => import('./cli/keys.ts'),
  notice: () => import('./cli/notice.ts'),
  verify: () => import('./cli/verify.ts'),
  audit: () => import('./cli/audit.ts'),
};

/** Codes of what the caller can mend by giving something else. */
const mendable: readonly string[] = ['invalid', 'malformed'];

async function main([name, ...args]: string[]): Promise<ExitCode> {
  if (name === undefined) {
    say(await overview());
    return exit.usage;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    printText(await overview());
    return exit.true;
  }
  if (!Object.hasOwn(commands, name)) {
    say('optmark: there is no such command; see optmark --help');
    return exit.usage;
  }
  try {
    const { command } = await commands[name]!();
    if (asksForHelp(args)) {
      printText(command.help);
      return exit.true;
    }
    return await command.run(args);
  } catch (error) {
    return explain(name, error);
  }
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? undefined : end).some((arg) => arg === '--help' || arg === '-h');
}

async function overview(): Promise<string> {
  const lines = ['optmark <command> [--help]', ''];
  for (const [name, load] of Object.entries(commands)) {
    lines.push(`  ${name.padEnd(10)}${(await load()).command.summary}`);
  }
  return [...lines, '', 'Exit: 0 true or done, 1 false, 2 usage, 3 could not run'].join('\n');
}

function explain(name: string, error: unknown): ExitCode {
  const { code = '', message } = error as { code?: string; message: string };
  // Node adds advice about arguments that begin with a dash; --help is better advice.
  const misread = code.startsWith('ERR_PARSE_ARGS');
  say(`optmark ${name}: ${misread ? message.split('. ')[0] : message}`);
  if (error instanceof LedgerError) {
    for (const { pointer, rule, detail } of error.faults) say(`  ${pointer || '/'}: ${detail} (${rule})`);
    return mendable.includes(error.code) ? exit.usage : exit.failed;
  }
  if (!misread && !(error instanceof UsageError)) return exit.failed;
  say(`see optmark ${name} --help`);
  return exit.usage;
}

process.exitCode = await main(process.argv.slice(2));
