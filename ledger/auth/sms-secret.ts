// The secret of one line for text messages, for providers that cannot sign what they send: `oss_` and 24
// random bytes, the last part of the path. Only a MAC of it is stored.

const shape = /^oss_[A-Za-z0-9_-]{32}$/;

export function formatSmsSecret(random: Buffer): string {
  if (random.length !== 24) throw new RangeError('a secret of a line holds 24 random bytes');
  return `oss_${random.toString('base64url')}`;
}

export const isSmsSecretShaped = (shown: string): boolean => shape.test(shown);
