/** What a story is told with: names and reasons as people know them. */
export interface Words {
  readonly timeZone: string;
  /** The name of an agency by its id. */
  agency(id: string): string;
  /** What a refusal of this service means, as a sentence; the code itself where nobody wrote one. */
  refusal(service: string, code: string): string;
  /** What one of our own reasons means, as a sentence; undefined for what is none. */
  reason(id: string): string | undefined;
}

/** An instant as the country's clocks show it: `2026-11-22 21:38:52`. */
export function instantIn(timeZone: string, at: Date): string {
  const parts = { dateStyle: 'short', timeStyle: 'medium' } as const;
  return new Intl.DateTimeFormat('sv-SE', { timeZone, ...parts }).format(at);
}
