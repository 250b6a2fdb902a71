// A sample that nobody could have chosen: neither the business, which does not know the phrase before its
// checkpoint is signed, nor the auditor, who types the phrase after seeing that checkpoint.
//
//   seed = SHA-256( root of the checkpoint, 32 bytes ‖ the phrase, UTF-8 )
//   rank = SHA-256( seed ‖ id of the record, 36 characters, lower case )
//   the sample: of all records that the filter finds below that size, the N of least rank
//
// Ids are fixed by the entries below the checkpoint. Whoever has the ids, such as from an export of all that
// the filter finds, draws the same sample.

import { createHash } from 'node:crypto';
import { z } from 'zod';

const sampleSizeMax = 10_000;

/** What is asked for. The phrase is not kept; the seed is. */
export const sampleSchema = z.strictObject({
  size: z
    .int()
    .min(1)
    .max(sampleSizeMax)
    .meta({ description: 'Records to draw; all, where there are fewer.' }),
  phrase: z
    .string()
    .min(1)
    .max(200)
    .refine((text) => text.isWellFormed(), {
      error: 'is not a text',
      params: { rule: 'text' },
    })
    .meta({ description: 'Typed after seeing the checkpoint of `tree_size`. It is not kept; the seed is.' }),
});
export type SampleAsked = z.infer<typeof sampleSchema>;

export const seedOf = (root: Uint8Array, phrase: string): Buffer =>
  createHash('sha256').update(root).update(phrase, 'utf8').digest();

const rankOf = (seed: Uint8Array, record: string): Buffer =>
  createHash('sha256').update(seed).update(record, 'latin1').digest();

type Drawn = { index: number; rank: Buffer };

/** Draws from records as they come, and holds twice the sample at most. */
export class Sampler {
  readonly #seed: Uint8Array;
  readonly #size: number;
  #least: Drawn[] = [];

  constructor(seed: Uint8Array, size: number) {
    this.#seed = seed;
    this.#size = size;
  }

  add({ index, record }: { index: number; record: string }): void {
    this.#least.push({ index, rank: rankOf(this.#seed, record) });
    if (this.#least.length > 2 * this.#size) this.#cut();
  }

  /** The places of the sample, in the order of the log. */
  drawn(): number[] {
    this.#cut();
    return this.#least.map(({ index }) => index).sort((a, b) => a - b);
  }

  #cut(): void {
    this.#least.sort((a, b) => Buffer.compare(a.rank, b.rank));
    this.#least.length = Math.min(this.#least.length, this.#size);
  }
}
