// The colours and common rules of every page that a person reads here. Light and dark; in forced colours the
// system's own take their place. No page loads a font or a picture.

import { hash } from 'node:crypto';

/**
 * `paper` lies on `back`, `ink` is read on both, `mute` too; `go` is for links and for what stands, `stop`
 * for what was stopped or is wrong, each with a tint and with the ink that is read on it.
 */
const tokens = `
:root { color-scheme: light dark; --paper: light-dark(#fff, #161b18); --back: light-dark(#eef2ef, #0d100e);
  --ink: light-dark(#14201a, #e6ede9); --mute: light-dark(#4d5c54, #a6b5ac); --line: light-dark(#cfd8d2, #36403a);
  --soft: light-dark(#f4f8f5, #1d2420); --go: light-dark(#0b6b3a, #6fdc9f); --go-soft: light-dark(#e3f4ea, #10301f);
  --on-go: light-dark(#fff, #06140c); --stop: light-dark(#98261a, #ffab9c); --stop-soft: light-dark(#fbe9e6, #3a1813);
  --on-stop: light-dark(#fff, #2b0d08); }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
a { color: var(--go); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--go); outline-offset: 2px; }
.mute { color: var(--mute); }
.skip { position: absolute; inset-block-start: -99rem; }
`;

export type Style = {
  text: string;
  /** As Content-Security-Policy wants it: `'sha256-…'` of exactly what stands between the tags. */
  source: string;
};

/** The one style sheet of a page. */
export function styleSheet(rules: string): Style {
  const text = tokens + rules;
  return { text, source: sourceOf(text) };
}

/** What stands between two tags, as a source of a policy (CSP Level 3). */
export const sourceOf = (text: string): string => `'sha256-${hash('sha256', text, 'base64')}'`;
