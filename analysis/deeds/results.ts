import { z } from 'zod';
import type { CompiledRoute } from '../../notation/compiled-route.ts';
import type { RouteInput } from '../../temporal/messages.ts';

/**
 * What activities gave back, as far as it is told which step it belongs to. Read with care: a history may come from a
 * file, or from an engine of another day. What does not fit is passed over.
 */
const About = z.object({
  step: z.string(),
  instance: z.int().nonnegative(),
  epoch: z.int().positive(),
  seq: z.int().nonnegative(),
});
const instant = z.iso.datetime({ offset: true }).nullable();

/** Histories of earlier engines do not tell it. */
const isEstimate = z.boolean().nullable().default(null);

const Status = z.enum([
  ...['in-progress', 'waiting-for-agency', 'waiting-for-person', 'stuck'],
  ...['done', 'refused', 'skipped', 'undone'],
] as const);

/** Of services, `settle` and `late`: what came of a call, an answer or a deadline. */
const Came = z.object({
  is: z.enum(['settled', 'accepted', 'not-now', 'stuck', 'stopped', 'skipped', 'readdressed', 'ignored']),
  of: About,
  undo: z.literal(true).optional(),
  end: z.enum(['done', 'refused']).optional(),
  code: z.string().nullish(),
  reason: z.string().optional(),
  because: z.string().optional(),
  agency: z.string().optional(),
  tookMs: z.number().optional(),
});
const Opened = z.object({
  of: About,
  status: Status,
  notBefore: instant,
  dueAt: instant,
  isEstimate,
  normAt: instant,
});
const Recorded = z.object({
  seq: z.int().nonnegative(),
  wrote: z.array(About.omit({ seq: true }).extend({ status: Status, why: z.string().optional() })),
  tasks: z.array(About.pick({ step: true, instance: true }).extend({ dueAt: instant, isEstimate })),
});
/** Of `reckon`: the instants of an open step, anew. */
const Reckoned = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('reckoned'),
    ...{ of: About, dueAt: instant, isEstimate, normAt: instant, isPaused: z.boolean() },
  }),
  z.object({ is: z.literal('contradicted'), of: About }),
]);
const Mended = z.object({ of: About });
const LawTaken = z.object({ seq: z.int().nonnegative(), version: z.string() });
const Closed = z.object({
  seq: z.int().nonnegative(),
  outcome: z.enum(['complete', 'partial', 'refused', 'withdrawn']),
  reason: z.literal('death').nullable(),
});

export type Came = z.infer<typeof Came>;
export type Told =
  | ({ readonly by: 'service' | 'settle' | 'late' } & Came)
  | ({ readonly by: 'open-step' } & z.infer<typeof Opened>)
  | ({ readonly by: 'record' } & z.infer<typeof Recorded>)
  | ({ readonly by: 'reckon' } & z.infer<typeof Reckoned>)
  | ({ readonly by: 'mend' } & z.infer<typeof Mended>)
  | ({ readonly by: 'change-law' } & z.infer<typeof LawTaken>)
  | ({ readonly by: 'close-route' } & z.infer<typeof Closed>);

const engine = {
  'open-step': Opened,
  record: Recorded,
  settle: Came,
  late: Came,
  mend: Mended,
  reckon: Reckoned,
  'change-law': LawTaken,
  'close-route': Closed,
} as const;

/** What the result of an activity tells; null where it tells nothing that fits. */
export function readResult(activity: string, result: unknown): Told | null {
  const isEngine = Object.hasOwn(engine, activity);
  const read = (isEngine ? engine[activity as keyof typeof engine] : Came).safeParse(result);
  return read.success ? ({ by: isEngine ? activity : 'service', ...read.data } as Told) : null;
}

const CallArgs = About.extend({ undo: z.boolean().default(false) });
export type CallArgs = z.infer<typeof CallArgs>;

/** What an ordinary call was about; null for writings that are about no single step. */
export function readCallArgs(args: unknown): CallArgs | null {
  return CallArgs.safeParse(args).data ?? null;
}

const Step = z.looseObject({ title: z.string(), service: z.string(), agency: z.string() });
const Definition = z.looseObject({ title: z.string(), steps: z.record(z.string(), Step) });
const Input = z.looseObject({ route: Definition });

/** Of `setClock`: what an officer does to a running term. */
const ClockAct = z.object({ is: z.enum(['pause', 'resume', 'extend']), by: z.string().max(40).optional() });

const Message = z.object({
  step: z.string().optional(),
  instance: z.int().nonnegative().default(0),
  decision: z.string().optional(),
  steps: z.array(z.string()).optional(),
  act: ClockAct.optional().catch(undefined),
  /** By which the route goes on: of `changeLaw`. */
  route: z.custom<CompiledRoute>((route) => Definition.safeParse(route).success).optional(),
});
export type Message = z.infer<typeof Message>;

/** The argument of an update or signal. Null where it is none of ours. */
export function readMessage(argument: unknown): Message | null {
  return Message.safeParse(argument ?? {}).data ?? null;
}

/** What the route began with; null where it is none of our routes. */
export function readInput(input: unknown): RouteInput | null {
  return Input.safeParse(input).success ? (input as RouteInput) : null;
}
