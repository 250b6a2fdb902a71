// Time and chance, which a pure function may not touch.

/** The parts of the world that a pure function may not touch. */
export interface World {
  /** The ledger's time: the database clock's, as last read (ledger-clock.ts). */
  now(): Date;
  /** Cryptographically secure. */
  random(length: number): Buffer;
}
