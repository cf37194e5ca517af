import type { Change, Settled, SettleResult } from '../temporal/messages.ts';
import type { AnswerTask, Decide, Resolve, UpdateResult } from '../temporal/route-messages.ts';
import { deliver, type Flow, recording } from './flow.ts';
import { record, settle, storeMended } from './record.ts';
import type { RouteRun } from './route-run.ts';
import { flowOf } from './validators.ts';

/** Takes a stored answer to an open task. PostgreSQL has what follows from it before the update returns. */
export async function answerTask(run: RouteRun, answer: AnswerTask): Promise<UpdateResult> {
  const flow = openFlow(run, answer);
  return recording(flow, () =>
    flow.now.code === null ? settleTask(flow, answer) : takeMended(flow, answer),
  );
}

/** An officer has a stuck step tried again, under the same key. */
export async function retryStep(run: RouteRun, { decision, ...of }: Decide): Promise<UpdateResult> {
  const flow = openFlow(run, of);
  return recording(flow, async () => {
    const seq = await write(flow, { status: 'in-progress' }, decision);
    flow.mayRetry = true;
    return { seq, status: 'in-progress' };
  });
}

/** An officer leaves a stuck step out, or leaves an act standing that could not be taken back. */
export async function skipStuckStep(run: RouteRun, { decision, ...of }: Decide): Promise<UpdateResult> {
  const flow = openFlow(run, of);
  return recording(flow, async () => {
    const to = leftOut(flow);
    const seq = await write(flow, to, decision);
    flow.quit = 'officer';
    flow.end({ is: 'skipped', because: 'officer' });
    return { seq, status: to.status };
  });
}

/** An act that cannot be taken back is not undone by leaving it: it shows as what it is. */
function leftOut({ now }: Flow): Change['to'] {
  if (!now.isBeingUndone) return { status: 'skipped', because: 'officer' };
  return { status: now.status === 'done' ? 'done' : 'skipped', because: 'undo-given-up' };
}

/** An officer gives the answer that the agency could not, or says that an act was taken back by other means. */
export async function resolveStep(run: RouteRun, { decision, ...of }: Resolve): Promise<UpdateResult> {
  const flow = openFlow(run, of);
  return recording(flow, () => settleFrom(flow, { decision }));
}

function settleTask(flow: Flow, { task, answer }: AnswerTask): Promise<UpdateResult> {
  return settleFrom(flow, { task, answer });
}

async function settleFrom(flow: Flow, from: Parameters<typeof settle>[2]): Promise<UpdateResult> {
  const settling = settle(flow.run, flow.ref, from);
  const { seq } = flow.run.state;
  const result = await settling;
  deliver(flow, result);
  return { seq, status: result.is === 'settled' ? endOf(result) : flow.now.status };
}

const endOf = ({ end, undo }: Extract<SettleResult, Settled>) => (undo ? 'undone' : end);

async function takeMended(flow: Flow, { task, answer, declined }: AnswerTask): Promise<UpdateResult> {
  if (declined) {
    const seq = await write(flow, { status: 'refused', code: flow.now.code ?? '' });
    flow.mended = 'no';
    return { seq, status: 'refused' };
  }
  const storing = storeMended(flow.run, flow.ref, { task, answer });
  const { seq } = flow.run.state;
  await storing;
  flow.mended = 'yes';
  return { seq, status: 'in-progress' };
}

async function write(flow: Flow, to: Change['to'], decision?: string): Promise<number> {
  const writing = record(flow.run, [{ ...flow.ref, epoch: flow.now.epoch, to }], decision);
  const { seq } = flow.run.state;
  await writing;
  return seq;
}

/** The validator has seen it just now, in the same breath. */
function openFlow(run: RouteRun, of: Pick<Decide, 'step' | 'instance'>): Flow {
  const flow = flowOf(run, of);
  if (flow === undefined) throw new Error(`Step ${of.step} is not under way.`);
  return flow;
}
