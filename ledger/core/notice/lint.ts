// What the packs say of a notice before anybody is asked with it: each rule about words, judged for each
// language, as it will be judged of every opt-in. A page that shows it shows the words from here too: they
// come from the one renderer.

import { policyNamed } from '../policy/policy.ts';
import { policyNameSchema } from '../policy/policy-name.ts';
import { aboutWords } from '../policy/rules.ts';
import type { PublishedNotice } from './notice.ts';
import { type Rendered, renderNotice, renderPrompt } from './render.ts';
import { type Reviews, reviewedIn } from './review.ts';
import { smsText } from './sms.ts';
import { smsFaults } from './sms-rules.ts';

/** `screen`: web, app, paper and all that is read. */
export const lintedIn = ['screen', 'voice', 'sms'] as const;
export const verdicts = ['fails', 'warns', 'passes'] as const;

type Finding = {
  locale: string;
  medium: (typeof lintedIn)[number];
  /** `pack@version`; `optmark` is none of the packs, and refuses nothing. */
  pack: string;
  rule: string;
  /** fails: each opt-in in this language is refused. warns: another pack than the notice's own would. */
  verdict: (typeof verdicts)[number];
  detail: string;
  source: string;
};

/** As a person reads and hears it before a number is known. */
type Worded = Rendered & { prompt: string; sms?: string };

export type Linted = { words: Record<string, Worded>; findings: Finding[] };

/** Of any person: a rule that wants the number read back has one to look for. */
const someone = '+14155550100';

export function lintNotice(published: PublishedNotice, reviews: Reviews): Linted {
  const { notice } = published;
  const locales = Object.entries(notice.locales);
  const words = locales.map(([locale, wording]) => {
    const sms = smsText(notice, wording);
    const { sentence: prompt } = renderPrompt(notice, wording, '');
    return [locale, { ...renderNotice(notice, wording, ''), prompt, ...(sms !== undefined && { sms }) }];
  });
  return {
    words: Object.fromEntries(words),
    findings: [
      ...locales.flatMap(([locale]) => ofPacks(published, locale)),
      ...ofTexts(published),
      ...ofReviews(reviewedIn(notice, reviews)),
    ],
  };
}

function ofPacks(published: PublishedNotice, locale: string): Finding[] {
  const { notice } = published;
  const wording = notice.locales[locale]!;
  const media = [
    ['screen', 'web', renderNotice(notice, wording, someone)],
    ['voice', 'ivr', renderPrompt(notice, wording, someone)],
  ] as const;
  return policyNameSchema.options.flatMap((name) => {
    const { version, source, rules } = policyNamed(name);
    return media.flatMap(([medium, channel, rendered]) =>
      aboutWords
        .filter((rule) => rules[channel].some((one) => one.holds === rule.holds))
        .map((rule) => {
          const holds = rule.holds({ command: { locale, number: someone }, notice: published, rendered });
          return {
            ...{ locale, medium, pack: `${name}@${version}`, rule: `${rule.criterion}/${rule.name}` },
            verdict: holds ? 'passes' : name === notice.policy ? 'fails' : 'warns',
            ...{ detail: rule.detail, source },
          } satisfies Finding;
        }),
    );
  });
}

/** What a text message must say, which publishing refuses else. */
function ofTexts(published: PublishedNotice): Finding[] {
  const { version, source } = policyNamed(published.notice.policy);
  return smsFaults(published).map(({ pointer, rule, detail }) => ({
    ...{ locale: pointer.split('/')[2]!, medium: 'sms', pack: `${published.notice.policy}@${version}` },
    ...{ rule, verdict: 'fails', detail, source },
  }));
}

function ofReviews(reviewed: Record<string, boolean>): Finding[] {
  return Object.entries(reviewed).map(([locale, isReviewed]) => ({
    ...{ locale, medium: 'screen', pack: 'optmark', rule: 'reviewed', source: 'Optmark' },
    verdict: isReviewed ? 'passes' : 'warns',
    detail: 'A person who reads the language must have reviewed the words.',
  }));
}
