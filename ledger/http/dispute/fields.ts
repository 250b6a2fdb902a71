// What a record in a dispute pack says, field by field. What was corrected since stands beside what the
// record says, and neither is shown alone.

import { html } from 'hono/html';
import { type Correction, isCorrectable, saidIn } from '../../core/consent/record/correction.ts';
import type { ConsentRecord, CorrectedRecord } from '../../core/consent/record.ts';
import { en } from '../../core/language/en/person.ts';
import type { Html } from '../pages/html.ts';
import { kindWords, moment, nameWords, spaced } from './words.ts';

const labels: Record<Correction['field'], string> = {
  occurred_at: 'When',
  place: 'Where',
  staff: 'Taken down by',
  locale: 'Language',
  external_id: nameWords.external_id,
};
const correctable = Object.keys(labels) as Correction['field'][];

const language = new Intl.DisplayNames('en', { type: 'language' });

function saidAs(field: Correction['field'], value: string): Html {
  if (field === 'occurred_at') return moment(value);
  return html`<bdi>${field === 'locale' ? `${language.of(value) ?? ''} (${value})` : value}</bdi>`;
}

/** @param notes all corrections in the pack, in log order */
export function fieldsOf(record: ConsentRecord, notes: readonly CorrectedRecord[]): Html {
  const own = notes.filter(({ corrects }) => corrects === record.id);
  const evidence = 'evidence' in record ? Object.entries(record.evidence ?? {}) : [];
  const plain = evidence.filter(([name, value]) => typeof value !== 'object' && !isRow.has(name));
  return html`<dl>${correctable.map((field) => fieldRow(record, field, own))}
<dt>Recorded</dt><dd>${moment(record.recorded_at)}</dd>
${'channel' in record ? html`<dt>How</dt><dd>${en.channels[record.channel]}</dd>` : ''}
${'grade' in record ? html`<dt>Grade</dt><dd>${record.grade}, on a scale from E0 to E4</dd>` : ''}
${purposesOf(record)}
${'identifiers' in record ? record.identifiers.flatMap(({ kind, value }) => (kind === 'external_id' ? [] : [html`<dt>${nameWords[kind]}</dt><dd><bdi dir="ltr">${value}</bdi></dd>`])) : ''}
${'notice' in record && record.notice ? html`<dt>Notice</dt><dd>${record.notice.id}, version ${record.notice.version}</dd>` : ''}
${plain.map(([name, value]) => html`<dt>${spaced(name)}</dt><dd><bdi dir="ltr">${String(value)}</bdi></dd>`)}</dl>`;
}

/** Parts of the evidence that have a row of their own. */
const isRow = new Set(['place', 'taken_by', 'agent']);

function purposesOf(record: ConsentRecord): Html {
  const isStop = record.kind === 'opt_out' && record.undoes === undefined;
  if (record.kind === 'objected')
    return html`<dt>To</dt><dd>${record.scope === 'all' ? 'All messages' : 'Marketing messages'}</dd>`;
  const of = 'purposes' in record ? record.purposes : undefined;
  if (of === undefined && !isStop) return html``;
  return html`<dt>For</dt><dd>${of?.map(spaced).join(', ') ?? 'Every purpose'}</dd>`;
}

function fieldRow(record: ConsentRecord, field: Correction['field'], own: readonly CorrectedRecord[]): Html {
  const said = isCorrectable(record)
    ? saidIn(record, field, [])
    : field === 'occurred_at'
      ? record.occurred_at
      : undefined;
  const since = own.flatMap(({ recorded_at: at, corrections }) =>
    corrections.flatMap((one) => (one.field === field ? [{ at, is: one.is }] : [])),
  );
  if (said === undefined && since.length === 0) return html``;
  return html`<dt>${labels[field]}</dt><dd>${said === undefined ? 'Not recorded' : saidAs(field, said)}${since.map(
    ({ at, is }) => html`<br>corrected to <b>${saidAs(field, is)}</b> on ${moment(at)}`,
  )}</dd>`;
}

/** Of a correction: which record, and each value with the one that it had there. */
export function correctionOf(record: CorrectedRecord, of: ConsentRecord | undefined): Html {
  return html`<p>Of ${of === undefined ? '' : `“${kindWords(of.kind)}”, `}record <code>${record.corrects}</code>. ${spaced(record.reason)}.</p>
<dl>${record.corrections.map(({ field, is }) => {
    const was = of !== undefined && isCorrectable(of) ? saidIn(of, field, []) : undefined;
    return html`<dt>${labels[field]}</dt><dd>${was === undefined ? 'Not recorded' : saidAs(field, was)}<br>corrected to <b>${saidAs(field, is)}</b></dd>`;
  })}</dl>`;
}
