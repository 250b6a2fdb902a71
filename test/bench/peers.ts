// What was measured of others that draw an interface of their own: bytes after brotli. Their packages were
// built and compressed once, in the same way as ours, in November 2026.

export const peers: [name: string, what: string, brotli: number][] = [
  ['altcha 3.2.2', 'one file, stylesheet and workers inside', 31_016],
  ['@friendlycaptcha/sdk 1.0.2', 'the loader; the widget is their iframe and comes on top', 11_660],
  ['vanilla-cookieconsent 3.1.0', 'script and stylesheet', 13_742],
  ['klaro 0.7.22', 'script with stylesheet', 59_197],
  ['intl-tel-input 29.5.1', 'a phone field, with validation', 67_726],
  ['Shoelace 2.20.1', 'one checkbox', 13_312],
  ['Web Awesome 3.14.0', 'one checkbox', 24_353],
  ['Material Web 2.5.0', 'one checkbox', 11_934],
];

/** Beside ours, for a person to read. */
export const peerTable = (): string =>
  [
    '| others | what | bytes, brotli |',
    '|---|---|---|',
    ...peers.map((peer) => `| ${peer.join(' | ')} |`),
  ].join('\n');
