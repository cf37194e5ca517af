import type { Request } from 'express';
import { Problem } from '../problems/problem.ts';
import { decode, parseJson } from './body.ts';
import type { Endpoint } from './endpoint.ts';

/** Bytes of a JSON body. */
const largest = 100 * 1024;

/** The body of a POST as its endpoint takes it: parsed and guarded JSON, or the signed text as it came. */
export async function readBody(request: Request, endpoint: Endpoint): Promise<unknown> {
  if (endpoint.method !== 'post') return undefined;
  const takesBody = endpoint.body !== undefined || endpoint.bodyAsTold !== undefined;
  if (!takesBody && !hasBody(request)) return undefined;
  if (hasBody(request)) checkContentType(request);
  const text = decode(await readBytes(request, endpoint.signedBytes ?? largest));
  return endpoint.signedBytes === undefined ? parseJson(text) : text;
}

function hasBody(request: Request): boolean {
  const length = request.get('Content-Length') ?? '0';
  return request.get('Transfer-Encoding') !== undefined || length !== '0';
}

function checkContentType(request: Request): void {
  const charset = /charset="?([^";]+)/i.exec(request.get('Content-Type') ?? '')?.[1] ?? 'utf-8';
  const isPlain = (request.get('Content-Encoding') ?? 'identity') === 'identity';
  const isJson = typeof request.is('application/json') === 'string' && charset.toLowerCase() === 'utf-8';
  if (!isPlain || !isJson) throw new Problem('wrong-content-type');
}

/** Reads at most so many bytes; the rest of a body that is too large is left to the server to drop. */
async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of arriving(request)) {
    size += chunk.length;
    if (size > limit) throw new Problem('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* arriving(request: Request): AsyncGenerator<Uint8Array> {
  try {
    // Destroying the request would cut the line before the caller has read why.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) yield chunk as Uint8Array;
  } catch {
    throw new Problem('request-too-slow');
  }
}
