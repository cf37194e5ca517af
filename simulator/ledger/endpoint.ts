import { once } from 'node:events';
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

/** Written piece by piece: after a load test the ledger is longer than one string may be. */
async function stream(response: Response, entries: readonly Entry[]): Promise<void> {
  response.type('json').write('{"entries":[');
  const size = entries.length;
  for (let start = 0; start < size && !response.destroyed; start += entriesAtOnce) {
    const piece = entries.slice(start, Math.min(start + entriesAtOnce, size));
    const text = piece.map((entry) => JSON.stringify(entry)).join(',');
    const flowing = response.write((start === 0 ? '' : ',') + text);
    if (!flowing) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end(']}');
}
