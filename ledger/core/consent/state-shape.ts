// Whether a parsed text is a state: it has every field that the fold and the judge use, of the right kind,
// and no other. By hand, since the gate checks each state that it reads: a schema would cost more than all
// its other work.

import { authorities } from './authority.ts';
import { grades } from './grade.ts';
import { areLetters } from './grade-reasons.ts';
import type { ConsentState } from './state.ts';

type Check = (value: unknown) => boolean;
type Checks = Readonly<Record<string, Check>>;

const isText: Check = (value) => typeof value === 'string';

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every((one) => check(one));

function mapOf(check: Check, isKey: Check = isText): Check {
  return (value) => {
    if (!isMap(value)) return false;
    for (const key in value) if (!isKey(key) || !check(value[key])) return false;
    return true;
  };
}

function fields(required: Checks, optional: Checks = {}): Check {
  const checks = new Map(Object.entries({ ...optional, ...required }));
  const needed = Object.keys(required);
  return (value) => {
    if (!isMap(value)) return false;
    for (const name in value) if (checks.get(name)?.(value[name]) !== true) return false;
    return needed.every((name) => name in value);
  };
}

const strength = new RegExp(
  `^(${grades.join('|')})/(${grades.join('|')})/(settled|settled_holder|page|${authorities.join('|')})$`,
);
const isStrength: Check = (value) => typeof value === 'string' && strength.test(value);
const isAuthority: Check = (value) => (authorities as readonly unknown[]).includes(value);

const isMark = fields({ at: isText, record: isText });
const isWhy: Check = (value) => typeof value === 'string' && areLetters(value);
const isGrant = fields({ at: isText, record: isText }, { until: isText, why: isWhy });
const covering = { at: isText, slots: listOf(isText) };
const isTick = fields(covering, { until: isText, strength: isStrength, why: isWhy, confirmed: isText });
const isLiftable = fields({ at: isText, said: isText, record: isText });
const isAlias: Check = (value) => typeof value === 'boolean';
const isLink = fields({ at: isText, record: isText, alias: isAlias }, { stated: listOf(isText) });

const shape = {
  grants: mapOf(mapOf(listOf(isGrant), isStrength)),
  stops: mapOf(mapOf(isMark, isAuthority)),
  lifted: mapOf(isText),
  ticks: mapOf(isTick),
  unmatched: mapOf(fields(covering)),
  undone: mapOf(isMark),
  declined: mapOf(isMark),
  lapsed: mapOf(fields({ at: isText, record: isText, since: isText })),
  takenBack: mapOf(isText),
  liftable: mapOf(mapOf(isLiftable)),
  resumed: mapOf(isMark),
  objections: mapOf(mapOf(isMark, isAuthority)),
  waived: mapOf(fields({}, { customer: isText, holder: isText, lowered: isMark })),
  suspended: isMark,
  left: isText,
  erased: isMark,
  links: mapOf(isLink),
} satisfies Record<Exclude<keyof ConsentState, 'someErased' | 'unjudgeable' | 'tried'>, Check>;

const { grants, stops, ...rest } = shape;
const tried = fields({ grants, stops }, rest);
const isShaped = fields({ grants, stops }, { ...rest, tried });

export const isState = (value: unknown): value is ConsentState => isShaped(value);
