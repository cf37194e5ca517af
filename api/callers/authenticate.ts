import type { Request } from 'express';
import { personKey } from '../../db/personal/person-key.ts';
import type { Caller, Claims } from './caller.ts';
import { type TokenReader, unauthenticated } from './token-reader.ts';

const personTokenHeader = 'Hayot-Person-Token';

/** Who sends this request. A portal may present a person's token beside its own. */
export async function authenticate(request: Request, read: TokenReader): Promise<Caller> {
  const claims = await read(bearer(request.get('Authorization')));
  if (claims.role !== 'portal') return callerOf(claims);
  return { role: 'portal', client: claims.client, personKey: await presentedPerson(request, read) };
}

function callerOf(claims: Exclude<Claims, { role: 'portal' }>): Caller {
  switch (claims.role) {
    case 'citizen':
      return { role: 'citizen', personKey: personKey(claims.pinfl) };
    case 'officer':
      return { role: 'officer', id: claims.sub, team: claims.team };
    case 'analyst':
    case 'agency':
      return { role: claims.role, id: claims.sub };
  }
}

async function presentedPerson(request: Request, read: TokenReader): Promise<string | null> {
  const token = request.get(personTokenHeader);
  if (token === undefined) return null;
  const claims = await read(token.replace(/^Bearer /i, ''));
  if (claims.role !== 'citizen') throw unauthenticated();
  return personKey(claims.pinfl);
}

function bearer(header: string | undefined): string {
  const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1];
  if (token === undefined) throw unauthenticated();
  return token;
}
