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

  it('demand in production a folder for histories of closed routes', () => {
    const production = { HAYOT_MODE: 'production', DATABASE_URL: 'postgres://a:b@db/hayot' };

    expect(() => workerConfig(production)).toThrow(/^[^]*HISTORY_FOLDER: is not set/);
    expect(workerConfig({ ...production, HISTORY_FOLDER: '/histories' }).historyFolder).toBe('/histories');
    expect(workerConfig({}).historyFolder).toBe('.data/histories');
  });

  it('name Temporal by host and port', () => {
    expect(() => temporalConfig({ TEMPORAL_ADDRESS: 'http://temporal' })).toThrow(
      'TEMPORAL_ADDRESS must be host:port',
    );
  });
});
