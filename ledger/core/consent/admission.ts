// Admission: may this command become a record? The answer lists every failed criterion, so that an integrator fixes
// all of them in one go. An opt-out is always admitted: nobody must prove anything to be left alone.

import type { PublishedNotice, Wording } from '../notice/notice.ts';
import { joinLines, type Rendered, renderNotice } from '../notice/render.ts';
import type { OptIn } from './command.ts';
import { type Grade, gradeOf } from './grade.ts';
import { type Case, type Criterion, type Policy, policyNamed, type Rule } from './policy.ts';

export type Failure = { criterion: Criterion; rule: string; pointer: string; detail: string };

export type Admission =
  | { kind: 'admitted'; grade: Grade; policy: Policy; rendered: Rendered; text: string }
  | { kind: 'refused'; failures: Failure[] };

/** Judge an opt-in against the policy its notice names. `nonceAccepted`: its server nonce was checked. */
export function admit(command: OptIn, notice: PublishedNotice, nonceAccepted: boolean): Admission {
  const policy = policyNamed(notice.notice.policy);
  const failures: Failure[] = [];

  const via = command.source.collected_via;
  if (via !== undefined && policy.refusedSources.has(via)) {
    failures.push({
      criterion: 'source',
      rule: 'forbidden_source',
      pointer: '/source/collected_via',
      detail: `Consent collected by ${via.replaceAll('_', ' ')} cannot be used for WhatsApp.`,
    });
  }

  const wording: Wording | undefined = notice.notice.locales[command.locale];
  if (wording === undefined) {
    failures.push({
      criterion: 'clear_language',
      rule: 'locale_published',
      pointer: '/locale',
      detail: 'The notice has no wording in this locale.',
    });
    return { kind: 'refused', failures };
  }

  const rendered = renderNotice(
    notice.notice,
    wording,
    command.number,
    command.channel === 'ivr' ? 'spoken' : 'shown',
  );
  // The policy's table is typed per channel; the union cannot be followed through an index, hence the one cast.
  const rules = policy.rules[command.channel] as readonly Rule[];
  const facts: Case = { command, notice, rendered };
  for (const { criterion, name, pointer, detail, holds } of rules) {
    if (!holds(facts)) failures.push({ criterion, rule: name, pointer, detail });
  }
  if (failures.length > 0) return { kind: 'refused', failures };
  return {
    kind: 'admitted',
    grade: gradeOf(command, nonceAccepted),
    policy,
    rendered,
    text: joinLines(rendered),
  };
}
