import { webhookSettings } from '../../webhooks/config.ts';

const own = Buffer.alloc(32, 9).toString('base64');

describe('the settings of webhooks', () => {
  it('need nothing on a development machine, and let nothing go to it unless allowed', () => {
    const { target, key, ...days } = webhookSettings({});

    expect([target, key.length]).toEqual([{ loopback: false, ports: [443, 8443] }, 32]);
    expect(days).toEqual({ overlapHours: 24, disableAfterDays: 5, keepDays: 30 });
    expect(webhookSettings({ WEBHOOK_LOOPBACK: 'allowed' }).target.loopback).toBe(true);
  });

  it.each([
    ['the known key', {}, 'WEBHOOK_SECRET_KEY'],
    ['a way to this machine', { WEBHOOK_SECRET_KEY: own, WEBHOOK_LOOPBACK: 'allowed' }, 'WEBHOOK_LOOPBACK'],
  ])('refuse production with %s', (_what, given, variable) => {
    expect(() => webhookSettings({ HAYOT_MODE: 'production', ...given })).toThrow(variable);
  });

  it('are taken in production with a key of its own', () => {
    const { key } = webhookSettings({ HAYOT_MODE: 'production', WEBHOOK_SECRET_KEY: own });

    expect(key.equals(Buffer.alloc(32, 9))).toBe(true);
  });

  it.each([
    ['WEBHOOK_SECRET_KEY', 'c2hvcnQ='],
    ['WEBHOOK_SECRET_KEY', 'no base64!'],
    ['WEBHOOK_PORTS', 'many'],
    ['WEBHOOK_KEEP_DAYS', '0.5'],
  ])('name the variable that is wrong and never its value: %s', (variable, value) => {
    const read = () => webhookSettings({ [variable]: value });

    expect(read).toThrow(variable);
    expect(read).not.toThrow(value);
  });
});
