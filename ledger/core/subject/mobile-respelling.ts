// Three countries where one handset answers to two international numbers, because the plan changed and WhatsApp kept
// the old form. A rule here turns every form into one; without it an opt-out sent under one form would miss the opt-in
// given under the other.
//
//   Brazil     +55  area(2) 8 digits beginning 6-9   ->  area 9 8 digits     wa_id lacks the ninth digit (ANATEL, 2012-16)
//   Mexico     +52  1 and 10 digits                  ->  10 digits           wa_id keeps the mobile 1 (dropped in 2019)
//   Argentina  +54  area and number, 10 digits       ->  9 and 10 digits     abroad mobiles have a 9, wa_id may not
//                   9 area 15 number                 ->  area 15 number      the trunk 15 said twice; the plan resolves it
//
// Fixed lines: in Brazil they begin 2-5 and keep their eight digits. In Argentina area and subscriber number are
// shared out once over fixed and mobile, so adding the 9 joins no two people.

type Respelling = readonly [pattern: RegExp, replacement: string];

// No area code has a zero, so 0800 and 0300 services are left alone.
const brazil: readonly Respelling[] = [[/^55([1-9][1-9])([6-9][0-9]{7})$/, '55$19$2']];
const mexico: readonly Respelling[] = [[/^521([2-9][0-9]{9})$/, '52$1']];
const argentina: readonly Respelling[] = [
  // Area codes are 11, 2xx(x) and 3xx(x); toll-free 800 numbers are nobody's mobile.
  [/^54((?:11|[23][0-9])[0-9]{8})$/, '549$1'],
  [/^549((?:11|[23][0-9])[0-9]{10})$/, '54$1'],
];

/**
 * The one form of a mobile number that has several.
 * @param digits calling code and national number, ASCII digits
 * @returns the same digits where no rule applies
 */
export function respellMobile(digits: string): string {
  if (digits.charCodeAt(0) !== 0x35) return digits; // '5': spares all other numbers the patterns
  for (const [pattern, replacement] of rulesFor(digits.charCodeAt(1))) {
    if (pattern.test(digits)) return digits.replace(pattern, replacement);
  }
  return digits;
}

function rulesFor(second: number): readonly Respelling[] {
  if (second === 0x35) return brazil;
  if (second === 0x32) return mexico;
  if (second === 0x34) return argentina;
  return [];
}
