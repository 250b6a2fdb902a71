// What a person's hands and eyes can do in any browser: all that three drivers have in common. Everything
// else is made of these, so that no step can differ between engines.

export type Hands = {
  go(url: string): Promise<void>;
  /** The value of an expression in the page; JSON only. */
  evaluate<T>(expression: string): Promise<T>;
  /** The real pointer, in CSS pixels of the viewport. */
  click(x: number, y: number): Promise<void>;
  /** A real key: one character, or `Tab`. */
  press(key: string): Promise<void>;
  quit(): Promise<void>;
};

export type Engine = {
  name: 'Chromium' | 'Firefox' | 'WebKit';
  /** Debian's packages that bring it. */
  packages: readonly string[];
  /** The sentence a person needs where the engine is not here. */
  missing(): string | undefined;
  start(): Promise<Hands>;
};
