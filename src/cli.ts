#!/usr/bin/env node
/** The `lore` command. */
import process from 'node:process';
import { checkRuntime, readEnvFile } from './runtime.ts';

readEnvFile();
const { fatal, warnings } = checkRuntime(process.versions);
for (const line of fatal) console.error(line);
if (fatal.length > 0) process.exit(1);

// Only now: an older Node dies in the database's binary without a word.
const { loreProgram } = await import('./operator/program.ts');
const { whyNot } = await import('./run.ts');

try {
  await loreProgram(process.env, warnings).parseAsync();
} catch (error) {
  console.error(whyNot(error));
  process.exit(1);
}
