import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/environment/folders.ts';
import { eventOf, eventTypes } from '../../webhooks/event.ts';

const news = {
  route: 'child-birth-1',
  lifeEvent: 'child-birth',
  seq: 7,
  state: 'open',
  outcome: null,
  health: 'on-track',
  link: '/v1/routes/child-birth-1',
} as const;
const about = { id: 'event-1', type: eventTypes[0], at: new Date('2026-11-22T10:00:00Z') } as const;

describe('an event', () => {
  it('is CloudEvents 1.0, and says of a route where it stands and where to read it', () => {
    expect(eventOf({ ...about, data: news })).toEqual({
      specversion: '1.0',
      id: 'event-1',
      source: '/v1/routes',
      type: 'uz.hayot.route.moved.v1',
      subject: 'child-birth-1',
      time: '2026-11-22T10:00:00.000Z',
      datacontenttype: 'application/json',
      data: news,
    });
  });

  it('is not made with anything more in it', () => {
    const data = { ...news, mother: '41204960011277' };

    expect(() => eventOf({ ...about, data })).toThrow();
  });

  it('has one of the types that the database writes, and each of them is written', () => {
    const migration = readFileSync(join(root, 'db/migrations/0009_webhooks.sql'), 'utf8');
    const written = [...migration.matchAll(/'(uz\.hayot\.[\w.]+)'/g)].map(([, type]) => type);

    expect(new Set(written)).toEqual(new Set(eventTypes));
  });
});
