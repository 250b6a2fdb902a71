// The lines a notice is made of: one line each, and templates whose slots render.ts fills.

import { z } from 'zod';

// Lines are joined by line feeds before they are hashed: a line that held one could pass for two.
const severalLines = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/**
 * Text of one line, with single spaces inside and none around, as a browser draws it; lengths in UTF-16
 * units.
 */
export const lineOf = ({ min = 1, max }: { min?: number; max: number }) =>
  z
    .string()
    .trim()
    .overwrite((text) => text.replace(/ {2,}/g, ' '))
    .min(min)
    .max(max)
    .refine((text) => !severalLines.test(text), {
      error: 'must be one line, without control characters',
      params: { rule: 'one_line' },
    });

const slots = ['what', 'business', 'masked', 'privacy_url', 'withdrawal_url', 'contact'] as const;

/**
 * A line that keeps its slots: without them it could not name who, what or where. An unknown slot is a
 * mistake.
 */
export const template = (...needed: (typeof slots)[number][]) =>
  lineOf({ max: 500 }).refine(
    (text) => {
      const used = Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name);
      return (
        needed.every((slot) => used.includes(slot)) && used.every((name) => slots.some((s) => s === name))
      );
    },
    {
      error: `must contain ${needed.map((slot) => `{${slot}}`).join(', ')}, and no slot that is unknown`,
      params: { rule: 'slots' },
    },
  );

const overrides = /[\u202d\u202e]/;
const opened: Readonly<Record<string, string>> = {
  '\u202a': '\u202c',
  '\u202b': '\u202c',
  '\u2066': '\u2069',
  '\u2067': '\u2069',
  '\u2068': '\u2069',
};

/** Whether each mark that opens a direction (UAX #9) is closed within this text, and none else. */
function isBalanced(text: string): boolean {
  const open: string[] = [];
  for (const [mark] of text.matchAll(/[\u202a-\u202c\u2066-\u2069]/g)) {
    const end = opened[mark];
    if (end !== undefined) open.push(end);
    else if (open.pop() !== mark) return false;
  }
  return open.length === 0;
}

function faultIn(text: string): { message: string; rule: string } | undefined {
  if (overrides.test(text))
    return { message: 'must not turn letters around (U+202D, U+202E)', rule: 'bidi_override' };
  if (!isBalanced(text))
    return { message: 'must close each direction that it opens, and no other', rule: 'bidi_unbalanced' };
  if (text.includes('\ufffd'))
    return {
      message: 'has lost letters (U+FFFD): it was not read in the code it was written in',
      rule: 'lost_letters',
    };
  return undefined;
}

/**
 * For drafts: names each text that would be drawn in another order than it is written, or draw what stands
 * around it so. A person would agree to a sentence that they read backwards. What was published stays as it
 * is.
 */
export function checkDrawn(draft: unknown, context: z.RefinementCtx): void {
  const left: { value: unknown; path: string[] }[] = [{ value: draft, path: [] }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value, path } = next;
    if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) left.push({ value: inner, path: [...path, name] });
    const fault = typeof value === 'string' ? faultIn(value) : undefined;
    if (fault !== undefined)
      context.addIssue({ code: 'custom', message: fault.message, path, params: { rule: fault.rule } });
  }
}
