// Strings of the section on how long records are kept.

import { many } from './many.ts';

export const retention = {
  rules: 'How long records are kept',
  rulesMean: 'From when the last consent of a person ended. What a standing consent rests on is always kept.',
  what: 'What',
  where: 'Where',
  days: 'Days',
  floor: 'At least',
  noFloor: 'no floor',
  setBy: { ledger: 'the ledger’s rule', business: 'your setting' } as Record<string, string>,
  everywhere: 'everywhere else',
  everyPurpose: 'any purpose',
  matters: {
    proof: 'Proof of consent and stops',
    refusal: 'A no that ended nothing',
    look: 'Who looked, and why',
  } as Record<string, string>,
  actions: 'Change',
  silence: 'Consent that ends by silence',
  silenceMeans: 'Where nothing is heard of a person: no record of theirs, and no message that they read.',
  noSilence: 'No consent ends by silence.',
  from: 'Not before',
  disputes: (names: number) =>
    names === 0
      ? 'No dispute is open.'
      : `${many(names, 'name', 'names')} in a dispute: their records are kept until it is over.`,
  keep: {
    open: 'Keep for another time',
    title: 'Keep records longer or shorter',
    means: 'Never below the floor of the ledger’s rule.',
    what: 'What is kept',
    where: 'Jurisdiction',
    whereHint: 'Two capital letters, such as IN, or * for everywhere.',
    purpose: 'Purpose',
    any: 'Any',
    days: 'Days',
    sure: (days: string) =>
      `What is older than ${days} days, counted from the end of the person’s last consent, is destroyed at the next run. It does not come back.`,
    doIt: 'Keep for this time',
  },
  end: {
    open: 'Back to the rule',
    title: 'Let the ledger’s rule count again',
    means: 'Your setting ends.',
    sure: 'Where the ledger’s rule is shorter, what is over by it is destroyed at the next run.',
    doIt: 'End the setting',
    about: (what: string, where: string) => `for ${what}, ${where}`,
  },
  lapse: {
    open: 'End consent by silence',
    title: 'End consent to a purpose by silence',
    means: 'It begins 30 days after it is set, so that everyone can be told.',
    days: 'Days of silence',
    sure: (days: string) =>
      `Whoever is not heard of for ${days} days gets no message of this purpose any more, until they agree anew.`,
    doIt: 'End it by silence',
    stop: 'Not any more',
    stopTitle: 'End no consent by silence',
    stopMeans: 'What has ended stays ended.',
    stopDo: 'Not any more',
  },
  run: {
    title: 'What would end now',
    means:
      'A running ledger ends what is over twice a day. This shows what would go, and ends nothing. The look is recorded.',
    look: 'Look what would end',
    again: 'Look again',
    now: (people: number, records: number, looks: number) =>
      people + looks === 0
        ? 'Nothing is over.'
        : `Over: ${many(people, 'person', 'people')} with ${many(records, 'record', 'records')}, and ${many(looks, 'look', 'looks')}.`,
    soon: (people: number, looks: number) =>
      `Within 30 days: ${many(people, 'person', 'people')} and ${many(looks, 'look', 'looks')}.`,
    lapsed: (n: number) => `Consent of ${many(n, 'person', 'people')} to one purpose ends by silence.`,
    kept: 'Kept although nothing was recorded for long',
    reasons: {
      standing: 'a consent stands',
      dispute: 'a dispute is open',
      unreadable: 'a record does not open',
      time: 'their time is not over',
      changed: 'something was recorded meanwhile',
    } as Record<string, string>,
    byRule: 'Rule',
    count: 'People',
  },
};
