// Admission: may this command become a record? The answer lists every failed criterion, so that an integrator fixes
// all of them in one go. An opt-out is always admitted: nobody must prove anything to be left alone.

import type { PublishedNotice } from '../notice/notice.ts';
import { joinLines, type Rendered, renderNotice, renderPrompt } from '../notice/render.ts';
import { type Case, type Criterion, type Policy, policyNamed, type Rule } from '../policy/rules.ts';
import type { OptIn } from './command.ts';
import type { CollectedVia } from './evidence.ts';
import { type Grade, gradeOf } from './grade.ts';

export type Failure = { criterion: Criterion; rule: string; pointer: string; detail: string };

export type Admission =
  | { kind: 'admitted'; grade: Grade; policy: Policy; rendered: Rendered; text: string }
  | { kind: 'refused'; failures: Failure[] };

const forbiddenSource = (via: CollectedVia): Failure => ({
  criterion: 'source',
  rule: 'forbidden_source',
  pointer: '/source/collected_via',
  detail: `Consent collected by ${via.replaceAll('_', ' ')} cannot be used for WhatsApp.`,
});

const localeUnpublished: Failure = {
  criterion: 'clear_language',
  rule: 'locale_published',
  pointer: '/locale',
  detail: 'The notice has no wording in this locale.',
};

/** Judge an opt-in against the policy its notice names. `nonceAccepted`: its server nonce was checked. */
export function admit(command: OptIn, notice: PublishedNotice, nonceAccepted: boolean): Admission {
  const policy = policyNamed(notice.notice.policy);
  const failures: Failure[] = [];
  const via = command.source.collected_via;
  if (via !== undefined && policy.refusedSources.has(via)) failures.push(forbiddenSource(via));

  const { locales, default_locale } = notice.notice;
  const published = Object.hasOwn(locales, command.locale);
  if (!published) failures.push(localeUnpublished);
  const wording = locales[published ? command.locale : default_locale]!;
  const render = command.channel === 'ivr' ? renderPrompt : renderNotice;
  const rendered = render(notice.notice, wording, command.number);

  // The policy's table is typed per channel; the union cannot be followed through an index, hence the one cast.
  const rules = policy.rules[command.channel] as readonly Rule[];
  const facts: Case = { command, notice, rendered };
  for (const { criterion, name, pointer, detail, holds } of rules) {
    // Words that were never published cannot be judged. The other rules still can, so that nobody who mends the
    // locale is then refused for something else.
    if (!published && criterion === 'clear_language') continue;
    if (!holds(facts)) failures.push({ criterion, rule: name, pointer, detail });
  }
  if (failures.length > 0) return { kind: 'refused', failures };
  const grade = gradeOf(command, nonceAccepted);
  return { kind: 'admitted', grade, policy, rendered, text: joinLines(rendered) };
}
