// The one search box. What is typed goes in the body of one request, and leaves only the ledger's own id in
// the address.

import { html, type TemplateResult } from 'lit';
import { ask } from '../ask/ask.ts';
import { go, to } from '../ask/route.ts';
import type { Business } from '../ask/session.ts';
import { icon } from '../parts/icons.ts';
import { endOf } from '../parts/masked.ts';
import { failed } from '../parts/waiting.ts';
import { search as said, frame as words } from '../words/en.ts';

type Answer = {
  kind: 'person' | 'record' | 'message' | 'permit' | 'none';
  subject?: string;
  record?: string;
  permit?: string;
};

export type Found = { kind: 'found' } | { kind: 'none'; draw(business: Business): TemplateResult };

export function drawSearch(searched: (found: Found) => void): TemplateResult {
  const search = async (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem('q') as HTMLInputElement;
    const q = field.value.trim();
    if (q === '') return;
    try {
      const answer = await ask<Answer>('POST', '/v1/subjects/search', { q });
      const address = addressOf(answer);
      // What was typed does not stay on a shared screen.
      field.value = '';
      if (address === undefined) return searched({ kind: 'none', draw: (business) => nobody(business, q) });
      searched({ kind: 'found' });
      go(address);
    } catch (error) {
      searched({ kind: 'none', draw: () => failed(error) });
    }
  };
  return html`<form class="find" role="search" @submit=${search}>${icon('find')}
    <input type="search" name="q" id="find" aria-label=${words.search} placeholder=${words.searchHint} autocomplete="off" spellcheck="false">
    <kbd aria-hidden="true">/</kbd></form>`;
}

/** Of Meta's id of a message nothing comes into an address: it holds its recipient's number. */
function addressOf({ kind, subject, record, permit }: Answer): string | undefined {
  if (kind === 'none') return undefined;
  if (permit !== undefined) return to('message', permit);
  if (subject !== undefined) return to('person', subject, { open: record });
  return record === undefined ? undefined : to('record', record);
}

function nobody(business: Business, typed: string): TemplateResult {
  const end = endOf(typed);
  return html`<section class="sheet pad stack" aria-labelledby="nobody"><h1 id="nobody">${words.nothingFound}</h1>
    <p>${end.length === 4 ? said.ending(end, business.name) : said.asTyped(business.name)} <b>${said.denied}</b></p>
    <p class="soft">${said.recorded}</p></section>`;
}
