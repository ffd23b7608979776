/** What `lore doctor` says of the folder with the keys of open pulses. Where nobody named one and no pulse is open, nothing. */
import { statSync } from 'node:fs';
import process from 'node:process';
import { type Environment, readBallotKeys } from '../config.ts';
import { withStore } from './open.ts';
import { mustBeWritable } from './writable.ts';

export async function lookAtPulseKeys(
  environment: Environment,
): Promise<readonly { readonly isFine: boolean; readonly line: string }[]> {
  const folder = readBallotKeys(environment);
  const lost = await withoutKey(environment);
  const missing =
    lost === 0
      ? []
      : [
          {
            isFine: false,
            line: `pulse keys: a pulse is open, and its key is not ${folder === null ? 'there, since LORE_PULSE_KEYS names no folder' : `in ${folder}`}. Without it the pulse takes no answers: docs/operations/pulse.md`,
          },
        ];
  if (folder === null || (environment['LORE_PULSE_KEYS'] ?? '') === '') return missing;
  try {
    mustBeWritable(folder);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'failed';
    return [
      { isFine: false, line: `pulse keys: Lore can’t write to ${folder}, so no pulse can be opened. ${why}` },
    ];
  }
  const mode = statSync(folder, { throwIfNoEntry: false })?.mode ?? 0;
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    return [
      ...missing,
      { isFine: false, line: `pulse keys: others on this machine can read them: chmod 700 ${folder}` },
    ];
  return missing.length > 0 ? missing : [{ isFine: true, line: `pulse keys: ${folder}` }];
}

/** How many workspaces have an open pulse whose key is not there. */
async function withoutKey(environment: Environment): Promise<number> {
  try {
    return await withStore(
      environment,
      async (store) => {
        const { at, waiting } = await store.schema();
        return at === null || waiting.length > 0 ? 0 : (await store.ballots.withoutKey()).length;
      },
      false,
    );
  } catch {
    // What is wrong with the database was said.
    return 0;
  }
}
