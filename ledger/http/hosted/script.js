// In the browser, on the hosted opt-in page: the button saves what the person ticked, and the page says what
// became of it. Only the widget's own box makes a consent; nothing here ticks it.

const form = document.querySelector('#choice');
const card = form?.querySelector('optmark-opt-in');
const said = form?.querySelector('[role=status]');

function say(words, isDone = false) {
  said.textContent = words;
  said.classList.toggle('done', isDone);
}

function showSaved() {
  const hadFocus = document.activeElement === save;
  say(form.dataset.done, true);
  save.hidden = true;
  // Else the next Tab of a person at the keyboard would begin at the top of the page.
  if (hadFocus) said.focus();
}

function showOpen() {
  say('');
  save.hidden = false;
}

const save = form?.querySelector('button');
if (card) {
  showOpen();
  // The ledger may answer later than commit() waits, so what is said follows the events.
  card.addEventListener('optmark-saved', showSaved);
  card.addEventListener('optmark-undone', () => {
    showOpen();
    say(form.dataset.undone);
  });
  // A new tick or untick: what was said of the last one is said no longer. The number's field says nothing of it.
  card.addEventListener('input', ({ target }) => {
    if (target === card && !card.record) say('');
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (card.record) return;
    say(card.checked || card.error ? '' : form.dataset.tickFirst);
    if (card.error) card.focus();
    await card.commit?.();
  });
}
