// Publishing: a draft is filled in from its notice and from the language's own words, judged by the rules
// that every call will be judged by, and frozen. What would be refused in each call is refused here, once.

import { canonicalBytes, sha256Hex } from '../canonical.ts';
import type { OptIn } from '../consent/command.ts';
import type { Fault } from '../error.ts';
import type { FlowStrings } from '../language/flow-strings.ts';
import { flowStrings } from '../language/flow-words.ts';
import type { PublishedNotice } from '../notice/notice.ts';
import { policyNamed } from '../policy/policy.ts';
import { type Flow, type FlowDraft, flowSchema, type PublishedFlow, type Spoken } from './flow.ts';
import { askText } from './played.ts';
import { fixedPrompts, keyNames, type PromptName, promptNames } from './prompt.ts';

export type FlowPublication =
  /** `warnings`: what a person should look at before callers hear it. */
  { kind: 'published'; published: PublishedFlow; warnings: Fault[] } | { kind: 'refused'; faults: Fault[] };

/** @param notice the current version of the one that the draft names */
export function publishFlow(
  draft: FlowDraft,
  notice: PublishedNotice,
  facts: { version: number; publishedAt: string },
): FlowPublication {
  const unfit = [...unknownLocales(draft, notice), ...fixedWords(draft)];
  if (unfit.length > 0) return { kind: 'refused', faults: unfit };
  const flow = filledIn(draft, notice, facts);
  const faults = Object.keys(flow.locales).flatMap((locale) => faultsIn(flow, locale, notice));
  if (faults.length > 0) return { kind: 'refused', faults };
  const bytes = canonicalBytes(flow);
  const warnings = [
    ...(draft.other_number && draft.calling_code === undefined ? [ofNoCountry] : []),
    ...Object.keys(flow.locales).flatMap((locale) => warningsIn(draft, locale, notice)),
  ];
  return { kind: 'published', published: { flow, bytes, sha256: sha256Hex(bytes) }, warnings };
}

/** Reads stored bytes back. Throws if they are not a flow; callers compare the digest first. */
export function parseFlow(bytes: Uint8Array): PublishedFlow {
  const flow = flowSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  return { flow, bytes: Buffer.from(bytes), sha256: sha256Hex(bytes) };
}

const pointerTo = (...path: string[]) =>
  path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function unknownLocales({ locales, default_locale: first }: FlowDraft, { notice }: PublishedNotice): Fault[] {
  const faults = Object.keys(locales)
    .filter((locale) => !Object.hasOwn(notice.locales, locale))
    .map((locale) => ({
      pointer: pointerTo('locales', locale),
      rule: 'locale_published',
      detail: 'The notice has no wording in this locale.',
    }));
  if (first === undefined || Object.hasOwn(locales, first)) return faults;
  const detail = 'The default locale must be one of the flow’s locales.';
  return [...faults, { pointer: '/default_locale', rule: 'default_locale', detail }];
}

const fixedWords = ({ locales }: FlowDraft): Fault[] =>
  Object.entries(locales).flatMap(([locale, { prompts = {} }]) =>
    fixedPrompts
      .filter((name) => prompts[name] !== undefined)
      .map((name) => ({
        pointer: pointerTo('locales', locale, 'prompts', name),
        rule: 'own_words',
        detail: 'This prompt is always in the language’s own words. Leave it out; a recording may say them.',
      })),
  );

function filledIn(
  { notice: _, locales, default_locale: first, ...draft }: FlowDraft,
  { notice, sha256 }: PublishedNotice,
  { version, publishedAt }: { version: number; publishedAt: string },
): Flow {
  const tags = Object.keys(locales);
  return flowSchema.parse({
    ...draft,
    version,
    business: notice.business,
    notice: { id: notice.id, version: notice.version, sha256 },
    policy: notice.policy,
    purposes: notice.purposes,
    scope: notice.scope,
    default_locale:
      first ?? (Object.hasOwn(locales, notice.default_locale) ? notice.default_locale : tags[0]!),
    locales: Object.fromEntries(
      tags.map((tag) => {
        const { what = notice.locales[tag]!.what, prompts, audio } = locales[tag]!;
        const own = flowStrings(tag);
        const words: Spoken = {
          what,
          stop: own.stop,
          prompts: { ...promptsOf(own, draft.other_number), ...prompts },
          ...(audio !== undefined && { audio }),
        };
        return [tag, words];
      }),
    ),
    published_at: publishedAt,
  } satisfies Flow);
}

