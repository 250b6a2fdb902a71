// Is the time of a person's records over? All of a person's own circle (consent/component.ts) ends at once or
// not at all: a state that is made again from half of its records would be another.
//
// Kept, whatever its age: what a consent that stands rests on, what is in dispute, and what this release
// cannot read. A stop needs no record: the stone that is left holds it (consent/record/stone.ts).
//
// Each record has an end of its own. The last consent counts from when it ended, and a look from when
// somebody looked, so that looks keep no one for long and no look is gone before its time.

import { standing } from '../consent/standing.ts';
import type { ConsentState } from '../consent/state.ts';
import { type Purpose, purposes } from '../notice/purpose.ts';
import { everyPurpose, type Facets } from '../register/facets.ts';
import { microsOf, momentOf } from '../when.ts';
import { anyOne, jurisdictionsNamed, type Keep, keepOf, type RetentionSettings } from './retention.ts';

const dayMicros = 86_400_000_000;

export type PersonKept = {
  subjects: readonly string[];
  /** Of each of their records. */
  facets: readonly Facets[];
  /** To judge by, of all of them. */
  state: ConsentState;
};

export type Kept = 'standing' | 'dispute' | 'unreadable' | 'time';

/** `ends`: when their time is over, if nothing comes of it before; absent: that is not known. */
export type Ended =
  | { kind: 'over'; rule: string }
  | { kind: 'kept'; because: Kept; ends?: { at: string; rule: string } };

const kept = (because: Kept): Ended => ({ kind: 'kept', because });

/** What keeps a person whatever the age of their records; undefined: the records themselves say. */
export function keptBy(
  { subjects, state }: Omit<PersonKept, 'facets'>,
  settings: RetentionSettings,
  now: string,
): Kept | undefined {
  if (settings.disputes.some(({ subject }) => subjects.includes(subject))) return 'dispute';
  if (state.unjudgeable !== undefined) return 'unreadable';
  return mayMessage(state, now) ? 'standing' : undefined;
}

/** @param now as moments in records are */
export function endOf(person: PersonKept, settings: RetentionSettings, now: string): Ended {
  const { facets, state } = person;
  const because = keptBy(person, settings, now);
  if (because !== undefined) return kept(because);
  if (facets.some(({ unread }) => unread !== undefined)) return kept('unreadable');
  const own = [...new Set(facets.flatMap(({ jurisdiction }) => jurisdiction ?? []))];
  let [rule, last] = ['', Number.NEGATIVE_INFINITY];
  const count = (from: string, keep: Keep) => {
    const end = microsOf(from) + keep.days * dayMicros;
    if (end > last) [rule, last] = [keep.rule, end];
  };
  for (const one of facets) {
    if (one.recorded_at === undefined) return kept('unreadable');
    // It has the end of what it corrects, which is here: else each correction would put the end off.
    if (one.kind === 'corrected') continue;
    const keep = longest(one, own, settings);
    count(one.recorded_at, keep);
    // Proof of what was agreed to counts from when it ended, and it has: nothing stands.
    const until = endedBy(state, one.record);
    if (until !== undefined) count(until, keep);
  }
  if (!Number.isFinite(last)) return kept('time');
  return last <= microsOf(now)
    ? { kind: 'over', rule }
    : { kind: 'kept', because: 'time', ends: { at: momentOf(last), rule } };
}

/** Whether a message or a call is allowed by what was agreed to. */
const mayMessage = (state: ConsentState, now: string): boolean =>
  purposes.some((purpose) =>
    (['message', 'call'] as const).some((scope) => standing(state, purpose, scope, now).kind === 'granted'),
  );

/** When this consent was over by itself; undefined: it never was, or something else ended it before. */
function endedBy({ grants, ticks = {} }: ConsentState, record: string): string | undefined {
  const given = Object.values(grants).flatMap((slot) => Object.values(slot).flat());
  return given.find((grant) => grant.record === record)?.until ?? ticks[record]?.until;
}

/** The longest that any of its purposes has, in any of the jurisdictions that it may be of. */
function longest(
  { kind, purposes: named, jurisdiction }: Facets,
  own: readonly string[],
  { keep }: RetentionSettings,
): Keep {
  const what = kind === 'accessed' ? 'look' : kind === 'declined' ? 'refusal' : 'proof';
  if (what === 'look') return keepOf({ what, jurisdiction: anyOne, purpose: anyOne }, keep);
  // A record that names none is of the person's; where no record names one, nobody knows.
  const known = jurisdiction === undefined ? own : [jurisdiction];
  const places = known.length > 0 ? known : jurisdictionsNamed(keep);
  const about = named === undefined || named.includes(everyPurpose) ? purposes : (named as Purpose[]);
  return places
    .flatMap((place) => about.map((purpose) => keepOf({ what, jurisdiction: place, purpose }, keep)))
    .reduce((best, one) => (one.days > best.days ? one : best));
}
