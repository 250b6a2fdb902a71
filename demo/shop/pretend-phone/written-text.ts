// Turns what the visitor pasted into the pretend phone into the text that they write. A link that opens
// WhatsApp (https://wa.me/<number>?text=…) becomes the text that it would fill in.

export function textOf(pasted: string): string {
  const trimmed = pasted.trim();
  if (!URL.canParse(trimmed)) return trimmed;
  const { hostname, searchParams } = new URL(trimmed);
  return hostname === 'wa.me' ? (searchParams.get('text') ?? '') : trimmed;
}
