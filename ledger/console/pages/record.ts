// One record of the business itself, such as a notice that was published: what it says, and its proof. A
// record of a person is opened on that person's page.

import { html, type nothing, type TemplateResult } from 'lit';
import { ask } from '../ask/ask.ts';
import { Reading } from '../ask/reading.ts';
import { go, type Route, to } from '../ask/route.ts';
import { asking } from '../ask/session.ts';
import { titled } from '../frame/title.ts';
import { elsewhere } from '../parts/copied.ts';
import { Part } from '../parts/part.ts';
import { whenRead } from '../parts/waiting.ts';
import { event } from '../person/event.ts';
import type { Entry } from '../person/history.ts';
import type { Checked } from '../verify/check.ts';
import { logKeys } from '../verify/head.ts';
import { kindWord } from '../words/named.ts';

export const draw = (route: Route): TemplateResult => html`<console-record .route=${route}></console-record>`;

type Read = { entry: Entry; checked: Checked; failure: number };

class RecordPage extends Part {
  static override properties = { route: { attribute: false } };
  declare route: Route;
  readonly #read = new Reading<Read>(this);
  #asked = '';

  protected override willUpdate(): void {
    const asked = `${asking.business} ${this.route.id}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    void this.#read.run(async () => {
      const { records, checkpoint } = await ask<{ records: Entry[]; checkpoint: string }>(
        'GET',
        `/v1/records/${encodeURIComponent(this.route.id)}`,
      );
      const entry = { ...records[0]!, checkpoint };
      const { subject } = entry.record;
      if (typeof subject === 'string') go(to('person', subject, { open: entry.id }), 'replace');
      const { check, failure, openHead } = await import('../verify/check.ts');
      const checked = check(entry, await openHead(checkpoint, await logKeys()));
      return { entry, checked, failure: failure(checked) };
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    return whenRead(this.#read, ({ entry, checked, failure }) => {
      titled(kindWord(entry.kind));
      return html`${event({ entry, cameBack: false, more: 0 }, { subject: undefined, checked, failure, close: to('records') })}
        ${elsewhere('optmark records', `GET /v1/records/${entry.id}`)}`;
    });
  }
}

customElements.define('console-record', RecordPage);
