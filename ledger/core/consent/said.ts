// What one record says of consent, as if there were no other. The fold (state.ts) joins what all of a
// person's records say.
//
// A record that was made to try things out (`test`) grants and lifts nothing: what it says of that stands
// apart (state.ts). What makes the gate allow less counts whoever says it: in doubt the person is left alone.

import { regrantFloorOf } from '../policy/policy.ts';
import { isNumber } from '../subject/identifier.ts';
import { isFirm } from './authority.ts';
import { gradeAtLeast, keptReasons } from './grade.ts';
import { type Granting, grantedAt, type Strength } from './grants.ts';
import { liftableBy, liftedKind, resumedAt } from './lifting.ts';
import { linkOf } from './links.ts';
import { objectionBy, waiverBy } from './objections.ts';
import type {
  ConsentRecord,
  DeclinedRecord,
  IdentifierChangedRecord,
  LapsedRecord,
  LinkedRecord,
  OptOutRecord,
  ResumedRecord,
  WhatsAppSignal,
} from './record.ts';
import { everyPurpose, slotKeys } from './slot.ts';
import type { ConsentState } from './state.ts';
import { undoing } from './ticks.ts';

type Said = Partial<ConsentState>;

/** Undefined: nothing about consent. */
export function saidBy(record: ConsentRecord): Said | undefined {
  const said = saidIn(record);
  return said !== undefined && isOfTest(record) ? saidToTry(said) : said;
}

/** A tick is undone where it stands, whoever undoes it. */
const isOfTest = (record: ConsentRecord): boolean =>
  record.kind === 'opt_out' && record.undoes !== undefined
    ? record.undoes.test === true
    : record.test === true;

/** What ends consent, and who is linked to whom, is heard. */
function saidToTry({ stops, liftable, objections, declined, suspended, left, links, ...tried }: Said): Said {
  const heard = {
    ...(stops && { stops }),
    ...(liftable && { liftable }),
    ...(objections && { objections }),
    ...(declined && { declined }),
    ...(suspended && { suspended }),
    ...(left !== undefined && { left }),
    ...(links && { links }),
  };
  const isTried = Object.keys(tried).length > 0;
  return { ...heard, ...(isTried && { tried: { grants: {}, stops: {}, ...tried } }) };
}

function saidIn(record: ConsentRecord): Said | undefined {
  switch (record.kind) {
    case 'opt_in':
    case 'confirmed':
      return isKeptByItself(record) ? ticked(record) : granted(record);
    case 'imported':
      return granted(record);
    case 'opt_out':
      return withdrawn(record);
    case 'declined':
      return declined(record);
    case 'lapsed':
      return lapsed(record);
    case 'objected':
      return objectionBy(record);
    case 'resumed':
      return resumed(record);
    case 'suspended':
      return suspended(record);
    case 'linked':
      return linked(record);
    case 'identifier_changed':
      return changed(record);
    case 'notice_published':
    case 'notice_retired':
    case 'notice_reviewed':
    case 'flow_published':
    case 'template_changed':
    case 'setup_changed':
    case 'accessed':
    // It is shown beside what it corrects, and changes no decision.
    case 'corrected':
    // What they leave of a person is a stone, which no chain holds (record/stone.ts).
    case 'erased':
    case 'pruned':
    case 'log_begun':
    case 'recovered':
      return undefined;
  }
}

/** It can be taken back without anything else (ticks.ts). */
function isKeptByItself(record: Exclude<Granting, { kind: 'imported' }>): boolean {
  if (record.kind === 'opt_in' && record.retractable === true) return true;
  return record.undoable === true && record.settled !== true;
}

function strengthOf(record: Granting): Strength {
  const { grade, packs, authority } = record;
  return `${grade}/${regrantFloorOf(packs)}/${ofPage(record) ?? authority}`;
}

/** Where the page that made it could take it back. */
function ofPage(record: Granting) {
  if (record.kind === 'imported' || record.undoable !== true) return undefined;
  if (record.kind === 'confirmed') return record.settled === true ? 'settled_holder' : 'holder';
  return record.settled === true ? 'settled' : 'page';
}

