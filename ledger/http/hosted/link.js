// In the browser, on the page behind a link: shows the ledger the token from the fragment, and draws what the
// answer says: the real widget, or that the link was used, that its consent was taken back, or that it leads
// nowhere. Only the tick makes a consent.

const words = JSON.parse(document.querySelector('#words').textContent);
const form = document.querySelector('#choice');
const said = form.querySelector('[role=status]');
/** The language that the person took from the list below. What can be none is left out, as on the server. */
const chosen = new URLSearchParams(location.search).get('lang')?.match(/^[\w-]{2,35}$/)?.[0];
/** How long a pass is good, with time to spare, milliseconds. */
const renewMs = 45 * 60_000;

const made = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** A sentence as nodes; each value keeps its own direction. */
const filled = (text, values) =>
  text.split(/\{(\w+)\}/).map((part, i) => (i % 2 === 0 ? part : made('bdi', {}, values[part] ?? '')));

function head(heading, ...intro) {
  const title = document.querySelector('h1');
  title.replaceChildren(...[heading].flat());
  document.title = title.textContent;
  document.querySelector('#intro').replaceChildren(...intro);
}

function say(text, isDone = false) {
  said.textContent = text;
  said.classList.toggle('done', isDone);
}

async function asked() {
  const token = location.hash.slice(1);
  if (token === '') return { status: 404 };
  const answer = await fetch('/v1/links/open', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: token.slice(0, 200), locale: words.lang, ...(chosen && { chosen }) }),
  });
  return { status: answer.status, link: answer.ok ? await answer.json() : undefined };
}

async function open() {
  say(words.waiting);
  const { status, link } = await asked().catch(() => ({ status: 0 }));
  say('');
  if (link === undefined) {
    const isOver = status === 404 || status === 422;
    return isOver ? head(words.linkOverTitle, words.linkOverMeans) : say(words.unreachable);
  }
  showFoot(link);
  if (link.state === 'used') return showUsed(link);
  if (link.state === 'taken_back') return showTakenBack(link);
  head(filled(words.title, link), words.intro);
  ask(link, link.number !== undefined);
}

function dayOf(at) {
  const lang = words.lang === 'en' ? 'en-GB' : words.lang;
  return new Intl.DateTimeFormat(lang, { dateStyle: 'long' }).format(new Date(at));
}

function showUsed(link) {
  head(filled(words.usedTitle, { date: dayOf(link.used_at) }), ...filled(words.usedMeans, link));
}

function showTakenBack(link) {
  const when = filled(words.takenBackMeans, { ...link, date: dayOf(link.taken_back_at) });
  head(words.takenBackTitle, ...when, made('br'), ...filled(words.takenBackAgain, link));
}

/** @param isKnown whether the business knows the number; else the person types it */
function ask(link, isKnown) {
  const card = document.createElement('optmark-opt-in');
  const set = ({ pass }) => card.setAttribute(isKnown ? 'customer-token' : 'link', pass);
  const attributes = { site: link.site, notice: link.notice, locale: link.locale, commit: 'submit' };
  attributes['collected-via'] = `${link.via}_link`;
  for (const [name, value] of Object.entries(attributes)) card.setAttribute(name, value);
  set(link);
  const save = made('button', { textContent: words.save });
  const other = made('button', { type: 'button', className: 'other', textContent: words.otherNumber });
  const showOpen = () => {
    say('');
    save.hidden = false;
    other.hidden = !isKnown;
  };
  card.addEventListener('optmark-saved', () => {
    const hadFocus = document.activeElement === save;
    say(words.done, true);
    save.hidden = other.hidden = true;
    if (link.return_url)
      said.append(' ', made('a', { href: link.return_url }, new URL(link.return_url).host));
    // Else the next Tab of a person at the keyboard would begin at the top of the page.
    if (hadFocus) said.focus();
  });
  card.addEventListener('optmark-undone', () => {
    showOpen();
    say(words.undone);
  });
  // A new tick or untick: what was said of the last one is said no longer. The number's field says nothing of it.
  card.addEventListener('input', ({ target }) => {
    if (target === card && !card.record) say('');
  });
  const renew = () =>
    asked().then(
      ({ link: fresh }) => fresh?.pass && set(fresh),
      () => {},
    );
  card.addEventListener('optmark-token-expired', renew);
  const timer = setInterval(renew, renewMs);
  other.addEventListener('click', () => {
    clearInterval(timer);
    ask(link, false);
    form.querySelector('optmark-opt-in').focus();
  });
  form.onsubmit = async (event) => {
    event.preventDefault();
    if (card.record) return;
    say(card.checked || card.error ? '' : words.tickFirst);
    if (card.error) card.focus();
    await card.commit?.();
  };
  form.replaceChildren(card, save, other, said);
  showOpen();
}

function showFoot({ business, contact: { phone, email, url, address }, privacy_url, locale, locales }) {
  const link = (href, text) => made('a', { href, rel: 'noreferrer' }, made('bdi', { dir: 'ltr' }, text));
  const ways = [
    phone && link(`tel:${phone.replaceAll(/[^+\d]/g, '')}`, phone),
    email && link(`mailto:${email}`, email),
    url && link(url, url.replace(/^https?:\/\//, '')),
    address && made('bdi', {}, address),
  ].filter(Boolean);
  const listed = made('span', {}, ...ways.flatMap((way, i) => (i === 0 ? [way] : [' · ', way])));
  document
    .querySelector('#about')
    .replaceChildren(
      made('p', {}, ...filled(words.contact, { business, contact: listed })),
      made('p', {}, made('a', { href: privacy_url, rel: 'noreferrer' }, words.privacy)),
      ...languages(locales, locale),
    );
}

const nameOf = (tag) => new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;

/** The others of the notice. The token behind the `#` goes along. */
function languages(tags = [], shown) {
  const others = tags.filter((tag) => tag !== shown);
  const leading = (tag) =>
    made('a', { href: `?lang=${tag}${location.hash}`, lang: tag, hreflang: tag }, nameOf(tag));
  return others.length === 0 ? [] : [made('ul', {}, ...others.map((tag) => made('li', {}, leading(tag))))];
}

// The token stands where the name of a place in the page would stand: a way to such a place keeps the token.
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  form.focus();
});
addEventListener('hashchange', () => document.getElementById(location.hash.slice(1)) ?? open());
open();
