declare const drizzle: typeof import('drizzle-orm', { with: { 'resolution-mode': 'import' } }) &
  typeof import('drizzle-orm/node-postgres', { with: { 'resolution-mode': 'import' } }) &
  typeof import('drizzle-orm/pg-core', { with: { 'resolution-mode': 'import' } });
export = drizzle;
