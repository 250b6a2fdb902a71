// The places that the business has named, each with its link and the code that is printed for it.

import { html, nothing, type TemplateResult } from 'lit';
import { ask } from '../ask/ask.ts';
import { asking, type SignedIn } from '../ask/session.ts';
import { copyButton } from '../parts/copied.ts';
import { briefly, localOf, momentOf, said, time, zoneName } from '../parts/moment.ts';
import { entries as words } from '../words/entries.ts';
import { type Act, actButton } from './act.ts';
import { openCode } from './entry-code.ts';
import { type Field, text, type Values } from './field.ts';
import { lineOf } from './line.ts';
import { Section } from './section.ts';
import { folded, listed, table } from './sheet.ts';

export const draw = (session: SignedIn): TemplateResult =>
  html`<settings-entries .session=${session}></settings-entries>`;

type Entry = {
  id: string;
  kind: keyof typeof words.kinds;
  name: string;
  notice?: string;
  site?: string;
  locale?: string;
  flow?: string;
  until?: string;
  url?: string;
  ended_at?: string;
};
type Site = { key: string; origins: string[] };
type Read = { entries: Entry[]; sites: Site[]; notices: string[]; flows: string[] };

/** What is optional of it: left out, or taken away with null. */
const optional = ['site', 'locale', 'flow'] as const;

class Entries extends Section<Read> {
  protected async read(signal: AbortSignal): Promise<Read> {
    const [{ entry_points: entries }, { sites }, { notices }, { flows }] = await Promise.all([
      ask<{ entry_points: Entry[] }>('GET', '/v1/entry-points', undefined, signal),
      ask<{ sites: Site[] }>('GET', '/v1/sites', undefined, signal),
      ask<{ notices: { id: string }[] }>('GET', '/v1/notices', undefined, signal),
      ask<{ flows: { id: string }[] }>('GET', '/v1/flows', undefined, signal),
    ]);
    return { entries, sites, notices: idsOf(notices), flows: idsOf(flows) };
  }

  protected drawn(read: Read): TemplateResult {
    const live = read.entries.filter(({ ended_at: ended }) => ended === undefined);
    const ended = read.entries.filter(({ ended_at: end }) => end !== undefined);
    const about = {
      ...{ id: 'live', n: live.length, noun: words.live(live.length), none: words.none },
      acts: actButton(this.#add(read), words.add.open, { mark: 'plus' }),
    };
    return html`${listed(about, this.#table(live, read))}
      ${ended.length === 0 ? nothing : folded(words.ended(ended.length), this.#table(ended, read))}`;
  }

  #table(entries: readonly Entry[], read: Read): TemplateResult {
    return table(
      [words.name, words.asks, words.leads],
      entries.map((entry) => [
        html`${entry.name}<small class="soft">${words.kinds[entry.kind]} <span class="num">${entry.id}</span></small>`,
        html`${entry.notice ?? ''}${entry.flow === undefined ? nothing : html`<small class="soft">${words.fields.flow}: ${entry.flow}</small>`}`,
        leads(entry),
        entry.ended_at === undefined ? this.#acts(entry, read) : nothing,
      ]),
      words.actions,
    );
  }

