/** Names one effect at an agency: one instance of a step in one epoch, or its undoing. */
export interface EffectOf {
  readonly route: string;
  readonly step: string;
  /** 0 where the step has no `each`. */
  readonly instance: number;
  readonly epoch: number;
  readonly undo?: boolean;
}

/** The idempotency key that an agency sees. Made of nothing that differs between attempts, so a repeat meets it. */
export function effectKey({ route, step, instance, epoch, undo = false }: EffectOf): string {
  const key = `${route}/${step}/${instance}/${epoch}`;
  return undo ? `${key}/undo` : key;
}
