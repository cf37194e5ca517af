import { endEnvironment } from './environment.ts';

/** Ends what start-environment.ts began. */
export default async function stopEnvironment(): Promise<void> {
  await endEnvironment();
}
