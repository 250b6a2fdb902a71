// The templates of an account, and the list of them:
//
//   GET /{version}/{WABA}/message_templates?limit=100&after=<cursor>
//   {"data": [{"id", "name", "language", "status", "category", "components"}], "paging": {"cursors":
//    {"before", "after"}, "next"?}}

export type Template = {
  id: string;
  name: string;
  language: string;
  /** Meta's category now: UTILITY, AUTHENTICATION, MARKETING. */
  category: string;
  /** With {{1}}, {{2}}, … where a message's parameters go. */
  body: string;
  /** Labels of its quick-reply buttons. */
  buttons: readonly string[];
};

const pageMax = 100;

/** One page. `after` is the cursor of the page before. Undefined for an unknown cursor. */
export function listed(
  templates: readonly Template[],
  { limit, after }: { limit: string | null; after: string | null },
): object | undefined {
  const first = after === null ? 0 : Number(Buffer.from(after, 'base64url').toString('ascii'));
  const size = Math.min(Number(limit ?? pageMax), pageMax);
  if (!Number.isInteger(first) || first < 0 || !Number.isInteger(size) || size < 1) return undefined;
  const page = templates.slice(first, first + size);
  const end = first + page.length;
  const cursors = { before: cursorAt(first), after: cursorAt(end) };
  const more = end < templates.length && { next: `https://graph.facebook.com/?after=${cursors.after}` };
  return { data: page.map(described), paging: { cursors, ...more } };
}

const cursorAt = (index: number): string => Buffer.from(String(index), 'ascii').toString('base64url');

const described = ({ id, name, language, category, body, buttons }: Template): object => ({
  ...{ id, name, language, status: 'APPROVED', category },
  components: [
    { type: 'BODY', text: body },
    ...(buttons.length === 0
      ? []
      : [{ type: 'BUTTONS', buttons: buttons.map((text) => ({ type: 'QUICK_REPLY', text })) }]),
  ],
});

const isNamed = /\{\{(?!\d{1,2}\}\})/;

/** How many parameters it takes. Undefined where they have names. */
export function parametersOf(body: string): number | undefined {
  if (isNamed.test(body)) return undefined;
  return new Set(body.match(/\{\{\d{1,2}\}\}/g)).size;
}

/** What the person reads. */
export const filledIn = (body: string, parameters: readonly string[]): string =>
  body.replaceAll(/\{\{(\d{1,2})\}\}/g, (_, place) => parameters[Number(place) - 1] ?? '');
