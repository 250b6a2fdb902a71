// What is printed, and with which code it ends, where nothing is done: help, and what cannot be meant.

import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { optmark } from './run.ts';

const data = join(tmpdir(), `optmark-never-made-${process.pid}`);
const run = (...args: string[]) => optmark(args, { OPTMARK_DATA: data });
afterAll(() => expect(existsSync(data)).toBe(false));

const commands = [
  'serve',
  'migrate',
  'business',
  'site',
  'keys',
  'person',
  'console',
  'notice',
  'import',
  'object',
  'verify',
  'audit',
  'find',
  'standing',
  'looks',
  'records',
  'register',
  'followers',
];

describe('help', () => {
  test.for([['--help'], ['-h'], ['help']])('%s lists every command, on stdout', async (args) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of commands) expect(stdout).toContain(`\n  ${command} `);
  });

  test.for(commands)('%s --help says how it is used and what its exit codes mean', async (command) => {
    const { code, stdout, stderr } = await run(command, '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^npm run -s optmark -- ${command}`));
    expect(stdout).toMatch(/\nExit: 0 /);
    expect(stdout, 'a piece of source').not.toMatch(/' \+$|\$\{/m);
  });

  test('is given also where other arguments could not be meant', async () => {
    expect((await run('keys', 'create', '--nonsense', '-h')).code).toBe(0);
  });
});

describe('code 2 and a hint on stderr, nothing on stdout', () => {
  test.for([
    [],
    ['nonsense'],
    ['toString'],
    ['serve', 'now'],
    ['serve', '--port', '1'],
    ['migrate', '--nonsense'],
    ['business'],
    ['import'],
    ['object', '+14155550101'],
    ['object', '+14155550101', '--business', 'fresh', '--scope', 'some'],
    ['import', 'list.csv', '--business', 'fresh', '--notice', 'n'],
    ['import', 'list.csv', '--business', 'fresh', '--notice', 'n', '--source', 'x'],
    ['import', 'list.csv', '--business', 'fresh', '--notice', 'n', '--source', 'tills', '--shape', 'excel'],
    ['import', 'list.csv', '--business', 'fresh', '--notice', 'n', '--source', 'tills', '--map', 'name=A'],
    ['business', 'remove'],
    ['business', 'change', 'fresh'],
    ['business', 'change', 'fresh', '--calling-code', '91', '--no-calling-code'],
    ['business', 'change', 'fresh', '--objection-floor', 'any'],
    ['site', 'change', 'pk_x', '--business', 'fresh'],
    ['site', 'change', 'pk_x', '--business', 'fresh', '--add-origin', 'nonsense'],
    ['site', 'end', '--business', 'fresh'],
    ['sender', 'change', '--business', 'fresh', '--phone-number-id', '1'],
    ['sender', 'end', '--business', 'fresh'],
    ['business', 'add'],
    ['business', 'add', 'fresh'],
    ['business', 'add', 'fresh', 'more', '--name', 'Fresh'],
    ['business', 'add', 'Not An Id', '--name', 'Fresh'],
    ['business', 'add', 'fresh', '--name', 'Fresh', '--calling-code', '+91'],
    ['site', 'add', '--business', 'fresh'],
    ['site', 'add', '--business', 'fresh', '--origin', 'https://fresh.example/path'],
    ['site', 'list'],
    ['keys'],
    ['keys', 'constructor'],
    ['keys', 'create', '--business', 'fresh', '--name', 'ivr'],
    ['keys', 'create', '--business', 'fresh', '--name', 'ivr', '--scopes', 'everything'],
    ['keys', 'revoke'],
    ['keys', 'revoke', 'not-an-id'],
    ['notice', 'publish', '--business', 'fresh'],
    ['notice', 'show', 'order-updates'],
    ['notice', 'retire'],
    ['notice', 'review', 'order-updates', '--business', 'fresh', '--locale', 'es'],
    ['verify'],
    ['verify', 'a', 'b'],
    ['verify', 'file.json', '--since', 'x'],
    ['verify', 'http://127.0.0.1:1', '--jwks', 'x'],
    ['verify', '--database', '--vkey', 'x'],
    ['verify', '--databse'],
    ['audit'],
    ['audit', '+14155550101'],
    ['audit', 'nonsense', '--business', 'fresh'],
    ['audit', '4155550101', '--business', 'fresh'],
  ])('optmark %j', async (args) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toBe('');
    expect(stderr).not.toContain('    at ');
    // A number is personal data also where it is a wrong one.
    expect(stderr).not.toContain('4155550101');
  });
});

describe('what cannot be meant is named as it was typed', () => {
  test.for([
    [['business', 'add', 'Not An Id', '--name', 'Fresh'], '<id>: '],
    [['business', 'add', 'fresh', '--name', 'Fresh', '--calling-code', '+91'], '--calling-code: '],
    [['site', 'add', '--business', 'fresh', '--origin', 'https://fresh.example/path'], '--origin: '],
    [['keys', 'create', '--business', 'fresh', '--name', 'ivr', '--scopes', 'everything'], '--scopes: '],
    [['keys', 'revoke', 'not-an-id'], '<id>: '],
    [
      [
        ...['template', 'add', '--business', 'f', '--waba-id', 'x', '--name', 'n'],
        ...['--language', 'en', '--purpose', 'shipping_update'],
      ],
      '--waba-id: ',
    ],
  ] as const)('optmark %j: %s', async ([args, named]) => {
    const { code, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(named);
    expect(stderr).not.toMatch(/\s\//);
  });
});

describe('code 3 where nothing could be found out', () => {
  test.for([
    ['verify', '/no/such/file.json'],
    ['verify', '--database'],
    ['verify', 'http://127.0.0.1:1'],
    ['notice', 'publish', '/no/such/file.json', '--business', 'fresh'],
    ['keys', 'rotate-pepper'],
  ])('optmark %j', async (args) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/^optmark /);
    expect(stderr).not.toContain('    at ');
  });

  test('a wrong environment is named, without its value', async () => {
    const { code, stderr } = await optmark(['business', 'list'], {
      DATABASE_URL: 'mysql://user:secret@host/db',
    });
    expect(code).toBe(3);
    expect(stderr).toContain('DATABASE_URL');
    expect(stderr).not.toContain('secret');
  });
});
