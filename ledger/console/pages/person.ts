// One person: the answer first, then what happened, each event with its proof. The address holds the ledger's
// own id of the person and of the open record, and no name of theirs.

import { html, nothing, type TemplateResult } from 'lit';
import { Reading } from '../ask/reading.ts';
import { type Route, to } from '../ask/route.ts';
import { asking, mayAct, type SignedIn } from '../ask/session.ts';
import { titled } from '../frame/title.ts';
import { tellBroken } from '../parts/broken.ts';
import { elsewhere } from '../parts/copied.ts';
import { icon } from '../parts/icons.ts';
import { count, zoneName } from '../parts/moment.ts';
import { Part } from '../parts/part.ts';
import { whenRead } from '../parts/waiting.ts';
import { answer } from '../person/answer.ts';
import { changed } from '../person/changed.ts';
import { event } from '../person/event.ts';
import { head } from '../person/head.ts';
import {
  type Entry,
  type History,
  type Message,
  readHistory,
  readMessages,
  readStanding,
  type Standings,
} from '../person/history.ts';
import { type Line, rowsOf, timeline } from '../person/timeline.ts';
import { todo } from '../person/todo.ts';
import { told } from '../person/told.ts';
import type { Checked, OpenedHead } from '../verify/check.ts';
import { logKeys, tellLogBroken } from '../verify/head.ts';
import { person as words } from '../words/en.ts';

export const draw = (route: Route, session: SignedIn): TemplateResult =>
  html`<console-person .route=${route} .session=${session}></console-person>`;

/** Events in the list at first; the rest is one click away. */
const shownFirst = 20;

type Read = History & { standings: Standings; messages: Message[] };

class PersonPage extends Part {
  static override properties = { route: { attribute: false }, session: { attribute: false } };
  declare route: Route;
  declare session: SignedIn;
  readonly #read = new Reading<Read>(this);
  #asked = '';
  #shown = shownFirst;
  #looks = true;
  #checks = new Map<string, Checked>();
  #failures = new Map<string, number>();

  protected override willUpdate(): void {
    const at = this.route.query.get('at') ?? undefined;
    const asked = `${asking.business} ${this.route.id} ${at ?? ''}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#shown = shownFirst;
    this.#checks.clear();
    void this.#load(at);
  }

  readonly reload = (): void => {
    this.#asked = '';
    this.requestUpdate();
  };

  async #load(at: string | undefined): Promise<void> {
    const { id } = this.route;
    await this.#read.run(async (signal) => {
      const [{ entries, changed }, standings, messages] = await Promise.all([
        readHistory(id, signal),
        readStanding(id, at, signal),
        readMessages(id, signal),
      ]);
      // A record that does not open to its entry is not shown: what it says is anybody's word.
      if (changed.length > 0) tellBroken({ what: words.changed(changed.map(count)), record: true });
      return { entries, changed, standings, messages };
    });
    if (this.#read.value !== undefined) await this.#verify(this.#read.value.entries);
    await this.updateComplete;
    this.querySelector<HTMLElement>('#open-h')?.focus({ preventScroll: true });
  }

  /** After the page is there: its words do not wait for their proof. */
  async #verify(entries: readonly Entry[]): Promise<void> {
    const [{ check, failure, logFails, openHead }, keys] = await Promise.all([
      import('../verify/check.ts'),
      logKeys(),
    ]);
    const heads = new Map<string, OpenedHead>();
    for (const entry of entries) {
      let opened = heads.get(entry.checkpoint);
      if (opened === undefined) {
        opened = await openHead(entry.checkpoint, keys);
        heads.set(entry.checkpoint, opened);
      }
      const checked = check(entry, opened);
      this.#checks.set(entry.id, checked);
      const failed = failure(checked);
      if (failed >= 0) this.#failures.set(entry.id, failed);
    }
    this.#tell(entries.filter(({ id }) => this.#failures.has(id)));
    if ([...heads.values()].some(logFails)) tellLogBroken();
    this.requestUpdate();
  }

  /**
   * Where the log's own hashes were made anew from a changed entry, the proofs of its neighbours fail with
   * it. The first that is no look is named: what people agreed to was there before the look.
   */
  #tell(broken: readonly Entry[]): void {
    const first = broken.find(({ kind }) => kind !== 'accessed') ?? broken[0];
    if (first === undefined) return;
    const address = to('person', this.route.id, { open: first.id });
    const what = words.brokenRecord(first.id, count(first.leaf_index), broken.length - 1);
    tellBroken({ what, address, record: true });
  }

  protected override updated(): void {
    titled(words.title);
  }

  protected override render(): TemplateResult | typeof nothing {
    return whenRead(this.#read, (read) => this.#drawn(read));
  }

  #drawn({ entries, changed: unread, standings, messages }: Read): TemplateResult {
    const { id, query } = this.route;
    const open = query.get('open') ?? undefined;
    const at = query.get('at') ?? undefined;
    const broken = this.#failures.size > 0 || unread.length > 0;
    const lines = rowsOf(entries, messages, this.#looks);
    const shown = lines.slice(0, this.#shown);
    const far = lines.slice(this.#shown).find((row) => 'entry' in row && row.entry.id === open);
    return html`
      ${head({ subject: id, standings, entries, acts: mayAct(this.session.person), broken, changed: this.reload })}
      ${answer({ standings, entries, subject: id, at }, broken)}
      ${broken ? todo(entries, this.#failures, (entry) => told(entry).title, unread) : nothing}
      <div class="split">
        <div class="tools"><h2>${words.happened} <span class="soft small">${zoneName}</span></h2>
          <button class="btn end" type="button" aria-pressed=${this.#looks ? 'false' : 'true'} @click=${this.#toggleLooks}>${icon('look')}${this.#looks ? words.withoutLooks : words.allEvents}</button></div>
        ${timeline(far === undefined ? shown : [...shown, far], { subject: id, open, broken: new Set(this.#failures.keys()), entries }, (line) => this.#opened(line))}
        ${
          lines.length > this.#shown
            ? html`<p class="more-lines"><button class="btn" type="button" @click=${this.#showMore}>${words.older(lines.length - this.#shown)}</button></p>`
            : nothing
        }
        ${changed(id, entries, query)}
      </div>
      ${elsewhere(`optmark audit - --business ${asking.business}`, 'POST /v1/subjects/history')}`;
  }

  readonly #toggleLooks = (): void => {
    this.#looks = !this.#looks;
    this.requestUpdate();
  };

  readonly #showMore = (): void => {
    this.#shown = Number.POSITIVE_INFINITY;
    this.requestUpdate();
  };

  #opened(line: Line): TemplateResult {
    const { id } = this.route;
    return event(line, {
      subject: id,
      checked: this.#checks.get(line.entry.id),
      failure: this.#failures.get(line.entry.id) ?? -1,
      close: to('person', id, { open: undefined, ...kept(this.route.query) }),
    });
  }
}

/** What else the address says stays when an event is opened or closed. */
function kept(query: URLSearchParams): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of ['at', 'from', 'until']) {
    const value = query.get(name);
    if (value !== null) found[name] = value;
  }
  return found;
}

customElements.define('console-person', PersonPage);
