// What a person was asked on one line, and which of their messages were answered, in one sealed row: the
// question waits for a day, and a message that the provider tells of again gets its first answer.

import { z } from 'zod';
import { mac } from '../../core/mac.ts';
import { openText, sealText } from '../../core/subject/sealed-call.ts';
import { identifierTag } from '../../core/subject/tag.ts';
import type { Keys } from '../keys.ts';
import type { World } from '../world.ts';
import type { SmsThreadStore } from './store.ts';

export type Threads = Keys<'macs' | 'master' | 'peppers'> & { smsThreads: SmsThreadStore; world: World };

/** One person, by their number in E.164, on one line of a business. */
export type ThreadName = { business: string; dialect: string; line: string; number: string };

/** How long a yes may follow the words that it answers, milliseconds. */
export const askedMs = 24 * 60 * 60 * 1000;
/** How long a provider may tell of a message again, milliseconds after the last one. */
export const toldMs = 48 * 60 * 60 * 1000;
/** How often, and in how many milliseconds, a person who asks for no help is told how to stop at most. */
export const toldHowMax = 3;
const toldHowMs = 60 * 60 * 1000;
/** The messages whose answers are kept, and those that are noted, the latest ones. */
const answeredMax = 32;

const askedSchema = z.object({
  notice: z.object({ id: z.string(), version: z.int(), sha256: z.string() }),
  locale: z.string(),
  /** As the notice writes it. */
  keyword: z.string(),
  /** The message that it was in. */
  message: z.string(),
  /** What was sent, letter by letter. */
  text: z.string(),
  /** When (core/when.ts). */
  at: z.string(),
  isSigned: z.boolean(),
  /** Whether the provider has taken it: words that were not sent ask nothing. */
  isSent: z.boolean(),
  /** Whether a block of the provider's may keep it from the person (block.ts). */
  isBlocked: z.boolean().optional(),
  /** Whether a text that answers nothing was told so: machines that answer by themselves are told once. */
  isReminded: z.boolean().optional(),
});
/** A question that waits for its answer. */
export type Asked = z.infer<typeof askedSchema>;

const answeredSchema = z.object({
  message: z.string(),
  /** Absent: it got none. */
  text: z.string().optional(),
  isSent: z.boolean(),
  /** Until when (ISO 8601) a request is busy with sending it. */
  busyUntil: z.string().optional(),
});
/** A message, and what it was answered. */
export type Answered = z.infer<typeof answeredSchema>;

const threadSchema = z.object({
  step: z.int(),
  /** In which the person was last asked. */
  locale: z.string().optional(),
  /** When the person last lifted a block of the provider's (core/when.ts). */
  lifted: z.string().optional(),
  /** When the person was told how to stop of late, without asking for help (core/when.ts). */
  toldHowAt: z.array(z.string()).optional(),
  asked: askedSchema.optional(),
  /** By what the last question ended, and when (core/when.ts). */
  ended: z.object({ kind: z.enum(['yes', 'no']), question: askedSchema, at: z.string() }).optional(),
  /** Messages that came while a question waited, and the message of that question. */
  heard: z.array(z.object({ message: z.string(), question: z.string() })).optional(),
  answered: z.array(answeredSchema),
});
export type Thread = z.infer<typeof threadSchema>;

const emptyThread: Thread = { step: 0, answered: [] };

/** Undefined: nothing is known of it, or what is stored is not what the ledger wrote. */
export async function findThread(ledger: Threads, name: ThreadName): Promise<Thread | undefined> {
  const thread = threadMac(ledger, name);
  const found = await ledger.smsThreads.find(thread, ledger.world.now().toISOString());
  if (found === undefined) return undefined;
  const text = openText(ledger.keys.master, placeOf(name, thread), found.sealed);
  const kept = text === undefined ? undefined : threadSchema.safeParse(JSON.parse(text)).data;
  // A row that does not open is written over, and asks nothing.
  return kept?.step === found.step ? kept : { ...emptyThread, step: found.step };
}

/** Before anything of the answer can fail. @returns false where it was noted before, or nothing was asked */
export async function noteHeard(
  ledger: Threads,
  name: ThreadName & { message: string },
  thread: Thread | undefined,
): Promise<boolean> {
  const { message } = name;
  if (thread?.asked === undefined || questionOf(thread, message) !== undefined) return false;
  const { step, ...rest } = thread;
  const heard = [...(rest.heard ?? []), { message, question: thread.asked.message }];
  await keepThread(ledger, name, { ...rest, heard }, step);
  return true;
}

/** When this person was told how to stop, in the time before this moment (ISO 8601). */
export const toldHowLately = (thread: Thread | undefined, before: string): string[] =>
  (thread?.toldHowAt ?? []).filter((at) => Date.parse(at) + toldHowMs > Date.parse(before));

/** The message of the question that waited when this message first came. */
export const questionOf = ({ heard }: Thread, message: string): string | undefined =>
  heard?.find((one) => one.message === message)?.question;

/** @returns false where another message has moved the thread meanwhile */
export async function keepThread(
  ledger: Threads,
  name: ThreadName,
  next: Omit<Thread, 'step'>,
  over: number | undefined,
): Promise<boolean> {
  const { business, number: value } = name;
  const thread = threadMac(ledger, name);
  const now = ledger.world.now();
  const step = (over ?? 0) + 1;
  const [answered, heard] = [next.answered.slice(-answeredMax), next.heard?.slice(-answeredMax)];
  const text = JSON.stringify({ ...next, answered, heard, step });
  const kept = {
    thread,
    business,
    sealed: sealText(ledger.keys.master, placeOf(name, thread), ledger.world.random(12), text),
    step,
    tags: [identifierTag(ledger.keys.peppers[0]!, business, { kind: 'number', value })],
    endsAt: new Date(now.getTime() + toldMs).toISOString(),
  };
  return ledger.smsThreads.put(kept, over, now.toISOString());
}

const threadMac = (ledger: Keys<'macs'>, { business, dialect, line, number }: ThreadName): Buffer =>
  mac(ledger.keys.macs, 'sms-thread/v1', business, dialect, line, number);

const placeOf = ({ business }: ThreadName, thread: Buffer) =>
  ({ what: 'sms-thread', name: thread, business }) as const;
