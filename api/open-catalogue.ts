import type { Logger } from 'pino';
import { CatalogueFault } from '../catalogue/fault.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import { fitOf } from '../db/catalogue-gaps.ts';
import type { Database } from '../db/client.ts';
import type { Catalogue } from '../notation/catalogue.ts';
import { traceOf } from './problems/problem-of.ts';

/** Loads the catalogue; throws a `CatalogueFault` where it is faulty, or lacks what open routes need. */
export async function openCatalogue(
  folders: readonly string[],
  { db, log }: { readonly db: Database; readonly log: Logger },
): Promise<Catalogue> {
  const catalogue = await loadCatalogue(folders);
  const fit = await fitOf(db.orm, catalogue).catch((error: unknown) => {
    // Without PostgreSQL the API serves what it can; what then turns out to be missing is shown as missing.
    log.warn(traceOf(error), 'the catalogue could not be compared with the open routes');
  });
  if (fit && fit.refusal !== null) throw new CatalogueFault(fit.refusal);
  if (fit && fit.gone.length > 0)
    log.warn(
      { services: fit.gone },
      'closed routes name services that are not loaded; they are shown without',
    );
  return catalogue;
}
