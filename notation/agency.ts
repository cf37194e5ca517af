/** Who is responsible for services. Its id is also its team's id and the name of its task queue. */
export interface Agency {
  readonly id: string;
  /** English name; other languages stand in the texts under `agency.<id>`. */
  readonly name: string;
  /** Days a week the agency works: decides its working-day calendar. */
  readonly week: 5 | 6;
  /** Requests a second that all our workers together may send it. */
  readonly perSecond: number;
}
