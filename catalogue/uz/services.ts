import { services as bank } from './agencies/bank.ts';
import { services as businessRegister } from './agencies/business-register.ts';
import { services as cadastre } from './agencies/cadastre.ts';
import { services as civilRegistry } from './agencies/civil-registry.ts';
import { services as health } from './agencies/health.ts';
import { services as interior } from './agencies/interior.ts';
import { services as licensing } from './agencies/licensing.ts';
import { services as mygov } from './agencies/mygov.ts';
import { services as personalisation } from './agencies/personalisation.ts';
import { services as preschool } from './agencies/preschool.ts';
import { services as socialProtection } from './agencies/social-protection.ts';
import { services as tax } from './agencies/tax.ts';
import { services as treasury } from './agencies/treasury.ts';

/** Every service of every agency, with its literal types: what the compiler checks definitions against. */
export const services = [
  ...bank,
  ...businessRegister,
  ...cadastre,
  ...civilRegistry,
  ...health,
  ...interior,
  ...licensing,
  ...mygov,
  ...personalisation,
  ...preschool,
  ...socialProtection,
  ...tax,
  ...treasury,
] as const;
