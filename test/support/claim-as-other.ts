/** Claims a database as a user who may write none of its files, and prints what is said. */
import process from 'node:process';
import { claim } from '../../src/store/engines/claim.ts';

// Root may write everything.
if (process.getuid?.() === 0) process.setuid?.(65_534);
try {
  await claim(process.argv[2] ?? '', { command: 'start', now: 0 });
  console.log('claimed');
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
}
