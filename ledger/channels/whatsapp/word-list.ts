// Lists of words, as the tables of this folder write them: between commas, over as many lines as they need.

export const words = (list: string): readonly string[] =>
  list === '' ? [] : list.split(',').map((word) => word.trim());

/** The words of one language. What each list is for: stop-words.ts. */
export type Words = {
  readonly stop: readonly string[];
  readonly weakStop: readonly string[];
  readonly start: readonly string[];
  readonly weakStart: readonly string[];
};

export const language = (stop: string, weakStop: string, start: string, weakStart = ''): Words => ({
  stop: words(stop),
  weakStop: words(weakStop),
  start: words(start),
  weakStart: words(weakStart),
});
