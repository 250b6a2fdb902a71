import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { welcome } from '../../demo/welcome.ts';

const url = 'http://127.0.0.1:8787';
const standIn = {
  url: new URL('http://127.0.0.1:41234/'),
  business: 'fresh-produce',
  account: '102290129340398',
};
const keys = { ingest: 'om_ingest', gate: 'om_gate' };

let dataFolder: string;
let demoFile: string;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), `a b's "$(x)\\ folder-`));
  demoFile = join(dataFolder, 'demo.json');
  await writeFile(demoFile, JSON.stringify({ api_keys: keys, sender: { access_token: 'om_EAAtoken' } }));
});
afterAll(() => rm(dataFolder, { recursive: true }));

describe('what a start tells', () => {
  test('names every address and the folder, and shows no key', () => {
    const text = welcome({ url, dataFolder, demoFile, standIn });
    expect(text).toContain(`${url}/docs`);
    expect(text).toContain(`${url}/shop/flow`);
    expect(text).toContain(`verify ${url}`);
    expect(text).toContain('optmark -- console link');
    expect(text).toContain(dataFolder);
    expect(text).not.toContain('om_');
  });

  test.for(['INGEST', 'GATE'] as const)(
    'has a line by which a shell reads %s, whatever the folder is called',
    (name) => {
      const line = welcome({ url, dataFolder, demoFile, standIn })
        .split('\n')
        .find((one) => one.trim().startsWith(`${name}=`));
      const read = execFileSync('sh', ['-euc', `${line}\nprintf %s "$${name}"`], { encoding: 'utf8' });
      expect(read).toBe(keys[name.toLowerCase() as keyof typeof keys]);
    },
  );

  test('a command of another terminal that asks Meta asks the one pretended here, with the token from the file', () => {
    const text = welcome({ url, dataFolder, demoFile, standIn });
    const [, command] = /^ {2}(node -p .* template sync .*?)$/ms.exec(text)!;
    const stub = 'npm() { printf "%s|" "$OPTMARK_CLOUD_API" "$@"; cat; }';
    const told = execFileSync('sh', ['-euc', `${stub}\n${command}`], { encoding: 'utf8' });
    expect(told).toContain('http://127.0.0.1:41234|');
    expect(told).toContain('|--business|fresh-produce|--waba-id|102290129340398|');
    expect(told).toMatch(/\|om_EAAtoken\n$/);
    expect(welcome({ url, dataFolder, demoFile, standIn: undefined })).not.toContain('OPTMARK_CLOUD_API');
  });

  test('speaks of no shop and no keys where there is no demo', () => {
    const text = welcome({ url, dataFolder, demoFile: undefined, standIn: undefined });
    expect(text).not.toMatch(/shop|INGEST/);
    expect(text).toContain(`${url}/docs`);
  });
});
