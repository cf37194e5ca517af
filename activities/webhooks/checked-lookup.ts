import type { LookupAddress } from 'node:dns';
import { lookup as systemLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { isLoopback, isPublic } from '../../webhooks/addresses.ts';
import type { TargetPolicy } from '../../webhooks/target.ts';

/** All addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

const resolveBySystem: Resolve = (hostname) => systemLookup(hostname, { all: true });

/** A name that leads to an address inside; nothing was sent. */
export class TargetRefused extends Error {
  readonly code = 'TARGET_REFUSED';
  override readonly name = 'TargetRefused';
}

/**
 * What a connection looks its host up with: the addresses that were checked are the ones that are connected to, so a
 * name that changes between two look-ups gains nothing. One address inside among others refuses them all.
 */
export function checkedLookup(
  { loopback }: TargetPolicy,
  resolve: Resolve = resolveBySystem,
): LookupFunction {
  const mayGoTo = (address: string) => isPublic(address) || (loopback && isLoopback(address));
  const checked = async (hostname: string) => {
    const found = await resolve(hostname);
    if (found.length === 0 || !found.every(({ address }) => mayGoTo(address)))
      throw new TargetRefused('The name leads to an address that webhooks may not go to.');
    return [...found];
  };
  return (hostname, options, callback) => {
    checked(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (options.all === true) callback(null, addresses);
        else callback(null, first?.address ?? '', first?.family ?? 4);
      },
      (error: unknown) => {
        callback(error as NodeJS.ErrnoException, []);
      },
    );
  };
}
