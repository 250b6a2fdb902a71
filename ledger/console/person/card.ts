// The card as the person saw it: drawn again by the release of the widget that drew it then, from the notice
// and what the record says of the screen. The release runs in a frame with an origin of its own
// (/console/card), is told no number of anybody, and nothing is believed of it but a height and words, which
// are compared with the record's.

import { html, nothing, type TemplateResult } from 'lit';
import { ask, askBytes, askText } from '../ask/ask.ts';
import { Reading } from '../ask/reading.ts';
import { icon } from '../parts/icons.ts';
import { Part } from '../parts/part.ts';
import { whenRead } from '../parts/waiting.ts';
import { card as words } from '../words/card.ts';
import type { Entry, Fields } from './history.ts';
import { compared } from './words-compared.ts';

type Lines = Record<'sentence' | 'privacy' | 'withdrawal' | 'contact', string>;
type Size = { width: number; height: number };
type Seen = {
  script: string;
  integrity?: string | null;
  folded?: string[];
  font_px: number;
  box: Size;
  viewport: Size;
  direction: 'ltr' | 'rtl';
  scheme: 'light' | 'dark';
};
type Recorded = {
  text: Lines;
  notice: { id: string; version: number; locale: string; sha256: string };
  evidence: { seen: Seen };
};

type Release = { version: string; file: string };
type Notice = Fields & { sha256: string; locales: Record<string, Fields> };

/** What the frame is told (http/console/card-script.js). */
type Told = {
  notice: Fields;
  number: string;
  seen: Pick<Seen, 'scheme' | 'direction' | 'font_px' | 'box' | 'folded'>;
};
type Plan = { kind: 'draw'; told: Told } | { kind: 'refused'; why: string };

type Drawn = { height: number; text: string };

/** No frame makes the page longer than this. */
const heightMax = 1600;
const textMax = 10_000;
/** A frame that says nothing for so long will not. */
const silentMs = 10_000;
/** What stands beside the sentence in a card, and from which width on a card looks the same on any screen. */
const [beside, wide] = [120, 480];

export class Card extends Part {
  static override properties = { entry: { attribute: false }, drawn: { state: true } };
  declare entry: Entry;
  declare drawn: Drawn | undefined;
  readonly #read = new Reading<Plan>(this);
  #asked = false;

  get #record(): Recorded {
    return this.entry.record as Recorded;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('message', this.#hear);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('message', this.#hear);
  }

  /** Once. */
  draw(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.requestUpdate();
    void this.#read.run((signal) => planFor(this.#record, signal));
  }

  /** From the frame alone, whose origin is nobody's: any window can send a message. */
  readonly #hear = ({ source, data }: MessageEvent): void => {
    const frame = this.querySelector('iframe');
    if (frame === null || source !== frame.contentWindow) return;
    const { height, text } = Object(data) as Partial<Record<keyof Drawn, unknown>>;
    if (typeof height !== 'number' || !(height >= 0) || typeof text !== 'string') return;
    this.drawn = { height: Math.min(Math.ceil(height), heightMax), text: text.slice(0, textMax) };
  };

  #tell(frame: HTMLIFrameElement, told: Told): void {
    // It has no origin that could be named; what it is told names nobody.
    frame.contentWindow?.postMessage(told, '*');
    setTimeout(() => {
      this.drawn ??= { height: 0, text: '' };
    }, silentMs);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#asked) return nothing;
    return whenRead(this.#read, (plan) =>
      plan.kind === 'draw'
        ? this.#again(plan.told)
        : html`<p class="small" role="status">${icon('care', 'care')} ${plan.why}</p>`,
    );
  }

  #again(told: Told): TemplateResult {
    const { script, integrity, direction, scheme, font_px, box, viewport } = this.#record.evidence.seen;
    const { drawn } = this;
    const loaded = ({ currentTarget }: Event) => this.#tell(currentTarget as HTMLIFrameElement, told);
    const width = Math.round(Math.max(box.width + beside, Math.min(viewport.width, wide)));
    return html`<p class="small"><b>${words.again(script)}</b> ${words.as(sized(viewport), sized(box), String(font_px), scheme)}
        ${integrity ? nothing : words.unpinned}</p>
      ${
        drawn?.text === ''
          ? nothing
          : html`<div class="drawn" dir=${direction} role="group" tabindex="0" aria-label=${words.frame}><iframe sandbox="allow-scripts" tabindex="-1" title=${words.frame}
              src=${`/console/card/${script}`} width=${width} height=${drawn?.height ?? 160} @load=${loaded}></iframe></div>`
      }
      <div class="small" role="status">${drawn === undefined ? nothing : this.#verdict(drawn.text)}</div>`;
  }

  #verdict(text: string): TemplateResult {
    const { sentence, privacy, withdrawal, contact } = this.#record.text;
    const recorded = [sentence, privacy, withdrawal, contact].join('\n');
    if (text === recorded) return html`<p>${icon('yes', 'yes')} ${words.same}</p>`;
    if (text === '') return html`<p>${icon('care', 'care')} ${words.notDrawn}</p>`;
    return html`<p>${icon('care', 'care')} ${words.differs}</p><p>${compared(recorded, text)}</p>`;
  }
}

