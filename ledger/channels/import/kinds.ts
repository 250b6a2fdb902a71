// What a column that holds no field may say of a row, told by its name alone. Columns of goods and of doubt
// (`order_cancelled`, `is_spam`) stop nobody: that their row is no consent is all they can say.

import { isElsewhere, isOfAnotherMatter, mayGovern, mayNegate, spelledAlike } from './names.ts';
import { anyOf, asWritten, bare, speaksOfNo } from './refusals.ts';
import { isDamaged } from './text.ts';

/**
 *   stop       plainly of stops: whatever stands there but a no is one
 *   doubt      of a no to something, or it cannot be told: filled, the row is no consent
 *   consent    a no in it beats a yes elsewhere in the row
 *   state      of an account or an order as likely: an opt-out in it counts, and a plain no does not
 *   matter     of cookies, terms, an order and the like: asked only where nobody named the status
 *   channel    says by what way the person came
 *   elsewhere  of another channel alone: none of ours
 *   address    a link to unsubscribe by: filled for all, it says nothing of anybody
 *   other      a city, tags, a note
 */
type ColumnKind =
  | 'stop'
  | 'doubt'
  | 'consent'
  | 'state'
  | 'matter'
  | 'channel'
  | 'elsewhere'
  | 'address'
  | 'other';

export type Judged = {
  /** '' of a name too long to be looked at. */
  spelled: string;
  kind: ColumnKind;
  /** Of another channel, and about what the person said to it: no mere address. */
  isConsentElsewhere: boolean;
  isDamaged: boolean;
};

/** Of a column that is asked what it says. */
export type AskedKind = Exclude<ColumnKind, 'elsewhere' | 'address'>;

/** Characters of a name that is looked at; a form may have a whole question for one. */
const nameCharsMax = 1_000;

export function judged(name: string): Judged {
  if (name.length > nameCharsMax)
    return { spelled: '', kind: 'doubt', isConsentElsewhere: false, isDamaged: false };
  const kind = kindOf(name);
  return {
    spelled: spelledAlike(name),
    kind,
    isConsentElsewhere: kind === 'elsewhere' && mayGovern(name),
    isDamaged: isDamaged(name),
  };
}

function kindOf(name: string): ColumnKind {
  const spelled = bare(name);
  if (isElsewhere(name)) return 'elsewhere';
  if (ofAddress.test(spelled)) return 'address';
  if (speaksOfNo(name)) return isPlainStop(spelled) ? 'stop' : 'doubt';
  if (ofWay.test(spelled)) return 'channel';
  if (!mayGovern(name) || ofCircumstance.test(spelled)) return 'other';
  if (mayNegate(name) || /inactiv|deactiv|disabled/.test(spelled)) return 'doubt';
  if (isOfAnotherMatter(name) || (ofState.test(spelled) && ofGoods.test(spelled))) return 'matter';
  return ofState.test(spelled) ? 'state' : 'consent';
}

const ofAddress = /(?:link|url|uri|href|token)s?$/;
/** How a consent was taken down, and nothing of what was said. */
const ofCircumstance = /(?:ip|ipaddress|text|wording|version|language|locale|useragent|uuid)$/;
const ofState = /^(?!.*(?:consent|opt|subscri|permi|whatsapp)).*(?:status|active|reachable|abled?)$/;

const ofWay = new RegExp(
  '^(?:consent|optin|signup|signedup|lead|list|acquisition|subscri\\p{L}*|collect\\p{L}*|marketing|customer|data|' +
    'original|source|contact(?=source|list))*' +
    '(?:channels?|medium|media|type|source|origin|platform|lists?|network|method|via)(?:name|type|detail)?s?$',
  'u',
);

const stops = anyOf(
  'opt(?:s|ed|ing|ion)?out|unsub|(?:donot|dont|never)(?:contact|call|text|messag|whatsapp|disturb|market|send|e?mail)',
  '^(?:is|on)?dn[cdmt]|suppress|robinson|preferenceservice|^c?tps|not(?:to)?be(?:contact|messag|call|text)',
  '^(?:date|day|time)?(?:of)?stop(?:ped)?(?:date|day|time|at|on|request|messages|whatsapp)*$|nomarketing|nocontact$',
  '(?:whatsapp|wa|consent|permission)(?:is|was|has|been)*(?:withdr[ae]w|revo[ck]|stopped)|withdr[ae]w\\p{L}*(?:of)?consent',
  '^(?:date|day|time)?(?:of)?(?:is|has)?(?:withdr[ae]wn?|withdrawal|revoked|revocation|objected|objection)(?:date|day|time|at|on)*$',
  // German, French, Spanish, Portuguese, Italian, Dutch, Nordic, Polish, Czech, Hungarian, Romanian.
  'abgemeldet|abmeld|abbestell|widerr?uf|widersproch|desabonn|desinscri|ne(?:pas|plus)contact',
  'fecha(?:de)?baja|dad[oa]debaja|desuscri|nocontactar|nomolest|descadastr|nao(?:contat|pertur)|disiscri|noncontatt',
  'afgemeld|uitgeschr|niet(?:benader|contact)|avregistr|avmeld|frameld|wypis|odhlas|leiratkoz|dezabon',
  // Turkish, Indonesian, Hindi in Latin letters.
  'aboneliktencik|berhentilang|jangan(?:hubungi|kirim)|samparkna',
  asWritten('отпис διαγραφ 退订 退訂 配信停止 オプトアウト 수신거부 ยกเลิกการรับ הסרה סירב'),
);
const ofGoods =
  /order|payment|paid|invoice|refund|booking|deliver|shipment|shipping|card|product|item|account|loan|policy|plan|bus|score|keyword/;
/** Nobody has done it: they may, they were shown how, or they did not. */
const isNotDone =
  /(?:^|is|has|was|were)(?:not|never|isnt|hasnt)(?:opt|unsub|stop|withdr|revo|object|suppress)|can(?:opt|unsub)|^(?:re|un)(?:opt|sub)\p{L}*out|resub|(?:allowed|offered|shown|displayed|available|eligible|enabled|count|rate|instructions?|info)$/u;

const isPlainStop = (spelled: string): boolean =>
  stops.test(spelled) && !ofGoods.test(spelled) && !isNotDone.test(spelled);
