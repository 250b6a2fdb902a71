// The shop's vegetables, drawn as flat shapes in a 100 by 100 box, so that no page loads a picture.

import { html, raw } from 'hono/html';

const shapes = {
  tomato: `<path fill="#d8432b" d="M50 28C25 21 8 36 8 59c0 23 18 36 42 36s42-13 42-36c0-23-17-38-42-31z"/>
    <path fill="#b6301f" d="M50 95c24 0 42-13 42-36 0-12-5-22-13-27 5 30-15 51-53 56 6 5 15 7 24 7z"/>
    <path fill="#f08a6c" d="M19 53c1-10 6-16 13-18 3 0 4 3 2 5-5 4-7 9-8 15-1 5-8 4-7-2z"/>
    <path fill="#2f7a45" d="M50 33c-7 1-12 9-22 7 4-8 9-11 15-12-6-4-11-4-16-2 5-9 13-9 18-5 0-7 2-12 7-15l5 3c-4 3-5 7-5 12 6-5 14-3 18 5-5-2-11-1-16 2 7 1 12 5 14 12-9 2-12-6-18-7z"/>`,
  carrot: `<path fill="#3f8f4f" d="M50 33C38 27 31 16 33 5c10 4 17 14 17 28zM50 33c-5-12-3-24 3-32 7 9 6 22-3 32zM50 33c3-13 10-21 20-25 1 12-6 21-20 25z"/>
    <path fill="#ee8426" d="M31 36c11-9 28-9 39 0 3 19-9 46-19 60-11-14-23-41-20-60z"/>
    <path fill="#d66d15" d="M58 30c5 1 9 3 12 6 3 19-9 46-19 60l-2-3c12-18 15-42 9-63z"/>
    <path fill="none" stroke="#c05f12" stroke-linecap="round" stroke-width="3" d="M37 48h9M52 60h9M43 73h7"/>`,
  aubergine: `<path fill="#54295f" d="M63 29c20 9 30 29 23 47-7 18-31 25-50 16C16 83 12 62 27 51c13-9 18-13 22-25z"/>
    <path fill="#3f1d49" d="M63 29c20 9 30 29 23 47-7 18-31 25-50 16 34 2 52-27 27-63z"/>
    <path fill="none" stroke="#9a67a5" stroke-linecap="round" stroke-width="5" d="M29 66c4-7 12-9 18-16"/>
    <path fill="#4c8a3f" d="M43 34c-2-9 3-16 10-18l5-12 9 4-5 11c9 4 12 12 9 21-5-6-10-7-14-4-4-4-9-5-14-2z"/>`,
  spinach: `<path fill="#3c8a50" d="M47 93C23 88 8 71 9 43c24 6 39 24 38 50z"/>
    <path fill="#3c8a50" d="M53 93c24-5 39-22 38-50-24 6-39 24-38 50z"/>
    <path fill="#27693d" d="M50 95C31 74 27 38 50 5c23 33 19 69 0 90z"/>
    <path fill="none" stroke="#8cc28f" stroke-linecap="round" stroke-width="2.5" d="M50 24v70M50 46l-9-8M50 46l9-8M50 62l-11-9M50 62l11-9"/>
    <path fill="none" stroke="#7fb884" stroke-linecap="round" stroke-width="2" d="M19 53c12 9 22 22 27 37M81 53C69 62 59 75 54 90"/>`,
  peas: `<path fill="#2f7a45" d="M4 50c10 41 68 52 94 4-6-7-13-8-17-6-9 20-45 25-61-3-5-1-12 0-16 5z"/>
    <circle cx="33" cy="57" r="10" fill="#9ccc58"/><circle cx="50" cy="64" r="11" fill="#8bbf49"/><circle cx="68" cy="59" r="10" fill="#9ccc58"/>
    <path fill="#c7e59a" d="M28 54c1-3 4-4 6-3-1 2-3 4-6 3zM44 61c1-4 4-5 7-4-1 3-4 5-7 4zM63 56c1-3 4-4 6-3-1 2-3 4-6 3z"/>
    <path fill="#418f52" d="M4 50c8 41 69 53 94 4-21 27-77 28-94-4z"/>
    <path fill="none" stroke="#2f7a45" stroke-linecap="round" stroke-width="4" d="M7 51C4 44 4 39 8 34"/>`,
  beetroot: `<path fill="none" stroke="#b52a63" stroke-linecap="round" stroke-width="4" d="M50 40V22M45 40C42 31 36 25 30 22M55 40c3-9 9-15 15-18"/>
    <path fill="#357e49" d="M50 28c-9-8-9-18 0-27 9 9 9 19 0 27zM32 27C20 28 13 22 12 11c12-1 19 5 20 16zM68 27c12 1 19-5 20-16-12-1-19 5-20 16z"/>
    <path fill="#8c1d4c" d="M51 98c-2-8-6-11-14-16-20-12-20-37 1-44 8-3 17-3 25 0 21 7 20 32 1 44-8 5-11 8-13 16z"/>
    <path fill="#6f143b" d="M51 98c-2-8-6-11-14-16 25-3 37-22 32-42 15 9 12 31-5 42-8 5-11 8-13 16z"/>
    <path fill="none" stroke="#c9578a" stroke-linecap="round" stroke-width="4" d="M31 58c1-5 4-8 8-10"/>`,
  mango: `<path fill="#f3a62e" d="M16 63c-1-27 22-45 44-39 22 6 30 26 23 44-7 19-25 29-43 25-15-3-24-15-24-30z"/>
    <path fill="#df6034" d="M60 24c22 6 30 26 23 44-5 13-15 22-27 25 14-20 17-46 4-69z" opacity=".75"/>
    <path fill="#fbd27a" d="M25 61c1-11 8-19 17-22 4-1 5 3 2 5-7 4-11 10-12 18-1 5-8 4-7-1z"/>
    <path fill="none" stroke="#6b4a26" stroke-linecap="round" stroke-width="4" d="M58 25c0-5 1-9 4-13"/>
    <path fill="#3f8f4f" d="M62 14c8-10 20-12 33-5-9 11-22 13-33 5z"/>`,
  lemon: `<path fill="#f4cb36" d="M12 62C8 34 31 13 59 20c6-3 13-7 19-4 8 3 7 10 5 16 6 30-13 53-40 52-8 1-14 6-20 4-8-3-8-11-5-17-3-3-5-6-6-9z"/>
    <path fill="#dcae1c" d="M83 32c6 30-13 53-40 52-8 1-14 6-20 4 34-4 58-25 60-56z"/>
    <path fill="#fbe79a" d="M24 58c0-12 7-20 17-23 4-1 5 3 2 5-8 4-11 10-12 18-1 5-7 5-7 0z"/>`,
  cauliflower: `<path fill="#6fae5f" d="M8 52c3 30 22 44 42 44s39-14 42-44c-14 4-26 10-42 10S22 56 8 52z"/>
    <g fill="#f7efd9"><circle cx="32" cy="47" r="17"/><circle cx="68" cy="47" r="17"/><circle cx="50" cy="35" r="20"/><circle cx="50" cy="57" r="19"/></g>
    <g fill="#e6d9b8"><circle cx="38" cy="52" r="3"/><circle cx="57" cy="40" r="3"/><circle cx="44" cy="33" r="3"/><circle cx="66" cy="53" r="3"/><circle cx="52" cy="60" r="3"/></g>
    <path fill="#3f8f4f" d="M8 52c15 4 26 18 30 42C19 90 9 75 8 52zM92 52c-15 4-26 18-30 42 19-4 29-19 30-42z"/>
    <path fill="#57a05c" d="M50 97c-13-7-16-21-10-34 4 5 7 7 10 8 3-1 6-3 10-8 6 13 3 27-10 34z"/>`,
} as const;

export type Produce = keyof typeof shapes;

/** All shapes. A page that draws any of them holds this once. */
export const sprite = html`<svg class="sprite" width="0" height="0" aria-hidden="true">
  ${Object.entries(shapes).map(
    ([name, shape]) => html`<symbol id="${name}" viewBox="0 0 100 100">${raw(shape)}</symbol>`,
  )}
</svg>`;

/** Only decoration, so screen readers skip it. */
export const drawing = (name: Produce) =>
  html`<svg class="produce" viewBox="0 0 100 100" aria-hidden="true"><use href="#${name}"></use></svg>`;
