// In the browser, on /flow: the browser's own voice says what a caller hears, and the keyboard is the
// telephone's as long as the focus is within the call. Without this script the keys are links.

import { addCopyButtons } from '/copy.js';

const call = document.querySelector('#call');
const said = document.querySelector('#said');
// It passes only this server's own page: `go` below takes nothing but links of the call.
const policy = globalThis.trustedTypes?.createPolicy('flow', { createHTML: (text) => text });
const voice = globalThis.speechSynthesis;
let turn = 0;

function linesNow() {
  return [...document.querySelectorAll('#now .line')];
}

function speak() {
  said.textContent = linesNow()
    .map((line) => line.textContent)
    .join(' ');
  if (!voice) return;
  voice.cancel();
  for (const line of linesNow()) {
    const words = new SpeechSynthesisUtterance(line.textContent);
    words.lang = line.lang;
    voice.speak(words);
  }
}

function addListen() {
  const now = document.querySelector('#now');
  if (!now || !voice) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.id = 'listen';
  button.textContent = 'Listen';
  button.addEventListener('click', speak);
  call.querySelector('.again').before(button);
}

async function go(link) {
  const mine = ++turn;
  const key = link.dataset.key;
  voice?.cancel();
  const answer = await fetch(link.href);
  if (!answer.ok) return;
  const text = await answer.text();
  // Another key was pressed since; the page shows the answer to that one.
  if (mine !== turn) return;
  const page = new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, 'text/html');
  call.replaceChildren(...page.querySelector('#call').childNodes);
  history.replaceState(null, '', link.href);
  addListen();
  (keyLink(key) ?? call).focus();
  speak();
}

function keyLink(key) {
  return call.querySelector(`a[data-key="${CSS.escape(key)}"]`);
}

call.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-key]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(link);
});
call.addEventListener('keydown', (event) => {
  const link = /^[0-9*#]$/.test(event.key) && keyLink(event.key);
  if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  go(link);
});
addListen();
addCopyButtons();
