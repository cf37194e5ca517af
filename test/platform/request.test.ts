import type { PlatformCall } from '../../activities/platform/answer.ts';
import { wiredServices } from '../../activities/platform/wired-service.ts';
import { writeRequest } from '../../activities/platform/write-request.ts';
import { gcpEnvelope, mvdEnvelope } from '../../catalogue/uz/envelopes.ts';
import { contract, contracts } from './support/contracts.ts';

const services = wiredServices(contracts.services);

function request(id: string, call: Partial<PlatformCall>) {
  const service = services.get(id);
  if (service === undefined) throw new Error(`no service ${id}`);
  return writeRequest(service, {
    service: id,
    agency: service.agency,
    key: 'route-1/step/0/1',
    transactionId: 'id-1',
    input: { pinfl: '31210632040244' },
    consentGiven: false,
    sender: '31210932040247',
    act: 'act',
    signal: new AbortController().signal,
    ...call,
  });
}

describe('a request to the platform', () => {
  it('is spelt as the registry of persons wants it', () => {
    expect(request('persons.gcp', { consentGiven: true })).toEqual({
      transaction_id: 'id-1',
      is_consent: 'Y',
      sender_pinfl: '31210932040247',
      langId: 1,
      is_photo: 'N',
      Sender: 'P',
      pinpp: '31210632040244',
    });
  });

  it('says so when no consent was given', () => {
    expect(request('persons.gcp', {})).toMatchObject({ is_consent: 'N' });
  });

  it('carries nothing but the input where the family knows no more', () => {
    expect(request('interior.mvd', {})).toEqual({ pinpp: '31210632040244' });
  });

  it('puts the input under its field for JSON-RPC', () => {
    expect(request('labour.labour', {})).toEqual({
      jsonrpc: '2.0',
      id: 'id-1',
      method: 'abkm.currently.unemployed',
      params: { pinpp: '31210632040244' },
    });
  });

  it('names the purpose where the family has a field for it', () => {
    expect(request('registry.register', {})).toMatchObject({ purpose: 'testing' });
  });

  it.each(['look-up', 'poll'] as const)('asks by the transaction id alone: %s', (act) => {
    expect(request('registry.ask-first', { act })).toEqual({ transaction_id: 'id-1' });
  });
});

describe('a catalogue whose services cannot go over the platform', () => {
  it('is refused with every fault by name', () => {
    const lookUp = { ...contract('registry.ask-first'), id: 'a.b', envelope: mvdEnvelope };
    const later = { ...contract('registry.later'), id: 'a.c', envelope: gcpEnvelope };
    const clash = { ...contract('persons.gcp'), id: 'a.d', wire: { input: { pinfl: 'is_consent' } } };

    expect(() => wiredServices({ lookUp, later, clash })).toThrow(
      new Error(
        [
          'The catalogue has services that cannot go over the platform:',
          'a.b: envelope mvd names no field for the transaction id, by which we would ask or be called back',
          'a.c: envelope gcp does not say how "taken in" is spelt',
          'a.d: "is_consent" would be written both by the envelope and from the input',
        ].join('\n'),
      ),
    );
  });
});
