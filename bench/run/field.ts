import type { Client } from '@temporalio/client';
import type pg from 'pg';
import type { Agency } from '../agency/start-agency.ts';
import type { Running, Stand, Subject } from '../subjects/subject.ts';

/** A subject that stands ready, under its description. */
export interface Ready extends Subject {
  readonly running: Running;
  /** A key of its own for one more route; its ledger is found by what stands before the colon. */
  readonly nextKey: () => string;
}

/** All that is needed to measure. */
export interface Field {
  readonly ready: readonly Ready[];
  readonly agency: Agency;
  readonly stand: Stand;
  readonly temporal: Client;
  /** A connection for looking on. */
  readonly database: pg.Client;
}
