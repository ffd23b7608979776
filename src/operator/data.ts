/** `lore export` and `lore forget`: what is stored about a person, a channel or a workspace, handed out or erased beside a running Lore. */
import { open, rm } from 'node:fs/promises';
import process from 'node:process';
import { Command, Option } from 'commander';
import { isAdmin } from '#core/people.ts';
import { suggest } from '#core/suggest.ts';
import { channelId, isId, type TeamId, userId, type UserId } from '#core/ids.ts';
import type { Subject } from '#core/scope.ts';
import { ConfigError, type Environment } from '../config.ts';
import { features } from '../features.ts';
import type { Erased } from '../store/access/unscoped.ts';
import type { Store } from '../store/store.ts';
import { type Exported, exportFor } from '../system/my-data/subject-data.ts';
import { workspaceCopy } from '../system/workspace/copy.ts';
import { sayUncleaned } from '../system/workspace/screens.ts';
import { exportLessons, readerOf, sinceOf } from './library/export/export.ts';
import { changeData, withData } from './open.ts';
import { isSure, say } from './terminal.ts';

/** As the command line gives it: exactly one of the three. */
export interface Chosen {
  readonly person?: string;
  readonly channel?: string;
  readonly workspace?: boolean;
  readonly team?: string;
}

/**
 * @param chosen `as`: an admin, whose eyes read instead of the operator's
 * @throws ConfigError when it is not said what to export, or of which workspace, or when `as` is no admin's
 */
export function exportData(
  environment: Environment,
  chosen: Chosen & { readonly as?: string },
): Promise<Exported> {
  const subject = subjectOf(chosen);
  return withData(environment, async (store) => {
    const team = await teamOf(store, chosen);
    await mustBeKnown(store, team, subject);
    const reader = chosen.as === undefined ? null : await adminOf(store, team, chosen.as);
    return exportFor(store, features, team, { actor: 'operator', reader }, subject);
  });
}

async function adminOf(store: Store, team: TeamId, as: string): Promise<UserId> {
  const person = isId(as) ? await store.directory.person(team, userId(as)) : null;
  if (person === null || !isAdmin(person))
    throw new ConfigError('--as needs the user id of a workspace admin: --as U…');
  return person.userId;
}

/**
 * Writes to a file that nobody but its owner may read.
 * @param take called once the file is there
 * @throws ConfigError when something is there already: a link would be followed to where someone else wants it, and another's file stays as open as it is
 */
export async function toNewFile(file: string, take: () => Promise<string>): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw isThere ? new ConfigError(`${file} already exists, or is a link. Choose another file.`) : error;
  });
  try {
    await handle.writeFile(await take());
  } catch (error) {
    await rm(file);
    throw error;
  } finally {
    await handle.close();
  }
}

/** What can be done about answers to pulses, and why no more; `null`: the workspace never had a pulse. */
const aboutPulses = async (store: Store, team: TeamId): Promise<string | null> =>
  (await store.ballots.any(team))
    ? 'Answers to pulses are in no export, and those to one that is over can’t be erased: they are stored without names, and the key that could find them is destroyed when a pulse closes (docs/operations/pulse.md).'
    : null;

/** The same beside an export. @throws ConfigError as `exportData` */
export const pulsesLeftOut = (environment: Environment, chosen: Chosen): Promise<string | null> =>
  withData(environment, async (store) => aboutPulses(store, await teamOf(store, chosen)));

/**
 * What shows in Slack goes as soon as Lore runs.
 * @returns `uncleaned`: a sentence that says what keeps old copies in the database's files, and when it is tried again; `null`: none is left · `pulses`: what
 * could not be found · `isKeyMissing`: a pulse is open, and the answer to it could not be found here
 * @throws ConfigError as `exportData`; InUse while a restore is at work
 */
export function forget(
  environment: Environment,
  chosen: Chosen,
): Promise<
  Erased & {
    readonly uncleaned: string | null;
    readonly pulses: string | null;
    readonly isKeyMissing: boolean;
  }
