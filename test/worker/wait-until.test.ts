import { waitUntil } from '../../worker/wait-until.ts';

const isAway = () => true;

describe('waiting for a server', () => {
  it('says once that it waits, and that it is there', async () => {
    const lines: string[] = [];
    let tries = 0;
    const attempt = () => (++tries < 3 ? Promise.reject(new Error('refused')) : Promise.resolve('here'));
    const { signal } = new AbortController();

    expect(await waitUntil('PostgreSQL', attempt, { say: (line) => lines.push(line), signal, isAway })).toBe(
      'here',
    );
    expect(lines).toEqual(['PostgreSQL does not answer yet; trying until it does.', 'PostgreSQL answers.']);
  });

  it('gives up on what waiting cannot mend', async () => {
    const attempt = () => Promise.reject(new Error('wrong type of search attribute'));
    const waiting = { say: () => undefined, signal: new AbortController().signal, isAway: () => false };

    await expect(waitUntil('Temporal', attempt, waiting)).rejects.toThrow('wrong type of search attribute');
  });

  it('ends when the process is to end', async () => {
    const ending = new AbortController();
    const attempt = () => Promise.reject(new Error('refused'));
    const waited = waitUntil('Temporal', attempt, { say: () => undefined, signal: ending.signal, isAway });
    ending.abort();

    await expect(waited).rejects.toThrow('aborted');
  });
});
