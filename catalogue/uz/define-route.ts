import { routesOver } from '../../notation/define-route.ts';
import type { ServicesById } from '../../notation/types/values.ts';
import type { services } from './services.ts';

/** Writes a life event over the services of Uzbekistan; the compiler checks every word of it. */
export const defineRoute = routesOver<ServicesById<typeof services>>();