/** The language's own prompts; `ask` offers what the flow has. */
function promptsOf(own: FlowStrings, hasOther: boolean): Record<PromptName, string> {
  const ask = [own.ask, hasOther ? own.ask_other : '', own.ask_repeat, own.ask_withdraw];
  const prompts = Object.fromEntries(promptNames.map((name) => [name, own[name]]));
  // No space follows a full stop of full width.
  const joined = ask.filter(Boolean).join(' ').replaceAll('。 ', '。');
  return { ...prompts, ask: joined } as Record<PromptName, string>;
}

/** Slots that a prompt cannot do without: of `ask`, those that tell who asks for what, and how to stop. */
const needed: Partial<Record<PromptName, readonly string[]>> = {
  ask: ['what', 'business', 'ending', 'stop', 'yes', 'no'],
  language: ['key'],
};

function slotsOf(name: PromptName, { other_number: hasOther }: Flow): readonly string[] {
  const keys = keyNames.filter((key) => hasOther || key !== 'other');
  const own = name === 'ask' ? ['ending', 'stop'] : name === 'language' ? ['key'] : [];
  return ['what', 'business', ...keys, ...own];
}

/** What looks like an address: a scheme, a domain, a mailbox. */
const address = /:\/\/|\bwww\.|@|(?<![\p{L}\p{N}])[\p{L}\p{N}-]+\.[a-z]{2,}(?![\p{L}\p{N}])/iu;

