// How long a person and a checkout wait, in milliseconds.

/** From the click until everything has loaded that judges it. */
export const partsMs = 3_000;
/** For `commit()`. What it began goes on. */
export const commitMs = 2_500;
/** At the tick, for the shop to renew its customer token. */
export const renewalMs = 2_500;
