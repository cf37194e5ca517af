import { z } from 'zod';
import { checkService } from '../../notation/check.ts';
import { is } from '../../notation/conditions.ts';
import type { Envelope } from '../../notation/envelope.ts';
import type { Service } from '../../notation/service.ts';
import { agencies, services } from './types/services.ts';

const envelope: Envelope = {
  id: 'plain',
  request: {},
  success: [],
  payload: '',
  notFound: [],
  refusal: { code: 'code' },
};
const call: Service = { ...services['registry.birth'], envelope };

function whatsWrong(change: Partial<Service>, service: Service = call): string[] {
  return checkService({ ...service, ...change }, { agencies }).map(({ where, what }) => `${where}: ${what}`);
}

const rule: Service = {
  ...call,
  id: 'social.entitlement',
  kind: 'rule',
  input: z.object({ bornOn: z.string(), order: z.number() }),
  refusals: { late: { article: 'Article 3', remedy: {} } },
  rules: {
    by: 'bornOn',
    versions: [
      {
        from: '2024-01-01',
        law: 'Law 1',
        cases: [{ when: is('input.order', 1), answer: {} }, { refuse: 'late' }],
      },
      { from: '2025-01-01', law: 'Law 2', cases: [{ answer: {} }] },
    ],
  },
};

describe('The check of a service’s contract', () => {
  it('finds nothing in good ones', () => {
    expect(whatsWrong({})).toEqual([]);
    expect(whatsWrong({}, rule)).toEqual([]);
  });

  it('says where, what and what to do', () => {
    expect(checkService({ ...call, norm: 'quickly' }, { agencies })).toEqual([
      {
        where: 'service registry.birth, norm',
        what: '"quickly" is no term.',
        fix: 'Write a whole number and minutes, hours, working days, days or months, e.g. "1 working day".',
      },
    ]);
  });

  const refusal = { article: 'Article 1', remedy: {} };
  it.each<[string, Partial<Service>, string]>([
    ['an unknown agency', { agency: 'nobody' }, 'agency: There is no agency "nobody".'],
    ['a subject that is no input', { subject: 'person' }, 'subject: The input has no field "person".'],
    [
      'a person to be alive who is no input',
      { aliveFirst: ['payee'] },
      'aliveFirst: The input has no field "payee".',
    ],
    [
      'a death without anybody who must live',
      { whenDead: 'skip' },
      'whenDead: Nobody has to be alive for it.',
    ],
    [
      'a call without envelope',
      { envelope: undefined as never },
      'path: A call needs a path and an envelope.',
    ],
    ['a proof where there is no task', { proof: ['oneid'] }, 'proof: Only a task comes with a proof.'],
    ['no time-out', { timeoutMs: 0 }, 'timeoutMs: 0 is no time-out.'],
    [
      'rules of a call',
      { rules: rule.rules as never },
      'rules: A service of kind rule has rules, and no other has.',
    ],
    [
      'a remedy for a field that is no input',
      { refusals: { no: { ...refusal, remedy: { field: 'clinic' } } } },
      'refusals.no.remedy: The input has no field "clinic".',
    ],
    [
      'a remedy with a wrong term',
      { refusals: { no: { ...refusal, remedy: { within: '2 weeks' } } } },
      'refusals.no.remedy: "2 weeks" is no term.',
    ],
    [
      'a hearing with a wrong term',
      { refusals: { no: { ...refusal, hearing: 'soon' } } },
      'refusals.no.hearing: "soon" is no term.',
    ],
    [
      'an appeal with a wrong term',
      { refusals: { no: { ...refusal, appeal: { to: 'court', within: '1 year' } } } },
      'refusals.no.appeal: "1 year" is no term.',
    ],
    [
      'a missing field without a name',
      { refusals: { no: { ...refusal, whenMissing: true } } },
      'refusals.no: whenMissing names no field.',
    ],
    [
      'a situation with an undeclared refusal',
      { situations: { '901': { refuse: 'no' } } },
      'situations: The refusal "no" is not declared.',
    ],
  ])('does not accept %s', (_what, change, sentence) => {
    expect(whatsWrong(change)).toEqual([`service registry.birth, ${sentence}`]);
  });

  const versions = rule.rules?.versions ?? [];
  it.each<[string, NonNullable<Service['rules']>, string]>([
    ['by a field that is no input', { by: 'diedOn', versions }, 'rules.by: The input has no field "diedOn".'],
    [
      'without versions',
      { by: 'today', versions: [] },
      'rules.versions: The versions are not in order of their days.',
    ],
    [
      'in the wrong order',
      { by: 'today', versions: versions.toReversed() },
      'rules.versions: The versions are not in order of their days.',
    ],
    [
      'with an undeclared refusal',
      { by: 'today', versions: [{ from: '2024-01-01', law: 'Law 1', cases: [{ refuse: 'no' }] }] },
      'rules 2024-01-01: The refusal "no" is not declared.',
    ],
    [
      'that read what is no input',
      { by: 'today', versions: [{ from: '2024-01-01', law: 'Law 1', cases: [{ when: is('order', 1) }] }] },
      'rules 2024-01-01: There is no "order".',
    ],
  ])('does not accept rules %s', (_what, rules, sentence) => {
    expect(whatsWrong({ rules }, rule)).toEqual([`service social.entitlement, ${sentence}`]);
  });
});
