// What a key press becomes: an opt-in, a no, or a stop, of the number that the caller was asked about.
//
// One call, one consent: dialect, business, flow, call, caller, number and step name the request, and what
// was decided is the request. So a request that the provider repeats records nothing more, under a new
// signature and a new moment too; and of two different ones at the same step one is refused, unless it is a
// stop.

import { spend, spendOfStop } from '../../auth/spend.ts';
import type { Reply } from '../../channels/ivr/dialect.ts';
import type { OptIn, OptOut, Source } from '../../core/consent/command.ts';
import { wasOpenAt } from '../../core/entry/named-entry-point.ts';
import { LedgerError } from '../../core/error.ts';
import { askText } from '../../core/flow/played.ts';
import type { Micros } from '../../core/when.ts';
import { type Recording, recordOptIn, recordOptOut } from '../consent/record-consent.ts';
import { recordDecline } from '../consent/record-decline.ts';
import { recordedAs } from '../record/recorded-as.ts';
import type { SetupStore } from '../setup/store.ts';
import type { CallAsked } from './call.ts';
import { type Granted, isUnsure, takeBack } from './late.ts';
import type { StoredFlow } from './store.ts';

export type Acting = Recording & { setup: Pick<SetupStore, 'entryPointOfFlow'> };

export type Act = {
  act: 'yes' | 'no' | 'withdraw';
  key: string;
  /** E.164. */
  number: string;
  /** E.164: what else a stop goes to. */
  also: readonly string[];
  of: 'caller' | 'keyed' | 'none';
  /** E.164; absent where it is withheld. */
  caller?: string;
  /** The step that the key press answers. */
  step: number;
  /** By the provider, from the first request of the call to this one. */
  isSigned: boolean;
  /** No commit of a grant begins later. */
  until: Micros;
};

/**
 * `isNo`: a no or a stop is recorded. `failure`: why nothing is, or why nobody knows. `granted`: the consent
 * that is, or may be.
 */
export type Acted = {
  result: Exclude<Reply['result'], 'going_on' | 'gave_up'>;
  isNo?: true;
  failure?: unknown;
  granted?: Granted;
};

export async function recordAct(
  ledger: Acting,
  asked: CallAsked,
  stored: StoredFlow,
  locale: string,
  act: Act,
): Promise<Acted> {
  try {
    return await acts[act.act](ledger, { ...asked, line: await lineOf(ledger, asked) }, stored, locale, act);
  } catch (failure) {
    return { result: 'not_recorded', failure };
  }
}

/** The entry point that the business has named this flow's line, if it has. */
async function lineOf({ setup, world }: Acting, { business, flow }: CallAsked) {
  // A stop is not lost for a label.
  const now = world.now();
  const line = await setup.entryPointOfFlow(business, flow, now).catch(() => undefined);
  return line && wasOpenAt(line, now.getTime()) ? { id: line.id, name: line.name } : undefined;
}

type Placed = CallAsked & { line: Source['entry'] };

type Acts = (ledger: Acting, asked: Placed, stored: StoredFlow, locale: string, act: Act) => Promise<Acted>;

const acts: Record<Act['act'], Acts> = {
  async yes(ledger, asked, stored, locale, act) {
    const once = spend(ledger.keys.macs, 'ivr', nameOf(asked, act), requestOf(stored, act));
    const optIn = { ...commonOf(asked, stored, locale, act), kind: 'opt_in', number: act.number } as OptIn;
    const granted = { takeBack: (record: string) => takeBack(ledger, optIn, record) };
    try {
      const { record } = await recordOptIn(ledger, optIn, once, act.until);
      return { result: 'recorded', granted: { ...granted, record: async () => record } };
    } catch (failure) {
      if (!isUnsure(failure)) throw failure;
      const record = () => recordedAs(ledger, asked.business, once);
      return { result: 'not_recorded', failure, granted: { ...granted, record } };
    }
  },

  async no(ledger, asked, stored, locale, act) {
    const { notice: _, text, ...common } = commonOf(asked, stored, locale, act);
    const once = spend(ledger.keys.macs, 'ivr', nameOf(asked, act), requestOf(stored, act));
    const stop = spendOfStop(ledger.keys.macs, 'ivr', nameOf(asked, act), requestOf(stored, act));
    const { purposes, scope, notice } = stored.flow;
    const words = { terms: { purposes, scope, notice }, text: { spoken: text } };
    const decline = { ...common, ...words, kind: 'declined' as const, number: act.number };
    await recordDecline(ledger, decline, once, stop);
    return { result: 'declined', isNo: true };
  },

  async withdraw(ledger, asked, stored, locale, act) {
    const { business, identifiers, channel, submission, source } = commonOf(asked, stored, locale, act);
    const person = { kind: 'number', value: act.number } as const;
    const also = act.also.map((value) => {
      const other = { kind: 'number', value } as const;
      return { given: other, canonical: other };
    });
    const named = { business, identifiers, person, ...(also.length > 0 && { also }) };
    const stop: OptOut = { kind: 'opt_out', ...named, channel, submission, source };
    const once = spendOfStop(ledger.keys.macs, 'ivr', nameOf(asked, act), requestOf(stored, act));
    await recordOptOut(ledger, stop, once);
    return { result: 'withdrawn', isNo: true };
  },
};

const nameOf = ({ dialect, business, flow, facts }: CallAsked, { caller = '', number, step }: Act) => [
  ...[dialect, business, flow, facts.call],
  ...[caller, number, String(step)],
];

const requestOf = ({ flow }: StoredFlow, { act, key, number, also }: Act) =>
  JSON.stringify({
    ...{ act, key, number, flow: flow.id, version: flow.version },
    ...(also.length > 0 && { also }),
  });

function commonOf({ business, dialect, facts, line }: Placed, stored: StoredFlow, locale: string, act: Act) {
  const { flow } = stored;
  const { of } = act;
  if (of === 'none') throw new LedgerError('internal', 'A key press without a number cannot be recorded.');
  const audio = flow.locales[locale]?.audio?.ask;
  return {
    business,
    identifiers: [{ kind: 'number' as const, value: act.number }],
    notice: { id: flow.notice.id, version: flow.notice.version },
    locale,
    text: askText(flow, locale, act.number),
    submission: {
      by: 'flow' as const,
      flow,
      isSigned: act.isSigned,
      proof: { kind: 'none' as const },
    },
    source: { system: 'ivr', entry_point: 'ivr' as const, ...(line && { entry: line }) },
    channel: 'ivr' as const,
    evidence: {
      call_id: facts.call,
      key: act.key,
      prompt: `${flow.id}@${flow.version}`,
      locale,
      ...(facts.attested && of === 'caller' && { attested: facts.attested }),
      dialect,
      number: of,
      ...(audio && { audio_sha256: audio.sha256 }),
    },
  };
}
