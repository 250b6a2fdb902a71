// The search of the documentation: it shows the operations that hold every word the reader typed, and hides
// the rest. It asks no server. Without this script, the field is hidden and every operation is shown.
const field = document.querySelector('#search');
const said = document.querySelector('#found');
const entries = [...document.querySelectorAll('[data-words]')];
const groups = [...document.querySelectorAll('[data-group]')];

const search = () => {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const entry of entries) {
    entry.hidden = !words.every((word) => entry.dataset.words.includes(word));
    if (!entry.hidden) found += 1;
  }
  for (const group of groups) group.hidden = group.querySelector('[data-words]:not([hidden])') === null;
  said.textContent = words.length === 0 ? '' : `${found} of ${entries.length} operations`;
};

field.addEventListener('input', search);
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && event.target !== field && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    field.focus();
  }
  if (event.target !== field) return;
  if (event.key === 'Escape') {
    field.value = '';
    search();
  }
  if (event.key === 'Enter' && field.value.trim() !== '') {
    const first = entries.find((entry) => !entry.hidden);
    if (first) location.assign(first.querySelector('a').href);
  }
});
field.closest('search').hidden = false;
// A browser fills in the field again when the reader comes back to the page.
search();
