// The page's words with something filled in. What is filled in keeps its own direction, and is escaped like everything.

import { html } from 'hono/html';
import type { Language } from './strings/languages.ts';

export type Html = ReturnType<typeof html>;

/** A sentence of the page; each `{name}` becomes its value, kept apart from the words around it. */
export function sentence(text: string, values: Record<string, string | Html>): Html {
  const parts = text.split(/\{(\w+)\}/);
  return html`${parts.map((part, i) => (i % 2 === 0 ? part : html`<bdi>${values[part] ?? ''}</bdi>`))}`;
}

/** The same as plain text, for a title. */
export function plain(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/** A moment, in the page's language. Whose clock the reader has is not known here, so it is UTC and says so. */
export function moment(at: string, { lang }: Language): Html {
  const format = new Intl.DateTimeFormat(lang, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  });
  return html`<time datetime="${at}">${format.format(new Date(at))}</time>`;
}

export const count = (number: number, { lang }: Language): string =>
  new Intl.NumberFormat(lang).format(number);
