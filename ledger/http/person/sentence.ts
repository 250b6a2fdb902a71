// The page's sentences with values filled in. Each value keeps its own text direction and is escaped.

import { html } from 'hono/html';
import type { Language } from '../../core/language/person-languages.ts';
import type { Html } from '../pages/html.ts';

/** A sentence of the page; each `{name}` becomes its value, kept apart from the words around it. */
export function sentence(text: string, values: Record<string, string | Html>): Html {
  const parts = text.split(/\{(\w+)\}/);
  return html`${parts.map((part, i) => (i % 2 === 0 ? part : html`<bdi>${values[part] ?? ''}</bdi>`))}`;
}

/** The same as plain text, for a title. */
export function plain(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/**
 * A moment, in the page's language. The server does not know the reader's time zone, so it writes UTC and
 * says so.
 */
export function moment(at: string, language: Language): Html {
  const format = new Intl.DateTimeFormat(datesOf(language), {
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

/** The day alone; in UTC, as the moment is. */
export function day(at: string, language: Language): Html {
  const format = new Intl.DateTimeFormat(datesOf(language), { dateStyle: 'long', timeZone: 'UTC' });
  return html`<time datetime="${at}">${format.format(new Date(at))}</time>`;
}

/** Of English the form that most of its readers share: the day, then the month, and 24 hours. */
const datesOf = ({ lang }: Language): string => (lang === 'en' ? 'en-GB' : lang);

export const count = (number: number, { lang }: Language): string =>
  new Intl.NumberFormat(lang).format(number);
