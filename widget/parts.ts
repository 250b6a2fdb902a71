// Parts of the widget that are loaded when they are needed. The first script holds the digest of the part `consent`, and
// that one the digests of the others, so the one digest in the page's script tag covers all of them: a browser that was
// given other bytes refuses to run them.
//
// `import()` alone takes no digest. A modulepreload link does (HTML, 4.6.7.12): it puts the module into the page's
// module map only if the digest is right, and the `import()` after it takes what is in the map.

import { version } from './version.ts';

declare const OPTMARK_CONSENT: string;

type Parts = {
  /** Judging a tick, measuring, signing, posting, taking back. */
  consent: typeof import('./consent/part.ts');
  /** Is the typed number possible? */
  number: typeof import('./number/part.ts');
  /** The notice, where the page does not carry it, and the element's words in its language. */
  notice: typeof import('./notice/part.ts');
  /** "Your consent", and proving that the number is theirs. */
  view: typeof import('./view/part.ts');
};

export type LoadPart = typeof loadPart;

const loading = new Map<string, Promise<unknown>>();
let failures = 0;

// Not written in one with `new URL`: vite would take that for an asset to be bundled.
const here = import.meta.url;

/** Where a file of this very version is, whichever URL the first script was loaded from. */
export function ownUrl(file: string): string {
  return new URL(`../${version}/${file}`, here).href;
}

/** Rejects where it cannot be loaded or is not what was published; a later call tries again. */
export function loadPart<Name extends keyof Parts>(name: Name): Promise<Parts[Name]> {
  const known = loading.get(name);
  if (known) return known as Promise<Parts[Name]>;
  const part = fetchPart(name);
  loading.set(name, part);
  part.catch(() => {
    loading.delete(name);
    failures++;
  });
  return part as Promise<Parts[Name]>;
}

async function fetchPart(name: keyof Parts): Promise<unknown> {
  const digest = name === 'consent' ? OPTMARK_CONSENT : (await loadPart('consent')).digests[name];
  // The module map remembers failures: another try needs another URL.
  const href = ownUrl(`${name}.js`) + (failures ? `?${failures}` : '');
  await new Promise((onload, onerror) => {
    const link = document.createElement('link');
    Object.assign(link, {
      rel: 'modulepreload',
      crossOrigin: '',
      integrity: `sha256-${digest}`,
      // Where the page's policy goes by nonce, a script that is running may use it.
      nonce: document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '',
      onload,
      onerror,
      href,
    });
    document.head.append(link);
  });
  return import(/* @vite-ignore */ href);
}
