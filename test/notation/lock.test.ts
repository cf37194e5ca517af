import { compile } from '../../notation/compile.ts';
import { differences, lockOf } from '../../notation/lock.ts';
import { shapeOf } from '../../notation/shape.ts';
import type { RouteDefinition, StepDefinition } from '../../notation/route-definition.ts';
import { agencies, head, services } from './types/services.ts';

function version(id: string, from: string, change: Partial<StepDefinition> = {}) {
  const definition: RouteDefinition = {
    ...head,
    id,
    inForce: { from },
    steps: { visit: { title: 'Visit', service: 'registry.visit', by: 'applicant', ...change } },
  };
  const compiled = compile(definition, { agencies, services });
  return { definition, compiled, hash: shapeOf(compiled) };
}

const birth = [version('child-birth', '2024-04-01'), version('child-birth', '2026-01-01')];
const business = [version('open-business', '2025-01-01')];
const lock = lockOf({ lifeEvents: { 'open-business': business, 'child-birth': birth } });

describe('The lock of versions', () => {
  it('holds the shape of every version, in alphabetical order of life events', () => {
    expect(JSON.stringify(lock)).toBe(
      JSON.stringify({
        'child-birth': { '2024-04-01': birth[0]?.hash, '2026-01-01': birth[1]?.hash },
        'open-business': { '2025-01-01': business[0]?.hash },
      }),
    );
  });

  it('has nothing to say while all is as it was, or only a title changed', () => {
    const retitled = [version('open-business', '2025-01-01', { title: 'Come to the office' })];
    expect(differences(lock, { lifeEvents: { 'child-birth': birth, 'open-business': retitled } })).toEqual(
      [],
    );
  });

  it('says when a version changed under its old date, and what to do', () => {
    const changed = [version('open-business', '2025-01-01', { within: '3 days' })];
    expect(differences(lock, { lifeEvents: { 'child-birth': birth, 'open-business': changed } })).toEqual([
      'The version of "open-business" in force from 2025-01-01 runs differently from what was locked: undo the ' +
        'change, or give it a date of its own in a new file. If it was never in use, write the new lock with ' +
        '`npm run lock`.',
    ]);
  });

  it('says when a version is new, and when one is gone', () => {
    const newer = [version('child-birth', '2026-01-01'), version('child-birth', '2027-01-01')];
    expect(differences(lock, { lifeEvents: { 'child-birth': newer, 'open-business': business } })).toEqual([
      'The version of "child-birth" in force from 2024-04-01 is gone, but routes may still run on it: bring its ' +
        'file back.',
      'The version of "child-birth" in force from 2027-01-01 is new: write it into the lock with `npm run lock`.',
    ]);
  });

  it('says when a whole life event is gone', () => {
    expect(differences(lock, { lifeEvents: { 'child-birth': birth } })).toEqual([
      'The version of "open-business" in force from 2025-01-01 is gone, but routes may still run on it: bring its ' +
        'file back.',
    ]);
  });
});
