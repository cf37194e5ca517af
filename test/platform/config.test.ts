import { platformConfig } from '../../activities/platform/index.ts';
import { retryAfterMs } from '../../activities/platform/retry-after.ts';

const real = {
  HAYOT_MODE: 'production',
  PLATFORM_TOKEN_URL: 'https://token.example/oauth2/token',
  PLATFORM_GATEWAY_URL: 'https://gateway.example/',
  PLATFORM_CONSUMER_KEY: 'key',
  PLATFORM_CONSUMER_SECRET: 'an invented secret',
  PLATFORM_USERNAME: 'user',
  PLATFORM_PASSWORD: 'an invented password',
};

describe("the platform's settings", () => {
  it('need nothing in development: the simulator is meant', () => {
    expect(platformConfig({})).toMatchObject({ gatewayUrl: 'http://127.0.0.1:4100/gateway' });
  });

  it('are taken from the environment in production', () => {
    expect(platformConfig(real)).toMatchObject({
      gatewayUrl: 'https://gateway.example',
      consumerKey: 'key',
    });
  });

  it('refuse development values in production, by name and without the value', () => {
    const left = { ...real, PLATFORM_PASSWORD: undefined };

    expect(() => platformConfig(left)).toThrow(
      new Error(
        "The platform's settings are wrong. Mend these variables:\n" +
          'PLATFORM_PASSWORD: has its development value, which production refuses',
      ),
    );
  });

  it('name a wrong address without showing it', () => {
    expect(() => platformConfig({ PLATFORM_TOKEN_URL: 'secret-place' })).toThrow(
      /^(?=.*PLATFORM_TOKEN_URL)(?!.*secret-place)/s,
    );
  });
});

describe('how long the platform asks us to wait', () => {
  it.each([
    ['7', 7_000],
    ['0', 0],
    ['Thu, 01 Jan 1970 00:01:00 GMT', 60_000],
    ['99999999', 3_600_000],
    ['soon', null],
    ['', null],
    [undefined, null],
  ])('reads %p as %p milliseconds', (header, ms) => {
    expect(retryAfterMs(header, () => 0)).toBe(ms);
  });
});
