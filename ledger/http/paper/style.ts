// The style sheet of forms and scripts: ink on white, on the sheet that the printer has.

import { type Style, styleSheet } from '../pages/tokens.ts';

export const sheets = ['a4', 'letter'] as const;
export type Sheet = (typeof sheets)[number];

const rules = (size: string) => `
@page { size: ${size}; margin: 18mm; }
:root { color-scheme: light; }
body { background: #fff; color: #000; font-size: 12pt; line-height: 1.5; overflow-wrap: anywhere; }
main { max-width: 174mm; margin: auto; padding: 1rem; }
h1 { font-size: 15pt; margin: 0 0 1.5rem; }
.mark { display: flex; align-items: center; gap: .5rem; font-weight: 600; margin: 0 0 1rem; }
.mark svg { inline-size: 8mm; block-size: 8mm; fill: #128c4a; print-color-adjust: exact; }
.ask { display: flex; gap: 4mm; align-items: flex-start; border: 1.5pt solid #000; padding: 5mm; break-inside: avoid; }
.ask p { margin: 0; font-size: 14pt; }
.box { flex: none; inline-size: 7mm; block-size: 7mm; border: 1.5pt solid #000; margin-block-start: 1mm; }
.also { font-size: 10.5pt; margin: 4mm 0 8mm; }
.also p { margin: 0 0 1mm; }
.field { margin: 0 0 6mm; break-inside: avoid; }
.field > span { display: block; font-size: 10.5pt; }
.field > b { display: block; border-block-end: 1pt solid #000; block-size: 9mm; }
.field > .digits { display: flex; direction: ltr; gap: 1.2mm; }
.digits i { flex: 1 1 0; max-inline-size: 8.5mm; block-size: 10mm; border: 1pt solid #000; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 8mm; }
.id { border-block-start: 1pt solid #000; padding-block-start: 3mm; font: 9pt/1.5 ui-monospace, monospace; direction: ltr; }
.id p { margin: 0; }
blockquote { margin: 0 0 6mm; padding: 5mm; border-inline-start: 3pt solid #000; font-size: 16pt; line-height: 1.6; white-space: pre-line; }
@media print { main { padding: 0; } .skip { display: none; } }
`;

export const styles: Record<Sheet, Style> = {
  a4: styleSheet(rules('A4')),
  letter: styleSheet(rules('letter')),
};
