import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../scripts/environment/config.ts';
import { root } from '../../scripts/environment/folders.ts';
import { serviceEnvironment } from '../../scripts/environment/service-environment.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const configs = globSync('{api,worker,activities,db,temporal,webhooks,simulator,scripts}/**/config.ts', {
  cwd: root,
});

describe('the README', () => {
  it('names every command', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const isNamed = (name: string) =>
      new RegExp(`npm (?:run )?(?:--silent )?${name}[\\s\`]`).test(read('README.md'));

    expect(Object.keys(scripts).filter((name) => !isNamed(name))).toEqual([]);
  });

  it('names every room of the house', () => {
    const rooms = globSync('*/', { cwd: root }).filter((room) => room !== 'node_modules');

    expect(rooms.filter((room) => !new RegExp(`^${room}/ `, 'm').test(read('README.md')))).toEqual([]);
  });
});

describe('.env.example', () => {
  it.each(configs)('says every setting that %s reads', (file) => {
    const names = [
      ...read(file).matchAll(
        /^\s+([A-Z][A-Z0-9_]{3,}): (?:z\.|secret|url|text|bound)|\['([A-Z][A-Z0-9_]{3,})'\]/gm,
      ),
    ];
    const known = read('.env.example');

    expect(
      names.map(([, key, index]) => key ?? index ?? '').filter((name) => !known.includes(`${name}=`)),
    ).toEqual([]);
  });

  it('copied, holds no address that stays behind when a port is changed', () => {
    const active = read('.env.example')
      .split('\n')
      .filter((line) => !line.startsWith('#'));

    expect(active.filter((line) => /_(URL|ISSUER|ADDRESS)=.*:\d/.test(line))).toEqual([]);
  });

  it('holds the development secrets that the code knows, and no other ones', () => {
    const example = read('.env.example');
    const secrets = [...example.matchAll(/^\w*SECRET\w*=(.+)$/gm)].map(([, value = '']) => value);
    const code = configs.map(read).join('\n');

    expect(secrets.length).toBeGreaterThan(2);
    expect(secrets.filter((secret) => !code.includes(secret))).toEqual([]);
  });
});

describe('the addresses of a development machine', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  it('follow the ports where only these are given', () => {
    const addresses = [
      'JWT_ISSUER',
      'JWKS_URL',
      'PLATFORM_TOKEN_URL',
      'PLATFORM_GATEWAY_URL',
      'CALLBACK_URL',
    ];
    const others = Object.entries(before).filter(
      ([name]) => ![...addresses, 'TEMPORAL_UI_URL'].includes(name),
    );
    process.env = {
      ...Object.fromEntries(others),
      PORT: '3001',
      SIMULATOR_PORT: '4101',
      TEMPORAL_UI_PORT: '8234',
    };
    const told = serviceEnvironment(readSettings(), { database: '', temporal: '', bundle: '' });

    expect(told).toMatchObject({
      JWT_ISSUER: 'http://127.0.0.1:4101',
      JWKS_URL: 'http://127.0.0.1:4101/jwks.json',
      PLATFORM_TOKEN_URL: 'http://127.0.0.1:4101/oauth2/token',
      PLATFORM_GATEWAY_URL: 'http://127.0.0.1:4101/gateway',
      CALLBACK_URL: 'http://127.0.0.1:3001',
      TEMPORAL_UI_URL: 'http://127.0.0.1:8234',
    });
  });
});
