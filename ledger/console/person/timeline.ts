// What happened, newest first. The gutter is the log's own numbering, and says what kind of proof a line has:
// an entry, a permit (signed, not in the log), or none. The open event follows its own line, so that a phone
// and a screen reader get it there. A run of looks by one reader is one line.

import { html, nothing, type TemplateResult } from 'lit';
import { to } from '../ask/route.ts';
import { icon } from '../parts/icons.ts';
import { briefly, count, time } from '../parts/moment.ts';
import { verify, person as words } from '../words/en.ts';
import { purposeWord, reasonWord } from '../words/named.ts';
import { told as said } from '../words/told.ts';
import type { Entry, Fields, Message } from './history.ts';
import { isStop, told } from './told.ts';

export type Line = { entry: Entry; cameBack: boolean; more: number };
type Row = Line | Message;

const atOf = (row: Row): string =>
  'entry' in row ? String(row.entry.record.occurred_at ?? row.entry.recorded_at) : row.at;

/** Newest first, each with whether a stop stood before it. */
export function rowsOf(entries: readonly Entry[], messages: readonly Message[], looks: boolean): Row[] {
  const rows: Row[] = linesOf(looks ? entries : entries.filter(({ kind }) => kind !== 'accessed'));
  for (const message of messages) rows.push(message);
  // In the order of the log where two are of one moment; a sort keeps what is equal as it was.
  return rows.sort((a, b) => Date.parse(atOf(b)) - Date.parse(atOf(a)));
}

function linesOf(entries: readonly Entry[]): Line[] {
  let stopped = false;
  const lines: Line[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (
      entry.kind === 'accessed' &&
      last?.entry.kind === 'accessed' &&
      reader(last.entry) === reader(entry)
    ) {
      lines.splice(-1, 1, { entry, cameBack: false, more: last.more + 1 });
      continue;
    }
    lines.push({ entry, cameBack: stopped && entry.kind === 'opt_in', more: 0 });
    if (isStop(entry)) stopped = true;
    else if (entry.kind === 'opt_in') stopped = false;
  }
  return lines.reverse();
}

/** Who looked, and why: what was shown in full is a line of its own. */
const reader = ({ read_by: by, record: { access } }: Entry): string =>
  `${by?.role} ${by?.name ?? ''} ${(access as Fields | undefined)?.reason ?? ''}`;

type Drawn = {
  subject: string;
  open: string | undefined;
  broken: ReadonlySet<string>;
  entries: readonly Entry[];
};

export function timeline(
  rows: readonly Row[],
  drawn: Drawn,
  draw: (line: Line) => TemplateResult,
): TemplateResult {
  if (rows.length === 0) return html`<p class="soft">${words.nothing}</p>`;
  const { subject, open, broken } = drawn;
  return html`<ol>${rows.map((row) => {
    if (!('entry' in row)) return html`<li>${messageOf(row, drawn)}</li>`;
    const is = row.entry.id === open;
    return html`<li class=${is ? 'sel' : ''}>${lineOf(row, subject, is, broken.has(row.entry.id))}${is ? draw(row) : nothing}</li>`;
  })}</ol>`;
}

function lineOf(
  { entry, cameBack, more }: Line,
  subject: string,
  open: boolean,
  broken: boolean,
): TemplateResult {
  const { title, detail, icon: mark, tone } = told(entry, cameBack);
  const at = String(entry.record.occurred_at ?? entry.recorded_at);
  const kept = Object.fromEntries(new URLSearchParams(location.search));
  return html`<a class="ev" data-line id=${`e-${entry.id}`} href=${to('person', subject, { ...kept, open: open ? undefined : entry.id })} aria-current=${open ? 'true' : nothing}>
    <span class="num">${count(entry.leaf_index)}</span>${broken ? icon('broken', 'no') : icon(mark, tone)}
    <span><b>${title}${broken ? `: ${verify.notVerified.toLowerCase()}` : ''}</b>${entry.record.test === true ? html` <span class="tag test">${words.test}</span>` : nothing}<small>${more === 0 ? detail : said.times(more + 1)}</small></span>
    ${time(at, briefly(at))}</a>`;
}

/** Allowed is proved by its permit; denied is known to the gate and proved by nothing. */
function messageOf(
  { at, permit, question, decision, reasons, record, statuses }: Message,
  { entries }: Drawn,
): TemplateResult {
  const template = question.template as { name?: string } | undefined;
  const what =
    template?.name ??
    (typeof question.purpose === 'string' ? purposeWord(question.purpose).toLowerCase() : said.answer);
  const entry = entries.find(({ id }) => id === record);
  const allowed = decision === 'allow';
  const status = statuses.at(-1)?.status;
  return html`<a class="ev" data-line href=${allowed ? to('message', permit) : nothing} tabindex=${allowed ? nothing : '0'}>
    <span class="num">${allowed ? said.permit : said.notLogged}</span>${allowed ? icon('sent') : icon('denied', 'no')}
    <span><b>${allowed ? said.allowed(what) : said.denied(what)}</b><small>${
      allowed
        ? html`${entry === undefined ? nothing : said.byEntry(count(entry.leaf_index))}${status === undefined ? nothing : `, ${status}`}`
        : `${reasons.map(reasonWord).join(', ')}. ${said.deniedDetail}`
    }</small></span>${time(at, briefly(at))}</a>`;
}
