import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack } from '../../../ledger/storage/append/packed.ts';

test('what is packed can be cut out again, whatever the lengths', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (parts) => {
      const { bytes, starts, lengths } = pack(parts);
      // As substring(bytes from start for length): SQL counts from 1.
      const cut = starts.map((start, i) => bytes.subarray(start - 1, start - 1 + lengths[i]!));
      expect(cut.map((part) => [...part])).toEqual(parts.map((part) => [...part]));
    }),
  );
});
