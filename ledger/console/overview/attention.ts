// What needs attention, most urgent first: a sentence, why, and one way on.

import { html, nothing, type TemplateResult } from 'lit';
import { to } from '../ask/route.ts';
import type { Sends } from '../pages/overview.ts';
import { type Icon, icon, type Tone } from '../parts/icons.ts';
import { said } from '../parts/moment.ts';
import { attention as words } from '../words/en.ts';

export type Followers = {
  followers: {
    key: string;
    key_name?: string;
    name?: string;
    untold: number;
    overdue: number;
    revoked: boolean;
  }[];
  overdue: number;
  overdue_after: number;
};
export type Categories = {
  templates: {
    name: string;
    language: string;
    category: string;
    from: string;
    lost: number;
    record: string;
  }[];
};

type Item = { mark: Icon; tone: Tone; title: string; why: string; address?: string };
type Found = { sends: Sends; followers: Followers; categories: Categories };

function itemsIn({ sends, followers, categories }: Found): Item[] {
  const items: Item[] = [];
  if (sends.without_permit > 0)
    items.push({
      mark: 'no',
      tone: 'no',
      title: words.unpermitted(sends.without_permit),
      why: words.unpermittedWhy,
    });
  if (followers.overdue > 0)
    items.push({ mark: 'clock', tone: 'no', title: words.late(followers.overdue), why: words.lateWhy });
  for (const { name, language, category, from, lost, record } of categories.templates)
    items.push({
      mark: 'care',
      tone: 'care',
      title: words.drift(`${name} (${language})`, category.toLowerCase()),
      why: words.driftWhy(said(from, 'day'), lost),
      address: to('record', record),
    });
  const unmapped = sends.denied_by_reason.template_unmapped ?? 0;
  if (unmapped > 0)
    items.push({ mark: 'care', tone: 'care', title: words.unmapped(unmapped), why: words.unmappedWhy });
  return items;
}

export function attention(found: Found): TemplateResult {
  const items = itemsIn(found);
  return html`<section class="sheet" aria-labelledby="need"><header><h2 id="need">${words.title}</h2>
      ${items.length === 0 ? nothing : html`<span class="soft small">${words.count(items.length)}</span>`}</header>
    ${
      items.length === 0
        ? html`<p class="pad soft small">${words.nothing}</p>`
        : html`<ul class="list">${items.map(
            ({
              mark,
              tone,
              title,
              why,
              address,
            }) => html`<li><span class=${tone}>${icon(mark)}</span><span><b>${title}</b><small>${why}</small></span>
              ${address === undefined ? html`<span></span>` : html`<a class="nw small" href=${address}>${words.see}</a>`}</li>`,
          )}</ul>`
    }</section>`;
}
