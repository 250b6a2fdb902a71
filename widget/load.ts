// `optmark/widget`: the widget for a page that a bundler builds. The script itself stays at the ledger, as
// with a script tag. Each record holds the digest that the tag demands, as evidence. A copy inside a bundle
// would have none.

export type * from './declarations/optmark.js';

declare const OPTMARK_VERSION: string;
declare const OPTMARK_INTEGRITY: string;

let loading: Promise<void> | undefined;

/**
 * Defines `<optmark-opt-in>` by the script of this very release. May be called again. Does nothing on a
 * server. Rejects where that script cannot be loaded, or is not the one that this package was built with.
 * @param ledger its origin, such as `https://ledger.example`
 */
export function loadWidget(ledger: string): Promise<void> {
  if (typeof document === 'undefined' || customElements.get('optmark-opt-in')) return Promise.resolve();
  loading ??= run(new URL(`/${OPTMARK_VERSION}/optmark.js`, ledger).href).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

function run(src: string): Promise<void> {
  const script = document.createElement('script');
  // Where the page's policy uses a nonce, a script that runs may use it too.
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
  return new Promise((done, failed) => {
    const onerror = () => {
      script.remove();
      failed(new Error(`${src} cannot be loaded, or is not the widget of this package`));
    };
    const integrity = OPTMARK_INTEGRITY;
    Object.assign(script, {
      type: 'module',
      crossOrigin: '',
      integrity,
      nonce,
      src,
      onload: () => done(),
      onerror,
    });
    document.head.append(script);
  });
}
