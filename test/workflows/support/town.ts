import { ApplicationFailure } from '@temporalio/common';
import { wroteOf } from '../../../activities/engine/wrote.ts';
import { aboutOf, tell } from '../../../activities/told.ts';
import type { CompiledRoute } from '../../../notation/compiled-route.ts';
import {
  type EngineActivities,
  failure,
  type LateArgs,
  type Opened,
  type PerformArgs,
  type Performed,
  type Reckoned,
  type ReckonArgs,
  type RecordArgs,
  type Recorded,
  type SettleArgs,
  type SettleResult,
  type StepCall,
  type Timed,
} from '../../../temporal/messages.ts';
import type { Told } from '../../../temporal/told.ts';
import { done, refused } from '../../engine/support/actor.ts';

/** What the agencies, the people and the clerks of one route do; what is not told goes well at once. */
export interface Script {
  readonly route: CompiledRoute;
  /** By step; `count` counts the calls for this step from 1, undos apart. */
  readonly perform?: Readonly<
    Record<string, (args: PerformArgs, count: number) => Promise<Performed> | Performed>
  >;
  readonly undo?: (args: PerformArgs, count: number) => Performed;
  readonly open?: Readonly<Record<string, () => Partial<Opened> | Promise<Partial<Opened>>>>;
  readonly settle?: (args: SettleArgs) => SettleResult | Promise<SettleResult>;
  readonly late?: (args: LateArgs) => SettleResult;
  readonly reckon?: (args: ReckonArgs) => Partial<Extract<Reckoned, { is: 'reckoned' }>> | 'contradicted';
  /** So many times the database cannot be written to. */
  readonly databaseFails?: number;
  /** How long a mend may take, in milliseconds. */
  readonly mendWithinMs?: number;
}

/** What happened to one route, line by line. */
export class Town {
  private readonly scripts = new Map<string, Script>();
  private readonly lines = new Map<string, string[]>();
  private readonly counts = new Map<string, number>();

  play(route: string, script: Script): void {
    this.scripts.set(route, script);
    this.lines.set(route, []);
  }

  /** What happened, in order, e.g. `quick a`, `ordinary b #2`, `take back a`, `record c skipped condition`. */
  log(route: string): string[] {
    return this.lines.get(route) ?? [];
  }

  /** Activities for workers: one per service, and the engine's own. */
  activities(services: readonly string[]): Record<string, (args: never) => Promise<unknown>> {
    const perform = (args: PerformArgs) => this.perform(args);
    return { ...Object.fromEntries(services.map((id) => [id, perform])), ...this.clerks() };
  }

  private async perform(args: PerformArgs): Promise<Told<Timed>> {
    const began = Date.now();
    const { perform, undo } = this.scriptOf(args.route);
    const count = this.count(args);
    this.note(args.route, `${args.undo ? 'take back' : args.pace} ${nameOf(args)}`);
    const scripted = args.undo ? undo : perform?.[args.step];
    const performed = (await scripted?.(args, count)) ?? done();
    const timed = { ...performed, tookMs: Date.now() - began, of: aboutOf(args) };
    return args.undo ? { ...timed, undo: true } : timed;
  }

  private count({ route, step, instance, undo }: PerformArgs): number {
    const name = `${route}/${step}/${instance}/${undo}`;
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    return count;
  }

