// A real Asterisk that runs one dialplan, and calls to it. No telephone is needed: a call has two halves, of
// which one runs the dialplan and the other is the caller, who waits and presses keys when told to.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { until } from '../until.ts';
import { type Block, Manager } from './manager.ts';
import type { Root } from './root.ts';

/** What the plan needs, and no more: a telephone system that lacks one of these would not run it. */
const modules = [
  'pbx_config',
  'app_controlplayback',
  'app_playback',
  'app_read',
  'res_curl',
  'func_curl',
  'func_uri',
  'func_strings',
  'func_callerid',
  'func_channel',
  'func_logic',
  'func_module',
  'app_exec',
  'bridge_simple',
  'format_wav',
  'format_gsm',
  'codec_ulaw',
  'codec_gsm',
  'res_timing_timerfd',
  // The caller's half.
  'app_senddtmf',
];

export class Engine {
  readonly #root: Root;
  readonly #process: ChildProcess;
  readonly #manager: Manager;
  readonly #folder: string;
  #calls = 0;

  private constructor(root: Root, process: ChildProcess, manager: Manager, folder: string) {
    this.#root = root;
    this.#process = process;
    this.#manager = manager;
    this.#folder = folder;
  }

  static async start(root: Root, extensions: string): Promise<Engine> {
    const folder = mkdtempSync(join(root.folder, 'tmp/optmark-'));
    const inRoot = `/tmp/${folder.slice(folder.lastIndexOf('/') + 1)}`;
    const port = await freePort();
    const [moduleFolder] = globSync('usr/lib/*/asterisk/modules', { cwd: root.folder });
    const files = {
      'asterisk.conf': `[directories]
astmoddir => /${moduleFolder}
astdatadir => /usr/share/asterisk
${['etc', 'varlib', 'db', 'key', 'agi', 'spool', 'run', 'log'].map((name) => `ast${name}dir => ${inRoot}\n`).join('')}`,
      'modules.conf': `[modules]\nautoload=no\n${modules.map((name) => `load=${name}.so\n`).join('')}`,
      'manager.conf': `[general]
enabled=yes
bindaddr=127.0.0.1
port=${port}
[test]
secret=test
read=all
write=all
`,
      'logger.conf': '[general]\n[logfiles]\nmessages => warning,error\n',
      'extensions.conf': `${extensions}
[caller]
exten => s,1,Set(CALLERID(num)=\${CALLER})
 same => n,Goto(optmark,s,1)
`,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const flags = [root.folder, 'asterisk', '-f', '-n', '-C', `${inRoot}/asterisk.conf`];
    // Not its console: that prints without end where nobody types.
    const child = spawn('chroot', flags, { stdio: ['ignore', 'ignore', 'inherit'] });
    let manager: Manager | undefined;
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`Asterisk ended with ${child.exitCode}`);
      manager = await Manager.on(port, 'test', 'test').catch(() => undefined);
      return manager !== undefined;
    }, 'Asterisk answers');
    await manager!.seen(({ Event }) => Event === 'FullyBooted');
    return new Engine(root, child, manager!, folder);
  }

  /** @param sounds seconds of silence, by the file's name without its ending */
  record(sounds: Record<string, number>): void {
    for (const [name, seconds] of Object.entries(sounds)) {
      const file = join(this.#root.folder, 'usr/share/asterisk/sounds', `${name}.wav`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, silence(seconds));
    }
  }

  /** A call from this number, whatever is in it. @param variables of the plan, before its globals */
  async call(caller: string, variables: Record<string, string>): Promise<Call> {
    this.#calls += 1;
    const id = `call-${this.#calls}`;
    const begun = this.#manager.events.length;
    await this.#manager.act({
      Action: 'Originate',
      Channel: 'Local/s@caller/n',
      ChannelId: id,
      OtherChannelId: `${id}-plan`,
      Application: 'Wait',
      Data: '3600',
      Variable: Object.entries({ CALLER: caller, ...variables })
        .map(([name, value]) => `__${name}=${value.replace(/[\\",]/g, '\\$&')}`)
        .join(','),
      Async: 'true',
    });
    const { Channel: name } = await this.#manager.seen(
      ({ Event, Uniqueid }) => Event === 'Newchannel' && Uniqueid === id,
      begun,
    );
    return new Call(this.#manager, id, name!);
  }

  async stop(): Promise<void> {
    this.#manager.end();
    this.#process.kill('SIGTERM');
    if (this.#process.exitCode === null && this.#process.signalCode === null)
      await once(this.#process, 'exit');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export class Call {
  readonly #manager: Manager;
  readonly #name: string;
  /** As the plan knows it. */
  readonly id: string;
  #reads = 0;

  constructor(manager: Manager, id: string, name: string) {
    this.#manager = manager;
    this.#name = name;
    this.id = `${id}-plan`;
  }

  /** Waits until the plan listens, and presses each of these keys. Resolves with what was heard before. */
  async press(keys: string): Promise<string[]> {
    const heard = await this.listening();
    for (const Digit of keys) await this.key(Digit);
    return heard;
  }

  /** At once, whatever the plan does. */
  async key(Digit: string): Promise<void> {
    await this.#manager.act({ Action: 'PlayDTMF', Channel: this.#name, Digit, Duration: '60' });
  }

  /** Waits until the plan waits for a key once more; resolves with the files it has played since. */
  async listening(): Promise<string[]> {
    const reads = this.#reads;
    await until(() => this.#did('Read').length > reads || this.#isOver, 'the plan listens');
    if (this.#did('Read').length === reads) throw new Error(`the call is over, after ${this.#played()}`);
    this.#reads += 1;
    return this.#played();
  }

  /** Waits until the plan plays this file. */
  async playing(file: string): Promise<void> {
    const isIt = ({ Application, AppData }: Block) =>
      Application === 'ControlPlayback' && AppData!.startsWith(`${file},`);
    await until(() => this.#steps().some(isIt), `the plan plays ${file}`);
  }

  /** Waits until the plan has hung up; resolves with the files it has played since it last listened. */
  async ended(): Promise<string[]> {
    await until(() => this.#isOver, 'the plan hangs up');
    return this.#played();
  }

  async hangUp(): Promise<void> {
    await this.#manager.act({ Action: 'Hangup', Channel: this.#name });
    await this.ended();
  }

  get #isOver(): boolean {
    return this.#manager.events.some(({ Event, Uniqueid }) => Event === 'Hangup' && Uniqueid === this.id);
  }

  #steps(): Block[] {
    return this.#manager.events.filter(({ Event, Uniqueid }) => Event === 'Newexten' && Uniqueid === this.id);
  }

  #did(application: string): Block[] {
    return this.#steps().filter(({ Application }) => Application === application);
  }

  /** The files that were played between the last two times that the plan listened, or since. */
  #played(): string[] {
    const steps = this.#steps();
    const reads = steps.flatMap(({ Application }, at) => (Application === 'Read' ? [at] : []));
    const from = this.#isOver ? reads.at(-1) : reads[this.#reads - 2];
    return steps
      .slice((from ?? -1) + 1, this.#isOver ? undefined : reads[this.#reads - 1])
      .filter(({ Application }) => Application === 'ControlPlayback' || Application === 'Playback')
      .map(({ AppData }) => AppData!.split(',')[0]!);
  }
}

/** As wav. */
function silence(seconds: number): Buffer {
  const samples = Math.round(8000 * seconds);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples * 2, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples * 2, 40);
  return Buffer.concat([header, Buffer.alloc(samples * 2)]);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
