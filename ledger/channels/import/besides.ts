// What the other columns of a row say, beside its status. A no beats a yes: where it plainly is one to us,
// the person is stopped; where it may be one, the row is no consent. Of free text only a whole cell, or an
// item of a list, is read: "please don't stop sending" stops nobody.

import { isOptOutLabel } from '../whatsapp/words.ts';
import type { AskedKind } from './kinds.ts';
import { isNoAnswer, isNoNo, isStillIn } from './no-answer.ts';
import { anyOf, asWritten, bare, speaksOfNo } from './refusals.ts';
import { isYes } from './yes-answer.ts';

export type Said = 'stop' | 'doubt' | 'nothing';

/**
 * @param isStatusNamed the operator or the vendor named the column of the status. Otherwise every column that
 * may be one of consent must say yes.
 */
export function saidIn(kind: AskedKind, cell: string, isStatusNamed: boolean): Said {
  switch (kind) {
    case 'stop':
      return inStops(cell);
    case 'doubt':
      return isNoNo(cell) ? 'nothing' : saidByItself(cell) === 'stop' ? 'stop' : 'doubt';
    case 'consent':
    case 'state':
      return inConsents(kind, cell, isStatusNamed);
    case 'matter':
      return isStatusNamed ? saidByItself(cell) : inConsents('consent', cell, false);
    default:
      return saidByItself(cell);
  }
}

/** Under a name such as `Opted out` whatever stands there is a stop: a tick, a day, why they left. */
export const inStops = (cell: string): Said =>
  isNoNo(cell) ? 'nothing' : isStillIn(cell) ? 'doubt' : 'stop';

function inConsents(kind: 'consent' | 'state', cell: string, isStatusNamed: boolean): Said {
  const byItself = saidByItself(cell);
  if (byItself !== 'nothing') return byItself === 'stop' || kind === 'consent' ? 'stop' : 'doubt';
  if (cell.length <= cellCharsMax && speaksOfNo(cell)) return kind === 'consent' ? 'stop' : 'doubt';
  if (!isStatusNamed) return isYes(cell, true) || isDay.test(cell.trim()) ? 'nothing' : 'doubt';
  return kind === 'consent' && cell.trim() !== '' && isNoAnswer(cell) ? 'doubt' : 'nothing';
}

const isDay = /^(?=(?:\D*\d){6})\d[\d\s:.,/TZ+-]*$/;

/** Characters of a cell in which a word stands for itself; longer ones are somebody's sentences. */
const cellCharsMax = 200;

/** Under any name: the cell, or an item of the list in it, is but a no, also as people write it to us. */
function saidByItself(cell: string): Said {
  if (cell.length < 2 || cell.length > cellCharsMax || !/\p{L}/u.test(cell)) return 'nothing';
  let said: Said = 'nothing';
  for (const item of cell.split(/[,;|\n\r/]+/)) {
    const spelled = bare(item);
    const word = isOptOutLabel(item);
    if (optOut.test(spelled) || (word !== undefined && word.purposes === undefined)) return 'stop';
    if (ofSomeNo.test(spelled) || word !== undefined) said = 'doubt';
  }
  return said;
}

const whole = (pattern: RegExp): RegExp =>
  new RegExp(
    `^(?:is|has|was|now|user|customer|client|contact|whatsapp|wa|status|global)*(?:${pattern.source})(?:true|yes|whatsapp|wa|from|of|all|messages|marketing|list|on|at|\\p{N}{2,8})*$`,
    'u',
  );

const optOut = whole(
  anyOf(
    'opt(?:s|ed|ing)?out|unsub(?:s|bed|scribed?|scriber|scribing)?|stop|dnd|dncr?|ndnc|suppressed',
    '(?:donot|dont|nottobe|never)(?:contact(?:ed)?|call(?:ed)?|text(?:ed)?|messaged?|whatsapp|disturb|market|send)',
    'no(?:more)?(?:contact|whatsapp|messages?|marketing)|(?:consent|permission)(?:withdrawn|revoked)',
    '(?:withdr[ae]wn?|revoked)consent|objectedto',
    'abgemeldet|abbestellt|widerrufen|widersprochen|keinewerbung|desabonnee?|desinscrite?|nepluscontacter',
    'nepascontacter|dad[oa]debaja|desuscrit[oa]|nocontactar|descadastrad[oa]|naocontatar|disiscritt[oa]|noncontattare',
    'afgemeld|uitgeschreven|nietbenaderen|avregistrerad|avmeldt|frameldt|wypisan[ya]|odhlasen[oay]?|leiratkozott',
    'dezabonat|aboneliktencikti|berhentiberlangganan|janganhubungi|samparknakare\\p{L}*',
    asWritten(
      'отписан отписался отписалась отписка 退订 已退订 退訂 配信停止 オプトアウト 수신거부 ยกเลิกการรับ',
    ),
  ),
);

/** Of goods as likely. */
const ofSomeNo = whole(
  anyOf(
    'withdr[ae]wn|revoked|objected|objection|complained|complaint|blocklisted|blacklisted|denylisted|baja|resilie|stopped',
  ),
);
