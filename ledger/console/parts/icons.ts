// Marks and icons, drawn in the colour of the text beside them. A mark of status never stands without its
// word.

import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

const tick = svg`<circle cx="8" cy="8" r="6.75" fill="currentColor"/><path d="m5 8.2 2.1 2.1L11 6.2" class="cut"/>`;

const drawn = {
  // Status
  yes: tick,
  no: svg`<path d="M5.2 1.25h5.6l3.95 3.95v5.6l-3.95 3.95H5.2L1.25 10.8V5.2z" fill="currentColor"/><path d="M4.8 8h6.4" class="cut"/>`,
  never: svg`<circle cx="8" cy="8" r="6.25" stroke-dasharray="2.6 2.3"/><path d="M5.4 8h5.2"/>`,
  broken: svg`<circle cx="8" cy="8" r="6.75" fill="currentColor"/><path d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8" class="cut"/>`,
  care: svg`<path d="M8 1.8 14.9 14H1.1z"/><path d="M8 6.4v3.4M8 11.9v.1"/>`,
  // Events
  box: svg`<rect x="2" y="2" width="12" height="12" rx="2.2"/><path d="m5 8.2 2.1 2.1L11 6"/>`,
  back: svg`<path d="M2.2 7.2h7.4a4 4 0 0 1 0 8"/><path d="M5.4 3.8 2 7.2l3.4 3.4"/>`,
  said: svg`<path d="M2 13.8V4.4A2.2 2.2 0 0 1 4.2 2.2h7.6A2.2 2.2 0 0 1 14 4.4v4.8a2.2 2.2 0 0 1-2.2 2.2H4.6z"/><path d="m5.7 6.9 1.6 1.6 3-3"/>`,
  stop: svg`<path d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z"/><path d="M5 8h6"/>`,
  denied: svg`<circle cx="8" cy="8" r="6.25"/><path d="m3.7 12.3 8.6-8.6"/>`,
  sent: svg`<path d="M1.8 8 14 2.4 10.6 13.6 7.6 9.4zM7.6 9.4 14 2.4"/>`,
  look: svg`<path d="M1.2 8S3.6 3.6 8 3.6 14.8 8 14.8 8 12.4 12.4 8 12.4 1.2 8 1.2 8z"/><circle cx="8" cy="8" r="1.9"/>`,
  pen: svg`<path d="M3 13l.7-3L10.6 3.100l2.3 2.300L6 12.300z"/>`,
  link: svg`<path d="M6.6 9.4 9.4 6.600M7.3 4.600l1.3-1.300a2.9 2.9 0 0 1 4.1 4.100l-1.3 1.300M8.7 11.400l-1.3 1.300a2.9 2.9 0 0 1-4.1-4.100l1.3-1.3"/>`,
  pause: svg`<circle cx="8" cy="8" r="6.25"/><path d="M6.4 5.6v4.8M9.6 5.600v4.8"/>`,
  phone: svg`<path d="M5.2 2.2 6.6 5.4 5 6.9c.8 1.8 2.3 3.3 4.1 4.1l1.5-1.6 3.2 1.4v2.4c0 .5-.4.8-.9.8C7.1 13.8 2.2 8.9 2 3.1c0-.5.3-.9.8-.9z"/>`,
  list: svg`<path d="M5.6 3.6H14M5.6 8H14M5.6 12.4H14M2.2 3.6h.1M2.2 8h.1M2.2 12.4h.1"/>`,
  // Rooms and controls
  bars: svg`<path d="M2 13.6h12M4 11V7.4M8 11V2.8M12 11V5.6"/>`,
  scales: svg`<path d="M8 2v12M5 14h6M2.6 4.2h10.8M4.2 4.4 2 9.4h4.4zM11.8 4.4l-2.2 5H14z"/>`,
  tree: svg`<circle cx="8" cy="3.4" r="1.6"/><circle cx="4" cy="12.4" r="1.6"/><circle cx="12" cy="12.4" r="1.6"/><path d="M7.3 4.9 4.7 10.9M8.7 4.9l2.6 6"/>`,
  case: svg`<path d="M2.6 4.4h10.8v9H2.6zM5.6 4.4V2.4h4.8v2M2.6 8.4h10.8"/>`,
  paper: svg`<path d="M3.4 1.8h6.2l3 3v9.4H3.4z"/><path d="M9.4 2v3h3M5.8 8.2h4.4M5.8 11h4.4"/>`,
  sliders: svg`<path d="M2 4.8h6.400M12 4.8h2M2 11.2h2M7.600 11.2H14"/><circle cx="10.2" cy="4.8" r="1.8"/><circle cx="5.8" cy="11.2" r="1.8"/>`,
  menu: svg`<path d="M2 4.4h12M2 8h12M2 11.6h12"/>`,
  down: svg`<path d="m4.6 6.4 3.4 3.4 3.4-3.4"/>`,
  find: svg`<circle cx="7" cy="7" r="4.6"/><path d="m10.5 10.5 3.6 3.6"/>`,
  cross: svg`<path d="m4.4 4.4 7.2 7.2m0-7.2-7.2 7.2"/>`,
  plus: svg`<path d="M8 3.4v9.2M3.4 8h9.2"/>`,
  save: svg`<path d="M8 2v8.2M4.6 7 8 10.4 11.4 7M2.4 13.6h11.2"/>`,
  print: svg`<path d="M4.4 6V2h7.2v4M4.4 11.6H2V6h12v5.6h-2.4M4.4 9.6h7.2V14H4.4z"/>`,
  copy: svg`<rect x="5.6" y="5.6" width="8.2" height="8.2" rx="1.6"/><path d="M10.4 5.6V3.8a1.6 1.6 0 0 0-1.6-1.6h-5A1.6 1.6 0 0 0 2.2 3.800v5a1.6 1.6 0 0 0 1.6 1.6h1.8"/>`,
  clock: svg`<circle cx="8" cy="8" r="6.25"/><path d="M8 4.4V8l2.5 1.6"/>`,
  lock: svg`<rect x="3" y="7" width="10" height="7" rx="1.5"/><path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2"/>`,
  key: svg`<circle cx="5" cy="8" r="3"/><path d="M8 8h6.200v2.600M11.4 8v2"/>`,
  out: svg`<path d="M9.6 2.400H3.400v11.200h6.200M6.6 8h7M11 5.4 13.6 8 11 10.6"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type Icon = keyof typeof drawn;
/** Each tone is a colour and never the only sign. */
export type Tone = 'yes' | 'no' | 'care' | 'soft' | '';

export const icon = (name: Icon, tone: Tone = ''): TemplateResult =>
  html`<svg class="i ${tone}" viewBox="0 0 16 16" aria-hidden="true">${drawn[name]}</svg>`;
