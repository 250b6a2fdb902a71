// Parts of the widget that load when they are needed. The first script holds the digest of the part `act`,
// which holds the digests of the others. So the one digest in the page's script tag covers all of them, and a
// browser that gets other bytes refuses to run them.
//
// `import()` alone takes no digest. A modulepreload link does (HTML, 4.6.7.12): it puts the module into the
// page's module map only if the digest is right, and the `import()` after it takes what is in the map.

import { version } from './version.ts';

declare const OPTMARK_ACT: string;

type Parts = {
  /** Judging a tick, measuring, signing, posting, taking back. */
  act: typeof import('./act/act.ts');
  /** Is the typed number possible? */
  number: typeof import('./number/part.ts');
  /** The notice, where the page does not carry it, and the element's words in its language. */
  notice: typeof import('./notice/part.ts');
  /** "Your consent", and proving that the number is theirs. */
  view: typeof import('./view/view.ts');
  /** What a developer should correct. */
  advice: typeof import('./advice/part.ts');
};

const loading = new Map<string, Promise<unknown>>();
let failures = 0;

// Not in one expression with `new URL`, because vite would bundle that as an asset.
export const here = import.meta.url;

/** The URL of a file of this very version, from whichever URL the first script came. */
export function ownUrl(file: string): string {
  return new URL(`../${version}/${file}`, here).href;
}

/** The next call asks anew for a part that hangs. The part is still of use where it comes late. */
export function giveUp(name: keyof Parts): void {
  loading.delete(name);
  failures++;
}

/** Rejects where the part cannot be loaded or has other bytes than published. A later call tries again. */
export function loadPart<Name extends keyof Parts>(name: Name): Promise<Parts[Name]> {
  const known = loading.get(name);
  if (known) return known as Promise<Parts[Name]>;
  const part = fetchPart(name);
  loading.set(name, part);
  part.then(
    () => loading.set(name, part),
    () => giveUp(name),
  );
  return part as Promise<Parts[Name]>;
}

async function fetchPart(name: keyof Parts): Promise<unknown> {
  const digest = name === 'act' ? OPTMARK_ACT : (await loadPart('act')).digests[name];
  // The module map remembers failures, so another try needs another URL.
  const href = ownUrl(`${name}.js`) + (failures ? `?${failures}` : '');
  await new Promise((onload, onerror) => {
    const link = document.createElement('link');
    Object.assign(link, {
      rel: 'modulepreload',
      crossOrigin: '',
      integrity: `sha256-${digest}`,
      // Where the page's policy uses a nonce, a script that runs may use it too.
      nonce: document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '',
      onload,
      onerror,
      href,
    });
    document.head.append(link);
  });
  return import(/* @vite-ignore */ href);
}
