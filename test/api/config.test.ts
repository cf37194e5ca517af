import { apiConfig } from '../../api/config.ts';

const production = {
  HAYOT_MODE: 'production',
  DATABASE_URL: 'postgres://hayot:secret-word@postgres:5432/hayot',
  JWT_ISSUER: 'https://id.example.uz',
  JWKS_URL: 'http://issuer-keys:8080/jwks.json',
  CALLBACK_SECRET: 'whsec_b3duIG93biBvd24gb3duIG93biBvd24gb3duIG93bg==',
};

describe('the settings of the API', () => {
  it('need nothing on a development machine', () => {
    expect(apiConfig({})).toMatchObject({
      isProduction: false,
      port: 3_000,
      host: '127.0.0.1',
      timeScale: 1,
      catalogue: ['catalogue/uz'],
    });
  });

  it('are taken in production when all secrets are its own', () => {
    expect(apiConfig(production)).toMatchObject({ isProduction: true, databaseUrl: production.DATABASE_URL });
  });

  it.each([
    ['the known database', { DATABASE_URL: undefined }, 'DATABASE_URL'],
    ['the known secret of callbacks', { CALLBACK_SECRET: undefined }, 'CALLBACK_SECRET'],
    ['no issuer', { JWT_ISSUER: undefined }, 'JWT_ISSUER'],
    ['the simulator as issuer', { JWT_ISSUER: 'http://simulator:4100' }, 'JWT_ISSUER'],
    ['the simulator as issuer under another name', { JWT_ISSUER: 'http://localhost:4200' }, 'JWT_ISSUER'],
    ['the keys of the simulator', { JWKS_URL: 'http://10.0.0.7:4100/jwks.json' }, 'JWKS_URL'],
    ['a faster clock', { HAYOT_TIME_SCALE: '60' }, 'HAYOT_TIME_SCALE'],
  ])('refuse production with %s', (_what, changed, variable) => {
    expect(() => apiConfig({ ...production, ...changed })).toThrow(variable);
  });

  it.each([
    ['PORT', 'seventy thousand'],
    ['PORT', '70000'],
    ['CALLBACK_SECRET', 'password'],
    ['CALLBACK_SECRET_HALLS', 'password'],
    ['DATABASE_URL', 'mysql://password'],
    ['HAYOT_TIME_SCALE', '-17'],
    ['LOG_LEVEL', 'password'],
  ])('name the variable that is wrong and never its value: %s', (variable, value) => {
    const read = () => apiConfig({ [variable]: value });

    expect(read).toThrow(variable);
    expect(read).not.toThrow(value);
  });

  it('may give an agency a secret of its own for callbacks', () => {
    const own = 'whsec_aGFsbHMgaGFsbHMgaGFsbHMgaGFsbHMgaGFsbHM=';
    const { callbackSecret } = apiConfig({ ...production, CALLBACK_SECRET_CIVIL_REGISTRY: own });

    expect([callbackSecret('civil-registry'), callbackSecret('tax')]).toEqual([
      own,
      production.CALLBACK_SECRET,
    ]);
  });
});
