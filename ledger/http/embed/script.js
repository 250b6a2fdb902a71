// In the browser, on /embed: the result follows the form as the developer fills it in, and one press copies
// the code. Without this script, the form's button sends it.

import { addCopyButtons } from '/copy.js';

const form = document.querySelector('#choices');
const said = document.querySelector('#said');
// It passes only this server's own page: `follow` below fixes the address.
const policy = globalThis.trustedTypes?.createPolicy('embed', { createHTML: (text) => text });
let turn = 0;

async function follow() {
  const mine = ++turn;
  const query = new URLSearchParams(new FormData(form));
  const answer = await fetch(`/embed?${query}`);
  if (!answer.ok) return;
  const text = await answer.text();
  // The developer has made another change since; the page shows the answer to that one.
  if (mine !== turn) return;
  const page = new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, 'text/html');
  // The page did not need the widget until now: only a full load of the page brings the widget's script.
  if (!customElements.get('optmark-opt-in') && page.querySelector('optmark-opt-in')) {
    location.assign(`/embed?${query}`);
    return;
  }
  document.querySelector('#text').replaceChildren(...page.querySelector('#text').childNodes);
  for (const choice of form.querySelectorAll('.choice')) keepFault(choice, page);
  history.replaceState(null, '', `/embed?${query}`);
  addCopyButtons();
  said.textContent = page.querySelector('#choices .bad')?.textContent ?? 'Preview and code updated';
}

/** Shows or removes the error of a choice. The control itself stays, with its focus. */
function keepFault(choice, page) {
  const control = choice.querySelector('input, select');
  const fresh = page.getElementById(control.id);
  choice.querySelector('.bad')?.remove();
  const fault = fresh.closest('.choice').querySelector('.bad');
  if (fault) control.before(fault);
  for (const name of ['aria-invalid', 'aria-describedby']) {
    if (fresh.hasAttribute(name)) control.setAttribute(name, fresh.getAttribute(name));
    else control.removeAttribute(name);
  }
}

form.addEventListener('change', follow);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  follow();
});
addCopyButtons();