> {
  const subject = subjectOf(chosen);
  return changeData(environment, async (store) => {
    const team = await teamOf(store, chosen);
    await mustBeKnown(store, team, subject);
    const pulses = subject.kind === 'workspace' ? null : await aboutPulses(store, team);
    const isKeyMissing = subject.kind === 'person' && (await store.ballots.withoutKey()).includes(team);
    const erased = await store.erasing(team, 'operator', subject);
    const cleaned = await store.cleanFiles('now');
    const t = workspaceCopy.in('en', 'UTC');
    return {
      ...{ ...erased, pulses, isKeyMissing },
      uncleaned:
        cleaned.did === 'held' ? t.plain(...sayUncleaned({ at: cleaned.again, held: cleaned.held })) : null,
    };
  });
}

/** What a running Lore still has to do, since a command does not call Slack; `null`: nothing. */
export function stillInSlack({ inSlack, homes }: Pick<Erased, 'inSlack' | 'homes'>): string | null {
  const does = [
    ...(inSlack > 0 ? [`deletes ${inSlack} of its messages and files from Slack`] : []),
    ...(homes > 0 ? ['empties their App Home'] : []),
  ];
  if (does.length === 0) return null;
  return `As soon as Lore runs, it ${does.join(' and ')}. Until then the database still says where that is.${
    inSlack > 0 ? ' The log names any that Slack won’t delete.' : ''
  }`;
}

/** @throws ConfigError when nothing is stored of such a person or channel: the id was mistyped, or is of another workspace */
async function mustBeKnown(store: Store, team: TeamId, subject: Subject): Promise<void> {
  if (subject.kind === 'workspace') return;
  const id = subject.kind === 'person' ? subject.userId : subject.channelId;
  const known = await store.known(team, subject.kind);
  if (!known.includes(id)) throw unknown(`${subject.kind} ${id} in workspace ${team}`, id, known);
}

function unknown(what: string, typed: string, known: readonly string[]): ConfigError {
  const meant = suggest(typed, known);
  return new ConfigError(
    `Lore doesn’t know ${what}.${meant === null ? '' : ` Did you mean ${meant}?`} Nothing was done.`,
  );
}

function subjectOf(chosen: Chosen): Subject {
  const { person, channel } = chosen;
  if (person !== undefined && isId(person)) return { kind: 'person', userId: userId(person) };
  if (channel !== undefined && isId(channel)) return { kind: 'channel', channelId: channelId(channel) };
  if (chosen.workspace === true) return { kind: 'workspace' };
  throw new ConfigError('Say whose data: --person U…, --channel C… or --workspace.');
}

/** @throws ConfigError when it is not said which of several, or Lore does not know it */
export async function teamOf(store: Store, chosen: Pick<Chosen, 'team'>): Promise<TeamId> {
  if (chosen.team !== undefined) {
    const known = await store.workspaces.known();
    const found = known.find((team) => team === chosen.team);
    if (found === undefined) throw unknown(`workspace ${chosen.team}`, chosen.team, known);
    return found;
  }
  const all = await store.workspaces.installed();
  const [only] = all;
  if (only !== undefined && all.length === 1) return only.teamId;
  throw new ConfigError(
    all.length === 0
      ? 'Lore is installed in no workspace. If it was uninstalled, name the workspace with --team T….'
      : 'Lore is installed in several workspaces. Choose one with --team T….',
  );
}

const subject = (command: Command): Command =>
  command
    .addOption(new Option('--person <user id>', 'a person').conflicts(['channel', 'workspace']))
    .addOption(new Option('--channel <channel id>', 'a channel').conflicts(['person', 'workspace']))
    .addOption(new Option('--workspace', 'the whole workspace').conflicts(['person', 'channel']))
    .option('--team <team id>', 'which workspace, if Lore is installed in several');

interface OfLessons {
  readonly lessons?: string;
  readonly since?: string;
  readonly git?: true;
  readonly push?: true;
}

