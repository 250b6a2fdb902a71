// A moment as the clocks of a time zone showed it: `2026-03-01T15:00:00.125000+05:30`, ISO 8601.

/** No zone changes its clocks within a quarter of an hour, in the years in which there is WhatsApp. */
const quarterMs = 15 * 60_000;
/** Quarters whose offset is remembered: asking Intl takes longer than all else of a row. */
const rememberedMax = 1_000;

/** @param zone a name that Intl knows */
export function clockOf(zone: string): (moment: string) => string {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const remembered = new Map<number, string>();

  /** As `+05:30`. */
  function offsetAt(ms: number): string {
    const quarter = Math.floor(ms / quarterMs);
    const known = remembered.get(quarter);
    if (known !== undefined) return known;
    const name = format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const offset = name.replace('GMT', '') || '+00:00';
    if (remembered.size === rememberedMax) remembered.clear();
    remembered.set(quarter, offset);
    return offset;
  }

  return (moment) => {
    const ms = Date.parse(moment);
    const offset = offsetAt(ms);
    const [finer = ''] = /\.\d+/.exec(moment) ?? [];
    // No zone is off by a part of a second.
    return `${new Date(ms + msOf(offset)).toISOString().slice(0, 19)}${finer}${offset}`;
  };
}

function msOf(offset: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = offset.slice(1).split(':').map(Number);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds) * 1000;
}
