import type { OpenTask, RouteRows } from '../../db/route-view.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import type { CompiledRoute } from '../../notation/compiled-route.ts';
import type { Language } from '../../catalogue/texts.ts';
import type { Caller } from '../callers/caller.ts';
import type { Task } from '../schemas/task.ts';
import { personKeyOf, type Sight } from './sight.ts';
import { taskOf } from './task.ts';

interface TurnKit {
  readonly caller: Caller;
  readonly sight: Sight;
  readonly language: Language;
  readonly catalogue: Catalogue;
  readonly compiled: CompiledRoute;
}

/** Open tasks by viewer: an officer's team's, a person's own, for a portal those of all people of its route. */
export function yourTurn(
  { tasks, parties }: RouteRows,
  { caller, sight, language, catalogue, compiled }: TurnKit,
): Task[] {
  const personKey = personKeyOf(caller);
  const isHead = parties.some((part) => part.party === 'head' && part.personKey === personKey);
  const isOwn = (task: OpenTask): boolean =>
    (personKey !== null && task.personKey === personKey) || (isHead && task.party === 'applicant');
  const isShown = (task: OpenTask): boolean => {
    if (sight.is === 'team') return task.team === sight.team;
    return task.party !== null && ((caller.role === 'portal' && sight.is === 'whole') || isOwn(task));
  };
  return tasks.filter(isShown).map((task) => {
    const stepTitle = compiled.steps[task.step]?.title ?? task.step;
    return taskOf({ ...task, stepTitle }, catalogue, language);
  });
}
