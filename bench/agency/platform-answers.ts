import type { Catalogue } from '../../notation/catalogue.ts';
import { decide } from '../../simulator/gateway/decide.ts';
import { readRequest } from '../../simulator/gateway/read-request.ts';
import { serviceTable } from '../../simulator/gateway/service-table.ts';
import { type WiredService, wiredServices } from '../../simulator/gateway/wired-service.ts';
import { writeAnswer } from '../../simulator/gateway/write-answer.ts';

type Body = Readonly<Record<string, unknown>>;

/** What an agency behind the integration platform answers to a call, as text; undefined where no service is meant. */
export type PlatformAnswers = (path: string, key: string, body: Body) => string | undefined;

/**
 * The agencies of a catalogue, by their samples, as the simulator has them, without its journal, its modes and its
 * refusal to act twice. A sample in which nothing is to be filled in is written once.
 */
export function platformAnswers({
  services,
  agencies,
}: Pick<Catalogue, 'services' | 'agencies'>): PlatformAnswers {
  const table = serviceTable(wiredServices(services), agencies);
  const written = new Map<string, string>();
  return (path, key, body) => {
    const service = table.meant(path, body);
    if (service === undefined) return undefined;
    const before = written.get(service.id);
    if (before !== undefined) return before;
    const answer = answerOf(service, key, body);
    if (isFixed(service)) written.set(service.id, answer);
    return answer;
  };
}

function answerOf(service: WiredService, key: string, body: Body): string {
  const request = readRequest(service, body);
  if ('fault' in request) throw new Error(`${service.id}: ${request.fault}`);
  const asked = { service, key, input: request.input, behaviour: { mode: 'ok' } } as const;
  const { decision } = decide({ ...asked, seed: 'bench', now: new Date() });
  return JSON.stringify(writeAnswer(service, decision));
}

const isFixed = ({ sample, situations }: WiredService): boolean =>
  situations === undefined && !JSON.stringify(sample).includes('"$');
