/** `lore export --lessons`: the library, as a folder of Markdown or a file, with the eyes of a person or the operator's. */
import { isId, userId } from '#core/ids.ts';
import type { LessonRecord } from '#core/lesson-record.ts';
import type { Instant } from '#core/clock.ts';
import { isDiskFull } from '../../../store/engines/error-code.ts';
import type { Store } from '../../../store/store.ts';
import type { TeamId, UserId } from '#core/ids.ts';
import { ConfigError, type Environment } from '../../../config.ts';
import { features } from '../../../features.ts';
import { wallClock } from '../../../process.ts';
import { formatOf, toFile } from './file.ts';
import { type Changes, toFolder } from './folder.ts';
import { checkoutOf } from './git.ts';

export interface ExportingLessons {
  /** A folder, or a file that ends in `.csv` or `.jsonl`. */
  readonly to: string;
  /** Whose eyes read; `null`: the operator's. */
  readonly reader: UserId | null;
  /** Only lessons written since then. */
  readonly since: Instant | null;
  readonly git: boolean;
  readonly push: boolean;
}

/** @returns what to say, a line each @throws ConfigError */
export async function exportLessons(
  environment: Environment,
  store: Store,
  team: TeamId,
  { to, reader, since, git, push }: ExportingLessons,
): Promise<readonly string[]> {
  const format = formatOf(to);
  const checkout = git ? await checkoutOf(to, format === null, environment) : null;
  const by = { actor: 'operator', reader, of: 'lessons' } as const;
  const written = await store
    .exporting(team, by, { kind: 'workspace' }, async (read) => {
      const records = all((library) => library.records(read, wallClock.now(), since));
      return format === null ? toFolder(to, records) : toFile(to, format, records);
    })
    .catch((error: unknown) => {
      throw isDiskFull(error) && error instanceof Error && 'syscall' in error
        ? new ConfigError(
            `The disk that ${to} is on is full. Nothing was changed. Free some space, and export again.`,
          )
        : error;
    });
  const lines = [sayWritten(to, written)];
  if (checkout === null) return lines;
  const isCommitted = await checkout.commit(messageOf(written));
  if (isCommitted) lines.push('Committed.');
  if ('removed' in written ? written.removed > 0 : isCommitted)
    lines.push(
      'The history of the checkout still holds what is not in the export any more. How to take it out: docs/operations/library.md',
    );
  if (push) {
    await checkout.push();
    lines.push('Pushed.');
  }
  return lines;
}

type Library = NonNullable<(typeof features)[number]['lessonLibrary']>;

/** Of all practices that keep lessons. */
async function* all(of: (library: Library) => AsyncIterable<LessonRecord>): AsyncGenerator<LessonRecord> {
  for (const { lessonLibrary } of features) if (lessonLibrary !== undefined) yield* of(lessonLibrary);
}

type Written = Changes | Awaited<ReturnType<typeof toFile>>;

function sayWritten(to: string, written: Written): string {
  const count = `${written.lessons} ${written.lessons === 1 ? 'lesson' : 'lessons'}`;
  return `${to}: ${count}, ${changesOf(written)}.`;
}

function changesOf(written: Written): string {
  if ('isChanged' in written) return written.isChanged ? 'written' : 'nothing changed';
  const { added, changed, removed } = written;
  const parts = [
    ...(added > 0 ? [`${added} new`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
  ];
  return parts.length === 0 ? 'nothing changed' : parts.join(', ');
}

/** Counts only: the name of what was removed would stay in the history for good. */
const messageOf = (written: Written): string => `Lessons: ${changesOf(written)} (${written.lessons} in all)`;

/** A person who may read for an export: any who is still there. @throws ConfigError */
export async function readerOf(store: Store, team: TeamId, as: string): Promise<UserId> {
  const person = isId(as) ? await store.directory.person(team, userId(as)) : null;
  if (person === null || person.memberType === 'deactivated' || person.memberType === 'bot')
    throw new ConfigError('--as needs the user id of somebody in the workspace: --as U…');
  return person.userId;
}

/** The beginning of a day, UTC. @throws ConfigError */
export function sinceOf(day: string): Instant {
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at)) throw new ConfigError('--since needs a day, such as 2026-11-29.');
  return at;
}
