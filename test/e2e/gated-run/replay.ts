// The ledger, replayed: every record is read from the log and opened, and each question is judged again by
// what the log held at the tree size its answer names. Neither the kept states nor the gate's own rules are
// asked: the rules are those of test/core/consent/consent-model.ts and what is written down here, plainly and
// slowly.

import { openRecord } from '../../../ledger/core/consent/open-record.ts';
import type { ConsentRecord, TemplateChangedRecord } from '../../../ledger/core/consent/record.ts';
import type { Purpose } from '../../../ledger/core/notice/purpose.ts';
import { toMoment } from '../../../ledger/core/when.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { isSuspension, judge, type Verdict } from '../../core/consent/consent-model.ts';
import { LinkedPeople } from './linked-people.ts';
import type { Address } from './run.ts';
import type { Windows } from './service-windows.ts';

export type Judgement = { decision: 'allow' | 'deny'; reasons: string[]; record?: string };

/** The log's first `treeSize` records and the clock that judged. */
export type Moment = { treeSize: number; now: string };

export class Replay {
  /** In the order of the log. */
  readonly #records: readonly ConsentRecord[];
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #people: LinkedPeople;
  readonly #templates: readonly (readonly [number, TemplateChangedRecord])[];

  private constructor(records: readonly ConsentRecord[]) {
    this.#records = records;
    this.#indexes = new Map(records.map(({ id }, index) => [id, index]));
    this.#people = new LinkedPeople(records);
    this.#templates = records.flatMap((record, index) =>
      record.kind === 'template_changed' ? [[index, record] as const] : [],
    );
  }

  static async of(ledger: Ledger): Promise<Replay> {
    const records: ConsentRecord[] = [];
    for await (const page of ledger.records.scan('index', 1000)) {
      for (const stored of page) records[stored.index] = openRecord(ledger, stored).record;
    }
    return new Replay(records);
  }

  /** Each way in which somebody has stopped: who told the ledger, and of Meta's webhooks which kind. */
  get waysOfStopping(): Set<string> {
    const optOuts = this.#records.filter((record) => record.kind === 'opt_out');
    return new Set(optOuts.map(({ signal, submitted_by }) => signal?.by ?? submitted_by?.by ?? 'nobody'));
  }

  /** How often a number was found to be somebody else's by the id that Meta called it by. */
  get reassigned(): number {
    return this.#records.filter((one) => one.kind === 'suspended' && one.reason === 'number_reassigned')
      .length;
  }

  /** How often Meta has put a template into another category. */
  get retags(): number {
    return this.#templates.filter(([, { said_by }]) => said_by === 'meta').length;
  }

  ofTemplate(
    to: Address,
    { account, template }: { account: string; template: string },
    { treeSize, now }: Moment,
  ): Judgement {
    const found = this.#needed(account, template, treeSize);
    if (found === undefined) return { decision: 'deny', reasons: ['template_unmapped'] };
    const history = this.#people.historyOf(to, treeSize);
    if (history === undefined) return { decision: 'deny', reasons: ['unknown_recipient'] };
    const [needed, mapped] = found.map((purpose) => judge(history, purpose, 'message', now));
    const isStopped = ['withdrawn', 'too_weak_in_grade', 'too_weak_in_authority'].includes(mapped!.kind);
    return judgementOf(needed!.kind === 'granted' && isStopped ? mapped! : needed!);
  }

  /** Whose windows count for this name, and what closes them. */
  windowsOf(to: Address, { treeSize, now }: Moment): Windows {
    const history = this.#people.historyOf(to, treeSize) ?? [];
    const suspension = history
      .filter(isSuspension)
      .toSorted((a, b) => (a.recorded_at < b.recorded_at ? -1 : 1))
      .at(-1);
    const names = this.#people.namesOf(to, treeSize);
    return { names, stop: this.#generalStop(history, now), suspension };
  }

  #generalStop(history: ConsentRecord[], now: string): ConsentRecord | undefined {
    // No message here is for this, so only a stop of everything is one of it.
    const verdict = judge(history, 'ticket_update', 'message', now);
    return verdict.kind === 'withdrawn' ? this.#records[this.#indexes.get(verdict.record!)!] : undefined;
  }

  /** Whether a person opted out when the log had this size or more, and no later than a moment. */
  optedOutSince(to: Address, treeSize: number, until: string): boolean {
    const all = this.#people.historyOf(to, this.#records.length) ?? [];
    return all.some(({ id, kind, recorded_at }) => {
      return kind === 'opt_out' && recorded_at <= toMoment(until) && this.#indexes.get(id)! >= treeSize;
    });
  }

  /** The consent that a template's messages need, and what the business says they are for. */
  #needed(account: string, name: string, treeSize: number): [Purpose, Purpose] | undefined {
    const said = this.#templates
      .filter(([index, { template }]) => {
        return index < treeSize && template.account === account && template.name === name;
      })
      .map(([, record]) => record);
    const purpose = said.filter((record) => record.purpose !== undefined).at(-1)?.purpose;
    const words = said.filter(({ category }) => category !== undefined);
    const byMeta = words.filter(({ said_by }) => said_by === 'meta');
    const category = (byMeta.length > 0 ? byMeta : words).toSorted(byMoment).at(-1)?.category;
    if (purpose === undefined || category === undefined) return undefined;
    return [category === 'UTILITY' ? purpose : 'marketing', purpose];
  }
}

/** By when it was said; of one moment the stricter comes last. */
function byMoment(a: TemplateChangedRecord, b: TemplateChangedRecord): number {
  const rank = ({ occurred_at, recorded_at, category }: TemplateChangedRecord) =>
    `${[occurred_at ?? recorded_at, recorded_at].sort()[0]} ${category === 'UTILITY' ? 0 : 1}`;
  return rank(a) < rank(b) ? -1 : 1;
}

function judgementOf({ kind, record }: Verdict): Judgement {
  switch (kind) {
    case 'granted':
      return { decision: 'allow', reasons: ['granted'], record: record! };
    case 'withdrawn':
      return { decision: 'deny', reasons: ['withdrawn'], record: record! };
    case 'too_weak_in_grade':
      return { decision: 'deny', reasons: ['withdrawn', 'grade_too_low_after_withdrawal'] };
    case 'too_weak_in_authority':
      return { decision: 'deny', reasons: ['withdrawn', 'authority_too_low_after_withdrawal'] };
    case 'suspended':
      return { decision: 'deny', reasons: ['suspended_until_confirmed'], record: record! };
    case 'none':
      return { decision: 'deny', reasons: ['no_consent'] };
    default:
      return { decision: 'deny', reasons: [kind] };
  }
}
