// What a caller hears: prompts become lines, each a text that a voice says or a recording that is played
// instead of it. There is one renderer: a call is answered with it, a record is compared with it, the audit
// draws the words again with it years later.

import type { Evidence } from '../consent/evidence.ts';
import { flowStrings } from '../language/flow-words.ts';
import { endingOf, fill } from '../notice/render.ts';
import type { Flow, Spoken } from './flow.ts';
import type { PromptName } from './prompt.ts';
import { languageKeys } from './step.ts';

export type PlayedLine = {
  locale: string;
  name: PromptName;
  text: string;
  audio?: { url: string; sha256: string };
  /** As it stands in the text, where this line says how the number ends. */
  ending?: string;
};

/** @param number E.164 of whom `ask` is about */
export function playedText(
  flow: Flow,
  locale: string,
  prompts: readonly PromptName[],
  { number = '' }: { number?: string } = {},
): PlayedLine[] {
  return prompts.flatMap((name) => {
    if (name !== 'language') return linesOf(flow, locale, name, { ending: endingOf(number) });
    // Each language offers itself in its own words.
    return [...languageKeys(flow)].flatMap(([key, tag]) => linesOf(flow, tag, name, { key }));
  });
}

/**
 * What callers hear whom the flow cannot ask now: that nothing is recorded, and the key for stopping. In
 * every language, unless it is known: nobody has been asked for theirs. The second line goes on with the
 * prompt of the first, which has the only recording.
 */
export function unaskedText(flow: Flow, known: string | undefined): PlayedLine[] {
  const { default_locale: first } = flow;
  const rest = Object.keys(flow.locales).filter((locale) => locale !== first);
  return (known === undefined ? [first, ...rest] : [known]).flatMap((locale) => {
    const text = filled(flow, flow.locales[locale]!, flowStrings(locale).ask_withdraw, {});
    return [...linesOf(flow, locale, 'not_recorded', {}), { locale, name: 'not_recorded', text }];
  });
}

/** The words that ask a caller about this number, as a record holds them. */
export const askText = (flow: Flow, locale: string, number: string): string =>
  filled(flow, flow.locales[locale]!, flow.locales[locale]!.prompts.ask, { ending: endingOf(number) });

/** Whether the evidence of a key names these words, and the recording that was played for them. */
export const isFlowsEvidence = (
  flow: Flow,
  locale: string,
  { prompt, audio_sha256: audio }: Evidence<'ivr'>,
): boolean => prompt === `${flow.id}@${flow.version}` && audio === flow.locales[locale]?.audio?.ask?.sha256;

const slot = '{ending}';

function linesOf(flow: Flow, locale: string, name: PromptName, own: Record<string, string>): PlayedLine[] {
  const words = flow.locales[locale]!;
  const line = (template: string) => ({
    ...{ locale, name, text: filled(flow, words, template, own) },
    ...(own.ending && template.includes(slot) && { ending: own.ending }),
  });
  const template = words.prompts[name];
  const audio = words.audio?.[name];
  if (audio === undefined) return [line(template)];
  // No recording knows the number: a voice says its end behind it.
  const at = template.indexOf(slot);
  if (at === -1) return [{ ...line(template), audio }];
  return [{ ...line(template.slice(0, at).trimEnd()), audio }, line(template.slice(at))];
}

function filled(flow: Flow, { what, stop }: Spoken, template: string, own: Record<string, string>): string {
  return fill(template, { what, stop, business: flow.business.name, ...flow.keys, ...own });
}
