import { createLocalJWKSet, type JWTVerifyGetKey, SignJWT, UnsecuredJWT } from 'jose';
import { createTokenReader } from '../../api/callers/token-reader.ts';
import { Problem } from '../../api/problems/problem.ts';
import { audience, issuer, testIssuer, type TestIssuer } from './support/tokens.ts';
import { people } from './support/people.ts';

let ours: TestIssuer;
let other: TestIssuer;

beforeAll(async () => {
  ours = await testIssuer();
  other = await testIssuer();
});

const readWith = (keys: JWTVerifyGetKey) => createTokenReader({ issuer, audience, keys });
const refusal = async (token: string, keys = ours.keys) =>
  readWith(keys)(token).then(
    () => 'taken',
    (error: unknown) => (error instanceof Problem ? error.slug : error),
  );

describe('a token', () => {
  it('says who calls and in which role', async () => {
    const token = await ours.token({ role: 'officer', sub: 'officer-1', team: 'registry' });

    expect(await readWith(ours.keys)(token)).toEqual({ role: 'officer', sub: 'officer-1', team: 'registry' });
  });

  it.each([
    ['of another issuer', async () => ours.token({ role: 'analyst' }, { issuer: 'https://other.test' })],
    ['for another service', async () => ours.token({ role: 'analyst' }, { audience: 'tax' })],
    ['of yesterday', async () => ours.token({ role: 'analyst' }, { expires: '-1 day' })],
    ['signed with a key of somebody else', async () => other.token({ role: 'analyst' })],
    [
      'that is not signed',
      async () =>
        Promise.resolve(
          new UnsecuredJWT({ role: 'analyst' })
            .setIssuer(issuer)
            .setAudience(audience)
            .setSubject('x')
            .setExpirationTime('1h')
            .encode(),
        ),
    ],
    [
      'signed with a password',
      async () =>
        new SignJWT({ role: 'analyst' })
          .setProtectedHeader({ alg: 'HS256' })
          .setIssuer(issuer)
          .setAudience(audience)
          .setSubject('x')
          .setExpirationTime('1h')
          .sign(new Uint8Array(32)),
    ],
    ['without a role', async () => ours.token({})],
    ['with a role that nobody has', async () => ours.token({ role: 'king' })],
    ['of a portal without a name', async () => ours.token({ role: 'portal' })],
    ['of a citizen without a number', async () => ours.token({ role: 'citizen' })],
    ['of an officer without a team', async () => ours.token({ role: 'officer' })],
    ['that was cut', async () => (await ours.token({ role: 'citizen', pinfl: people.alto })).slice(0, -9)],
    ['that is none', async () => Promise.resolve('abc')],
  ])('is not taken %s', async (_what, token) => {
    expect(await refusal(await token())).toBe('unauthenticated');
  });

  it('cannot be judged while the keys of the issuer cannot be fetched', async () => {
    const away: JWTVerifyGetKey = async () => Promise.reject(new TypeError('fetch failed'));

    expect(await refusal(await ours.token({ role: 'analyst' }), away)).toBe('unavailable');
  });

  it('is not taken when the issuer knows no such key', async () => {
    const none = createLocalJWKSet({ keys: [] });

    expect(await refusal(await ours.token({ role: 'analyst' }), none)).toBe('unauthenticated');
  });

  describe('that was taken before', () => {
    const start = new Date('2026-03-01T10:00:00Z');
    beforeEach(() => jest.useFakeTimers({ now: start, doNotFake: ['nextTick', 'queueMicrotask'] }));
    afterEach(() => jest.useRealTimers());

    it('is not verified again for a minute', async () => {
      const keys = jest.fn(ours.keys);
      const read = readWith(keys);
      const token = await ours.token({ role: 'analyst' });
      const readAfter = async (seconds: number) => {
        jest.setSystemTime(start.getTime() + seconds * 1_000);
        await read(token);
        return keys.mock.calls.length;
      };

      expect([await readAfter(0), await readAfter(59), await readAfter(61)]).toEqual([1, 1, 2]);
    });

    it('is not taken any more once its time is over', async () => {
      const read = readWith(ours.keys);
      const token = await ours.token({ role: 'analyst' }, { expires: '10 seconds' });
      await read(token);
      jest.setSystemTime(start.getTime() + 41_000);

      await expect(read(token)).rejects.toMatchObject({ slug: 'unauthenticated' });
    });

    it('helps no other token', async () => {
      const read = readWith(ours.keys);
      const token = await ours.token({ role: 'analyst' });
      await read(token);

      await expect(read(`${token.slice(0, -4)}AAAA`)).rejects.toMatchObject({ slug: 'unauthenticated' });
    });
  });
});
