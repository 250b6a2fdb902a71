// A caller without a secret key: a page in a browser, or a program that claims to be one.

export type Visitor = {
  /** The Origin header; a program outside a browser can claim any. */
  origin: string | undefined;
  /** network.ts; undefined: this very machine, which is not limited. */
  network: string | undefined;
};
