import { createTokens, type FreshToken } from '../../activities/platform/token.ts';
import type { Unavailable } from '../../activities/platform/answer.ts';

const refused: Unavailable = {
  is: 'unavailable',
  because: 'token',
  retryAfterMs: null,
  mayHaveReached: false,
};

/** A token endpoint that counts and can be told to refuse, and a clock that is moved by hand. */
function stage(lifeMs: number) {
  const told = { fetched: 0, refuses: false, now: 0 };
  const tokens = createTokens(
    (): Promise<FreshToken | Unavailable> => {
      told.fetched += 1;
      return Promise.resolve(told.refuses ? refused : { token: `token-${told.fetched}`, lifeMs });
    },
    () => told.now,
  );
  return { told, tokens };
}

const hour = 3_600_000;

describe('the platform token', () => {
  it('is fetched once, however many calls want it at the same moment', async () => {
    const { told, tokens } = stage(hour);

    const held = await Promise.all(Array.from({ length: 50 }, () => tokens.current()));

    expect(told.fetched).toBe(1);
    expect(held.every((one) => 'token' in one && one.token === 'token-1')).toBe(true);
  });

  it('is renewed five minutes before its end, while calls go on under the old one', async () => {
    const { told, tokens } = stage(hour);
    await tokens.current();

    told.now = hour - 300_001;
    await tokens.current();
    expect(told.fetched).toBe(1);

    told.now = hour - 300_000;
    expect(await tokens.current()).toMatchObject({ token: 'token-1' });
    expect(told.fetched).toBe(2);
    expect(await tokens.current()).toMatchObject({ token: 'token-2' });
  });

  it('is renewed at nine tenths of a short life', async () => {
    const { told, tokens } = stage(10_000);
    await tokens.current();

    told.now = 9_000;
    await tokens.current();

    expect(told.fetched).toBe(2);
  });

  it('stays in use to its end when it cannot be renewed, with a pause between attempts', async () => {
    const { told, tokens } = stage(hour);
    await tokens.current();
    told.refuses = true;

    told.now = hour - 200_000;
    await tokens.current();
    await tokens.current();
    expect(told.fetched).toBe(2);

    told.now = hour;
    expect(await tokens.current()).toEqual(refused);
  });

  it('is dropped when the gateway would not take it, but not a newer one', async () => {
    const { told, tokens } = stage(hour);
    await tokens.current();

    tokens.drop('an older token');
    await tokens.current();
    expect(told.fetched).toBe(1);

    tokens.drop('token-1');
    await tokens.current();
    expect(told.fetched).toBe(2);
  });
});