customElements.define('console-card', Card);

const sized = ({ width, height }: Size): string => `${Math.round(width)} × ${Math.round(height)}`;
const refused = (why: string): Plan => ({ kind: 'refused', why });

async function planFor({ text, notice, evidence: { seen } }: Recorded, signal: AbortSignal): Promise<Plan> {
  const { script, integrity, scheme, direction, font_px, box, folded } = seen;
  const { releases } = await ask<{ releases: Release[] }>('GET', '/widget.json', undefined, signal);
  const release = releases.find(({ version }) => version === script);
  if (release === undefined) return refused(words.notKept(script));
  if (integrity && !(await has(release.file, integrity))) return refused(words.otherBytes(script));
  const { notices } = await ask<{ notices: Notice[] }>('GET', '/v1/notices', undefined, signal);
  const published = notices.find(({ sha256 }) => sha256 === notice.sha256);
  const number = madeUp(text.sentence);
  if (published === undefined || number === undefined) return refused(words.noNotice);
  const { locales, ...common } = published;
  const { locale } = notice;
  return {
    kind: 'draw',
    told: {
      notice: {
        ...{ ...common, locale, direction, wording: locales[locale], strings: await strings(script, locale) },
        calling_code: number.own,
      },
      number: number.text,
      seen: { scheme, direction, font_px, box, ...(folded && { folded }) },
    },
  };
}

/** Whether the file is the one that the page demanded, by whichever digest it named. */
async function has(file: string, integrity: string): Promise<boolean> {
  const [algorithm = ''] = integrity.split('-');
  const bytes = new Uint8Array(await askBytes(file));
  const digest = new Uint8Array(await crypto.subtle.digest(algorithm.replace('sha', 'SHA-'), bytes));
  return (
    integrity === `${algorithm}-${btoa(Array.from(digest, (byte) => String.fromCharCode(byte)).join(''))}`
  );
}

/**
 * A number that stands in the sentence as the record has it: its ending, and its calling code where that was
 * shown, with zeros between. No record leads from it to anybody.
 */
function madeUp(sentence: string): { text: string; own: string } | undefined {
  const [, code, ending] = /(?:\+(\d{1,3}) )?X{6}(\d{4})/.exec(sentence) ?? [];
  if (ending === undefined) return undefined;
  // The code of the business's own country is not shown.
  return { text: `+${code ?? '1'}000000${ending}`, own: code === undefined ? '1' : '' };
}

/** The release's own words, in the language of the notice. The first line is their place in a tree. */
async function strings(version: string, locale: string): Promise<unknown> {
  const { languages } = await ask<{ languages: string[] }>('GET', `/${version}/widget.json`);
  const { language, script } = new Intl.Locale(locale).maximize();
  const found = [`${language}-${script}`.toLowerCase(), language].find((tag) => languages.includes(tag));
  const file = await askText(`/${version}/strings/${found ?? 'en'}.txt`);
  return JSON.parse(file.slice(file.indexOf('\n') + 1));
}
