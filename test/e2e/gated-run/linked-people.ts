// Who is one person with whom, read from the records alone, and what counts for them: their own records and
// those of everybody whom Meta has said to be the same; of whoever may be somebody else by now only what
// stops.

import type { ConsentRecord } from '../../../ledger/core/consent/record.ts';
import { isLifted, isSuspension } from '../../core/consent/consent-model.ts';
import type { Address } from './run.ts';

type Indexed = { index: number; record: ConsentRecord };
/** `stated`: which account called the number `a` so, and by which kind of name. */
type Edge = { index: number; a: string; b: string; at: string; isAlias: boolean; stated?: string };

export class LinkedPeople {
  readonly #bySubject = new Map<string, Indexed[]>();
  readonly #byName = new Map<string, { index: number; subject: string }[]>();
  /** By either end. */
  readonly #edges = new Map<string, Edge[]>();

  constructor(records: readonly ConsentRecord[]) {
    for (const [index, record] of records.entries()) this.#add(index, record);
  }

  #add(index: number, record: ConsentRecord): void {
    if (
      !('subject' in record) ||
      record.subject === undefined ||
      record.kind === 'accessed' ||
      record.kind === 'corrected' ||
      record.kind === 'lapsed'
    )
      return;
    const { subject } = record;
    listIn(this.#bySubject, subject).push({ index, record });
    for (const { kind, value } of record.identifiers) {
      listIn(this.#byName, nameOf(kind, value)).push({ index, subject });
    }
    if (record.kind !== 'linked' && record.kind !== 'identifier_changed') return;
    const { other_subject: b, other_identifier: other, occurred_at, recorded_at, kind } = record;
    const at = [occurred_at, recorded_at].sort()[0]!;
    const isOfNumber = kind === 'linked' && record.identifiers.some((one) => one.kind === 'wa_id');
    const stated = isOfNumber && { stated: `${record.account} ${other.kind}` };
    const edge = { index, a: subject, b, at, isAlias: kind === 'linked', ...stated };
    for (const end of [subject, b]) listIn(this.#edges, end).push(edge);
  }

  /** What counts for whoever has this name, in a log of this size; undefined where nobody had it yet. */
  historyOf(address: Address, treeSize: number): ConsentRecord[] | undefined {
    const start = this.#subjectsOf(address, treeSize);
    if (start.length === 0) return undefined;
    const isThere = ({ index }: Edge) => index < treeSize;
    const isLive = this.#liveIn(treeSize);
    const own = this.#reach(start, isLive);
    const others = [...this.#reach(start, isThere)].filter((subject) => !own.has(subject));
    const stops = others.flatMap((subject) => this.#stopsOf([...this.#reach([subject], isLive)], treeSize));
    const suspensions = [...this.#reach(start, (edge) => isThere(edge) && edge.isAlias)]
      .filter((subject) => !own.has(subject))
      .flatMap((subject) => this.#until(subject, treeSize).filter(isSuspension));
    return [...[...own].flatMap((subject) => this.#until(subject, treeSize)), ...stops, ...suspensions];
  }

  /** Every name that is surely the same person's, this one included; as nameOf writes them. */
  namesOf(address: Address, treeSize: number): Set<string> {
    const own = this.#reach(this.#subjectsOf(address, treeSize), this.#liveIn(treeSize));
    const names = [...this.#byName].filter(([, holders]) => {
      return holders.some(({ index, subject }) => index < treeSize && own.has(subject));
    });
    return new Set([nameOf(address.kind, address.value), ...names.map(([name]) => name)]);
  }

  #subjectsOf({ kind, value }: Address, treeSize: number): string[] {
    const named = this.#byName.get(nameOf(kind, value)) ?? [];
    return named.filter(({ index }) => index < treeSize).map(({ subject }) => subject);
  }

  /**
   * Whether consent crosses a link: both names are the same person's, and said to be since either was in
   * doubt.
   */
  #liveIn(treeSize: number): (edge: Edge) => boolean {
    return ({ index, a, b, at, isAlias }) =>
      index < treeSize &&
      isAlias &&
      [a, b].every((subject) => at > this.#suspendedAt(subject, treeSize)) &&
      ![a, b].some((subject) => this.#isTwoPeoples(subject, treeSize));
  }

  /**
   * A number that one account calls by two ids of one kind, though it was not in doubt: the ledger must have
   * doubted it.
   */
  #isTwoPeoples(number: string, treeSize: number): boolean {
    const since = this.#suspendedAt(number, treeSize);
    const called = (this.#edges.get(number) ?? []).filter(
      ({ a, index, at, stated }) => a === number && index < treeSize && at > since && stated !== undefined,
    );
    return called.some((one) => called.some((other) => one.stated === other.stated && one.b !== other.b));
  }

  #reach(start: readonly string[], follows: (edge: Edge) => boolean): Set<string> {
    const found = new Set(start);
    // A set may grow while it is walked.
    for (const subject of found) {
      for (const edge of (this.#edges.get(subject) ?? []).filter(follows)) found.add(edge.a).add(edge.b);
    }
    return found;
  }

  #until(subject: string, treeSize: number): ConsentRecord[] {
    const all = this.#bySubject.get(subject) ?? [];
    return all.filter(({ index }) => index < treeSize).map(({ record }) => record);
  }

  #suspendedAt(subject: string, treeSize: number): string {
    return (
      this.#until(subject, treeSize)
        .filter(isSuspension)
        .map(({ recorded_at }) => recorded_at)
        .sort()
        .at(-1) ?? ''
    );
  }

  /** What these have stopped, for good: whatever may lift it is said by them alone. */
  #stopsOf(subjects: readonly string[], treeSize: number): ConsentRecord[] {
    const history = subjects.flatMap((subject) => this.#until(subject, treeSize));
    return (
      history
        .filter((record) => record.kind === 'opt_out')
        .filter((record) => record.undoes === undefined && !isLifted(record, history))
        // As firm as it was, and from here nothing lifts it.
        .map(({ signal, ...stop }) => ({ ...stop, ...(signal && { authority: 'customer' as const }) }))
    );
  }
}

/** A number is the same whether a person typed it or Meta calls it wa_id. */
export const nameOf = (kind: string, value: string): string =>
  kind === 'number' || kind === 'wa_id' ? `number ${value.replace('+', '')}` : `${kind} ${value}`;

function listIn<Value>(map: Map<string, Value[]>, key: string): Value[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
