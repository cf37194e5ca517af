import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../../../scripts/environment/folders.ts';

export interface ComposeService {
  readonly image?: string;
  readonly build?: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly restart?: string;
  readonly profiles?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly healthcheck?: object;
  readonly deploy: { readonly replicas?: number; readonly resources: { readonly limits: object } };
}

export interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean; readonly driver_opts?: object }>>;
}

export const composeText = readFileSync(join(root, 'docker-compose.yml'), 'utf8');

/** The variables of `.env.example`; those it leaves empty are empty. */
export function exampleSettings(): Record<string, string> {
  const lines = readFileSync(join(root, '.env.example'), 'utf8').split('\n');
  const pairs = lines.filter((line) => /^[A-Z]/.test(line)).map((line) => line.split(/=(.*)/s));
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value]));
}

/** What docker compose makes of the file: variables put in, anchors resolved. Throws where a demanded one is empty. */
export function readCompose(settings: Readonly<Record<string, string>>): Compose {
  const variable = /\$\{(\w+)(:\?|:-)?([^}]*)\}/g;
  const text = composeText.replaceAll(variable, (_, ...[name = '', how, otherwise = '']: string[]) => {
    const value = settings[name] ?? '';
    if (how === ':?' && value === '') throw new Error(`required variable ${name} is missing a value`);
    return value === '' ? otherwise : value;
  });
  return parse(text, { merge: true }) as Compose;
}
