// Keeps the Postgres of a folder running while this node uses it, even when another node started it. When the
// server has ended, the first node to notice starts it again, on the same port if it can. Postgres's own lock
// file keeps apart the nodes that do so at once. Must never make a new data folder in place of one that is
// gone.

import type { Cluster } from './cluster.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { Presence } from './presence.ts';
import { endPostmaster, type RunningServer } from './server.ts';

/** A server in use. With `own`, this node started it. */
export type Served = { port: number; pid: number; own?: RunningServer };

/** How often a node checks that its server runs, milliseconds. */
const lookMs = 500;
/** Pause before the next attempt to start it again, milliseconds. It doubles up to the longest. */
const pauseMs = 250;
const pauseMaxMs = 5_000;

export class Keeper {
  readonly #cluster: Cluster;
  readonly #find: (port: number) => Promise<Served>;
  readonly #log: (message: string) => void;
  readonly #presence: Presence;
  #served: Served;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #leaving = false;
  #restarting = false;

  /**
   * @param find finds a server that runs on the folder, or starts one, on this port if it is free; never on a
   * new folder
   * @param url the superuser's address at a port
   */
  constructor(
    cluster: Cluster,
    served: Served,
    parts: {
      find(port: number): Promise<Served>;
      url(port: number): string;
      log(message: string): void;
    },
  ) {
    this.#cluster = cluster;
    this.#served = served;
    this.#find = parts.find;
    this.#log = parts.log;
    this.#presence = new Presence(() => parts.url(this.#served.port));
  }

  get port(): number {
    return this.#served.port;
  }

  /** Whether the server has ended and does not run again yet. */
  get restarting(): boolean {
    return this.#restarting;
  }

  /** Rejects when the server has stopped meanwhile. */
  async begin(): Promise<void> {
    try {
      await this.#presence.hold();
    } catch (error) {
      await this.#presence.end();
      throw error;
    }
    this.#timer = setInterval(() => this.#look(), lookMs).unref();
    this.#served.own?.onExit(() => this.#look());
  }

  /** Ends the server if no other node uses it. May be called twice. */
  async leave(): Promise<void> {
    if (this.#leaving) return;
    this.#leaving = true;
    clearInterval(this.#timer);
    await this.#looking;
    const { own, pid } = this.#served;
    const last = await this.#presence.leave().catch(() => undefined);
    if (own !== undefined && !own.hasExited()) {
      // If it does not answer, other nodes may still use it. The next start takes it over.
      if (last === true) await own.stop();
      else own.letGo();
    }
    // A node that has left started it, or one that started it again before we noticed that it had ended.
    else if (last) await endPostmaster(this.#cluster, readPostmasterFile(this.#cluster.data)?.pid ?? pid);
    await this.#presence.end();
  }

  #look(): void {
    if (!this.#leaving) this.#looking ??= this.#lookOnce().finally(() => (this.#looking = undefined));
  }

  async #lookOnce(): Promise<void> {
    if (!this.#isGone()) {
      // A server that is there and does not answer is busy; starting another would not help.
      await this.#presence.hold().catch(() => {});
      if (!this.#isGone()) return;
    }
    this.#restarting = true;
    this.#log(`Postgres on ${this.#cluster.data} has ended; starting it again`);
    for (let pause = pauseMs; !this.#leaving; pause = Math.min(pause * 2, pauseMaxMs)) {
      try {
        this.#served = await this.#find(this.#served.port);
        this.#served.own?.onExit(() => this.#look());
        await this.#presence.hold();
        this.#restarting = false;
        return;
      } catch (error) {
        this.#log((error as Error).message);
        await new Promise((done) => setTimeout(done, pause));
      }
    }
  }

  #isGone(): boolean {
    const { own, pid } = this.#served;
    return own === undefined ? readPostmasterFile(this.#cluster.data)?.pid !== pid : own.hasExited();
  }
}
