// The address says what is looked at: the page, opaque ids and filters. It never holds an identifier of a
// person: history, bookmarks and proxies keep addresses.

export const pages = [
  ...(['overview', 'records', 'person', 'record', 'message', 'rights', 'notices', 'log'] as const),
  ...(['work', 'settings'] as const),
] as const;
export type PageName = (typeof pages)[number];

export type Route = { page: PageName; id: string; query: URLSearchParams };

const base = '/console';

export function routeOf({ pathname, search }: Pick<Location, 'pathname' | 'search'>): Route {
  const [name = '', id = ''] = pathname.slice(base.length + 1).split('/');
  const page = pages.find((one) => one === name) ?? 'overview';
  return { page, id: decodeURIComponent(id), query: new URLSearchParams(search) };
}

type Query = Record<string, string | readonly string[] | undefined>;

/** The address of a page of the same business. */
export function to(page: PageName, id = '', query: Query = {}): string {
  const said = new URLSearchParams();
  const here = new URLSearchParams(location.search);
  for (const kept of ['business', 'test']) if (here.get(kept)) said.set(kept, here.get(kept)!);
  for (const [name, value] of Object.entries(query)) {
    said.delete(name);
    for (const one of Array.isArray(value) ? value : [value ?? '']) if (one !== '') said.append(name, one);
  }
  const path = page === 'overview' ? base : `${base}/${page}${id === '' ? '' : `/${encodeURIComponent(id)}`}`;
  return said.size === 0 ? path : `${path}?${said}`;
}

export const moved = 'optmark-moved';

export function go(address: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  dispatchEvent(new Event(moved));
}

/** Links of the console move within the page; with a modifier key the browser has them. */
export function followLinks(): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
    if (link === undefined || link.origin !== location.origin || link.target !== '' || link.download !== '')
      return;
    if (link.pathname !== base && !link.pathname.startsWith(`${base}/`)) return;
    if (link.hash !== '' && link.pathname === location.pathname) return;
    event.preventDefault();
    go(link.href);
  });
  addEventListener('popstate', () => dispatchEvent(new Event(moved)));
}

/**
 * Whether a word reads as the number of a person. It must not come into an address, whatever field it was
 * typed into.
 */
export const readsAsNumber = (word: string): boolean => /^[+_.:/() -]*([0-9][+_.:/() -]*){7,15}$/.test(word);
