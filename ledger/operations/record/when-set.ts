// When each secret of the set-up became what it is. The rows hold no such moment; the records that wrote them
// do: the MAC of a column changes where the column does.

import { readRow } from '../../core/audit/opened-row.ts';
import type { SetupThing } from '../../core/setup/columns.ts';
import { inTurns } from '../in-turn.ts';
import type { Keys } from '../keys.ts';
import type { World } from '../world.ts';
import type { Records } from './store.ts';

/** ISO 8601. `previousUntil`: the one before is good until then. */
export type SetMoment = { at: string; previousUntil?: string };

/** By column; absent where no record says it. */
export type SetMoments = Readonly<Partial<Record<string, SetMoment>>>;

export type TellsWhenSet = Keys<'master'> & Records<'perhapsSetup'> & { world: Pick<World, 'now'> };

/** Of the things of one kind that are there now, by their name. */
export async function whenSet(
  ledger: TellsWhenSet,
  business: string,
  thing: SetupThing,
): Promise<ReadonlyMap<string, SetMoments>> {
  const now = ledger.world.now().getTime();
  const things = new Map<string, Map<string, { mac: unknown; moment: SetMoment }>>();
  for await (const stored of inTurns(await ledger.records.perhapsSetup(business))) {
    // What does not open is a finding of `verify`, and hides nothing else.
    const read = readRow(stored, ledger.keys.master);
    if (read?.kind !== 'known') continue;
    const { record } = read;
    if (record.kind !== 'setup_changed' || record.thing !== thing) continue;
    const was = things.get(record.name);
    things.delete(record.name);
    if (record.is === null) continue;
    const is = new Map<string, { mac: unknown; moment: SetMoment }>();
    for (const [column, cell] of Object.entries(record.is)) {
      const mac = macIn(cell);
      if (mac === undefined || column.startsWith(previous)) continue;
      const before = was?.get(column);
      const at = before?.mac === mac ? before.moment.at : isoOf(record.recorded_at);
      const until = record.is[`${previous}${column}_until`];
      const isOverlapping = typeof until === 'string' && Date.parse(until) > now;
      is.set(column, { mac, moment: { at, ...(isOverlapping && { previousUntil: isoOf(until) }) } });
    }
    things.set(record.name, is);
  }
  return new Map(
    [...things].map(([name, columns]) => [
      name,
      Object.fromEntries([...columns].map(([column, { moment }]) => [column, moment])),
    ]),
  );
}

const previous = 'previous_';

const macIn = (cell: unknown): unknown =>
  typeof cell === 'object' && cell !== null && 'mac' in cell ? cell.mac : undefined;

const isoOf = (moment: string): string => new Date(moment).toISOString();
