import { bundlePath, freshNamespace, temporalAddress } from '../../support/temporal.ts';
import { type Rig, startRig } from './rig.ts';

/** Workers with fake activities on the test run's server, in a namespace of their own. */
export async function createRig({ cachedRoutes }: { readonly cachedRoutes?: number } = {}): Promise<Rig> {
  const namespace = await freshNamespace();
  return startRig({ address: temporalAddress(), namespace, bundle: bundlePath(), cachedRoutes });
}
