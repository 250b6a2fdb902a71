// An event in plain words: "Wrote STOP in WhatsApp", never "opt_out event". It says what the record says, and
// claims nothing of its own.

import type { Icon, Tone } from '../parts/icons.ts';
import { kindWord, listed, placed } from '../words/named.ts';
import { told as words } from '../words/told.ts';
import type { Entry, Fields } from './history.ts';

export type Told = { icon: Icon; tone: Tone; title: string; detail: string };

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** @param before whether a stop of the person stood before it: then an opt-in is a coming back */
export function told(entry: Entry, before = false): Told {
  const { record } = entry;
  switch (entry.kind) {
    case 'opt_in':
      return optIn(record, before);
    case 'confirmed':
      return { icon: 'said', tone: 'yes', title: words.confirmed, detail: confirmedBy(record) };
    case 'imported':
      return { icon: 'list', tone: '', title: words.imported, detail: purposesIn(record) };
    case 'declined':
      return { icon: 'denied', tone: 'no', title: words.declined, detail: purposesIn(record) };
    case 'opt_out':
      return { icon: 'stop', tone: 'no', title: stopTitle(record), detail: stopDetail(record) };
    case 'objected':
      return {
        icon: 'stop',
        tone: 'no',
        title: words.objected,
        detail: record.scope === 'marketing' ? words.objectedOffers : words.objectedAll,
      };
    case 'resumed':
      return { icon: 'back', tone: 'yes', title: words.resumed, detail: words.resumedDetail };
    case 'suspended':
      return { icon: 'pause', tone: 'care', title: words.suspended, detail: suspendedWhy(record) };
    case 'linked':
      return { icon: 'link', tone: '', title: words.linked, detail: words.byMeta };
    case 'identifier_changed':
      return { icon: 'link', tone: 'care', title: words.changed, detail: words.byMeta };
    case 'corrected':
      return { icon: 'pen', tone: '', title: words.corrected, detail: correctedWhat(record) };
    case 'accessed':
      return { icon: 'look', tone: '', title: words.looked(reader(entry)), detail: lookedHow(record) };
    default:
      return { icon: 'paper', tone: '', title: kindWord(entry.kind), detail: '' };
  }
}

function optIn(record: Fields, before: boolean): Told {
  const title = optInTitle(record);
  const source = fields(record.source);
  const place = text(fields(source.entry).name) || text(source.entry_point);
  const full = place === '' || record.channel === place ? title : `${title} ${placed(place)}`;
  const token = fields(record.submitted_by).customer_token === true ? ` ${words.vouched}` : '';
  return {
    icon: before ? 'back' : iconOf(text(record.channel)),
    tone: 'yes',
    title: before ? words.cameBack(full) : full,
    detail: `${purposesIn(record)}.${token}`,
  };
}

const iconOf = (channel: string): Icon =>
  channel === 'ivr' ? 'phone' : channel === 'web' || channel === 'app' ? 'box' : 'said';

function optInTitle({ channel, evidence }: Fields): string {
  const key = text(fields(evidence).key);
  switch (channel) {
    case 'ivr':
      return key === '' ? words.optIn.call : words.optIn.key(key);
    case 'web':
      return fields(fields(evidence).seen).initially === undefined && fields(evidence).action === undefined
        ? words.optIn.web
        : words.optIn.ticked;
    default:
      return words.optIn.by[text(channel)] ?? words.optIn.web;
  }
}

const purposesIn = ({ purposes }: Fields): string => {
  const list = listed(texts(purposes));
  return list.charAt(0).toUpperCase() + list.slice(1);
};

function confirmedBy({ evidence, grade }: Fields): string {
  const how = fields(evidence).method === 'code' ? words.byCode : words.byMessage;
  return `${how} ${words.graded(text(grade))}`;
}

function stopTitle(record: Fields): string {
  if (record.undoes !== undefined) return words.tookBack;
  const by = text(fields(record.signal).by);
  if (by !== '') return words.stopSignal[by] ?? words.stopped;
  if (fields(record.submitted_by).by === 'link') return words.stoppedOnPage;
  return words.stoppedBy[text(record.channel)] ?? words.stopped;
}

function stopDetail(record: Fields): string {
  if (record.undoes !== undefined) return words.tookBackDetail;
  const what = record.purposes === undefined ? words.everything : `${purposesIn(record)}, ${words.atOnce}`;
  const how = words.reported[text(fields(record.submitted_by).by)];
  return how === undefined ? what : `${what}. ${how}`;
}

const suspendedWhy = ({ reason }: Fields): string => words.suspendedWhy[text(reason)] ?? words.byMeta;

const correctedWhat = ({ corrections }: Fields): string =>
  Array.isArray(corrections)
    ? words.correctedWhat(corrections.map((one) => text(fields(one).field).replaceAll('_', ' ')).join(', '))
    : '';

function reader({ read_by: by }: Entry): string {
  if (by?.name !== undefined) return by.name;
  return words.readers[by?.role ?? ''] ?? words.readers.key!;
}

function lookedHow({ access }: Fields): string {
  const { operation, reason } = fields(access);
  const how = words.operations[text(operation)] ?? text(operation);
  return reason === undefined ? `${how}.` : `${how}. ${words.reason(text(reason).replaceAll('_', ' '))}`;
}

/** Whether a record ends something, so that what comes after it is a coming back. */
export const isStop = ({ kind, record }: Entry): boolean =>
  (kind === 'opt_out' && record.undoes === undefined) || kind === 'objected';
