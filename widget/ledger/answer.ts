// What the ledger answers to an accepted post. Only what the element uses is checked; the rest passes through.

export type Answer = { record: string; receipt: string; grade: string };

export function parseAnswer(body: unknown): Answer | undefined {
  const { record, receipt, grade } = (body ?? {}) as Partial<Answer>;
  return typeof record === 'string' && typeof receipt === 'string'
    ? { record, receipt, grade: String(grade) }
    : undefined;
}
