// Moments as a reader here reads them: in the browser's own time zone, which is always named, and with the
// date. The exact UTC moment is in `datetime`.

import { html, type TemplateResult } from 'lit';

export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `IST` where some English has a short name for it, else `GMT+5:30`. */
export const zoneName: string = nameOf(zone);

function nameOf(timeZone: string): string {
  const names = ['en-GB', 'en-IN', 'en-US', 'en-AU', 'en-ZA'].map(
    (locale) =>
      new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' })
        .formatToParts(new Date())
        .find(({ type }) => type === 'timeZoneName')?.value ?? '',
  );
  return names.find((name) => !/[0-9]/.test(name)) ?? names[0]!;
}

const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };
const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hour12: false };
const made = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', options);

const formats = {
  /** `21 Nov 2026, 15:34` */
  minute: made({ ...day, year: 'numeric', ...clock }),
  /** `21 Nov, 15:34`, where the year is this one. */
  brief: made({ ...day, ...clock }),
  second: made({ ...day, year: 'numeric', ...clock, second: '2-digit' }),
  day: made({ ...day, year: 'numeric' }),
  clock: made(clock),
};
type Form = keyof typeof formats;

export const said = (moment: string, form: Form = 'minute'): string => formats[form].format(new Date(moment));

/** In a list: without the year where it is this one. */
export function briefly(moment: string): string {
  const thisYear = new Date(moment).getFullYear() === new Date().getFullYear();
  return said(moment, thisYear ? 'brief' : 'minute');
}

export const time = (moment: string, text: string = said(moment)): TemplateResult =>
  html`<time datetime=${moment} title=${`${said(moment, 'second')} ${zoneName}, ${moment}`}>${text}</time>`;

/** With its zone, for a sentence. */
export const zoned = (moment: string, form: Form = 'minute'): string => `${said(moment, form)} ${zoneName}`;

/** What an `<input type="datetime-local">` holds, as a moment; undefined: nothing that is one. */
export function momentOf(local: string): string | undefined {
  const at = new Date(local);
  return local === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** The reverse: a moment as such an input wants it. */
export function localOf(moment: string): string {
  const at = new Date(moment);
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

export const count = (n: number): string => n.toLocaleString('en');
