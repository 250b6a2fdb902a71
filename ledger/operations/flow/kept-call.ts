// Where a call is, between two of its requests: one sealed row, an hour long, for every dialect. Nothing of
// it is in a URL but the number of the step.

import { z } from 'zod';
import type { Line, Reply } from '../../channels/ivr/dialect.ts';
import type { FlowState } from '../../core/flow/step.ts';
import { mac } from '../../core/mac.ts';
import { openText, sealText } from '../../core/subject/sealed-call.ts';
import { identifierTag } from '../../core/subject/tag.ts';
import type { Keys } from '../keys.ts';
import type { World } from '../world.ts';
import type { CallStore } from './store.ts';

export type Calls = Keys<'macs' | 'master' | 'peppers'> & { calls: CallStore; world: World };

/** A call, as its provider names it. */
export type CallName = { business: string; dialect: string; flow: string; call: string };

/** What was answered last, but for the address of the next request. */
export type Said = Pick<Reply, 'ended' | 'result'> & {
  lines: readonly Line[];
  /** `whole`: nothing is to interrupt the question. */
  gather?: Omit<NonNullable<Reply['gather']>, 'next' | 'early'> & { whole?: true };
};

export type KeptState = {
  /** The version that it began with. */
  version: number;
  /** Whether the provider has signed every request so far: the number is in the first of them. */
  isSigned: boolean;
  state: FlowState;
  /** How many requests were answered: the step that waits for its answer now. */
  step: number;
  /** E.164. */
  caller?: string;
  /** E.164, where it is not known which of them the caller's is: all that a stop goes to. */
  readings?: readonly string[];
  keyed?: string;
  /** Digests of the signed requests that were answered last, where a signature does not cover the URL. */
  seen?: readonly string[];
  /** Of a call that was left at the question: the step of that question. */
  leftAt?: number;
  /** When that was answered, in milliseconds since 1970. */
  at?: number;
  /** What was answered then, for platforms whose requests say no step (repeated.ts). */
  heard?: string;
  said: Said;
  /** Of an answer that says what is recorded, until it is given again: by which attempt (late.ts). */
  mark?: string;
  /** The step that the answer names, where the row has moved since. */
  named?: number;
};

/** Milliseconds after its last step. */
export const keptMs = 60 * 60 * 1000;

/** Only its form: that the ledger wrote it follows from that it opens. */
const storedSchema = z.looseObject({ step: z.int(), version: z.int(), state: z.looseObject({}) });

/** Undefined: of this call nothing is known, or what is stored is not what the ledger wrote. */
export async function findCall(ledger: Calls, name: CallName): Promise<KeptState | undefined> {
  const call = callMac(ledger, name);
  const found = await ledger.calls.find(call, ledger.world.now().toISOString());
  if (found === undefined) return undefined;
  const text = openText(ledger.keys.master, placeOf(name, call), found.sealed);
  const kept = text === undefined ? undefined : storedSchema.safeParse(JSON.parse(text)).data;
  return kept?.step === found.step ? (kept as unknown as KeptState) : undefined;
}

/** @returns false where another request has moved the call meanwhile */
export async function keepCall(
  ledger: Calls,
  name: CallName,
  next: KeptState,
  over: number | undefined,
): Promise<boolean> {
  const { business } = name;
  const call = callMac(ledger, name);
  const now = ledger.world.now();
  const [pepper] = ledger.keys.peppers;
  const numbers = [next.caller, next.keyed, ...(next.readings ?? [])].filter((value) => value !== undefined);
  const kept = {
    call,
    business,
    sealed: sealText(ledger.keys.master, placeOf(name, call), ledger.world.random(12), JSON.stringify(next)),
    step: next.step,
    tags: numbers.map((value) => identifierTag(pepper!, business, { kind: 'number', value })),
    endsAt: new Date(now.getTime() + keptMs).toISOString(),
  };
  return ledger.calls.put(kept, over, now.toISOString());
}

const callMac = (ledger: Keys<'macs'>, { business, dialect, flow, call }: CallName): Buffer =>
  mac(ledger.keys.macs, 'ivr-call/v1', business, dialect, flow, call);

const placeOf = ({ business }: CallName, call: Buffer) => ({ what: 'call', name: call, business }) as const;
