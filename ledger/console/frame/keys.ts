// Single keys. They are off in fields, and can be switched off (WCAG 2.1.4). A key that belongs to a page
// presses the control that says so: `data-key`.

import { html, render } from 'lit';
import { go, type PageName, to } from '../ask/route.ts';
import { keys as words } from '../words/en.ts';

const kept = 'optmark-keys';
const rooms: Record<string, PageName> = {
  ...{ o: 'overview', r: 'records', d: 'rights', n: 'notices', l: 'log', w: 'work', s: 'settings' },
};

let afterG = false;

export function listenToKeys(): void {
  // A click elsewhere closes what is open.
  document.addEventListener('click', ({ target }) => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.pop[open]'))
      if (!menu.contains(target as Node)) menu.open = false;
  });
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (event.key === 'Escape') return closeMenu(event) ? undefined : press('Escape', event);
    if (target.matches('input, textarea, select, [contenteditable]')) return;
    if (event.key === '?') return showKeys(event);
    if (localStorage.getItem(kept) === 'off') return;
    const room = afterG ? rooms[event.key] : undefined;
    afterG = event.key === 'g';
    if (room !== undefined) {
      event.preventDefault();
      return go(to(room));
    }
    if (event.key === '/') {
      event.preventDefault();
      return document.getElementById('find')?.focus();
    }
    if (event.key === 'j' || event.key === 'k') return step(event.key === 'j' ? 1 : -1, event);
    press(event.key, event);
  });
}

/** Along the lines of the page. */
function step(by: 1 | -1, event: Event): void {
  const lines = [...document.querySelectorAll<HTMLElement>('[data-line]')];
  const at = lines.indexOf(document.activeElement as HTMLElement);
  const next = lines[at === -1 && by === -1 ? lines.length - 1 : at + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function press(key: string, event: Event): void {
  const control = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (control === null) return;
  event.preventDefault();
  if (control instanceof HTMLDetailsElement) {
    control.open = !control.open;
    control.querySelector<HTMLElement>('summary')?.focus();
  } else if (control instanceof HTMLInputElement) control.focus();
  else control.click();
}

/** Its button has the focus again. */
function closeMenu(event: Event): boolean {
  const menu = document.querySelector<HTMLDetailsElement>('details.pop[open]');
  if (menu === null) return false;
  event.preventDefault();
  menu.open = false;
  menu.querySelector<HTMLElement>('summary')?.focus();
  return true;
}

function showKeys(event: Event): void {
  event.preventDefault();
  const dialog = document.createElement('dialog');
  dialog.className = 'sheet pad stack';
  dialog.setAttribute('aria-labelledby', 'keys-title');
  const change = ({ target }: Event) =>
    localStorage.setItem(kept, (target as HTMLInputElement).checked ? 'on' : 'off');
  render(
    html`<h2 id="keys-title">${words.title}</h2>
      <dl class="keys">${words.list.map(([key, does]) => html`<dt>${key.split(/(, )/).map((one) => (one === ', ' ? one : html`<kbd>${one}</kbd>`))}</dt><dd>${does}</dd>`)}</dl>
      <p class="small soft">${words.off}</p>
      <label class="small"><input type="checkbox" ?checked=${localStorage.getItem(kept) !== 'off'} @change=${change}> ${words.enabled}</label>
      <form method="dialog"><button class="btn">${words.close}</button></form>`,
    dialog,
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
