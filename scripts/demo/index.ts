import type { Settings } from '../environment/config.ts';
import { childBirth } from './child-birth.ts';
import { followRoute } from './follow-route.ts';
import { curlLines, links } from './links.ts';
import { openBusiness } from './open-business.ts';
import { Portal } from './portal.ts';

/** Carries one birth and one company through the public API, then says where to look and how to start another. */
export async function runDemo(settings: Settings, print: (line: string) => void): Promise<void> {
  const portal = new Portal(settings.url.api, settings.url.simulator);
  await followRoute(portal, childBirth(), print);
  await followRoute(portal, openBusiness(), print);
  for (const line of [...links(settings), ...curlLines(settings, childBirth().body)]) print(line);
}
