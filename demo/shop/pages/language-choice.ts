// The choice of the language of consent: every language of the notices, each under its own name in its own
// script. It is a form of its own above the checkout's, because a choice loads the page again and empties
// that form.

import { html } from 'hono/html';
import { directionOf } from '../../../ledger/core/language/direction.ts';
import { what } from '../../notices/what.ts';
import type { Html } from './layout.ts';

type Language = { tag: string; name: string; direction: 'ltr' | 'rtl' };

const languages: Language[] = Object.keys(what)
  .map((tag) => ({ tag, name: ownName(tag), direction: directionOf(tag) }))
  .sort((a, b) => a.name.localeCompare(b.name, 'en'));

export const languageChoice = (quantity: number, locale: string): Html => html`<form
  class="languages" action="/checkout" method="get">
  <input type="hidden" name="boxes" value="${quantity}">
  <label for="locale">WhatsApp consent in</label>
  <select id="locale" name="locale" autocomplete="off">${languages.map((language) => option(language, language.tag === locale))}</select>
  <button class="button quiet" type="submit">Show</button>
</form>`;

const option = ({ tag, name, direction }: Language, chosen: boolean): Html =>
  html`<option value="${tag}" lang="${tag}" dir="${direction}"${chosen ? html` selected` : ''}>${name}</option>`;

/** The language's name for itself, with a capital letter for the list. */
function ownName(tag: string): string {
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
