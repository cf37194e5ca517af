import type { RouteRows, StepRow } from '../../db/route-view.ts';
import { say, type Language } from '../../catalogue/texts.ts';
import type { Catalogue } from '../../notation/catalogue.ts';
import { localMinute } from '../../terms/index.ts';
import type { Instance } from '../schemas/route.ts';

interface Kit {
  readonly rows: RouteRows;
  readonly catalogue: Catalogue;
  readonly language: Language;
}

type Because = Pick<Instance, 'because' | 'becauseText'>;

/** Why a step was left out, is stuck, stands though it was to be taken back, or waits for an agency out of reach. */
export function becauseOf(kit: Kit, row: StepRow): Because {
  const because = row.skippedBecause ?? row.stuckReason;
  if (because !== null) return { because, becauseText: reason(kit, because) };
  const isWithAgency = row.status === 'in-progress' || row.status === 'waiting-for-agency';
  return isWithAgency ? heldUp(kit, row.agency) : { because: null, becauseText: null };
}

function heldUp(kit: Kit, agency: string): Because {
  const by = kit.rows.route.heldUpBy.find((one) => one.agency === agency);
  if (by === undefined) return { because: null, becauseText: null };
  const { because, until, reason: why } = by;
  const gaps =
    until === null
      ? {}
      : { until: localMinute(new Date(until), kit.catalogue.country.timeZone), why: why ?? '' };
  return { because, becauseText: reason(kit, because, gaps) };
}

function reason(
  { catalogue, language }: Kit,
  code: string,
  gaps: Readonly<Record<string, string>> = {},
): string {
  return say(catalogue, language, `reason.${code}`, gaps);
}
