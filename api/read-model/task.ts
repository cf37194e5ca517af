import { z } from 'zod';
import type { OpenTask } from '../../db/route-view.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import { fieldSchema } from '../../notation/personal.ts';
import { say, type Language } from '../../catalogue/texts.ts';
import { jsonSchemaOf } from '../checks/json-schema.ts';
import { withoutNull } from '../checks/schema-parts.ts';
import { Problem } from '../problems/problem.ts';
import type { Task } from '../schemas/task.ts';

/** A task with the title of its step in the definition that its route began with. */
type Shown = OpenTask & { readonly stepTitle: string };

/** A task as people read it. */
export function taskOf(task: Shown, catalogue: Catalogue, language: Language): Task {
  return {
    id: task.id,
    route: task.route,
    step: task.step,
    instance: task.instance,
    title: titleOf(task, catalogue, language),
    for: task.party === null ? { team: task.team ?? '' } : { party: task.party, instance: task.instance },
    dueAt: task.dueAt?.toISOString() ?? null,
    ...rungOf(task),
    form: Object.hasOwn(catalogue.services, task.service)
      ? jsonSchemaOf(answerSchema(task, catalogue))
      : null,
  };
}

/** How far an officer's task has gone up. */
function rungOf({ kind, level, raisedAt }: Shown): Pick<Task, 'level' | 'levelSince'> {
  return kind === 'officer' ? { level, levelSince: raisedAt?.toISOString() ?? null } : {};
}

/** A task whose text left the catalogue has the title of its step in the definition that the route began with. */
function titleOf(task: Shown, catalogue: Catalogue, language: Language): string {
  const key = titleKey(task);
  return Object.hasOwn(catalogue.texts.en, key) ? say(catalogue, language, key) : task.stepTitle;
}

function titleKey({ kind, service, field }: Pick<Shown, 'kind' | 'service' | 'field'>): string {
  if (kind === 'mend') return `mend.${service}.${field ?? ''}`;
  return kind === 'officer' ? 'task.officer' : `task.${service}`;
}

/**
 * What an answer to the task must look like: the service's answer, or just the field to be mended. Throws
 * `cannot-move-now` where the service is not loaded: without it the route stands still.
 */
export function answerSchema(
  { kind, service, field }: Pick<Shown, 'kind' | 'service' | 'field'>,
  catalogue: Catalogue,
): z.ZodType {
  const contract = catalogue.services[service];
  if (contract === undefined) throw new Problem('cannot-move-now');
  if (kind !== 'mend') return contract.answer;
  const schema = field === null ? undefined : fieldSchema(contract.input, field);
  if (field === null || schema === undefined)
    throw new Error(`A task of ${service} asks for a field it has not.`);
  // A value that may be missing in the request is just what is missing now.
  return z.object({ [field]: withoutNull(schema) });
}
