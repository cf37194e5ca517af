import express, { type Request, type Response } from 'express';
import { Problem } from '../problems/problem.ts';
import { decode, parseJson } from './body.ts';
import type { Endpoint } from './endpoint.ts';

/** Bytes of a JSON body. */
const largest = 100 * 1024;

/** The body of a POST as its endpoint takes it: parsed and guarded JSON, or the signed text as it came. */
export async function readBody(request: Request, response: Response, endpoint: Endpoint): Promise<unknown> {
  if (endpoint.method !== 'post') return undefined;
  const takesBody = endpoint.body !== undefined || endpoint.bodyAsTold !== undefined;
  if (!takesBody && !hasBody(request)) return undefined;
  if (hasBody(request)) checkContentType(request);
  const text = decode(await readBytes(request, response, endpoint.signedBytes ?? largest));
  return endpoint.signedBytes === undefined ? parseJson(text) : text;
}

function hasBody(request: Request): boolean {
  const length = request.get('Content-Length') ?? '0';
  return request.get('Transfer-Encoding') !== undefined || length !== '0';
}

function checkContentType(request: Request): void {
  const charset = /charset="?([^";]+)/i.exec(request.get('Content-Type') ?? '')?.[1] ?? 'utf-8';
  const isJson = request.is('application/json') !== false && charset.toLowerCase() === 'utf-8';
  if (!isJson) throw new Problem('wrong-content-type');
}

async function readBytes(request: Request, response: Response, limit: number): Promise<Uint8Array> {
  const read = express.raw({ type: () => true, limit, inflate: false });
  await new Promise<void>((resolve, reject) => {
    read(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error('the body could not be read'));
    });
  });
  return request.body instanceof Uint8Array ? request.body : new Uint8Array();
}