  #acts(entry: Entry, read: Read): TemplateResult {
    const { url } = entry;
    const about = words.about(entry.name);
    const code = (link: string) =>
      html`<button class="btn" type="button" aria-label=${`${words.code.open} ${about}`} @click=${() => openCode({ ...entry, url: link })}>${words.code.open}</button>`;
    return html`${url === undefined ? nothing : code(url)}${actButton(this.#change(entry, read), words.change.open, { about })}
      ${actButton(this.#end(entry), words.end.open, { about })}`;
  }

  #add(read: Read): Act {
    const { add, fields, kinds } = words;
    return {
      ...{ title: add.title, means: add.means, doIt: add.doIt, method: 'POST', path: '/v1/entry-points' },
      fields: [
        { name: 'id', label: fields.id, hint: fields.idHint, placeholder: 'store-poster' },
        { name: 'kind', label: fields.kind, kind: 'choice', options: Object.entries(kinds), value: 'poster' },
        ...fieldsOf(read, {}),
      ],
      body: (values) => ({
        ...{ id: text(values.id), kind: text(values.kind), name: text(values.name) },
        ...given(values, ['notice', ...optional]),
        ...untilOf(values),
      }),
      command: (values) =>
        lineOf(`optmark entry add ${text(values.id) || '<id>'}`, {
          ...{ business: asking.business, kind: text(values.kind), name: text(values.name) },
          ...given(values, ['notice', ...optional]),
          ...untilOf(values),
        }),
      done: this.again,
    };
  }

  #change(entry: Entry, read: Read): Act {
    const { change } = words;
    return {
      ...{ title: change.title(entry.name), means: change.means, doIt: change.doIt, done: this.again },
      ...{ method: 'PATCH', path: `/v1/entry-points/${entry.id}` },
      fields: fieldsOf(read, entry),
      body: (values) => changed(entry, values),
      command: (values) =>
        lineOf(`optmark entry change ${entry.id}`, { business: asking.business, ...changed(entry, values) }),
    };
  }

  #end({ id, name }: Entry): Act {
    const { end } = words;
    return {
      ...{ title: end.title(name), means: end.means, sure: end.sure(name), doIt: end.doIt },
      ...{ method: 'DELETE', path: `/v1/entry-points/${id}`, done: this.again },
      command: () => lineOf(`optmark entry end ${id}`, { business: asking.business }),
    };
  }
}

customElements.define('settings-entries', Entries);

/** Each once: of every version of a notice or flow there is a line. */
const idsOf = (all: readonly { id: string }[]): string[] => [...new Set(all.map(({ id }) => id))];

function leads({ url, until, ended_at: ended }: Entry): TemplateResult {
  if (ended !== undefined)
    return html`<span class="soft">${words.endedAt} ${time(ended, briefly(ended))}</span>`;
  const over = until !== undefined && new Date(until) <= new Date();
  const end =
    until === undefined
      ? nothing
      : html`<small class="soft">${over ? words.over : words.until} ${time(until, said(until))}</small>`;
  if (url === undefined) return html`<span class="soft">${words.noLink}</span>${end}`;
  return html`<span class="num small">${url}</span>${copyButton(words.link, url)}${end}`;
}

function fieldsOf({ sites, notices, flows }: Read, is: Partial<Entry>): Field[] {
  const { fields } = words;
  const none = ['', fields.nothing] as const;
  const choice = (
    name: 'notice' | 'site' | 'flow',
    options: readonly (readonly [string, string])[],
  ): Field => ({
    ...{ name, label: fields[name], hint: fields[`${name}Hint`], kind: 'choice', optional: true },
    ...{ options: [none, ...options], value: is[name] ?? '' },
  });
  return [
    { name: 'name', label: fields.name, hint: fields.nameHint, value: is.name ?? '' },
    choice('notice', pairs(notices)),
    choice(
      'site',
      sites.map(({ key, origins }) => [key, origins.join(', ')] as const),
    ),
    {
      ...{ name: 'locale', label: fields.locale, hint: fields.localeHint, optional: true },
      value: is.locale ?? '',
    },
    ...(flows.length === 0 ? [] : [choice('flow', pairs(flows))]),
    {
      ...{ name: 'until', label: fields.until, hint: fields.untilHint(zoneName), kind: 'moment' },
      ...{ optional: true, value: is.until === undefined ? '' : localOf(is.until) },
    },
  ];
}

const pairs = (ids: readonly string[]) => ids.map((id) => [id, id] as const);

/** Those of these that were typed or chosen. */
const given = (values: Values, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.map((name) => [name, text(values[name])] as const).filter(([, one]) => one !== ''),
  );

function untilOf(values: Values): { until?: string } {
  const until = momentOf(text(values.until));
  return until === undefined ? {} : { until };
}

/** What is another thing than it was; null: it has none any more. */
function changed(entry: Entry, values: Values): Record<string, string | null> {
  const was = (name: keyof Entry) => entry[name] ?? '';
  const is: Record<string, string | null> = {};
  for (const name of ['name', 'notice'] as const) {
    const now = text(values[name]);
    if (now !== was(name)) is[name] = now;
  }
  for (const name of optional) {
    const now = text(values[name]);
    if (now !== was(name)) is[name] = now === '' ? null : now;
  }
  const until = text(values.until);
  if (until !== (entry.until === undefined ? '' : localOf(entry.until))) is.until = momentOf(until) ?? null;
  return is;
}
