// Countries where one handset answers to two international numbers, because the plan changed and WhatsApp
// kept the old form: who was registered before goes on under it, for years. A rule here turns every form into
// the one of today; without it an opt-out sent under one form would miss the opt-in given under the other.
// Only what a plan says in full is a rule: what has none is kept as Meta spells it (identifier.ts).
//
//   Brazil       +55  area(2) 8 digits beginning 6-9   ->  area 9 8 digits     wa_id lacks the ninth digit
//                                                                              (ANATEL, 2012-16)
//   Mexico       +52  1 and 10 digits                  ->  10 digits           wa_id keeps the mobile 1
//                                                                              (dropped in 2019)
//   Argentina    +54  area and number, 10 digits       ->  9 and 10 digits     abroad mobiles have a 9, wa_id
//                                                                              may not
//                     9 area 15 number                 ->  area 15 number      the trunk 15 said twice; the
//                                                                              plan resolves it
//   Ivory Coast  +225 8 digits, mobile                 ->  01, 05 or 07 before them, by the operator, which
//                                                          the second digit told (ARTCI, 31 January 2021)
//   Benin        +229 8 digits                         ->  01 before them (ARCEP, 30 November 2024)
//   Gabon        +241 0N or N, and 6 digits            ->  the operator's digit before N: 6 or 7, of fixed
//                                                          lines 1 (ARCEP, 2019)
//   Cameroon     +237 8 digits, mobile or fixed        ->  6 or 2 before them (ART, 21 November 2014)
//   Vietnam      +84  1xx and 7 digits                 ->  two digits for the three (MIC, 2018)
//   Palestine    +972 56 or 59 and 7 digits            ->  +970, under which the same lines are reached
//   Kosovo       +386 49 and 6 digits                  ->  +383, before which Slovenia lent its code (ITU,
//                                                          2016-19)
//   Sint Maarten +599 5 and 6 digits                   ->  +1 721, the same seven digits (NANPA, 30 September
//                                                          2011)
//   Ecuador      +593 8 or 9 and 7 digits              ->  9 before them (30 September 2012)
//   Mauritius    +230 7 digits, mobile                 ->  5 before them (ICTA, 1 September 2013)
//   Qatar        +974 3 to 7 and 6 digits              ->  the first digit twice (ictQATAR, 28 July 2010)
//   Georgia      +995 5, 7 or 9 and 7 digits           ->  5 before them (GNCC, 2011)
//
// Fixed lines: in Brazil they begin 2-5 and keep their eight digits. In Argentina area and subscriber number
// are shared out once over fixed and mobile, so adding the 9 joins no two people. In the Ivory Coast it takes
// more than a digit to tell whose they were, so they have no rule.

type Respelling = readonly [pattern: RegExp, replacement: string];

// Of Vietnam: 1 and two digits became two.
const vietnam: readonly Respelling[] = [
  ...[
    ['20', '70'],
    ['21', '79'],
    ['22', '77'],
    ['26', '76'],
    ['28', '78'],
  ],
  ...[
    ['23', '83'],
    ['24', '84'],
    ['25', '85'],
    ['27', '81'],
    ['29', '82'],
  ],
  ...['2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => [`6${digit}`, `3${digit}`]),
  ...[
    ['86', '56'],
    ['88', '58'],
    ['99', '59'],
  ],
].map(([old, now]) => [new RegExp(`^841${old}([0-9]{7})$`), `84${now}$1`]);

/** By calling code. The widget's plans bring those of their code along. */
export const respellings: Readonly<Record<string, readonly Respelling[]>> = {
  // No area code has a zero, so 0800 and 0300 services are left alone.
  '55': [[/^55([1-9][1-9])([6-9][0-9]{7})$/, '55$19$2']],
  '52': [[/^521([2-9][0-9]{9})$/, '52$1']],
  // Area codes are 11, 2xx(x) and 3xx(x); toll-free 800 numbers are never mobiles.
  '54': [
    [/^54((?:11|[23][0-9])[0-9]{8})$/, '549$1'],
    [/^549((?:11|[23][0-9])[0-9]{10})$/, '54$1'],
  ],
  '84': vietnam,
  '225': [
    [/^225([0-14-9][0-3][0-9]{6})$/, '22501$1'],
    [/^225([0-14-9][4-6][0-9]{6})$/, '22505$1'],
    [/^225([0-14-9][7-9][0-9]{6})$/, '22507$1'],
  ],
  '229': [[/^229([0-9]{8})$/, '22901$1']],
  '237': [
    [/^237([679][0-9]{7})$/, '2376$1'],
    [/^237([23][0-9]{7})$/, '2372$1'],
  ],
  '241': [
    [/^2410?([256][0-9]{6})$/, '2416$1'],
    [/^2410?([47][0-9]{6})$/, '2417$1'],
    [/^24101([0-9]{6})$/, '24111$1'],
  ],
  // Ranges that no fixed line has today.
  '230': [[/^230((?:25|7[0-9]|9[0-8])[0-9]{5})$/, '2305$1']],
  '386': [[/^386(49[0-9]{6})$/, '383$1']],
  '593': [[/^593([89][0-9]{7})$/, '5939$1']],
  '599': [[/^599(5[0-9]{6})$/, '1721$1']],
  '972': [[/^972(5[69][0-9]{7})$/, '970$1']],
  '974': [[/^974([3-7])([0-9]{6})$/, '974$1$1$2']],
  '995': [[/^995([579][0-9]{7})$/, '9955$1']],
};

/**
 * The one form of a number that has several.
 * @param digits calling code and national number, ASCII digits
 * @returns the same digits where no rule applies
 */
export function respellMobile(digits: string): string {
  // '2', '3', '5', '8', '9': spares all other numbers the look.
  const first = digits.charCodeAt(0);
  if (first !== 0x35 && first !== 0x32 && first !== 0x33 && first !== 0x38 && first !== 0x39) return digits;
  const found = respellings[digits.slice(0, 2)] ?? respellings[digits.slice(0, 3)];
  if (found === undefined) return digits;
  for (const [pattern, replacement] of found) {
    if (pattern.test(digits)) return digits.replace(pattern, replacement);
  }
  return digits;
}

/**
 * The other numbers that an old form may mean, which a stop from it must silence too. In the Ivory Coast: the
 * number in which the two new digits stand behind the operator's instead of before them. In Kosovo: a number
 * under a code that Monaco and Slovenia lent, which their own plans still have. No plan says so; a message to
 * a person who stopped harms more than one that is not sent.
 */
export function otherReadings(digits: string): string[] {
  const [, operator, rest] = /^225(0[157])([0-9]{6})$/.exec(digits) ?? [];
  if (operator !== undefined) return [`225${operator}00${rest}`];
  const [, lent] = /^(?:377(?=4[45])|386(?=43))([0-9]{8})$/.exec(digits) ?? [];
  return lent === undefined ? [] : [`383${lent}`];
}
