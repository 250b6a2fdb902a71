// Asterisk's manager interface, as far as a test needs it: blocks of `Name: value` lines over TCP. It tells
// what a channel does the moment it does it, so a caller's part is played without a single waited second.

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { until } from '../until.ts';

export type Block = Record<string, string>;

export class Manager {
  readonly #socket: Socket;
  readonly events: Block[] = [];
  #unread = '';
  #actions = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1').on('data', (text: string) => {
      const blocks = `${this.#unread}${text}`.split('\r\n\r\n');
      this.#unread = blocks.pop()!;
      this.events.push(...blocks.map(blockOf));
    });
  }

  static async on(port: number, user: string, secret: string): Promise<Manager> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const manager = new Manager(socket);
    await manager.act({ Action: 'Login', Username: user, Secret: secret });
    return manager;
  }

  /** Resolves with the answer; throws where it is an error. */
  async act(action: Block): Promise<Block> {
    this.#actions += 1;
    const id = String(this.#actions);
    const lines = Object.entries({ ...action, ActionID: id }).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#socket.write(`${lines.join('')}\r\n`, 'latin1');
    const answer = await this.seen(({ Response, ActionID }) => Response !== undefined && ActionID === id);
    if (answer.Response === 'Error') throw new Error(`${action.Action}: ${answer.Message}`);
    return answer;
  }

  /** The first event of this kind, from the given place on. */
  async seen(isIt: (event: Block) => boolean, from = 0): Promise<Block> {
    let found: Block | undefined;
    await until(() => {
      found = this.events.slice(from).find(isIt);
      return found !== undefined;
    }, 'the engine says it');
    return found!;
  }

  end(): void {
    this.#socket.destroy();
  }
}

function blockOf(text: string): Block {
  const lines = text.split('\r\n').map((line) => /^([^:]+): ?(.*)$/s.exec(line));
  return Object.fromEntries(lines.filter((line) => line !== null).map(([, name, value]) => [name!, value!]));
}
