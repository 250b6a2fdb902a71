// What the ledger answers to an accepted post. Only what the element uses is checked; the rest passes through.

export type Answer = {
  record: string;
  receipt: string;
  grade: string;
  /** ISO 8601. */
  recorded_at: string;
  /** The person's own page about this record. */
  link: string | undefined;
};

export function parseAnswer(body: unknown): Answer | undefined {
  const { record, receipt, grade, recorded_at, link } = (body ?? {}) as Partial<Answer>;
  return typeof record === 'string' && typeof receipt === 'string'
    ? { record, receipt, grade: String(grade), recorded_at: String(recorded_at), link: webLink(link) }
    : undefined;
}

/** `javascript:` would let the ledger run code in the shop's page. */
const webLink = (link: unknown): string | undefined =>
  /^https?:/.test(String(link)) ? String(link) : undefined;
