/** `lore import`: brings in what a team wrote elsewhere. */
import { dirname, join } from 'node:path';
import process from 'node:process';
import { Command, Option } from 'commander';
import { visibilities, type Visibility } from '#core/visibility.ts';
import { ConfigError, type Environment } from '../../../config.ts';
import { byName } from '../../../features/lessons/imports/words.ts';
import { randomIds, wallClock } from '../../../process.ts';
import { teamOf } from '../../data.ts';
import { changeData, withData } from '../../open.ts';
import { say } from '../../terminal.ts';
import { readCsv } from './csv.ts';
import type { Source } from './entry.ts';
import { authorsIn, dryRunOf, nowhere, type Place, placeOf, sinkOf } from './keep.ts';
import { chosenIn } from './mapping.ts';
import type { Reading } from './note.ts';
import { progressOn } from './progress.ts';
import { type Rejected, rejectedIn } from './rejected.ts';
import { columnsOf, importAll, mapped, type Report, type Sink } from './run.ts';
import { openSource, thereIs } from './source.ts';
import { saySource, sayReport } from './words.ts';

interface Options {
  readonly channel?: string;
  readonly by?: string;
  readonly team?: string;
  readonly reach?: Visibility;
  readonly map?: readonly string[];
  readonly authors?: string;
  readonly dryRun?: boolean;
}

export const importCommand = (environment: Environment): Command =>
  new Command('import')
    .description(
      'bring in what was written elsewhere as lessons: a folder of Markdown, an export of Notion or Confluence (ZIP), CSV or JSON lines. Nothing is posted. Running it again brings in what is new or changed',
    )
    .argument('<path>', 'the folder or the file')
    .option('--channel <channel id>', 'the channel whose lessons they become')
    .option('--by <user id>', 'who brings them in: a member of that channel, who may change them afterwards')
    .option('--team <team id>', 'which workspace, if Lore is installed in several')
    .addOption(
      new Option('--reach <who>', 'who may read them; as in a form if left out').choices(visibilities),
    )
    .option(
      '--map <column=field...>',
      'which column is what, where it is not clear: title, topics, body, context, use_when, date, author, key',
    )
    .option('--authors <file>', 'a CSV of who is who, with two columns: the name in the source, the user id')
    .option('--dry-run', 'say what would happen, and write nothing')
    .action((path: string, options: Options) => importFrom(environment, path, options));

/** @throws ConfigError, in a sentence: nothing is written then, or what is written is said */
async function importFrom(environment: Environment, path: string, options: Options): Promise<void> {
  const { channel, by, dryRun = false, reach } = options;
  if (!dryRun && (channel === undefined || by === undefined))
    throw new ConfigError(
      'Say where the lessons go, and who brings them in: --channel C… --by U…. To look first: --dry-run. Nothing was imported.',
    );
  const chosen = chosenIn(options.map ?? []);
  const names = options.authors === undefined ? new Map<string, string>() : await namesIn(options.authors);
  const source = await openSource(path);
  try {
    const columns = await columnsOf(source);
    const mapping = mapped(columns, chosen, source.hasPages);
    for (const line of saySource(source, columns, mapping)) say(line);
    const reading = { mapping, now: wallClock.now(), authorOf: async () => null, byWords: byName('en') };
    if (channel === undefined || by === undefined) {
      await bringIn(source, reading, nowhere, null, null);
      return;
    }
    const opened = dryRun ? withData : changeData;
    await opened(environment, async (store) => {
      const team = await teamOf(store, options);
      const place = await placeOf(store, team, { channel, by, ...(reach === undefined ? {} : { reach }) });
      const known = {
        ...reading,
        authorOf: authorsIn(store, team, names),
        byWords: byName(place.person.locale),
      };
      const sink = dryRun
        ? dryRunOf(store, place)
        : sinkOf(store, place, { clock: wallClock, ids: randomIds });
      await bringIn(source, known, sink, place, dryRun ? null : path);
    });
  } finally {
    await source.close();
  }
}

/** @param written the source, beside which what is rejected is kept; `null`: nothing is written */
async function bringIn(
  source: Source,
  reading: Reading,
  sink: Sink,
  place: Place | null,
  written: string | null,
): Promise<void> {
  const file = written === null ? null : join(dirname(written), `${source.name}.rejected.jsonl`);
  const rejected = rejectedIn(file);
  const progress = progressOn(process.stderr, source.size);
  let report: Report;
  try {
    report = await importAll(source, reading, sink, { rejected: rejected.add, progress: progress.at });
  } catch (error) {
    await rejected.drop();
    throw error;
  } finally {
    progress.end();
  }
  await tell(report, rejected, place, written === null);
}

async function tell(report: Report, rejected: Rejected, place: Place | null, isDry: boolean): Promise<void> {
  const kept = { count: rejected.count(), first: rejected.first(), file: await rejected.finish() };
  for (const line of sayReport(report, kept, place, isDry)) say(line);
  if (kept.count > 0) process.exitCode = 3;
}

/** Names without case. @throws ConfigError for a row that says no person */
async function namesIn(file: string): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  await thereIs(file);
  for await (const read of readCsv(file, () => undefined)) {
    const [name, id] = 'entry' in read ? Object.values(read.entry.cells) : [];
    if (name === undefined || id === undefined)
      throw new ConfigError(
        `${file} takes two columns: the name in the source, and a user id. Its first line names them. Nothing was imported.`,
      );
    names.set(name.trim().toLowerCase(), id.trim());
  }
  return names;
}
