import type { Catalogue } from '../../../notation/catalogue.ts';
import type { CompiledRoute } from '../../../notation/compiled-route.ts';
import { startFacts } from '../../../notation/start-facts.ts';
import { type PerformArgs } from '../../../temporal/messages.ts';
import { message } from '../../../temporal/route-messages.ts';
import { birthStories } from './real-stories-birth.ts';
import { birthTroubles } from './real-stories-birth-troubles.ts';
import { companyStories } from './real-stories-company.ts';
import { companyTroubles } from './real-stories-company-troubles.ts';
import type { RealStory } from './real-stories-telling.ts';
import type { Journey, Rig } from './rig.ts';
import type { Script } from './town.ts';

/** One for each branch that makes other commands. */
export const realStories: readonly RealStory[] = [
  ...birthStories,
  ...birthTroubles,
  ...companyStories,
  ...companyTroubles,
];

/** How long a story may last. */
const longestMs = 120_000;

/** Lives a story through to its end; gives back its workflow's id. */
export async function live(rig: Rig, catalogue: Catalogue, story: RealStory): Promise<string> {
  const route = routeOf(catalogue, story);
  const { help = [], settle = {}, perform, ...script } = story;
  const played: Script = {
    ...script,
    route,
    perform: { ...callingBack(rig, route), ...perform },
    settle: (args) => settle[args.step]?.(args) ?? { is: 'settled', end: 'done', code: null, facts: {} },
  };
  const journey = await rig.begin(played, startFacts(route, story.event), story.name);
  const lawOf = (version: string) => {
    const law = routeOf(catalogue, { ...story, version });
    return { route: law, start: startFacts(law, story.event) };
  };
  const lived = async () => {
    for (const move of help) await move(journey, lawOf);
    await journey.outcome();
  };
  await Promise.race([lived(), tooLong(journey)]);
  return journey.id;
}

/** The compiled definition that a story is about. */
function routeOf(
  catalogue: Catalogue,
  { lifeEvent, version }: Pick<RealStory, 'lifeEvent' | 'version'>,
): CompiledRoute {
  const found = (catalogue.lifeEvents[lifeEvent] ?? []).find((one) => one.compiled.version === version);
  if (found === undefined) throw new Error(`There is no ${lifeEvent} of ${version}.`);
  return found.compiled;
}

/** Agencies that answer later take the call in, and call back soon after. */
function callingBack({ client }: Rig, route: CompiledRoute): NonNullable<Script['perform']> {
  const later = Object.keys(route.steps).filter((step) => route.steps[step]?.answers === 'later');
  const callBack = ({ route: id, step, instance, epoch }: PerformArgs) => {
    const sent = client.workflow.getHandle(id).signal(message.agencyAnswered, {
      step,
      instance,
      epoch,
      inbox: 'row',
    });
    // A route that has closed hears nothing any more.
    sent.catch(() => undefined);
  };
  const performed = (args: PerformArgs) => {
    setTimeout(callBack, 100, args);
    return { is: 'accepted' } as const;
  };
  return Object.fromEntries(later.map((step) => [step, performed]));
}

async function tooLong(journey: Journey): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, longestMs).unref());
  throw new Error(`It has not ended within ${longestMs / 1000} seconds: ${journey.log().join('; ')}`);
}
