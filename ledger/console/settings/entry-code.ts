// The code of an entry point: seen as it is printed, and saved alone or as a sheet.

import { html, type TemplateResult } from 'lit';
import { askText, save } from '../ask/ask.ts';
import { Reading } from '../ask/reading.ts';
import { asking } from '../ask/session.ts';
import { elsewhere, line } from '../parts/copied.ts';
import { icon } from '../parts/icons.ts';
import { Part } from '../parts/part.ts';
import { whenRead } from '../parts/waiting.ts';
import { entries } from '../words/entries.ts';
import { openDialog } from './dialog.ts';
import { lineOf } from './line.ts';

const words = entries.code;

export type Printed = { id: string; name: string; url: string };

class EntryCode extends Part {
  static override properties = { entry: { attribute: false }, closed: { attribute: false } };
  declare entry: Printed;
  declare closed: () => void;
  readonly #drawn = new Reading<string>(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add('flat');
    void this.#drawn.run(() => askText(this.#path('qr.svg')));
  }

  #path(what: string): string {
    return `/v1/entry-points/${encodeURIComponent(this.entry.id)}/${what}`;
  }

  protected override render(): TemplateResult {
    const { id, name, url } = this.entry;
    const keep = (what: string, file: string) => () => save('GET', this.#path(what), undefined, file);
    const button = (text: string, what: string, file: string) =>
      html`<button class="btn" type="button" @click=${keep(what, file)}>${icon('save')}${text}</button>`;
    return html`<div class="act stack"><h2 id="code-title">${words.title(name)}</h2><p class="soft">${words.means}</p>
      ${whenRead(
        this.#drawn,
        (svg) =>
          html`<img class="printed" src=${`data:image/svg+xml,${encodeURIComponent(svg)}`} alt=${words.alt(url)}>`,
      )}
      ${line(url, entries.link)}
      <div class="row">${button(words.svg, 'qr.svg', `${id}.svg`)}${button(words.a4, 'poster?sheet=a4', `${id}-a4.html`)}${button(words.a5, 'poster?sheet=a5', `${id}-a5.html`)}</div>
      <p class="small soft">${words.saved}</p>
      ${elsewhere(
        lineOf(`optmark entry qr ${id}`, { business: asking.business, out: `${id}.svg` }),
        `GET ${this.#path('qr.svg')}`,
      )}
      <div class="row"><button class="btn" type="button" @click=${this.closed}>${words.close}</button></div></div>`;
  }
}

customElements.define('settings-entry-code', EntryCode);

export const openCode = (entry: Printed): void =>
  openDialog(
    'code-title',
    (closed) => html`<settings-entry-code .entry=${entry} .closed=${closed}></settings-entry-code>`,
  );
