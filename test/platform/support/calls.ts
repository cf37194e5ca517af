import { transactionIdOf, type Platform, type PlatformCall } from '../../../activities/platform/index.ts';
import { syntheticPinfl } from '../../../catalogue/uz/synthetic.ts';
import { contracts } from './contracts.ts';

/** A woman with these digits 11 to 13: the situation of the simulator. */
export const mother = (serial = 7) => syntheticPinfl({ bornOn: '1995-06-12', sex: 'female', serial });

export const birth = (serial = 7) => ({ mother: mother(serial), bornOn: '2026-02-03', sex: 'male' });

/** Calls a service under a key, for a child's birth unless told otherwise. */
export function callOn(platform: Platform) {
  return (service: string, key: string, more: Partial<PlatformCall> = {}): ReturnType<Platform['call']> =>
    platform.call({
      service,
      agency: contracts.services[service]?.agency ?? '',
      key,
      transactionId: transactionIdOf(key),
      input: birth(),
      consentGiven: false,
      sender: mother(8),
      act: 'act',
      signal: new AbortController().signal,
      ...more,
    });
}