function whyOf(record: Granting): { why?: string } {
  const why = record.kind === 'confirmed' ? undefined : keptReasons(record.grade, record.grade_reasons);
  return why === undefined ? {} : { why };
}

/** A confirmation is a grant as old as the opt-in it confirms: a withdrawal in between stops both. */
function granted(record: Granting): Said {
  const { id, valid_until: until, purposes, scope } = record;
  const at = grantedAt(record);
  const grant = { at, record: id, ...(until !== undefined && { until }), ...whyOf(record) };
  const given = { [strengthOf(record)]: [grant] };
  const grants = Object.fromEntries(slotKeys(purposes, scope).map((slot) => [slot, given]));
  return { grants, ...lifting(record), ...waiverBy(record) };
}

/** Also where it is undone or withdrawn later: the person who had stopped has spoken. */
function lifting(record: Granting): Said {
  const { grade, packs, purposes, scope, authority } = record;
  if (!isFirm(authority) || !gradeAtLeast(grade, regrantFloorOf(packs))) return {};
  return { lifted: Object.fromEntries(slotKeys(purposes, scope).map((slot) => [slot, grantedAt(record)])) };
}

function ticked(record: Exclude<Granting, { kind: 'imported' }>): Said {
  const { purposes, scope, valid_until: until } = record;
  const of = record.kind === 'confirmed' ? record.confirms : record.id;
  const tick = {
    at: grantedAt(record),
    slots: slotKeys(purposes, scope),
    ...(until !== undefined && { until }),
    ...(record.kind === 'confirmed'
      ? { confirmed: record.id }
      : { strength: strengthOf(record), ...whyOf(record) }),
  };
  return { ticks: { [of]: tick }, ...lifting(record), ...waiverBy(record) };
}

function withdrawn(record: OptOutRecord): Said {
  const { id, recorded_at: at, undoes, purposes = [everyPurpose], signal, authority } = record;
  if (undoes !== undefined) return undoing({ ...record, undoes });
  if (signal !== undefined) return told(record, signal);
  const mark = { [authority]: { at, record: id } };
  return { stops: Object.fromEntries(purposes.map((ends) => [ends, mark])) };
}

function told(record: OptOutRecord, signal: WhatsAppSignal): Said {
  const { id, recorded_at: at, occurred_at: said, purposes = [everyPurpose] } = record;
  const stop = { [id]: { at, said, record: id } };
  const liftable = Object.fromEntries(purposes.map((ends) => [liftableBy(signal, ends), stop]));
  return { liftable };
}

/**
 * A no where nothing was in force. The person may be asked again; but what was said before it counts no more,
 * nor what a list says of them (standing.ts).
 */
function declined({ id, recorded_at: at, purposes, scope }: DeclinedRecord): Said {
  const mark = { at, record: id };
  return { declined: Object.fromEntries(slotKeys(purposes, scope).map((slot) => [slot, mark])) };
}

/** Of calls as well: who is not heard of is not called. */
function lapsed({ id, recorded_at: at, inactive_since: since, purposes }: LapsedRecord): Said {
  const mark = { at, record: id, since };
  return { lapsed: Object.fromEntries(slotKeys(purposes, ['message', 'call']).map((slot) => [slot, mark])) };
}

const resumed = (record: ResumedRecord): Said => ({
  resumed: { [liftedKind(record)]: { at: resumedAt(record), record: record.id } },
});

/** Like a withdrawal it takes effect when it is recorded: in doubt, less is allowed. */
const suspended = ({ id, recorded_at: at }: ConsentRecord): Said => ({ suspended: { at, record: id } });

const linked = (record: LinkedRecord | IdentifierChangedRecord): Said => ({ links: linkOf(record) });

/**
 * Consent from before a change was another person's: under the name that the person left, and under a number
 * that they took over.
 */
function changed(record: IdentifierChangedRecord): Said {
  const { side, identifiers, recorded_at } = record;
  if (side === 'old') return { ...linked(record), ...suspended(record), left: recorded_at };
  return identifiers.some(isNumber) ? { ...linked(record), ...suspended(record) } : linked(record);
}
