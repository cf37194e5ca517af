import type { Caller } from '../callers/caller.ts';
import type { Part } from '../../db/route-view.ts';
import type { Viewer } from '../../db/viewers.ts';

/** How much of a route its viewer sees. */
export type Sight =
  /** All of it: the portal that started it, and the applicant. */
  | { readonly is: 'whole' }
  /** What concerns a person with another part: a founder, a parent. */
  | { readonly is: 'part'; readonly parts: readonly Part[] }
  /** An officer: where the route stands, and what their own team did. */
  | { readonly is: 'team'; readonly team: string };

/** What the caller may see of the database at all. */
export function viewerOf(caller: Caller): Viewer {
  const nothing = { client: null, personKey: null, team: null };
  switch (caller.role) {
    case 'portal':
      return { ...nothing, client: caller.client, personKey: caller.personKey };
    case 'citizen':
      return { ...nothing, personKey: caller.personKey };
    case 'officer':
      return { ...nothing, team: caller.team };
    case 'analyst':
    case 'agency':
    case 'nobody':
      return nothing;
  }
}

/** How much of this route the caller sees; it is taken for granted that they see it at all. */
export function sightOf(caller: Caller, client: string, parties: readonly Part[]): Sight {
  if (caller.role === 'officer') return { is: 'team', team: caller.team };
  if (caller.role === 'portal' && caller.client === client) return { is: 'whole' };
  const personKey = personKeyOf(caller);
  const parts = parties.filter((part) => part.personKey === personKey);
  const applies = parts.some((part) => part.party === 'applicant' || part.party === 'head');
  return applies ? { is: 'whole' } : { is: 'part', parts };
}

/** The person who calls, or whose token a portal presents. */
export function personKeyOf(caller: Caller): string | null {
  return caller.role === 'citizen' || caller.role === 'portal' ? caller.personKey : null;
}

/** Who they are in access entries and decisions: a client, an officer or a person's key. */
export function actorOf(caller: Caller): string {
  switch (caller.role) {
    case 'portal':
      return caller.client;
    case 'citizen':
      return caller.personKey;
    case 'nobody':
      return 'nobody';
    case 'officer':
    case 'analyst':
    case 'agency':
      return caller.id;
  }
}
