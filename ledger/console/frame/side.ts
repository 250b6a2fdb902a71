// The left side: which business, the rooms of the console, and the seal of the log.

import { html, nothing, type TemplateResult } from 'lit';
import { ask } from '../ask/ask.ts';
import { type Route, to } from '../ask/route.ts';
import type { Business, SignedIn } from '../ask/session.ts';
import { type Icon, icon } from '../parts/icons.ts';
import { said, zoned } from '../parts/moment.ts';
import { frame as words } from '../words/en.ts';

const rooms: [keyof typeof words.rooms, Icon][] = [
  ['overview', 'bars'],
  ['records', 'list'],
  ['rights', 'scales'],
  ['notices', 'paper'],
  ['log', 'tree'],
  ['work', 'case'],
  ['settings', 'sliders'],
];

export function drawSide(
  { businesses }: SignedIn,
  business: Business | undefined,
  { page }: Route,
): TemplateResult {
  return html`<header class="side">
    ${
      businesses.length > 1
        ? html`<details class="pop"><summary class="biz">${business?.name} ${icon('down')}<span class="vh">${words.switchBusiness}</span></summary>
            <ul>${businesses.map(({ id, name }) => html`<li><a href=${`/console?business=${encodeURIComponent(id)}`}>${name}</a></li>`)}</ul></details>`
        : html`<p class="biz">${business?.name ?? words.product}</p>`
    }
    <button class="btn menu" type="button" popovertarget="nav">${icon('menu')}${words.menu}</button>
    <nav class="nav" id="nav" popover aria-label=${words.nav}>
      ${rooms.map(
        ([name, mark]) =>
          html`<a href=${to(name)} aria-current=${name === page ? 'page' : nothing}>${icon(mark)}${words.rooms[name]}</a>`,
      )}
      <console-seal></console-seal>
    </nav>
  </header>`;
}

export function drawWho({ person, expires_at }: SignedIn): TemplateResult {
  const { name, role, until } = person;
  const end =
    until === undefined ? words.signedInUntil(said(expires_at, 'clock')) : words.until(said(until, 'day'));
  return html`<details class="pop who"><summary title=${zoned(expires_at)}><b>${name}</b><br>${words.roles[role]} ${until === undefined ? '· ' : ''}${end}</summary>
    <div><button class="btn" type="button" @click=${signOut}>${icon('out')}${words.signOut}</button></div></details>`;
}

async function signOut(): Promise<void> {
  const { logout } = await ask<{ logout: string | null }>('DELETE', '/v1/console/session');
  location.replace(logout ?? '/console');
}
