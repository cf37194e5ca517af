import { type Posted, postCallback } from './post-callback.ts';

/** What came of callbacks that nobody should take. */
export interface Forged {
  sent: number;
  /** Taken all the same. */
  taken: number;
}

const strangersSecret = 'whsec_c29tZWJvZHkgZWxzZSB0aGFuIHRoZSBhZ2VuY3k=';
const tooOldMs = 15 * 60_000;

/** Sends the like of a callback twice: signed by a stranger, and by the agency a quarter of an hour ago. */
export async function forge(genuine: Posted, forged: Forged): Promise<void> {
  const byStranger = { ...genuine, id: `forged-${genuine.id}`, secret: strangersSecret };
  const tooOld = {
    ...genuine,
    id: `old-${genuine.id}`,
    signedAt: new Date(genuine.signedAt.getTime() - tooOldMs),
  };
  for (const posted of [byStranger, tooOld]) {
    const status = await postCallback(posted);
    if (status === 0) continue;
    forged.sent += 1;
    if (status < 400) forged.taken += 1;
  }
}
