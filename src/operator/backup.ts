/** `lore backup` and `lore restore`. */
import { readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import type { Instant } from '#core/clock.ts';
import { ConfigError, type Environment, readDatabaseUrl } from '../config.ts';
import { wallClock } from '../process.ts';
import { backUp } from '../store/backup/backup.ts';
import { markAsRestored, type Restored, restore } from '../store/backup/restore.ts';
import { readManifest } from '../store/backup/sealed.ts';
import { claim } from '../store/engines/claim.ts';
import { errorCode } from '../store/engines/error-code.ts';
import { openAt } from './open.ts';
import { say } from './terminal.ts';

export const backupCommand = (environment: Environment): Command =>
  new Command('backup')
    .description('copy the whole database to a new file, also while Lore runs')
    .requiredOption(
      '--out <file>',
      'the new file; it holds what people wrote, so keep it as closed as the database',
    )
    .action(async ({ out }: { out: string }) => {
      const { takenAt, rows } = await backUp(readDatabaseUrl(environment), out, wallClock);
      say(`Wrote ${out}: ${countOf(rows)} rows, as of ${asOf(takenAt)}.`);
    });

interface RestoreOptions {
  readonly from?: string;
  readonly takenAt?: string;
  readonly keep?: string;
  readonly erased?: readonly string[];
}

export const restoreCommand = (environment: Environment): Command =>
  new Command('restore')
    .description('put a backup back, while no Lore runs. What was sent since then is not sent again')
    .addOption(new Option('--from <file>', 'a file of lore backup').conflicts('takenAt'))
    .addOption(
      new Option(
        '--taken-at <time>',
        'instead: the database was put back by other means, such as a snapshot, and is as it was at this time (2026-11-28T03:00:00Z)',
      ).conflicts('keep'),
    )
    .option('--keep <file>', 'SQLite: keep the database that is there now in this new file')
    .option('--erased <log...>', 'Lore’s logs since the backup: what was erased since then is erased again')
    .action((options: RestoreOptions) => restoreAs(environment, options));

async function restoreAs(
  environment: Environment,
  { from, takenAt, keep, erased = [] }: RestoreOptions,
): Promise<void> {
  const url = readDatabaseUrl(environment);
  const logs = (await Promise.all(erased.map(logIn))).join('\n');
  const restoring = { url, clock: wallClock, open: openAt, log: logs };
  const byHand = from === undefined ? instantIn(takenAt) : null;
  // Before a place is made for the database: one that cannot be read leaves nothing behind.
  if (from !== undefined) await readManifest(from);
  const release = await claim(url, { command: 'restore', now: wallClock.now() });
  try {
    const restored = await (byHand === null
      ? restore(restoring, from ?? '', keep ?? null)
      : markAsRestored(restoring, byHand));
    tell(restored, erased.length > 0);
    if (restored.isKept && keep !== undefined)
      say(`What was there before is in ${keep}. Delete it when you don’t need it any more.`);
  } finally {
    await release();
  }
}

/** @throws ConfigError */
async function logIn(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new ConfigError(`The log ${file} cannot be read (${errorCode(error)}). Nothing was changed.`);
  });
}

/** @throws ConfigError */
function instantIn(text: string | undefined): Instant {
  if (text === undefined) throw new ConfigError('Say what to restore: --from FILE, or --taken-at TIME.');
  const at = Date.parse(text);
  if (Number.isNaN(at) || at > wallClock.now())
    throw new ConfigError('--taken-at must be a time in the past, such as 2026-11-28T03:00:00Z.');
  return at;
}

function tell({ takenAt, erased }: Restored, hasLogs: boolean): void {
  say(`Restored, as of ${asOf(takenAt)}. What was stored after that is not in it.`);
  say('Lore asks Slack, or the people concerned, before it posts anything that may be there already.');
  say(
    hasLogs
      ? `Erased again: ${erased}, from what these logs say was erased since then.`
      : 'What was erased since then is back. If Lore’s logs since then are there, restore with --erased; otherwise erase it again with lore forget.',
  );
}

const countOf = (rows: Readonly<Record<string, number>>): number =>
  Object.values(rows).reduce((sum, count) => sum + count, 0);

const asOf = (at: Instant): string => new Date(at).toISOString();
