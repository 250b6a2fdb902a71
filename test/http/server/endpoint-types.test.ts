// What must not compile: each line below an `@ts-expect-error` is an error, or tsc fails at that comment.

import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  answer,
  created,
  endpoint,
  endpointByMediaType,
  ok,
  rawAnswer,
  rawEndpoint,
  way,
} from '../../../ledger/http/server/endpoint.ts';
import { jsonBody, signedBody } from '../../../ledger/http/server/parsed-body.ts';
import { text } from '../../../ledger/http/server/reply.ts';

const linkSchema = z.strictObject({
  url: z.url(),
  expires_at: z.iso.datetime(),
  state: z.enum(['open', 'over']),
});
const link = {
  url: 'https://ledger.example/p/x',
  expires_at: '2026-12-01T00:00:00Z',
  state: 'open',
} as const;
const leaking = { ...link, subjects: ['leak'] };

const head = {
  method: 'post',
  path: '/v1/links',
  operationId: 'makeLink',
  tag: 'Audit',
  summary: 'A link',
} as const;
const keyed = {
  ...head,
  who: { scope: 'link:write' },
  body: jsonBody(z.strictObject({ days: z.int() })),
} as const;
const answers = { 201: answer('The link.', linkSchema) };

test('a handler answers with a status that is described, in the shape that is described', () => {
  const right = endpoint({ ...keyed, answers, handle: () => created(link) });
  expect(right.codes).toContain('forbidden');
  // @ts-expect-error: 200 is not described.
  endpoint({ ...keyed, answers, handle: () => ok(link) });
  // @ts-expect-error: a field is missing.
  endpoint({ ...keyed, answers, handle: () => created({ url: link.url, state: link.state }) });
  // @ts-expect-error: a field has another type.
  endpoint({ ...keyed, answers, handle: () => created({ ...link, expires_at: 7 }) });
  // @ts-expect-error: a word that the schema does not know.
  endpoint({ ...keyed, answers, handle: () => created({ ...link, state: 'gone' }) });
  // @ts-expect-error: a field that is not described, with the fields of another object.
  endpoint({ ...keyed, answers, handle: () => created({ ...link, subjects: ['leak'] }) });
  const either = () => (head.path.length > 99 ? created(link) : created(leaking));
  // @ts-expect-error: a field that is not described, in one of several answers.
  endpoint({ ...keyed, answers, handle: either });
  // @ts-expect-error: the same of a handler that waits.
  endpoint({ ...keyed, answers, handle: async () => created(await Promise.resolve(leaking)) });
  const listed = { 201: answer('The links.', z.strictObject({ links: z.array(linkSchema) })) };
  const [links, leakingLinks] = [[link], [leaking]];
  endpoint({ ...keyed, answers: listed, handle: () => created({ links }) });
  // @ts-expect-error: a field that is not described, further in.
  endpoint({ ...keyed, answers: listed, handle: () => created({ links: leakingLinks }) });
  // @ts-expect-error: it is JSON that is described, not text.
  endpoint({ ...keyed, answers, handle: () => text(201, 'made', {}) });
  // @ts-expect-error: the status of a reply that the handler writes itself counts, too.
  endpoint({ ...keyed, answers: { 200: rawAnswer('Text.') }, handle: () => text(201, 'made', {}) });
});

test('a handler knows its caller, body and parameters by what is described', () => {
  endpoint({
    ...keyed,
    answers,
    handle({ caller, body: { days } }) {
      const known: [string, number] = [caller.business, days];
      expect(known).toBeDefined();
      return created(link);
    },
  });
  // @ts-expect-error: there is no such field in the body.
  endpoint({ ...keyed, answers, handle: ({ body: { weeks } }) => created({ ...link, url: weeks }) });
  const byPage = { ...head, who: 'page', answers } as const;
  // @ts-expect-error: a page has no key, so there is no caller.
  endpoint({ ...byPage, handle: ({ caller }) => created({ ...link, url: caller.business }) });
  // @ts-expect-error: without a schema of the parameters there are none.
  endpoint({ ...keyed, answers, handle: ({ params: { id } }) => created({ ...link, url: id }) });
  // @ts-expect-error: nobody holds a key with this scope.
  endpoint({ ...head, who: { scope: 'link:read' }, answers, handle: () => created(link) });
});

test('each of several ways to ask answers as the endpoint is described', () => {
  const signed = { who: 'page', body: signedBody(z.string()) } as const;
  endpointByMediaType({ ...head, answers, ways: [way({ ...signed, handle: () => created(link) })] });
  // @ts-expect-error: a field is missing.
  endpointByMediaType({ ...head, answers, ways: [way({ ...signed, handle: () => created({ url: 'x' }) })] });
  // @ts-expect-error: a field that is not described.
  endpointByMediaType({ ...head, answers, ways: [way({ ...signed, handle: () => created(leaking) })] });
});

test('an endpoint that reads and writes by itself is given the caller that it describes', () => {
  const raw = { ...head, answers: { 200: rawAnswer('Text.') } } as const;
  rawEndpoint({
    ...raw,
    who: { scope: 'link:write' },
    serve(_) {
      return ({ caller }) => text(200, caller.business, {});
    },
  });
  rawEndpoint({
    ...raw,
    who: 'sender',
    serve(_) {
      // @ts-expect-error: a sender's server has no key, so there is no caller.
      return ({ caller }) => text(200, caller.business, {});
    },
  });
});
