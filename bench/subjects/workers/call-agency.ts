import { Pool } from 'undici';

/** One effect at the stand-in agency, under this key; throws where it did not answer well. */
export type CallAgency = (key: string, step: string) => Promise<void>;

/** Connections are kept open, as many as a bench has calls under way. */
export function agencyAt(url = process.env['BENCH_AGENCY'] ?? ''): CallAgency {
  const pool = new Pool(url, { connections: 256 });
  return async (key, step) => {
    const answer = await pool.request({
      method: 'POST',
      path: '/act',
      body: JSON.stringify({ key, step }),
    });
    await answer.body.dump();
    if (answer.statusCode !== 200) throw new Error(`The agency answered ${answer.statusCode}.`);
  };
}
