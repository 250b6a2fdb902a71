// WebKitGTK's MiniBrowser, driven by Selenium through WebKitWebDriver on a screen of its own. It is not
// Safari: the same engine for pages, scripts, styles and keys; not the same for autofill and VoiceOver.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';
import { Builder, Key, type WebDriver } from 'selenium-webdriver';
import { onPath } from '../../system-packages.ts';
import type { Engine, Hands } from './hands.ts';

const START_LIMIT_MS = 30_000;

const browsers = ['/usr/lib/*/webkit2gtk-4.*/MiniBrowser', '/usr/libexec/webkit2gtk-4.*/MiniBrowser'];
const programs = ['WebKitWebDriver', 'Xvfb', 'dbus-run-session'];

export const webkit: Engine = {
  name: 'WebKit',
  packages: ['webkit2gtk-driver', 'xvfb', 'dbus'],
  missing: () =>
    globSync(browsers).length > 0 && programs.every((name) => onPath(name).length > 0)
      ? undefined
      : 'Install the packages "webkit2gtk-driver", "xvfb" and "dbus".',
  async start() {
    const screen = await startScreen();
    const port = await freePort();
    const driver = background(
      'dbus-run-session',
      ['--', 'WebKitWebDriver', `--port=${port}`],
      screen.display,
    );
    // A run that is cut short never reaches quit().
    process.once('exit', () => [driver, screen.process].forEach(end));
    try {
      return hands(await session(port), [driver, screen.process]);
    } catch (error) {
      for (const each of [driver, screen.process]) end(each);
      throw error;
    }
  },
};

function hands(web: WebDriver, processes: ChildProcess[]): Hands {
  const act = () => web.actions({ async: true });
  return {
    go: (url) => web.get(url),
    evaluate: (expression) => web.executeScript(`return (${expression})`),
    click: (x, y) =>
      act()
        .move({ x: Math.round(x), y: Math.round(y), duration: 0 })
        .press()
        .release()
        .perform(),
    press: (key) => act().keyDown(named(key)).keyUp(named(key)).perform(),
    async quit() {
      await web.quit().catch(() => {});
      for (const each of processes) end(each);
    },
  };
}

const named = (key: string): string => (key === 'Tab' ? Key.TAB : key);

/** The driver says nothing when it listens; asking for a session until it answers is the only way to know. */
async function session(port: number): Promise<WebDriver> {
  const until = Date.now() + START_LIMIT_MS;
  const options = { binary: globSync(browsers)[0]!, args: ['--automation'] };
  for (;;) {
    try {
      const builder = new Builder().usingServer(`http://127.0.0.1:${port}`);
      return await builder
        .withCapabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options })
        .build();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** Xvfb chooses a free display and writes its number to the descriptor it is given. */
async function startScreen(): Promise<{ process: ChildProcess; display: string }> {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const [number] = (await once(child.stdio[3] as Readable, 'data')) as [Buffer];
  return { process: child, display: `:${number.toString().trim()}` };
}

/**
 * In a process group of its own, with nothing of ours open: WebKit leaves processes behind that would hold
 * it.
 */
function background(program: string, flags: string[], display: string): ChildProcess {
  const env = {
    ...process.env,
    DISPLAY: display,
    LIBGL_ALWAYS_SOFTWARE: '1',
    // Its sandbox refuses to run as root and in containers.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  };
  return spawn(program, flags, { env, stdio: 'ignore', detached: true });
}

function end({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
