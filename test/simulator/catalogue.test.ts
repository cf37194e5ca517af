import fc from 'fast-check';
import { transactionIdOf } from '../../activities/platform/index.ts';
import { normalise } from '../../activities/platform/normalise.ts';
import { wiredServices, type WiredService } from '../../activities/platform/wired-service.ts';
import { writeRequest } from '../../activities/platform/write-request.ts';
import { services } from '../../catalogue/uz/services.ts';
import type { Service } from '../../notation/service.ts';
import { decide } from '../../simulator/gateway/decide.ts';
import { readRequest } from '../../simulator/gateway/read-request.ts';
import { writeAnswer } from '../../simulator/gateway/write-answer.ts';
import { mother } from '../platform/support/calls.ts';
import { anyValue } from './support/any-value.ts';

const all: readonly Service[] = services;
const wired = [...wiredServices(Object.fromEntries(all.map((service) => [service.id, service]))).values()];
const named = wired.map((service) => [service.id, service] as const);
const key = 'route-1/step/0/1';

/** What the agency decides for an input, as anybody and in every agreed situation. */
function decisions(service: WiredService, input: Readonly<Record<string, unknown>>) {
  const asked = { service, key, input, behaviour: { mode: 'ok' }, seed: 'test', now: new Date() } as const;
  const tables = Object.values(service.situations ?? {}).map((situation) => ({
    ...service,
    situations: { [mother().slice(10, 13)]: situation },
  }));
  return [service, ...tables].map(
    (one) =>
      decide({ ...asked, service: one, input: one === service ? input : { ...input, anybody: mother() } })
        .decision,
  );
}

describe('every service of the catalogue that goes over the platform', () => {
  it('is there', () => {
    expect(wired.length).toBeGreaterThan(20);
  });

  it.each(named)('%s: the simulator reads what the platform writes', (id, service) => {
    fc.assert(
      fc.property(anyValue(service.input), (input) => {
        const request = writeRequest(service, {
          service: id,
          agency: service.agency,
          key,
          transactionId: transactionIdOf(key),
          input,
          consentGiven: true,
          sender: mother(8),
          act: 'act',
          signal: new AbortController().signal,
        });

        expect(readRequest(service, request)).toMatchObject({ input });
      }),
      { numRuns: 8 },
    );
  });

  it.each(named)('%s: the platform reads what the simulator answers, in every situation', (_id, service) => {
    fc.assert(
      fc.property(anyValue(service.input), (input) => {
        for (const decision of decisions(service, input)) {
          // A claim that is echoed may be one that no register would hold.
          fc.pre(decision.is !== 'answered' || service.answer.safeParse(decision.answer).success);
          expect(normalise(service, writeAnswer(service, decision), {})).toEqual(decision);
        }
      }),
      { numRuns: 8 },
    );
  });

  it.each(named)('%s: situations refuse with declared codes only', (_id, { refusals, situations = {} }) => {
    const codes = Object.values(situations).flatMap(({ refuse }) => (refuse === undefined ? [] : [refuse]));

    expect(codes.filter((code) => !Object.hasOwn(refusals, code))).toEqual([]);
  });
});
