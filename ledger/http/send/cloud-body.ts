// The body of a call that is passed on to the Cloud API, byte for byte as it came. It is searched for
// parameters that would make another call of it. Parameters are read whole, within a small limit; files go
// through as a stream.
//
//   multipart/…                                   parts, with files or without
//   any other type to …/media, …/assets, upload:… a file
//   all else                                      parameters: JSON or a form

import type { Context } from 'hono';
import { mediaTypeOf, readBody } from '../server/body.ts';
import { limited } from '../server/limited.ts';
import { cloudParametersBytesMax, cloudUploadBytesMax } from '../server/limits.ts';
import {
  type OverridingParameter,
  parseParameters,
  refuseOverriding,
  withoutOverridingParts,
} from './graph-parameters.ts';

export type CloudBody = {
  stream: ReadableStream<Uint8Array> | null;
  /** Why the stream broke off, once it has. */
  broken(): OverridingParameter | undefined;
};

const bodiless = ['GET', 'HEAD'];
const json = 'application/json';
const form = 'application/x-www-form-urlencoded';

/** @throws OverridingParameter; LedgerError malformed, too_large, too_slow, unsupported_media_type */
export async function readCloudBody(c: Context, path: string): Promise<CloudBody> {
  if (bodiless.includes(c.req.method)) return whole(null);
  const type = mediaTypeOf(c);
  if (isFile(path, type)) return streamed(c.req.raw.body);
  const bytes = await readBody(c, type, cloudParametersBytesMax);
  refuseOverridingIn(bytes.toString('utf8'), type);
  return whole(bytes.length === 0 ? null : new Response(new Uint8Array(bytes)).body);
}

const whole = (stream: CloudBody['stream']): CloudBody => ({ stream, broken: () => undefined });

function isFile(path: string, type: string): boolean {
  if (type.startsWith('multipart/')) return true;
  // What goes to an upload session is a file, also where curl calls it a form.
  if (/^\/v[\d.]+\/upload:[^/]+$/.test(path)) return true;
  // A type that only begins so may be read as that type.
  return /\/(media|assets)$/.test(path) && !type.startsWith(json) && !type.startsWith(form);
}

function streamed(body: ReadableStream<Uint8Array> | null): CloudBody {
  if (body === null) return whole(null);
  let why: OverridingParameter | undefined;
  const checked = withoutOverridingParts(limited(body, cloudUploadBytesMax), (error) => {
    why = error;
  });
  return { stream: checked, broken: () => why };
}

/** By its media type; a body of another type is read as what it looks like. */
function refuseOverridingIn(text: string, type: string): void {
  if (text.trim() === '') return;
  const isJson = type === json || (type !== form && /^\s*[{[]/.test(text));
  if (isJson) parseParameters(text);
  else refuseOverriding(new URLSearchParams(text).keys());
}
