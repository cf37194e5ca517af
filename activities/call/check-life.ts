import { personKey } from '../../db/personal/person-key.ts';
import { localDate } from '../../terms/index.ts';
import { transactionIdOf } from '../platform/index.ts';
import type { World } from '../world.ts';
import { admit } from './place.ts';
import { accessOf, type Call } from './prepare-call.ts';
import { request } from './request.ts';
import { brokenContract, type Verdict } from './verdict.ts';

/**
 * Asks whether those live who must, before money or a message goes to them. Null where all do, or where the service
 * asks for nobody. The key carries the day: a call that waits for days must not go by what was true when it began.
 */
export async function checkLife(world: World, call: Call): Promise<Verdict | null> {
  const { service, undo } = call.opening;
  if (undo) return null;
  for (const field of service.aliveFirst ?? []) {
    const number = call.input[field];
    if (typeof number !== 'string' || number === '') continue;
    const verdict = await askWhetherAlive(world, call, { field, number });
    if (verdict !== null) return verdict;
  }
  return null;
}

async function askWhetherAlive(
  world: World,
  call: Call,
  { field, number }: { readonly field: string; readonly number: string },
): Promise<Verdict | null> {
  const { country, services } = world.catalogue;
  const service = services[country.lifeStatusService];
  if (service === undefined) throw new Error(`The catalogue has no service "${country.lifeStatusService}".`);
  const admitted = await admit(world, service.agency, call);
  if (admitted.is !== 'go') return admitted;
  const key = `${call.opening.key}/alive/${field}/${localDate(new Date(), country.timeZone)}`;
  call.owed.push(accessOf(call.opening, { service, subjectKey: personKey(number) }));
  const answer = await request(world, {
    service: service.id,
    agency: service.agency,
    key,
    transactionId: transactionIdOf(key),
    input: { pinfl: number },
    consentGiven: call.consentGiven,
    sender: call.sender,
    act: 'act',
    pace: call.pace,
    deadline: call.deadline,
    isProbe: admitted.isProbe,
  });
  if (answer.is === 'answered') return answer.answer['alive'] === true ? null : { is: 'dead' };
  if (answer.is === 'not-sent') return answer;
  // Only a question was put: the act itself has surely not been sent.
  if (answer.is === 'unavailable') return { ...answer, mayHaveReached: false };
  return brokenContract(`${service.id} did not say whether a person lives (${answer.is})`);
}
