import { rm } from 'node:fs/promises';
import { running } from './databases-setup.ts';

/** Stops the PostgreSQL of this run and takes the files away. */
export default async function teardown(): Promise<void> {
  await running.server?.stop();
  if (running.folder !== undefined)
    await rm(running.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
