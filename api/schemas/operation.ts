import { z } from 'zod';
import { Instant, Name, pageOf } from './common.ts';
import { Reason } from './moved.ts';

const actions = ['retry', 'skip', 'resolve', 'withdraw'] as const;
const itemStates = ['waiting', 'done', 'refused', 'failed', 'left'] as const;

export const ItemState = z.enum(itemStates);

const Filter = z.object({
  agency: Name.nullable().meta({
    description: "Your team's where left out; only the operator may name another.",
  }),
  stuckReason: Name.nullable(),
  lifeEvent: Name.nullable(),
  step: Name.nullable(),
  region: z.string().min(1).max(100).nullable(),
});

/** What an officer orders for many routes. */
export const OperationRequest = z
  .object({
    action: z.enum(actions),
    filter: Filter.refine((filter) => Object.values(filter).some((value) => value !== null), {
      params: { text: 'too-wide' },
    }).meta({
      description:
        'At least one field. All stuck steps of open routes that match; of `withdraw`, all open routes.',
    }),
    reason: Reason,
    answer: z.record(z.string(), z.unknown()).nullable().meta({
      description: "Of `resolve`, by the schema of the service's answer: given to every step alike.",
    }),
    steps: z
      .array(Name)
      .min(1)
      .max(100)
      .nullable()
      .meta({ description: 'Of `withdraw`: just these; whole routes where left out.' }),
  })
  .meta({ id: 'OperationRequest' });
export type OperationRequest = z.output<typeof OperationRequest>;

const state = z.enum(['running', 'done', 'stopped']);
const links = z.record(z.string(), z.string());

export const Ordered = z.object({ id: z.string(), state, links }).meta({ id: 'OrderedOperation' });

const Item = z
  .object({
    route: z.string(),
    step: z.string().nullable().meta({ description: 'Null: the route as a whole.' }),
    instance: z.int().nullable(),
    state: ItemState,
    moved: z
      .array(
        z.object({
          step: z.string(),
          instance: z.int(),
          from: Instant.nullable(),
          to: Instant.nullable().meta({ description: 'Null: its clock stands still.' }),
        }),
      )
      .meta({ description: 'Of `recalculate`: deadlines that are other ones now; the person must be told.' }),
    portal: z.string().meta({ description: 'The portal that started the route and can tell its people.' }),
    why: z.string().nullable().meta({
      description:
        'Of refused and failed: the slug of the problem; of `law-change` in words, why the route must not move.',
    }),
  })
  .meta({ id: 'OperationItem' });

const ordered = {
  id: z.string(),
  action: z.enum([...actions, 'recalculate', 'law-change']),
  filter: Filter,
  state,
  startedAt: Instant,
  by: z.object({ actor: z.string(), role: z.string(), team: z.string() }),
  links,
};

/** An operation in a list. */
export const OperationSummary = z.object(ordered).meta({ id: 'OperationSummary' });
export type OperationSummary = z.output<typeof OperationSummary>;
export const OperationPage = pageOf(OperationSummary).meta({ id: 'OperationPage' });

/** How far an operation has come. */
export const Operation = pageOf(Item)
  .extend({
    ...ordered,
    total: z.int().meta({ description: 'Steps or routes that matched when it was ordered.' }),
    done: z.int(),
    refused: z.int().meta({ description: 'The route said no: it had moved on meanwhile, or closed.' }),
    failed: z.int().meta({ description: 'The route did not answer, tried several times.' }),
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'Operation' });
export type Operation = z.output<typeof Operation>;
