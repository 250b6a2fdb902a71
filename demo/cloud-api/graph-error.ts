// Errors in the Cloud API's form: in an answer to a call, or in the status of a message that failed later.
//
//   {"error": {"message", "type", "code", "error_subcode"?, "error_data": {"messaging_product", "details"},
//    "fbtrace_id"}}
//
// https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes

import { randomBytes } from 'node:crypto';

/** In the answer: Meta accepted nothing. */
export type Fault = { status: number; code: number; title: string; details: string };

export const faults = {
  token: (): Fault => ({
    status: 401,
    code: 190,
    title: 'Invalid OAuth access token - Cannot parse access token',
    details: 'The access token is not one that was given out.',
  }),
  parameter: (details: string): Fault => ({ status: 400, code: 100, title: 'Invalid parameter', details }),
  noSuchObject: (): Fault => ({
    status: 400,
    code: 100,
    title: 'Unsupported request. Object with this ID does not exist, or cannot be loaded',
    details: 'There is no such phone number, account or medium.',
  }),
  missing: (details: string): Fault => ({
    status: 400,
    code: 131_008,
    title: 'Required parameter is missing',
    details,
  }),
  value: (details: string): Fault => ({
    status: 400,
    code: 131_009,
    title: 'Parameter value is not valid',
    details,
  }),
  noTemplate: (details: string): Fault => ({
    status: 404,
    code: 132_001,
    title: 'Template name does not exist in the translation',
    details,
  }),
  parameterCount: (given: number, expected: number): Fault => ({
    status: 400,
    code: 132_000,
    title: 'Number of parameters does not match the expected number of params',
    details: `body: number of localizable_params (${given}) does not match the expected number of params (${expected})`,
  }),
  throughput: (): Fault => ({
    status: 429,
    code: 130_429,
    title: 'Rate limit hit',
    details: 'Cloud API message throughput has been reached.',
  }),
} as const;

/** In a `failed` status, after Meta had accepted the message. */
export const failures = {
  131026: 'Message undeliverable',
  131047: 'Re-engagement message',
  131050: 'User has stopped marketing messages from your business',
  137000: 'User identity has changed',
} as const;
export type Failure = keyof typeof failures;

export function faultBody({ code, title, details }: Fault): object {
  return {
    error: {
      message: `(#${code}) ${title}`,
      type: 'OAuthException',
      code,
      error_data: { messaging_product: 'whatsapp', details },
      fbtrace_id: randomBytes(12).toString('base64url'),
    },
  };
}

export function failureOf(code: Failure): object {
  const title = failures[code];
  const href = 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/';
  return { code, title, message: title, error_data: { details: title }, href };
}
