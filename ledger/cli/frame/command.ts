// What a command is, and what its exit code means to a script.

import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { z } from 'zod';
import { faultsOf } from '../../channels/parse.ts';

export const exit = {
  /** It is true, or it is done. */
  true: 0,
  /** It is false: there is a finding. */
  false: 1,
  /** What was typed cannot be meant. */
  usage: 2,
  /** Nothing was found out: no file, no answer, no database. */
  failed: 3,
} as const;

export type ExitCode = (typeof exit)[keyof typeof exit];

export type Command = {
  /** Everything `--help` says. */
  help: string;
  run(args: string[]): Promise<ExitCode>;
};

/**
 * The operator typed a command that does not exist in this form; the message says the right form. Never
 * repeats a value, which may be a number or a key.
 */
export class UsageError extends Error {}

/** Each takes the arguments behind its name. */
export type Actions = Readonly<Record<string, (args: string[]) => Promise<ExitCode>>>;

/** The command that does the action that is named first. */
export const actionOf =
  (name: string, actions: Actions): Command['run'] =>
  async ([action = '', ...args]) => {
    const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (act === undefined) throw new UsageError(`${name} knows: ${Object.keys(actions).join(', ')}`);
    return act(args);
  };

type Options = NonNullable<ParseArgsConfig['options']>;

/** Arguments as typed. Throws on an option that is not in the list (strict). */
export function parse<const Wanted extends Options>(args: string[], options: Wanted) {
  return parseArgs({ args, options, allowPositionals: true, strict: true });
}

/** The value of an option that must be given. */
export function required(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw new UsageError(`--${name} is needed`);
  return value;
}

/** A field as the operator typed it: `callingCode` is `--calling-code`. */
const optionOf = (field: string): string =>
  `--${field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('_', '-')}`;

/**
 * What was typed, as it must be. A fault names what was typed, and never repeats the value.
 * @param named the option or argument of a value that has no fields, or of fields that are not options
 */
export function checked<S extends z.ZodType>(
  schema: S,
  input: unknown,
  named: string | Readonly<Record<string, string>> = {},
): z.infer<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const faults = faultsOf(result.error).map(({ pointer, detail }) => {
    const [, field = ''] = pointer.split('/');
    const typed = typeof named === 'string' ? named : (named[field] ?? optionOf(field));
    return `${typed}: ${detail}`;
  });
  throw new UsageError(faults.join('\n  '));
}

/** The positional arguments, exactly those that are named. */
export function positionals<const Names extends readonly string[]>(
  given: readonly string[],
  ...names: Names
): { [Name in Names[number]]: string } {
  if (given.length < names.length) throw new UsageError(`<${names[given.length]}> is needed`);
  if (given.length > names.length) throw new UsageError('there are more arguments than can be meant');
  return Object.fromEntries(names.map((name, i) => [name, given[i]])) as { [Name in Names[number]]: string };
}

/** The options of every list and report of one business: `--business <id> [--json]`, and nothing else. */
export function ofOneBusiness(args: string[]): { business: string; json: boolean } {
  const { values, positionals: given } = parse(args, {
    business: { type: 'string' },
    json: { type: 'boolean' },
  });
  positionals(given);
  return { business: required(values.business, 'business'), json: values.json ?? false };
}
