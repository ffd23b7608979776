/** `npm start`: Lore. Knows everyone, is known by nobody. */
import process from 'node:process';
import { checkRuntime, readEnvFile } from './runtime.ts';

readEnvFile();
const { fatal, warnings } = checkRuntime(process.versions);
for (const line of fatal) console.error(line);
if (fatal.length > 0) process.exit(1);

// Only now: an older Node dies in the database's binary without a word.
const { run } = await import('./run.ts');
await run(process.env, warnings);