function faultsIn(flow: Flow, locale: string, notice: PublishedNotice): Fault[] {
  const { what, prompts, audio } = flow.locales[locale]!;
  const at = (...path: string[]) => pointerTo('locales', locale, ...path);
  const spoken = (pointer: string, text: string): Fault[] =>
    address.test(text) ? [{ pointer, rule: 'spoken', detail: 'A voice cannot say an address.' }] : [];
  const faults = promptNames.flatMap((name) => [
    ...slotFaults(flow, name, prompts[name], at('prompts', name)),
    ...spoken(at('prompts', name), prompts[name]),
  ]);
  if (flowStrings(locale).firstPerson?.test(what)) faults.push(firstPerson(at('what')));
  // Under every policy, and in the question itself: how to stop names WhatsApp as well.
  if (!prompts.ask.includes('WhatsApp'))
    faults.push({
      pointer: at('prompts', 'ask'),
      rule: 'clear_language/whatsapp_named',
      detail: 'The question must say that messages come over WhatsApp.',
    });
  if (!prompts.recorded.includes('START'))
    faults.push({
      pointer: at('prompts', 'recorded'),
      rule: 'start_named',
      detail: 'A caller who once stopped in WhatsApp must hear that START is written there.',
    });
  // No recording knows the number, so a voice says its end behind it.
  if (audio?.ask !== undefined && !/\{ending\}[^\p{L}\p{N}{]*$/u.test(prompts.ask))
    faults.push({
      pointer: at('prompts', 'ask'),
      rule: 'ending_last',
      detail: 'Where this prompt is a recording, it must end with {ending}, which a voice says.',
    });
  return [
    ...faults,
    ...spoken(at('what'), what),
    ...policyFaults(flow, locale, notice, at('prompts', 'ask')),
  ];
}

function slotFaults(flow: Flow, name: PromptName, template: string, pointer: string): Fault[] {
  const used = Array.from(template.matchAll(/\{(\w*)\}/g), ([, slot]) => slot!);
  const must = needed[name] ?? [];
  const allowed = slotsOf(name, flow);
  const lacking = must.filter((slot) => !used.includes(slot));
  if (lacking.length === 0 && used.every((slot) => allowed.includes(slot))) return [];
  const named = (slots: readonly string[]) => slots.map((slot) => `{${slot}}`).join(', ');
  const detail =
    lacking.length > 0
      ? `The prompt must have the slots ${named(must)}.`
      : `The prompt may have the slots ${named(allowed)}, and no other.`;
  return [{ pointer, rule: 'slots', detail }];
}

const firstPerson = (pointer: string): Fault => ({
  pointer,
  rule: 'second_person',
  detail: 'The voice speaks to the caller: write "your orders" in `what`, not "my orders".',
});

/** Of any caller: the rules look at the words, and every number has an end. */
const someone = '+14155550100';

/** What the notice's policy asks of the words of every call. */
function policyFaults(flow: Flow, locale: string, notice: PublishedNotice, pointer: string): Fault[] {
  const rendered = { spoken: askText(flow, locale, someone) };
  const command: OptIn & { channel: 'ivr' } = {
    kind: 'opt_in',
    business: flow.business.id,
    identifiers: [],
    number: someone,
    notice: { id: flow.notice.id, version: flow.notice.version },
    locale,
    text: rendered.spoken,
    submission: { by: 'flow', flow, isSigned: false, proof: { kind: 'none' } },
    source: { system: 'ivr' },
    channel: 'ivr',
    evidence: { call_id: 'c-1', key: flow.keys.yes, prompt: `${flow.id}@${flow.version}`, number: 'caller' },
  };
  return policyNamed(flow.policy)
    .rules.ivr.filter((rule) => !rule.holds({ command, notice, rendered }))
    .map(({ criterion, name, detail }) => ({ pointer, rule: `${criterion}/${name}`, detail }));
}

const ofNoCountry: Fault = {
  pointer: '/calling_code',
  rule: 'calling_code',
  detail:
    'A caller whose number is withheld, and who keys one in, must begin with 00 and the country code: ' +
    'nothing else says which country it is of. Give `calling_code` if callers are of one country.',
};

function warningsIn({ locales }: FlowDraft, locale: string, { notice }: PublishedNotice): Fault[] {
  const { what, prompts = {} } = locales[locale]!;
  const { firstPerson, reviewed } = flowStrings(locale);
  // Where this language tells "my" from "your" by an ending, only a person who reads it can tell.
  const isAsSaid = what === undefined && firstPerson === undefined;
  const differs = what !== undefined && what !== notice.locales[locale]!.what;
  return [
    ...(isAsSaid ? [asSaid(pointerTo('locales', locale, 'what'))] : []),
    ...(differs ? [whatDiffers(pointerTo('locales', locale, 'what'))] : []),
    ...(prompts.ask === undefined ? [] : [ownQuestion(pointerTo('locales', locale, 'prompts', 'ask'))]),
    ...(reviewed ? [] : [unreviewed(pointerTo('locales', locale))]),
  ];
}

const asSaid = (pointer: string): Fault => ({
  pointer,
  rule: 'second_person',
  detail:
    'What the messages are is taken from the notice, where a person says it of themselves. ' +
    'Have someone who reads this language make sure that a voice can say it to a caller, or give `what`.',
});

const whatDiffers = (pointer: string): Fault => ({
  pointer,
  rule: 'as_in_notice',
  detail:
    'The notice says it in other words. Have someone make sure that a caller hears of the same messages.',
});

const ownQuestion = (pointer: string): Fault => ({
  pointer,
  rule: 'own_question',
  detail:
    'The question is in the business’s own words. Have someone make sure that the keys do what it says.',
});

const unreviewed = (pointer: string): Fault => ({
  pointer,
  rule: 'reviewed',
  detail: 'No person who reads this language has reviewed its prompts yet. Have someone hear them first.',
});
