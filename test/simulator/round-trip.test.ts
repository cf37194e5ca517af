import fc from 'fast-check';
import { normalise } from '../../activities/platform/normalise.ts';
import { wiredServices } from '../../activities/platform/wired-service.ts';
import { writeRequest } from '../../activities/platform/write-request.ts';
import { transactionIdOf } from '../../activities/platform/index.ts';
import { readRequest } from '../../simulator/gateway/read-request.ts';
import { fillSample } from '../../simulator/gateway/fill-sample.ts';
import { writeAnswer } from '../../simulator/gateway/write-answer.ts';
import { seeded } from '../../simulator/seeded.ts';
import { birth, mother } from '../platform/support/calls.ts';
import { contracts } from '../platform/support/contracts.ts';

const services = [...wiredServices(contracts.services).values()];
const input = { ...birth(), pinfl: mother() };

describe('what the simulator writes', () => {
  it.each(services.map((service) => [service.id, service] as const))(
    '%s: is read back as it was meant, whatever the key',
    (_id, service) => {
      const read = (body: unknown) => normalise(service, body, contracts.agencies);

      fc.assert(
        fc.property(fc.string(), fc.string({ minLength: 1, maxLength: 200 }), (key, evidence) => {
          const answer = fillSample(service.sample, { input, seeded: seeded(key), now: new Date() });
          expect(read(writeAnswer(service, { is: 'answered', answer }))).toEqual({ is: 'answered', answer });
          for (const code of Object.keys(service.refusals)) {
            const refusal = { is: 'refused', code, evidence } as const;
            expect(read(writeAnswer(service, refusal))).toEqual(refusal);
          }
        }),
        { numRuns: 100 },
      );
      expect(read(writeAnswer(service, { is: 'not-found' }))).toEqual({ is: 'not-found' });
    },
  );

  it('as "taken in" is read back as such', () => {
    const taken = services
      .filter(({ answers }) => answers !== 'at-once')
      .map((service) => normalise(service, writeAnswer(service, { is: 'accepted' }), contracts.agencies).is);

    expect(taken).toEqual(['accepted', 'pending']);
  });
});

describe('what the platform writes', () => {
  it.each(services.map((service) => [service.id, service] as const))(
    '%s: is read by the simulator as it was meant',
    (id, service) => {
      const names = Object.keys(service.input.shape);
      const ours = Object.fromEntries(Object.entries(input).filter(([name]) => names.includes(name)));
      const request = writeRequest(service, {
        service: id,
        agency: service.agency,
        key: 'route-1/step/0/1',
        transactionId: transactionIdOf('route-1/step/0/1'),
        input: ours,
        consentGiven: true,
        sender: mother(8),
        act: 'act',
        signal: new AbortController().signal,
      });

      expect(readRequest(service, request)).toEqual({
        input: ours,
        transactionId:
          service.envelope.request.transactionId === undefined ? null : transactionIdOf('route-1/step/0/1'),
      });
    },
  );
});
