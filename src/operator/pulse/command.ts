/** `lore pulse`: proves from what was published that nobody is found out by it. What anybody answered it cannot say. */
import process from 'node:process';
import { Command } from 'commander';
import { localTime } from '#core/time/zone.ts';
import type { TeamId } from '#core/ids.ts';
import type { ReadScope } from '#core/scope.ts';
import { ConfigError, type Environment } from '../../config.ts';
import { isExposed, type Proven, provenOf } from '../../features/pulse/results/proof.ts';
import { figuresIn } from '../../features/pulse/results/rows.ts';
import { placesOf, windowsOf, type WindowRow } from '../../features/pulse/rows.ts';
import type { Store } from '../../store/store.ts';
import { teamOf } from '../data.ts';
import { withData } from '../open.ts';
import { say } from '../terminal.ts';

const dayOf = ({ opened_at: at }: WindowRow): string => localTime(at, 'UTC').date;

/** Recorded as an export: the figures of all teams are read. */
const reading = <T>(store: Store, team: TeamId, run: (read: ReadScope) => Promise<T>): Promise<T> =>
  store.exporting(team, { actor: 'operator', reader: null }, { kind: 'workspace' }, run);

/** @returns a line for each window, the newest first */
export const windowLines = (store: Store, team: TeamId): Promise<readonly string[]> =>
  reading(store, team, async (read) => {
    const all = await windowsOf(read);
    return all.length === 0
      ? ['There was no safety pulse yet.']
      : all.map((one) => `${one.id}  opened on ${dayOf(one)}, ${one.state}`);
  });

export interface Audited {
  readonly lines: readonly string[];
  readonly isExposed: boolean;
}

/** @param chosen the window's id, or the day on which it was opened @throws ConfigError when there is none, or it is not published */
export const auditWindow = (store: Store, team: TeamId, chosen: string): Promise<Audited> =>
  reading(store, team, async (read) => {
    const all = await windowsOf(read);
    const window = all.find((one) => one.id === chosen || dayOf(one) === chosen);
    if (window === undefined)
      throw new ConfigError(
        `There is no safety pulse ${chosen}. To see which there are: npx lore pulse audit`,
      );
    if (window.state !== 'published')
      throw new ConfigError(`Nothing was published of the safety pulse ${chosen}: it is ${window.state}.`);
    const earlier = all.filter(
      ({ state, version, opened_at: at }) =>
        state === 'published' && version === window.version && at < window.opened_at,
    );
    const figures = await figuresIn(read, [window.id, ...earlier.map(({ id }) => id)]);
    const pastOf = async ({ id }: WindowRow) => ({
      roster: await read.ballots.asked(id),
      figures: figures.get(id) ?? [],
    });
    const before = [];
    for (const one of earlier) before.push(await pastOf(one));
    const proven = provenOf(await pastOf(window), window.least, before);
    const names = new Map((await placesOf(read, window.id)).map((one) => [one.place_id as string, one.name]));
    const nameOf = (teams: readonly string[]) => teams.map((one) => names.get(one) ?? one).join(' + ');
    const exposed = proven.filter(isExposed);
    return {
      isExposed: exposed.length > 0,
      lines: [
        `Safety pulse of ${dayOf(window)}: at least ${window.least} people behind each figure, compared with ${before.length} before it.`,
        ...proven.flatMap((one) => proofLines(one, nameOf)),
        exposed.length === 0
          ? 'Exposed: none. Whatever can be computed from what was published is a sum of the parts above.'
          : `Exposed: ${exposed.map(({ theme, item }) => item ?? theme).join(', ')}. Tell the people who were asked, and open no other pulse before this is understood.`,
      ],
    };
  });

function proofLines(
  { theme, item, figures, proof }: Proven,
  nameOf: (teams: readonly string[]) => string,
): readonly string[] {
  const list = (what: string, found: readonly string[]) =>
    found.length === 0 ? [] : [`  ${what}: ${found.join('; ')}`];
  return [
    `${item ?? theme}: ${figures} figures, rank ${proof.rank}, ${proof.parts.length} parts`,
    ...proof.parts.map(({ teams, answered }) => `  ${nameOf(teams)}: ${answered ?? 'unknown'} answered`),
    ...list(
      'too few',
      proof.exposed.map(({ teams }) => nameOf(teams)),
    ),
    ...list(
      'narrowed to under two points',
      proof.narrow.map(({ teams }) => nameOf(teams)),
    ),
    ...list(
      'who joined or left is narrowed to under two points',
      proof.telling.map(({ was, is }) => `${nameOf(was)}, then ${nameOf(is)}`),
    ),
    ...list('statements across parts', proof.cutting.map(nameOf)),
  ];
}

/** Why nobody reads single answers, not even who runs the server. */
export const noAnswers =
  'There are no raw answers to read, for anybody: while a pulse is open they are counted and not shown, and when its figures are published they are deleted. With single answers people could be recognised by what they say. What was published can be checked with: npx lore pulse audit';

export const pulseCommand = (environment: Environment): Command => {
  const team = (command: Command): Command =>
    command.option('--team <team id>', 'which workspace, if Lore is installed in several');
  return new Command('pulse')
    .description('check what was published of a safety pulse')
    .addCommand(
      team(new Command('audit'))
        .description(
          'prove from what was published that nobody is found out by it; without a window: which there are',
        )
        .argument('[window]', 'its id, or the day on which it was opened (2026-12-01)')
        .action(async (window: string | undefined, options: { readonly team?: string }) => {
          const audited = await withData(environment, async (store) => {
            const of = await teamOf(store, options);
            return window === undefined
              ? { lines: await windowLines(store, of), isExposed: false }
              : auditWindow(store, of, window);
          });
          for (const line of audited.lines) say(line);
          if (audited.isExposed) process.exitCode = 1;
        }),
    )
    .addCommand(
      new Command('answers')
        .description('refused: there are no raw answers to read')
        .argument('[window]')
        .action(() => {
          throw new ConfigError(noAnswers);
        }),
    );
};
