// Moments as records hold them: ISO 8601 in UTC with six digits of a second, `2026-01-31T09:30:00.125000Z`.
// Always six: moments are ordered as text, and `…00.125Z` would come after `…00.125400Z`.
//
// A number of microseconds since 1970 is exact in a double until the year 2255.

export type Micros = number;

export const momentOf = (micros: Micros): string => {
  const milliseconds = Math.floor(micros / 1000);
  const finer = String(micros - milliseconds * 1000).padStart(3, '0');
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${finer}Z`;
};

/** Of any moment in ISO 8601 with a zone; digits finer than a microsecond are cut. */
export const microsOf = (moment: string): Micros => Date.parse(moment) * 1000 + Number(finerIn(moment));

/** What is finer than a millisecond: three digits. */
const finerIn = (moment: string): string => (/\.(\d+)/.exec(moment)?.[1] ?? '').padEnd(6, '0').slice(3, 6);

export const microsAt = (date: Date): Micros => date.getTime() * 1000;

/** Any moment in ISO 8601, as records hold it. As text: of a far year no double counts the microseconds. */
export const toMoment = (moment: string): string =>
  `${new Date(moment).toISOString().slice(0, -1)}${finerIn(moment)}Z`;

/** Whether this is a moment as records hold it, or held it when they had three digits of a second. */
export const isMoment = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(\d{3})?Z$/.test(text) && !Number.isNaN(Date.parse(text));
