import { Wire } from './wire.ts';

type Caller = 'worker' | 'api' | 'simulator';

/** Who calls whom, and in which of its settings the address stands. Agencies and who issues tokens are the simulator. */
const calls = {
  'worker-temporal': { caller: 'worker', addresses: ['TEMPORAL_ADDRESS'] },
  'worker-postgres': { caller: 'worker', addresses: ['DATABASE_URL'] },
  'worker-agencies': { caller: 'worker', addresses: ['PLATFORM_GATEWAY_URL', 'PLATFORM_TOKEN_URL'] },
  'api-temporal': { caller: 'api', addresses: ['TEMPORAL_ADDRESS'] },
  'api-postgres': { caller: 'api', addresses: ['DATABASE_URL'] },
  'api-issuer': { caller: 'api', addresses: ['JWKS_URL'] },
  'agencies-api': { caller: 'simulator', addresses: ['CALLBACK_URL'] },
} as const satisfies Record<string, { readonly caller: Caller; readonly addresses: readonly string[] }>;

export type Between = keyof typeof calls;
export const between = Object.keys(calls) as [Between, ...Between[]];

/** The wires of an installation, and what each kind of process is told so that it calls through them. */
export interface Wires {
  readonly wire: Readonly<Record<Between, Wire>>;
  readonly told: Readonly<Record<Caller, NodeJS.ProcessEnv>>;
  close(): void;
}

/** Opens a wire for each way to call; `environment` holds the addresses as they are without. */
export async function openWires(environment: NodeJS.ProcessEnv): Promise<Wires> {
  const told: Record<Caller, NodeJS.ProcessEnv> = { worker: {}, api: {}, simulator: {} };
  const opened = Object.entries(calls).map(async ([between, { caller, addresses }]) => {
    const wire = await Wire.open(portOf(environment[addresses[0]] ?? ''));
    for (const name of addresses)
      told[caller][name] = (environment[name] ?? '').replace(port, `:${wire.port}`);
    return [between, wire] as const;
  });
  const wire = Object.fromEntries(await Promise.all(opened)) as Record<Between, Wire>;
  const close = () => {
    for (const one of Object.values(wire)) one.close();
  };
  return { wire, told, close };
}

/** Of an address: `host:port`, or a URL of one. */
const port = /:(\d+)(?=\/|$)/;

const portOf = (address: string): number => Number(port.exec(address)?.[1]);
