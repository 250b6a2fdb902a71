// Lists of words, as the tables of this folder write them: between commas, over as many lines as they need.

export const words = (list: string): readonly string[] =>
  list === '' ? [] : list.split(',').map((word) => word.trim());
