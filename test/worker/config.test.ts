import { temporalConfig } from '../../temporal/config.ts';
import { workerConfig } from '../../worker/config.ts';

describe('settings of the worker', () => {
  it('need nothing on a development machine', () => {
    expect(workerConfig({})).toMatchObject({
      catalogue: ['catalogue/uz'],
      host: '127.0.0.1',
      metricsPort: 9464,
    });
    expect(temporalConfig({})).toEqual({ address: '127.0.0.1:7233', namespace: 'default' });
  });

  it('take several folders of the catalogue', () => {
    expect(workerConfig({ CATALOGUE: 'catalogue/uz:more' }).catalogue).toEqual(['catalogue/uz', 'more']);
  });

  it('are refused by the name of the variable, never with its value', () => {
    const wrong = () => workerConfig({ DATABASE_URL: 'my-secret', WORKER_METRICS_PORT: '99999999' });

    expect(wrong).toThrow(/DATABASE_URL[^]*WORKER_METRICS_PORT/);
    expect(wrong).not.toThrow('my-secret');
  });

  it('refuse the development database in production', () => {
    expect(() => workerConfig({ HAYOT_MODE: 'production' })).toThrow('DATABASE_URL');
  });

  it('name Temporal by host and port', () => {
    expect(() => temporalConfig({ TEMPORAL_ADDRESS: 'http://temporal' })).toThrow(
      'TEMPORAL_ADDRESS must be host:port',
    );
  });
});
