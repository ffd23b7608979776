/** `lore backup` and `lore restore`. */
import { Command, Option } from 'commander';
import type { Instant } from '#core/clock.ts';
import { ConfigError, type Environment, readDatabaseUrl } from '../config.ts';
import { wallClock } from '../process.ts';
import { BackupError } from '../store/backup/backup-error.ts';
import { backUp } from '../store/backup/backup.ts';
import { marksInLogs } from '../store/backup/logs.ts';
import type { Repeating } from '../store/backup/repeating.ts';
import { markAsRestored, type Restored, restore } from '../store/backup/restore.ts';
import { readBackup } from '../store/backup/sealed.ts';
import { claim } from '../store/engines/claim.ts';
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
  const restoring = { url, clock: wallClock, open: openAt, erasures: await marksInLogs(erased) };
  // Before a place is made for the database: what cannot be read leaves nothing behind.
  const put = from === undefined ? await putBackByHand(url, takenAt) : await readBackup(from);
  const release = await claim(url, { command: 'restore', now: wallClock.now() });
  try {
    const restored = await (typeof put === 'number'
      ? markAsRestored(restoring, put)
      : restore(restoring, put, keep ?? null));
    tell(restored, erased.length > 0);
    if (restored.isKept && keep !== undefined)
      say(`What was there before is in ${keep}. Delete it when you don’t need it any more.`);
  } finally {
    await release();
  }
}

/** A database that other means have put back is there already. @returns as of when it is. @throws ConfigError, NotReached, BackupError */
async function putBackByHand(url: string, takenAt: string | undefined): Promise<Instant> {
  const at = instantIn(takenAt);
  const store = openAt(url, { mayMake: false });
  try {
    if ((await store.schema()).at === null)
      throw new BackupError(
        'The database that DATABASE_URL names holds nothing of Lore’s, so it is not the one that was put back. Nothing was changed. Check DATABASE_URL.',
      );
    return at;
  } finally {
    await store.close();
  }
}

/** @throws ConfigError */
function instantIn(text: string | undefined): Instant {
  if (text === undefined) throw new ConfigError('Say what to restore: --from FILE, or --taken-at TIME.');
  const at = Date.parse(text);
  if (Number.isNaN(at) || at > wallClock.now())
    throw new ConfigError('--taken-at must be a time in the past, such as 2026-11-28T03:00:00Z.');
  return at;
}

function tell({ takenAt, erased, repeating, leftOut, teams }: Restored, hasLogs: boolean): void {
  say(`Restored, as of ${asOf(takenAt)}. What was stored after that is not in it.`);
  if (teams.length > 0)
    say(`It is of workspace ${teams.join(', ')}: start Lore on it with the token of that one.`);
  if (leftOut.length > 0)
    say(
      `Left out, since Lore did not make it: ${leftOut.join(', ')}. It is still where the backup was taken.`,
    );
  say('Lore asks Slack, or the people concerned, before it posts anything that may be there already.');
  if (hasLogs) for (const line of sayErased(repeating, erased)) say(line);
  else
    say(
      'What was erased since then is back. If Lore’s logs since then are there, restore with --erased; otherwise erase it again with lore forget.',
    );
}

/** What became of the erasures that the logs name, in a line each. @param erased how many were repeated */
export function sayErased(
  { named, known, unsure, isWithoutKey }: Omit<Repeating, 'marks'>,
  erased: number,
): readonly string[] {
  const others = named - known - unsure;
  return [
    `These logs name ${named === 1 ? '1 erasure' : `${named} erasures`}. Erased again: ${erased}.`,
    ...(named === 0 ? ['If LOG_LEVEL was above info, erasures are not in the logs.'] : []),
    ...(known > 0 ? [`Already in the backup: ${known}.`] : []),
    ...(others > 0 && erased === 0 && !isWithoutKey
      ? ['The backup has nothing of whom they are about. Check that these are the logs of this Lore.']
      : []),
    ...(unsure > 0
      ? [
          `Left out: ${unsure}, from so long before the backup that it may have lost its record of them. If you know whose they are, and their data is back, erase it with lore forget.`,
        ]
      : []),
    ...(isWithoutKey && named > 0
      ? [
          'The backup is from before 0.2, or of a workspace that was erased: it has no key to find out whose they are. Erase again with lore forget.',
        ]
      : []),
  ];
}

const countOf = (rows: Readonly<Record<string, number>>): number =>
  Object.values(rows).reduce((sum, count) => sum + count, 0);

const asOf = (at: Instant): string => new Date(at).toISOString();
