// Uploaded media, kept whole and returned unchanged. When there are too many, it forgets the oldest.

import type { Answer, Asked } from './exchange.ts';
import { jsonAnswer } from './exchange.ts';

const keptMax = 32;

export class Media {
  readonly #kept = new Map<string, { type: string; bytes: Buffer }>();
  #count = 0;

  has = (id: string): boolean => this.#kept.has(id);

  /** Oldest first. */
  ids = (): string[] => [...this.#kept.keys()];

  upload({ headers, body }: Asked): Answer {
    const id = String(1_000_000_000 + this.#count);
    this.#count += 1;
    this.#kept.set(id, { type: headers['content-type'] ?? '', bytes: body });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptMax) this.#kept.delete(oldest!);
    return jsonAnswer(200, { id });
  }

  /** Undefined where there is no such medium, or for another method. */
  answer(method: string, id: string): Answer | undefined {
    const medium = this.#kept.get(id);
    if (medium === undefined) return undefined;
    if (method === 'DELETE') {
      this.#kept.delete(id);
      return jsonAnswer(200, { success: true });
    }
    // The real one also offers cookies and other protocols.
    const headers = { 'content-type': medium.type, 'set-cookie': 'datr=1', 'alt-svc': 'h3=":443"' };
    return method === 'GET' ? { status: 200, headers, body: medium.bytes } : undefined;
  }
}
