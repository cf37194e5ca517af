/** What travels when an open route goes on by a newer version of its life event. No personal data. */
import type { CompiledRoute, StartFacts } from '../notation/compiled-route.ts';

/** Update `changeLaw`: an open route goes on by a newer version. Both are computed from the stored event by the sender. */
export interface ChangeLaw {
  readonly route: CompiledRoute;
  readonly start: StartFacts;
  readonly decision?: string;
}
/** `moved` is false where the route went by that version already. */
export interface LawChanged {
  readonly seq: number;
  readonly version: string;
  readonly moved: boolean;
}

/** Argument of the activity `change-law`. */
export interface ChangeLawArgs {
  readonly route: string;
  readonly seq: number;
  /** The new version, with the steps that have begun as they began. */
  readonly law: CompiledRoute;
  /** What the new version's conditions read of the event. */
  readonly start: StartFacts;
  readonly decision?: string;
}

/** By which version the route goes on, under which counter; `definition` is the hash of what it goes on with. */
export interface LawTaken {
  readonly seq: number;
  readonly version: string;
  readonly definition: string;
}
