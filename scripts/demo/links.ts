import type { Settings } from '../environment/config.ts';

/** Where to look next: pages, ready searches for caseworkers, and the lines that start another route. */
export function links({ url, namespace }: Settings): string[] {
  const search = (query: string) =>
    `${url.temporalUi}/namespaces/${namespace}/workflows?query=${encodeURIComponent(query)}`;
  return [
    '',
    `API             ${url.api}/v1/openapi.json`,
    `Temporal UI     ${url.temporalUi}`,
    `  stuck by agency    ${search('RouteHealth="stuck" AND WaitingOn="civil-registry"')}`,
    `  late               ${search('Late=true AND RouteState="open"')}`,
    `  waiting on people  ${search('WaitingOn="person" AND RouteState="open"')}`,
    `  by region          ${search('Region="1726" AND RouteState="open"')}`,
    `  today's            ${search(`StartTime > "${startOfToday()}"`)}`,
    `  test data          ${search('TestData=true')}`,
    `What the agencies were asked  ${url.simulator}/ledger/summary`,
  ];
}

/** Midnight in Tashkent, which keeps UTC+5 all year. */
function startOfToday(): string {
  const inTashkent = new Date(Date.now() + 5 * 3_600_000);
  return `${inTashkent.toISOString().slice(0, 10)}T00:00:00+05:00`;
}

/** Start another birth from the command line, and look at it. */
export function curlLines({ url }: Settings, body: unknown): string[] {
  return [
    '',
    'Start another one:',
    '  TOKEN=$(npm run --silent token -- portal)',
    `  ANSWER=$(curl -s ${url.api}/v1/routes -H "Authorization: Bearer $TOKEN" -H "Idempotency-Key: $RANDOM-$RANDOM" \\`,
    `    -H 'Content-Type: application/json' -d '${JSON.stringify(body)}')`,
    `  ID=$(echo "$ANSWER" | sed -E 's/.*"id":"([^"]+)".*/\\1/')`,
    `  curl -s ${url.api}/v1/routes/$ID -H "Authorization: Bearer $TOKEN"`,
  ];
}
