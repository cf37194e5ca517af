import express, { type Response } from 'express';
import { ledgerEndpoints } from '../../simulator/ledger/endpoint.ts';
import type { Ledger } from '../../simulator/ledger/ledger.ts';
import { listen } from '../platform/support/running-simulator.ts';

const entries = Array.from({ length: 10_000 }, (_, number) => ({
  ...{ key: `route-1/step/${number}/1`, route: 'route-1', service: 'registry.register', agency: 'registry' },
  ...{ bodyHash: 'f'.repeat(64), at: '2026-11-19T09:00:00.000Z', effect: true, answer: { is: 'accepted' } },
}));

it('a ledger of a long run is read whole, and leaves nobody listening', async () => {
  let left = Infinity;
  const seen = (response: Response) => {
    response.once('finish', () => {
      left = response.listenerCount('close') + response.listenerCount('error');
    });
  };
  const app = express()
    .use((_request, response, next) => {
      seen(response);
      next();
    })
    .use(ledgerEndpoints({ entries: () => entries } as unknown as Ledger));
  const server = await listen((request, response) => {
    app(request as express.Request, response as express.Response);
  });

  const read = (await (await fetch(`${server.url}/ledger`)).json()) as { entries: unknown[] };
  await server.close();

  expect(read.entries).toEqual(entries);
  expect(left).toBeLessThan(10);
});
