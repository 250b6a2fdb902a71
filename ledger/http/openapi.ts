// The OpenAPI 3.1 document: what no single route knows. Paths come from the endpoints, shapes from the nouns' schemas.

import type { OpenAPIHono } from '@hono/zod-openapi';
import type { z } from 'zod';
import { optInClaimsSchema, optOutClaimsSchema, ownershipClaimsSchema } from '../channels/web/web.ts';
import { channels, evidenceSchemas } from '../core/consent/evidence.ts';

export type OpenApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

const tags = [
  { name: 'Opt in', description: 'A person agrees. The widget calls these, or your own server does.' },
  { name: 'Opt out', description: 'A person has had enough. Effective at once.' },
  { name: 'Ask before sending', description: 'The gate: asked before every message.' },
  {
    name: 'Send through the gate',
    description: 'Meta’s Cloud API with the gate in front: messages are judged, everything else passes.',
  },
  { name: 'Migrate', description: 'Other vendors’ consent requests, taken as they are.' },
  { name: 'Providers', description: 'What WhatsApp tells us. Called by Meta, not by you.' },
  {
    name: 'The person’s own page',
    description: 'What was agreed, proof, stop: by a link, without a login.',
  },
  { name: 'Notices', description: 'The versioned texts that people are shown.' },
  { name: 'Templates', description: 'Which consent the messages of a WhatsApp template need.' },
  {
    name: 'Audit',
    description: 'What is known of one person or one record, with proofs. Looking is recorded.',
  },
  { name: 'Log', description: 'The public log: checkpoints, tiles, keys. Reveals nobody.' },
  { name: 'Widget', description: 'The script for web pages.' },
  { name: 'Watch', description: 'For whoever runs the server.' },
  { name: 'Describe', description: 'This interface, described.' },
];

/** Shapes that travel inside a JWS or depend on another field, and so are reached from no route. */
const shapes: Record<string, z.ZodType> = {
  WidgetOptInClaims: optInClaimsSchema,
  WidgetOptOutClaims: optOutClaimsSchema,
  WidgetOwnershipClaims: ownershipClaimsSchema,
  ...Object.fromEntries(channels.map((channel) => [`Evidence_${channel}`, evidenceSchemas[channel]])),
};

export const shapeNames = Object.keys(shapes);

export function registerShapes(app: OpenAPIHono): void {
  const registry = app.openAPIRegistry;
  for (const [name, schema] of Object.entries(shapes)) {
    // A schema can be registered only if it was made after the library was loaded; a clone always is.
    registry.register(name, schema.clone());
  }
  registry.registerComponent('securitySchemes', 'secretKeyAsPassword', {
    type: 'http',
    scheme: 'basic',
    description:
      'The same secret key as the password; any user name. For requests of other vendors’ clients.',
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
      'Meta’s access token of a sender, registered by `optmark sender token`; it is passed on to Meta.',
  });
}

export function describeApi(app: OpenAPIHono, version: string): OpenApiDocument {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Optmark',
      version,
      description:
        'WhatsApp opt-ins in an append-only ledger that anybody can verify. Bodies are JSON in UTF-8, at most 16 KiB; ' +
        'errors are problems (RFC 9457) that name every fault; a repeated write gets its first answer.',
    },
    servers: [{ url: '/' }],
    tags,
  });
}
