// The service window: for 24 hours after somebody's own last message to a sender, that sender may answer freely, without a
// template and without an opt-in. Source: WhatsApp Business Platform, customer service windows.

/** Milliseconds. */
export const serviceWindowMs = 24 * 60 * 60 * 1000;

/** The oldest moment (ISO 8601) of a message whose window is still open. */
export const openSince = (now: Date): string => new Date(now.getTime() - serviceWindowMs).toISOString();
