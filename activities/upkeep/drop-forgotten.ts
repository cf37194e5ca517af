import { dropForgottenAnswers } from '../../db/personal/task-answers.ts';
import type { Upkeep } from './upkeep.ts';

/** Deletes people's answers that no route took up within a day: they were told so, and answered again. */
export async function dropForgotten({ db, log }: Pick<Upkeep, 'db' | 'log'>): Promise<number> {
  const dropped = await dropForgottenAnswers(db.orm);
  if (dropped > 0) log.info({ dropped }, 'Deleted answers that no route took up within a day.');
  return dropped;
}
