import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** What must survive a restart; `npm run reset` deletes it. HAYOT_DATA puts it elsewhere. */
export const dataFolder = process.env['HAYOT_DATA'] ?? join(root, '.data');
/** What can be fetched or built again. */
export const cacheFolder = join(root, '.cache');
/** What takes long to build, for all clones of this user. */
export const userCacheFolder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'hayot');
/** For what must be open to another operating system user. /var/tmp outlives a reboot, /tmp often does not. */
export const openFolder = existsSync('/var/tmp') ? '/var/tmp' : tmpdir();
