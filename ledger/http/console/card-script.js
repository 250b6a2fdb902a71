// Runs in the frame of /console/card, in the page itself: hands what the console sends to the widget, and says
// how high the card is and which words stand in it. What the console sends is drawn and kept nowhere.

const own = new URL(location.href).origin;
const tell = (height, text) => parent.postMessage({ height, text }, own);

// No other window decides what is drawn here.
addEventListener('message', ({ source, origin, data }) => {
  if (source !== parent || origin !== own || document.body.firstElementChild) return;
  // The script was not run: its bytes are not those of the release.
  if (!customElements.get('optmark-opt-in')) return tell(0, '');
  draw(data);
});

function draw({ notice, number, seen }) {
  document.documentElement.style.colorScheme = seen.scheme;
  document.documentElement.dir = seen.direction;
  const words = document.createElement('script');
  Object.assign(words, { type: 'application/json', slot: 'notice' });
  words.append(JSON.stringify(notice));
  const card = document.createElement('optmark-opt-in');
  // The number has its plus and the body is inert: the widget loads no further part.
  const attributes = { site: 'none', notice: notice.id, locale: notice.locale, number };
  for (const [name, value] of Object.entries(attributes)) card.setAttribute(name, value);
  card.style.fontSize = `${seen.font_px}px`;
  card.append(words);
  card.addEventListener('optmark-error', () => tell(0, ''));
  card.addEventListener('optmark-ready', () => shown(card, seen));
  document.body.append(card);
}

function shown(card, { box, folded }) {
  const line = (name) => card.shadowRoot.querySelector(`[data-line=${name}]`);
  const fold = card.shadowRoot.querySelector('.fold');
  if (fold) fold.open = folded?.length === 0;
  const sentence = line('sentence');
  // Of the card itself no width is recorded.
  const { width } = sentence.getBoundingClientRect();
  card.style.width = `${card.getBoundingClientRect().width + box.width - width}px`;
  const others = ['privacy', 'withdrawal', 'contact'].map((name) => line(name).textContent);
  tell(document.documentElement.scrollHeight, [sentence.innerText, ...others].join('\n'));
}
