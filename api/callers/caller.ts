import { z } from 'zod';

/** Who calls, as the token proves it. */
export type Caller =
  | {
      readonly role: 'portal';
      /** The portal's client id. */
      readonly client: string;
      /** Key of the person whose token the portal presents beside its own. */
      readonly personKey: string | null;
    }
  | { readonly role: 'citizen'; readonly personKey: string }
  | { readonly role: 'officer'; readonly id: string; readonly team: string }
  | { readonly role: 'analyst' | 'agency'; readonly id: string }
  /** Endpoints that need no token. */
  | { readonly role: 'nobody' };

export type Role = Exclude<Caller['role'], 'nobody'>;
export const roles = ['portal', 'citizen', 'officer', 'analyst', 'agency'] as const satisfies readonly Role[];

const id = z.string().min(1).max(200);

/** What the claims of a token must hold for its role. */
export const Claims = z.discriminatedUnion('role', [
  z.object({ role: z.literal('portal'), client: id }),
  z.object({ role: z.literal('citizen'), pinfl: z.string().regex(/^\d{14}$/) }),
  z.object({ role: z.literal('officer'), sub: id, team: id }),
  z.object({ role: z.enum(['analyst', 'agency']), sub: id }),
]);
export type Claims = z.output<typeof Claims>;

/** A name for the caller that no caller of another role shares; holds no number. */
export function accountOf(caller: Caller): string {
  switch (caller.role) {
    case 'portal':
      return `portal:${caller.client}`;
    case 'citizen':
      return `citizen:${caller.personKey}`;
    case 'nobody':
      return 'nobody';
    case 'officer':
    case 'analyst':
    case 'agency':
      return `${caller.role}:${caller.id}`;
  }
}
