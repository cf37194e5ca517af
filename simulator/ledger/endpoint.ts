import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router, type Response } from 'express';
import { z } from 'zod';
import { problem, wrong } from '../problem.ts';
import type { Entry } from './entry.ts';
import type { Ledger } from './ledger.ts';

const Filter = z.strictObject({
  route: z.string().max(200).optional(),
  service: z.string().max(200).optional(),
});
const entriesAtOnce = 500;

/** `GET /ledger` shows every request seen, `GET /ledger/summary` counts them. */
export function ledgerEndpoints(ledger: Ledger): Router {
  return Router()
    .get('/ledger', async (request, response) => {
      const filter = Filter.safeParse(request.query);
      if (filter.success) await stream(response, ledger.entries(filter.data));
      else problem(response, wrong(filter.error));
    })
    .get('/ledger/summary', (_request, response) => {
      response.json(ledger.summary());
    });
}

/** Who goes before the end has nobody left to tell. */
async function stream(response: Response, entries: readonly Entry[]): Promise<void> {
  await pipeline(Readable.from(inPieces(entries)), response.type('json')).catch(() => undefined);
}

/** After a load test the ledger is longer than one string may be. What comes in meanwhile is left out. */
function* inPieces(entries: readonly Entry[]): Generator<string> {
  yield '{"entries":[';
  const size = entries.length;
  for (let start = 0; start < size; start += entriesAtOnce) {
    const piece = entries.slice(start, Math.min(start + entriesAtOnce, size));
    yield (start === 0 ? '' : ',') + piece.map((entry) => JSON.stringify(entry)).join(',');
  }
  yield ']}';
}
