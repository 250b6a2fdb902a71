// The script by which pages let their text be copied (copy.js), for all of them.

import type { Endpoint } from '../server/endpoint.ts';
import { pageScript } from './script.ts';

export const copyEndpoints: Endpoint[] = [
  pageScript(new URL('./copy.js', import.meta.url), {
    path: '/copy.js',
    operationId: 'readCopyScript',
    tag: 'Widget',
    summary: 'The script of buttons that copy a text',
  }),
];
