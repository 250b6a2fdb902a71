// How a verification prints: a line for each finding at once, and the verdict at the end; or all of it as
// JSON.

import type { Report } from '../../core/audit/audit-log.ts';
import type { Finding } from '../../core/audit/finding.ts';
import type { Progress } from '../../operations/progress.ts';
import { type ExitCode, exit } from './command.ts';
import { count, counted, type ProgressLine, print, printJson, progressLine, say } from './terminal.ts';

/** Findings shown one by one; the rest is counted. */
const shownMax = 1_000;

/** What was verified, as far as it is known: names and amounts. */
type Facts = { entries?: number; [name: string]: string | number | boolean | undefined };

export class Verdict {
  readonly #json: boolean;
  readonly #line: ProgressLine = progressLine();
  readonly #started = performance.now();
  readonly #shown: (Finding | string)[] = [];
  readonly #caveats: string[] = [];
  #findings = 0;
  #undecided = false;

  constructor(json: boolean) {
    this.#json = json;
  }

  readonly progress: Progress = (...step) => this.#line.progress(...step);
  readonly report: Report = (finding) => this.found(finding);

  found(finding: Finding | string): void {
    this.#findings += 1;
    if (this.#findings > shownMax) return;
    this.#shown.push(finding);
    if (this.#json) return;
    this.#line.clear();
    print(`false: ${typeof finding === 'string' ? finding : inWords(finding)}`);
  }

  /** What the verdict does not show although it may look so. */
  caveat(sentence: string): void {
    this.#caveats.push(sentence);
  }

  /** What could not be judged: without a finding, nothing is said to be true. */
  unjudged(sentence: string): void {
    this.#undecided = true;
    this.caveat(sentence);
  }

  close(facts: Facts): ExitCode {
    this.#line.clear();
    const seconds = (performance.now() - this.#started) / 1000;
    if (this.#json) this.#printJson(facts, seconds);
    else this.#print(facts, seconds);
    if (this.#findings > 0) return exit.false;
    return this.#undecided ? exit.failed : exit.true;
  }

  get #word(): 'true' | 'false' | 'undecided' {
    if (this.#findings > 0) return 'false';
    return this.#undecided ? 'undecided' : 'true';
  }

  #printJson(facts: Facts, seconds: number): void {
    printJson({
      verdict: this.#word,
      ...facts,
      findings: this.#shown,
      findings_total: this.#findings,
      caveats: this.#caveats,
      seconds: Number(seconds.toFixed(3)),
    });
  }

  #print({ entries, ...facts }: Facts, seconds: number): void {
    const hidden = this.#findings - this.#shown.length;
    if (hidden > 0) print(`and ${counted(hidden, 'more finding')}`);
    for (const [name, value] of Object.entries(facts)) {
      print(`${name.replaceAll('_', ' ')}: ${typeof value === 'number' ? count(value) : value}`);
    }
    for (const sentence of this.#caveats) say(sentence);
    const findings = counted(this.#findings, 'finding');
    const amount = entries === undefined ? '' : `${counted(entries, 'entry')}, `;
    const rate = entries === undefined ? '' : `, ${count(Math.round(entries / seconds))} entries/s`;
    print(`${this.#word.toUpperCase()}: ${amount}${findings} (${seconds.toFixed(1)} s${rate})`);
  }
}

const inWords = ({ what, where, detail }: Finding) => `${what.replaceAll('_', ' ')}, ${where}: ${detail}`;