function lessonsTo(
  environment: Environment,
  to: string,
  { as, since, git, push, team }: OfLessons & { readonly as?: string; readonly team?: string },
): Promise<readonly string[]> {
  if (push === true && git !== true) throw new ConfigError('--push goes with --git.');
  return withData(environment, async (store) => {
    const of = await teamOf(store, team === undefined ? {} : { team });
    return exportLessons(environment, store, of, {
      to,
      reader: as === undefined ? null : await readerOf(store, of, as),
      since: since === undefined ? null : sinceOf(since),
      git: git === true,
      push: push === true,
    });
  });
}

export const exportCommand = (environment: Environment): Command =>
  subject(new Command('export'))
    .description(
      'write what is stored as JSON. A person’s export is for that person only: hand it to them. Any other export leaves out drafts, votes, answers, hidden authors and whatever nobody else may read yet',
    )
    .option(
      '--as <user id>',
      'only what this admin can read; of lessons: what this person can read, admin or not',
    )
    .option('--out <file>', 'write to a new file instead of standard output')
    .addOption(
      new Option(
        '--lessons <path>',
        'instead: the lessons, to a folder of Markdown files, or to a file whose name ends in .csv or .jsonl. What an earlier export wrote there is brought up to date',
      ).conflicts(['person', 'channel', 'workspace', 'out']),
    )
    .option('--since <day>', 'of lessons: only those written since then (2026-11-29)')
    .option('--git', 'of lessons: commit what changed in the checkout of Git that they are written to')
    .option('--push', 'of lessons: also push it')
    .action(async (options: Chosen & { as?: string; out?: string } & OfLessons) => {
      const { lessons } = options;
      if (lessons !== undefined) {
        for (const line of await lessonsTo(environment, lessons, options)) say(line);
        return;
      }
      const stray = (['since', 'git', 'push'] as const).find((name) => options[name] !== undefined);
      if (stray !== undefined) throw new ConfigError(`--${stray} goes with --lessons PATH.`);
      const take = async () => `${JSON.stringify(await exportData(environment, options), null, 2)}\n`;
      if (options.out === undefined) process.stdout.write(await take());
      else await toNewFile(options.out, take);
      const pulses = await pulsesLeftOut(environment, options);
      // Beside the export, which may be on standard output.
      if (pulses !== null) console.error(pulses);
    });

const warningOf = ({ workspace }: Chosen): string =>
  workspace === true
    ? 'This can’t be undone. Lore’s messages stay in Slack, and afterwards Lore can’t delete them: if they should go, erase each channel and person first, and let Lore run until they are gone (docs/operations/leave.md).'
    : 'This can’t be undone.';

export const forgetCommand = (environment: Environment): Command =>
  subject(new Command('forget'))
    .description('erase stored data for good')
    .option('--yes', 'don’t ask for confirmation')
    .action(async (options: Chosen & { yes?: boolean }) => {
      if (options.yes !== true && !(await isSure(warningOf(options), 'erase'))) {
        say('Nothing was erased.');
        return;
      }
      const { rows, mark, uncleaned, pulses, isKeyMissing, ...left } = await forget(environment, options);
      say(
        `Erased${uncleaned === null ? '' : ' from the tables'}: ${rows} ${rows === 1 ? 'row' : 'rows'} and everything else Lore knew.`,
      );
      const inSlack = stillInSlack(left);
      if (inSlack !== null) say(inSlack);
      if (options.workspace === true)
        say('What Lore posted and Slack still shows stays there: Lore no longer knows where it is.');
      if (pulses !== null) say(pulses);
      if (isKeyMissing) {
        say(
          'A pulse is open whose key is not where LORE_PULSE_KEYS says: if they answered, their answer was not found and stays, without a name. Run this once more where the key is. If it is lost, all answers are deleted when the pulse closes.',
        );
        process.exitCode = 3;
      }
      if (mark !== null)
        say(`Keep this line as long as older backups: after one is restored, it erases this again. ${mark}`);
      if (uncleaned === null) return;
      say(`${uncleaned} Lore does that by itself while it runs.`);
      process.exitCode = 3;
    });
