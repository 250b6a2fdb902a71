// What stands in a cell where a person has said nothing.

import { withMarks } from './yes-answer.ts';

/** No act of the person: they were never asked, or did not answer. */
const nothings = new Set(
  [
    ...['no', 'n', 'false', '0', 'off', 'none', 'null', 'na', 'unknown', 'pending', 'unconfirmed'],
    ...['never', 'never subscribed', 'not subscribed', 'not opted in', 'not opted out', 'not given'],
    ...['no consent', 'not consented', 'inactive', 'expired', 'bounced'],
    ...['blank', 'undefined', 'nil', 'empty', 'nat', 'not yet', 'not set', 'not applicable', 'no answer'],
    ...['nein', 'non', 'não', 'nao', 'nee', 'nahin', 'nahi', 'नहीं', 'tidak', 'hayır', 'hayir', 'nan'],
    ...['nej', 'nei', 'nie', 'ne', 'nem', 'nu', 'không', 'hapana', 'нет', 'ні', 'όχι', 'לא', 'لا', 'نہیں'],
    ...['否', '不', '不是', 'いいえ', '아니오', '아니요', 'ไม่', 'না', 'இல்லை', 'కాదు', 'ei'],
    // What spreadsheets write for a truth value.
    ...['falsch', 'faux', 'falso', 'onwaar', 'fałsz', 'falsz', 'yanlış', 'yanlis', 'ложь', 'salah', 'falskt'],
    ...['falsk', 'usann', 'epätosi', 'nepravda', 'hamis', 'fals'],
    ...['noch nicht', 'pas encore', 'aún no', 'todavía no', 'ainda não'],
  ].map(withMarks),
);

const isBlank = (cell: string): boolean => /^[\s\p{Pd}\p{Cf}−_.?？]*$/u.test(cell);

/** A sign that crosses something out is no blank: it is not known what it says. */
export const isNoAnswer = (cell: string): boolean => isBlank(cell) || nothings.has(withMarks(cell));

/**
 * Of a column that asks for a no: a no, a dash, an empty box, a cross and the zeros of a day that never was
 * are none. They are no consent either.
 */
export const isNoNo = (cell: string): boolean =>
  isNoAnswer(cell) ||
  /^[0:.,/\-\sTZ]+$/.test(cell) ||
  /^0001-01-01(?:[\sT][0:.]*Z?)?$/.test(cell.trim()) ||
  /^[☐□▢✗✘❌]\ufe0f?$/u.test(cell.trim()) ||
  notOut.has(withMarks(cell));

const notOut = new Set(
  ['not unsubscribed', 'never unsubscribed', 'not stopped', 'not withdrawn'].map(withMarks),
);

const stillIn = new Set(
  [
    ...['subscribed', 'subscribe', 'still subscribed', 'is subscribed', 'opted in', 'opt in'],
    ...['active', 'still active'],
  ].map(withMarks),
);

/** In a column that asks for a no it says the contrary: one of the two is wrong. */
export const isStillIn = (cell: string): boolean => stillIn.has(withMarks(cell));
