import { join } from 'node:path';

/** For `NODE_COMPILE_CACHE`: where Node keeps what it has compiled once. Halves the time in which a process of Lore is there. */
export const compiled = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'node-compiled');
