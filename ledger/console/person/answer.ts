// The answer first: may we write to this person, for what, since when, why, and which entry decides.

import { html, nothing, type TemplateResult } from 'lit';
import { to } from '../ask/route.ts';
import { icon } from '../parts/icons.ts';
import { count, time, zoned, zoneName } from '../parts/moment.ts';
import { verify as checks, person as words } from '../words/en.ts';
import { listed, reasonWords } from '../words/named.ts';
import type { Entry, Standing, Standings } from './history.ts';
import { told } from './told.ts';

type Asked = { standings: Standings; entries: readonly Entry[]; subject: string; at?: string | undefined };

/** Purposes that are answered alike, by the same record, stand in one row. */
type Group = { is: Standing; messages: string[]; calls: string[] };

function groupsOf(purposes: readonly Standing[]): Group[] {
  const groups = new Map<string, Group>();
  for (const one of purposes) {
    const key = `${one.allowed} ${one.record ?? ''} ${one.reasons.join(' ')}`;
    const group = groups.get(key) ?? { is: one, messages: [], calls: [] };
    (one.scope === 'call' ? group.calls : group.messages).push(one.purpose);
    groups.set(key, group);
  }
  // What is allowed first, then what was said of most.
  return [...groups.values()].sort((a, b) => Number(b.is.allowed) - Number(a.is.allowed));
}

/** Nothing was said of it, for or against. */
const isSilent = ({ is: { allowed, record, reasons } }: Group): boolean =>
  !allowed &&
  record === undefined &&
  reasons.every((one) => one === 'no_consent' || one === 'unknown_recipient');

/** More than so many purposes that are answered alike are "everything else". */
const namedMax = 3;

function nameOf({ is, messages, calls }: Group, among: readonly Group[]): string {
  const others = among.some(({ is: other }) => other.allowed !== is.allowed);
  const first = messages.length > namedMax ? (others ? words.else : words.all) : capital(listed(messages));
  if (messages.length === 0) return words.callsOf(listed(calls));
  return calls.length === 0 ? first : words.andCalls(first);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function answer({ standings, entries, subject, at }: Asked, broken: boolean): TemplateResult {
  const { purposes } = standings;
  const groups = groupsOf(purposes);
  const said = groups.filter((one) => !isSilent(one));
  const silent = groups.filter(isSilent).flatMap(({ messages }) => messages);
  return html`<section class="sheet" aria-labelledby="ask">
    <div class=${broken ? 'ask bad' : 'ask'}>
      <h2 class="soft" id="ask">${at === undefined ? words.question : words.questionThen(zoned(at))}</h2>
      ${broken ? settled() : sentence(purposes)}
    </div>
    ${
      said.length === 0
        ? nothing
        : html`<table class="fold"><thead><tr><th scope="col">${words.purpose}</th><th scope="col">${at === undefined ? words.may : words.mayThen}</th>
            <th scope="col">${words.since(zoneName)}</th><th scope="col">${words.why}</th><th scope="col" class="r">${words.by}</th></tr></thead>
            <tbody>${said.map((one) => row(one, nameOf(one, said), entries, subject))}</tbody></table>`
    }
    ${
      silent.length === 0
        ? nothing
        : html`<p class="pad small soft never">${icon('never')} ${silent.length > 8 ? words.neverAskedElse : words.neverAskedFor(listed(silent))}</p>`
    }
  </section>`;
}

function sentence(purposes: readonly Standing[]): TemplateResult {
  const allowed = purposes
    .filter(({ allowed, scope }) => allowed && scope !== 'call')
    .map(({ purpose }) => purpose);
  const no = html`<b class="no nw">${icon('no')} ${words.no}</b>`;
  if (allowed.length === 0) return html`<strong><span>${no}${words.noAny}</span></strong>`;
  return html`<strong><span><b class="yes nw">${icon('yes')} ${words.yes}</b>${words.yesWith(listed(allowed))}</span>
    <span>${no}${words.noElse}</span></strong>`;
}

const settled = (): TemplateResult =>
  html`<strong><span><b class="no nw">${icon('no')} ${words.no}</b>${words.untilSettled}</span></strong><p>${words.brokenWhy}</p>`;

function row({ is }: Group, name: string, entries: readonly Entry[], subject: string): TemplateResult {
  const { allowed, reasons, record } = is;
  const entry = entries.find(({ id }) => id === record);
  const since = is.since ?? entry?.recorded_at;
  return html`<tr><th scope="row">${name}</th>
    <td class=${allowed ? 'yes' : 'no'}><span class="tag">${icon(allowed ? 'yes' : 'no')}${allowed ? words.yes : words.no}</span></td>
    <td class="nw">${since === undefined ? words.neverAsked : time(since)}</td>
    <td class="wide">${entry === undefined ? nothing : html`${told(entry).title}. `}${reasonWords(reasons)}</td>
    <td class="r num">${
      record === undefined
        ? html`<span class="vh">${words.noRecord}</span>`
        : html`<a class="entry" href=${to('person', subject, { open: record })}>${entry === undefined ? checks.names.opening : count(entry.leaf_index)}</a>`
    }</td></tr>`;
}
