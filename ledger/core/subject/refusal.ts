// The refusals of this room, for a text that is not the identifier it claims to be.
//
// A refusal names the rule and says it in words. It never contains the input or a part of it: refusals reach
// logs, error bodies and metrics, and the input is a person's number.

/** Every rule an identifier can break. */
export type IdentifierRule =
  // numbers
  | 'text'
  | 'empty'
  | 'input_length'
  | 'character'
  | 'calling_code_missing'
  | 'calling_code_unsure'
  | 'calling_code_unknown'
  | 'calling_code_twice'
  | 'zero_unclear'
  | 'possible_length'
  | 'trunk_prefix'
  // the others
  | 'bsuid_format'
  | 'parent_bsuid_format'
  | 'external_id_format'
  | 'external_id_is_number'
  | 'external_id_is_email';

export type IdentifierRefused = {
  readonly kind: 'refused';
  readonly rule: IdentifierRule;
  /** One sentence for a person, the same for every input. */
  readonly detail: string;
};

const details: Record<IdentifierRule, string> = {
  text: 'A number is given as text.',
  empty: 'There are no digits.',
  input_length: 'This is longer than any written number.',
  character: 'Only digits, one leading plus, spaces, dashes, dots, slashes and brackets are accepted.',
  calling_code_missing: 'The country calling code is missing: write the number in international form.',
  calling_code_unsure:
    'So few digits may be a number without its country calling code: write + in front, and the code behind it.',
  calling_code_unknown: 'No country or network has this calling code.',
  calling_code_twice:
    'The number has two calling codes, and no number under the first looks like this. The first is probably one too many.',
  zero_unclear:
    'Both with and without the zero in parentheses this is a number: write it as it is dialled from abroad.',
  possible_length:
    'No number under this calling code has this many digits. Write it whole: +, the code, the number.',
  trunk_prefix:
    'After the calling code comes a zero or another prefix that is not part of the number. It is probably one too many.',
  bsuid_format: 'A BSUID is a country code, a dot and up to 128 letters and digits.',
  parent_bsuid_format: 'A parent BSUID is a country code, .ENT. and up to 128 letters and digits.',
  external_id_format: 'An external id is 1 to 128 printable ASCII characters, without a space at either end.',
  external_id_is_number:
    'This is a phone number: an external id is shown where numbers are masked. Use an id of your own.',
  external_id_is_email:
    'This holds an e-mail address: an external id is shown where names are masked. Use an id of your own.',
};

/** A refusal for one rule. */
export function refused(rule: IdentifierRule): IdentifierRefused {
  return { kind: 'refused', rule, detail: details[rule] };
}
