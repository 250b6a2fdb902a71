// The OpenAPI 3.1 document. Paths come from the endpoints, schemas from the nouns. This file holds what no
// single endpoint knows.

import { OpenAPIHono } from '@hono/zod-openapi';
import type { z } from 'zod';
import {
  appOptInClaimsSchema,
  optInClaimsSchema,
  optOutClaimsSchema,
  ownershipClaimsSchema,
} from '../../channels/web/web.ts';
import { channels } from '../../core/consent/evidence.ts';
import type { Endpoint } from '../server/endpoint.ts';
import { describe } from './describe.ts';

export type OpenApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

/** In the order in which a reader needs them: write, ask, stop, audit, and so on. */
const tags = [
  { name: 'Opt in', description: 'A person agrees. The widget calls these, or your own server does.' },
  {
    name: 'Four eyes',
    description: 'What staff took down waits for a second person or key, where the business asks for that.',
  },
  { name: 'Ask before sending', description: 'The gate: asked before every message.' },
  { name: 'Opt out', description: 'A person stops messages. It takes effect at once.' },
  {
    name: 'Send through the gate',
    description:
      'Meta’s Cloud API with the gate in front: the gate judges messages; every other call passes.',
  },
  {
    name: 'Audit',
    description:
      'All that the ledger knows about one person or one record, with proofs. The ledger records each reading.',
  },
  {
    name: 'Erase',
    description: 'A person is taken out of the ledger. Stops that stood stay in force, and all proofs hold.',
  },
  {
    name: 'Retention',
    description:
      'How long records are kept, and what ends. Stops that stood stay in force, and all proofs hold.',
  },
  {
    name: 'The person’s own page',
    description: 'A link opens it without a login: what the person agreed to, its proof, and a stop button.',
  },
  { name: 'Notices', description: 'The versioned texts that people are shown.' },
  {
    name: 'Calls',
    description:
      'What callers hear and may press, by versions; and where voice providers tell of their calls.',
  },
  {
    name: 'Entry points',
    description:
      'The places that you have named: posters, receipts, lines. Records of opt-ins say which one they came from.',
  },
  {
    name: 'Text messages',
    description: 'Where providers of text messages tell what people write, and what is sent back.',
  },
  { name: 'Templates', description: 'Which consent the messages of a WhatsApp template need.' },
  {
    name: 'Set-up',
    description: 'Sites, senders, secret keys and the business itself; each change is a record.',
  },
  { name: 'Console', description: 'Who of the business may look, and where they sign in and out again.' },
  { name: 'Providers', description: 'What WhatsApp tells the ledger. Meta calls these; you do not.' },
  { name: 'Migrate', description: 'The ledger takes consent requests of other vendors as they are.' },
  { name: 'Widget', description: 'The script for web pages.' },
  {
    name: 'Hosted page',
    description: 'A page with the widget that the ledger itself shows, for pages that take no script.',
  },
  { name: 'Log', description: 'The public log: checkpoints, tiles, keys. It identifies no person.' },
  { name: 'Monitoring', description: 'For the operator of the server.' },
  { name: 'About', description: 'The description of this API.' },
];

/** Schemas of what travels inside a JWS. No route refers to them. */
const shapes: Record<string, z.ZodType> = {
  WidgetOptInClaims: optInClaimsSchema,
  AppOptInClaims: appOptInClaimsSchema,
  WidgetOptOutClaims: optOutClaimsSchema,
  WidgetOwnershipClaims: ownershipClaimsSchema,
};

export const shapeNames = [...Object.keys(shapes), ...channels.map((channel) => `Evidence_${channel}`)];

function registerShapes(registry: OpenAPIHono['openAPIRegistry']): void {
  for (const [name, schema] of Object.entries(shapes)) {
    // The library registers only a schema made after it was loaded. A clone always is.
    registry.register(name, schema.clone());
  }
  registry.registerComponent('securitySchemes', 'secretKeyAsPassword', {
    type: 'http',
    scheme: 'basic',
    description:
      'The same secret key as the password, with any user name. For requests from other vendors’ clients.',
  });
  registry.registerComponent('securitySchemes', 'secretKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'A secret key of one business, `om_…`, made with the scopes it needs. For servers only.',
  });
  registry.registerComponent('securitySchemes', 'accessToken', {
    type: 'http',
    scheme: 'bearer',
    description:
      'A sender’s access token from Meta, registered by `optmark sender token`. The ledger passes it on to Meta.',
  });
}

/** SPDX; the library's type does not know `identifier` (OpenAPI 3.1). */
const license = { name: 'All rights reserved', identifier: 'LicenseRef-UNLICENSED' };

export function describeApi(endpoints: readonly Endpoint[], version: string): OpenApiDocument {
  // Only for its registry: it serves no request.
  const app = new OpenAPIHono();
  registerShapes(app.openAPIRegistry);
  for (const endpoint of endpoints) app.openAPIRegistry.registerPath(describe(endpoint));
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Optmark',
      version,
      license,
      description:
        'WhatsApp opt-ins in an append-only ledger that any reader can verify. Bodies are JSON in UTF-8, at most ' +
        '16 KiB. Errors are problems (RFC 9457) that name every fault. A repeated write gets its first answer. ' +
        'A parameter that stands twice in a query is refused, and so is one that is not described; only pages pass over ' +
        'what their links have picked up on the way.',
    },
    servers: [{ url: '/' }],
    tags,
  });
}
