// In the browser, on /embed: the result follows the form while it is filled in, and code can be copied with one press.
// Without it the form is sent by its button.

const form = document.querySelector('#choices');
const said = document.querySelector('#said');
// This server's own page and nothing else: where it is read is fixed below.
const policy = globalThis.trustedTypes?.createPolicy('embed', { createHTML: (text) => text });
let turn = 0;

function addCopyButtons() {
  for (const pre of document.querySelectorAll('pre[data-copy]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = `Copy ${pre.dataset.copy}`;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(pre.textContent);
      said.textContent = `Copied ${pre.dataset.copy}`;
    });
    pre.after(button);
  }
}

async function follow() {
  const mine = ++turn;
  const query = new URLSearchParams(new FormData(form));
  const answer = await fetch(`/embed?${query}`);
  if (!answer.ok) return;
  const text = await answer.text();
  // Another change has been made meanwhile; its answer is the one to show.
  if (mine !== turn) return;
  const page = new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, 'text/html');
  // A widget that was not needed before: its script has to be loaded by the page itself.
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

/** What is wrong with a choice, or no longer; the control itself stays, with its focus. */
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
