import { z } from 'zod';
import { versionFor, type Version } from '../../notation/catalogue.ts';
import type { CompiledRoute } from '../../notation/compiled-route.ts';

function version(from: string, by?: string): Version {
  const definition = {
    id: 'child-birth',
    title: 'A child is born',
    inForce: { from, ...(by && { by }) },
    law: ['Law 1'],
    event: z.object({}),
    steps: {},
  };
  const compiled: CompiledRoute = {
    id: 'child-birth',
    version: from,
    title: 'A child is born',
    reads: { values: [], present: [] },
    steps: {},
  };
  return { definition, compiled, hash: from };
}

function inForce(versions: readonly Version[], event: unknown, today = '2026-06-01'): string | undefined {
  return versionFor({ lifeEvents: { 'child-birth': versions } }, 'child-birth', { event, today })?.hash;
}

describe('The version that governs an event', () => {
  const byBirth = [version('2024-04-01', 'event.bornOn'), version('2026-01-01', 'event.bornOn')];

  it('is the one in force on the date of the event that the definition names', () => {
    expect(inForce(byBirth, { bornOn: '2025-12-31' })).toBe('2024-04-01');
    expect(inForce(byBirth, { bornOn: '2026-01-01' })).toBe('2026-01-01');
  });

  it('is the one in force on the day of receipt where the definition names no date', () => {
    const byReceipt = [version('2024-04-01'), version('2026-01-01', 'receipt')];
    expect(inForce(byReceipt, { bornOn: '2025-12-31' }, '2026-01-01')).toBe('2026-01-01');
    expect(inForce(byReceipt, {}, '2025-12-31')).toBe('2024-04-01');
  });

  it('is none before the first version', () => {
    expect(inForce(byBirth, { bornOn: '2024-03-31' })).toBeUndefined();
  });

  it('is none for an unknown life event, whatever it is called', () => {
    const lifeEvents = { 'child-birth': byBirth };
    for (const name of ['child-brith', 'constructor', '__proto__'])
      expect(versionFor({ lifeEvents }, name, { event: {}, today: '2026-06-01' })).toBeUndefined();
  });

  it('reads a date inside an object of the event', () => {
    const nested = [version('2024-01-01', 'event.child.bornOn'), version('2026-01-01', 'event.child.bornOn')];
    expect(inForce(nested, { child: { bornOn: '2025-05-05' } })).toBe('2024-01-01');
  });

  it.each([{}, { bornOn: null }, { bornOn: 'yesterday' }, { bornOn: 20260101 }, null, 'event'])(
    'is the newest for %j, so that its schema can name the missing date',
    (event) => {
      expect(inForce(byBirth, event)).toBe('2026-01-01');
    },
  );
});
