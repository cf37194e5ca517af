import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/environment/folders.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const configs = globSync('{api,worker,activities,db,temporal,simulator,scripts}/**/config.ts', { cwd: root });

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

  it('holds the development secrets that the code knows, and no other ones', () => {
    const example = read('.env.example');
    const secrets = [...example.matchAll(/^\w*SECRET\w*=(.+)$/gm)].map(([, value = '']) => value);
    const code = configs.map(read).join('\n');

    expect(secrets.length).toBeGreaterThan(2);
    expect(secrets.filter((secret) => !code.includes(secret))).toEqual([]);
  });
});
