import { bundlePath, freshNamespace, temporalAddress } from '../../support/temporal.ts';
import { type Rig, type RigOptions, startRig } from './rig.ts';

/** Workers with fake activities on the test run's server, in a namespace of their own. */
export async function createRig(options: Pick<RigOptions, 'cachedRoutes' | 'fetching'> = {}): Promise<Rig> {
  const namespace = await freshNamespace();
  return startRig({ address: temporalAddress(), namespace, bundle: bundlePath(), ...options });
}