  private clerks(): EngineActivities {
    return {
      'open-step': (args) => this.open(args),
      record: async (args) => {
        const { databaseFails = 0 } = this.scriptOf(args.route);
        const tries = (this.counts.get(`${args.route} record`) ?? 0) + 1;
        this.counts.set(`${args.route} record`, tries);
        if (tries <= databaseFails) throw new Error('the database is away');
        return Promise.resolve(this.record(args));
      },
      settle: (args) => tell(args, this.settle(args)),
      late: (args) => {
        this.note(args.route, `late ${nameOf(args)}`);
        return tell(args, Promise.resolve(this.scriptOf(args.route).late?.(args) ?? { is: 'ignored' }));
      },
      mend: (args) => {
        this.note(args.route, `mend ${nameOf(args)}`);
        return Promise.resolve({ of: aboutOf(args) });
      },
      reckon: (args) => {
        this.note(args.route, `reckon ${nameOf(args)} ${args.act?.is ?? 'calendar'} by ${args.cause}`);
        return tell(args, Promise.resolve(this.reckon(args)));
      },
      'change-law': ({ route, seq, law: { version, steps } }) => {
        this.note(route, `change law ${version} ${Object.keys(steps).join(' ')}`);
        return Promise.resolve({ seq, version, definition: version });
      },
      'close-route': ({ route, seq, outcome, reason }) => {
        this.note(route, `close ${outcome}${reason === null ? '' : ` by ${reason}`}`);
        return Promise.resolve({ seq, outcome, reason });
      },
    };
  }

  private reckon(args: ReckonArgs): Reckoned {
    const scripted = this.scriptOf(args.route).reckon?.(args);
    if (scripted === 'contradicted') return { is: 'contradicted' };
    const unmoved = { ...noInstants, isPaused: false, moved: true };
    return { is: 'reckoned', ...unmoved, ...scripted };
  }

  private async open(args: StepCall): Promise<Told<Opened>> {
    const { route, open } = this.scriptOf(args.route);
    this.note(args.route, `open ${nameOf(args)}`);
    const isTask = route.steps[args.step]?.kind === 'task';
    const nothing = { ...noInstants, of: aboutOf(args) };
    const waits = isTask
      ? { task: taskOf(args), status: 'waiting-for-person' as const }
      : { task: null, status: 'in-progress' as const };
    return { ...nothing, ...waits, ...(await open?.[args.step]?.()) };
  }

  private record({ route, seq, changes, decisions = [] }: RecordArgs): Recorded {
    const { mendWithinMs } = this.scriptOf(route);
    for (const change of changes) {
      const details = Object.values(change.to).join(' ');
      this.note(route, ['record', nameOf(change), details, ...decisions].join(' '));
    }
    const tasks = changes
      .filter(({ to }) => 'mend' in to)
      .map(({ step, instance }) => ({
        step,
        instance,
        task: mendOf({ step, instance }),
        dueAt: mendWithinMs === undefined ? null : inMs(mendWithinMs),
        isEstimate: false,
      }));
    return { seq, wrote: changes.map(wroteOf), tasks };
  }

  private async settle(args: SettleArgs): Promise<SettleResult> {
    this.note(args.route, `settle ${nameOf(args)} from ${Object.values(args.from).filter(isText).join(' ')}`);
    const settled = (await this.scriptOf(args.route).settle?.(args)) ?? done();
    return 'undoing' in args.from && args.from.undoing ? { ...settled, undo: true } : settled;
  }

  private scriptOf(route: string): Script {
    const script = this.scripts.get(route);
    if (script === undefined) throw new Error(`Nobody told the town what to do about ${route}.`);
    return script;
  }

  private note(route: string, line: string): void {
    this.lines.get(route)?.push(line);
  }
}

export const taskOf = ({ step, instance }: { step: string; instance: number }): string =>
  `task ${step}/${instance}`;
export const mendOf = ({ step, instance }: { step: string; instance: number }): string =>
  `mend ${step}/${instance}`;

const noInstants = { notBefore: null, dueAt: null, isEstimate: false, normAt: null };

/** An instant so many milliseconds from now. */
export const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** The agency cannot be reached, or the type's other trouble; asked again after a tenth of a second: tests need not wait. */
export function down(type: string = failure.unavailable): never {
  throw ApplicationFailure.create({ type, message: 'down', nextRetryDelay: 100 });
}

export { done, refused };

function nameOf(of: { step: string; instance: number; epoch: number }): string {
  const instance = of.instance === 0 ? '' : `.${of.instance}`;
  return `${of.step}${instance}${of.epoch === 1 ? '' : ` #${of.epoch}`}`;
}

const isText = (value: unknown): value is string => typeof value === 'string';
