// What stands in a cell where a person has said nothing.

import { spelledAlike } from './names.ts';

/** No act of the person: they were never asked, or did not answer. */
const nothings = new Set(
  [
    ...['', 'no', 'n', 'false', '0', 'off', 'none', 'null', 'na', 'unknown', 'pending', 'unconfirmed'],
    ...['never', 'never subscribed', 'not subscribed', 'not opted in', 'not opted out', 'not given'],
    ...['no consent', 'not consented', 'inactive', 'expired', 'bounced'],
    ...['nein', 'non', 'não', 'nao', 'nee', 'nahin', 'nahi', 'नहीं', 'tidak', 'hayır', 'hayir', 'nan'],
    ...['nej', 'nei', 'nie', 'ne', 'nem', 'nu', 'không', 'hapana', 'нет', 'ні', 'όχι', 'לא', 'لا', 'نہیں'],
    ...['否', '不', '不是', 'いいえ', '아니오', '아니요', 'ไม่'],
  ].map(spelledAlike),
);

export const isNoAnswer = (cell: string): boolean => nothings.has(spelledAlike(cell));

/**
 * Of a column that asks for a no: a no, a dash and the zeros of a day that never was are none. They are no
 * consent either.
 */
export function isNoNo(cell: string): boolean {
  if (/^[\s\p{Pd}−_.?？]*$/u.test(cell) || /^[0:./\-\sTZ]+$/.test(cell)) return true;
  // Signs alone, such as a tick, are no blank.
  return spelledAlike(cell) !== '' && isNoAnswer(cell);
}
