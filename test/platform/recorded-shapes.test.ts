import { readReply } from '../../activities/platform/read-reply.ts';
import { wiredServices } from '../../activities/platform/wired-service.ts';
import { contracts } from './support/contracts.ts';
import { recorded, type Shape } from './support/shapes.ts';

const services = wiredServices(contracts.services);

function read(id: string, { status, body }: Shape) {
  const service = services.get(id);
  if (service === undefined) throw new Error(`no service ${id}`);
  const headers = { 'content-type': 'application/json;charset=utf-8', 'retry-after': '7' };
  return readReply(service, { is: 'reply', status, headers, body: JSON.stringify(body) }, contracts.agencies);
}

describe('every family of services on the platform', () => {
  it('has recorded answers', () => {
    const families = new Set(
      Object.values(contracts.services).map(({ envelope }) => envelope?.id.split(':')[0]),
    );

    expect(recorded.map(([family]) => family)).toEqual([...families].sort());
  });

  it.each(recorded)('%s: a success becomes an answer in our words', (family, { service, success }) => {
    expect(read(service, success)).toEqual({
      is: 'answered',
      answer:
        family === 'proposed'
          ? {
              actNumber: 'I-TN 1234567',
              pinfl: '61501260010011',
              bornOn: '2026-01-15',
              issuedOn: '2026-01-18',
            }
          : { found: true, place: 'street 12', since: '2026-01-15' },
    });
  });

  it.each(recorded)('%s: "no such thing" is understood', (_family, { service, notFound }) => {
    expect(read(service, notFound)).toEqual({ is: 'not-found' });
  });

  it.each(recorded)(
    '%s: a declared refusal is a value with its evidence',
    (_family, { service, refusal }) => {
      expect(read(service, refusal)).toEqual({
        is: 'refused',
        code: 'not-entitled',
        evidence: 'act 4 of the invented register',
      });
    },
  );

  it.each(recorded)(
    '%s: the answer of another service is refused',
    (_family, { service, ofAnotherService }) => {
      expect(read(service, ofAnotherService)).toMatchObject({ is: 'broken' });
    },
  );
});

describe('a fault of the gateway', () => {
  it.each([
    ['persons.gcp', 'an endpoint that is suspended', { because: 'down', mayHaveReached: false }],
    ['justice.justice', 'credentials that it would not take', { because: 'token', mayHaveReached: false }],
    ['justice.adliya-family', 'too many requests', { because: 'throttled', mayHaveReached: false }],
    ['interior.mvd', 'a blocked service', { because: 'down', mayHaveReached: false }],
    ['finance.minfin', 'a time-out on its way back', { because: 'down', mayHaveReached: true }],
    ['finance.pension', 'no subscription of ours', { because: 'token', mayHaveReached: false }],
    ['social.ihma', 'an agency that cannot be reached', { because: 'down', mayHaveReached: false }],
    ['labour.labour', 'a connection lost while sending', { because: 'down', mayHaveReached: true }],
  ])('%s: %s is told apart from an answer', (id, _what, told) => {
    const shapes = recorded.find(([, { service }]) => service === id)?.[1];
    if (shapes === undefined) throw new Error(`no shapes for ${id}`);

    expect(read(id, shapes.fault)).toEqual({ is: 'unavailable', retryAfterMs: 7000, ...told });
  });
});
