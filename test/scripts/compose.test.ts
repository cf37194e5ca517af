import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { root } from '../../scripts/environment/folders.ts';
import { composeText, exampleSettings, readCompose } from './support/compose-file.ts';

const empty = Object.entries(exampleSettings()).filter(([, value]) => value === '');
/** The example leaves these to the simulator's port, which production does not have. */
const outside = ['JWT_ISSUER', 'PLATFORM_TOKEN_URL', 'PLATFORM_GATEWAY_URL'];
const settings = {
  ...exampleSettings(),
  ...Object.fromEntries(empty.map(([name]) => [name, `own-${name.toLowerCase()}`])),
  ...Object.fromEntries(outside.map((name) => [name, 'https://outside.example'])),
};
const compose = readCompose(settings);
const services = Object.entries(compose.services);
const jobs = ['temporal-schema', 'temporal-namespace', 'migrate'];

describe('the production set-up in docker-compose.yml', () => {
  it('follows the compose specification', () => {
    const text = readFileSync(join(root, 'test/scripts/support/compose-spec.json'), 'utf8');
    // The specification writes `id` where JSON Schema says `$id`; nothing refers to them.
    const schema = JSON.parse(text.replaceAll(/"(\$schema|id)": "[^"]*",/g, '')) as object;
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

    validate(compose);

    expect(validate.errors).toBeNull();
  });

  it('does not start with the example settings alone: passwords have to be filled in', () => {
    expect(() => readCompose(exampleSettings())).toThrow('HAYOT_DATABASE_PASSWORD is missing a value');
  });

  it('has no default for any password, secret or key', () => {
    const variables = [...composeText.matchAll(/\$\{(\w*(?:PASSWORD|SECRET|KEY)\w*)(:\?|[^}]*)\}/g)];

    expect(variables.length).toBeGreaterThan(10);
    expect(variables.filter(([, , how]) => how !== ':?')).toEqual([]);
  });

  it('says every setting it uses in .env.example', () => {
    const used = [...composeText.matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name);
    const known = readFileSync(join(root, '.env.example'), 'utf8');

    expect(used.filter((name) => name !== 'HAYOT_VERSION' && !known.includes(`${name}=`))).toEqual([]);
  });

  it.each([
    ['api', ['api', 'db', 'temporal']],
    ['worker', ['worker', 'activities/platform', 'webhooks', 'db', 'temporal']],
  ])('tells %s every setting that it reads, so that .env holds for it', (name, rooms) => {
    const read = rooms.map((room) => readFileSync(join(root, room, 'config.ts'), 'utf8')).join('\n');
    const names = [...read.matchAll(/^\s+([A-Z][A-Z0-9_]{3,}): (?:z\b|secret|url|text|bound)/gm)];
    const told = Object.keys(compose.services[name]?.environment ?? {});
    // The image says where the bundle is; production has neither another time nor this machine's receivers; and only
    // the API gives webhooks new secrets.
    const notHere = ['WORKFLOW_BUNDLE', 'HAYOT_TIME_SCALE', 'WEBHOOK_LOOPBACK', 'WEBHOOK_OVERLAP_HOURS'];

    expect(names.map(([, one = '']) => one).filter((one) => ![...told, ...notHere].includes(one))).toEqual(
      [],
    );
  });

  it('publishes the API and nothing else', () => {
    expect(services.filter(([, { ports }]) => ports !== undefined).map(([name]) => name)).toEqual(['api']);
  });

  it('lets only the worker call out to agencies', () => {
    const open = ({ networks }: { networks: readonly string[] }) =>
      networks.filter((name) => name !== 'inside');

    expect(
      Object.fromEntries(
        services.map(([name, service]) => [name, open(service)]).filter(([, nets]) => nets?.length),
      ),
    ).toEqual({
      'issuer-keys': ['keys'],
      api: ['front'],
      worker: ['agencies'],
    });
    expect(compose.networks['inside']).toEqual({ internal: true });
    expect(JSON.stringify(compose.networks['front'])).toContain(
      '"com.docker.network.bridge.enable_ip_masquerade":"false"',
    );
  });

  it('shows caseworkers a Temporal page on which nothing can be changed', () => {
    expect(compose.services['temporal-ui']?.environment['TEMPORAL_DISABLE_WRITE_ACTIONS']).toBe('true');
  });

  it('runs Temporal with 512 history shards, which can never be changed, and without open security faults', () => {
    expect(compose.services['temporal']?.environment['NUM_HISTORY_SHARDS']).toBe('512');
    expect(compose.services['temporal']?.image).toBe('temporalio/server:1.32.0');
  });

  it('starts the simulator only when asked for', () => {
    expect(services.filter(([, { profiles }]) => profiles !== undefined).map(([name]) => name)).toEqual([
      'simulator',
    ]);
  });

  it('refuses development secrets: every process that has some runs in production mode', () => {
    const ours = services.filter(([name, { build }]) => build !== undefined && name !== 'simulator');

    expect(ours.map(([name, { environment }]) => [name, environment['HAYOT_MODE']])).toEqual([
      ['migrate', 'production'],
      ['api', 'production'],
      ['worker', 'production'],
    ]);
  });

  it('can run several workers and API processes side by side', () => {
    expect(compose.services['worker']?.deploy.replicas).toBe(2);
    expect(compose.services['api']?.deploy.replicas).toBe(2);
    expect(compose.services['api']?.ports).toEqual(['127.0.0.1:3000-3001:3000']);
  });

  it.each(services)(
    'keeps %s small: limits, a read-only file system, no rights beyond its own',
    (_, service) => {
      expect(service.deploy.resources.limits).toEqual({
        cpus: expect.any(String),
        memory: expect.any(String),
      });
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
    },
  );

  it.each(services.filter(([, { build }]) => build !== undefined))(
    'runs %s as an ordinary user',
    (_, service) => {
      expect(service.user).toBe('node');
    },
  );

  it.each(['postgres', 'temporal', 'api', 'worker'])('knows when %s is well', (name) => {
    expect(compose.services[name]?.healthcheck).toBeDefined();
  });

  it.each(jobs)('repeats the job %s when it failed, and not when it is done', (name) => {
    expect(compose.services[name]?.restart).toBe('on-failure:10');
  });
});
