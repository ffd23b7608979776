/** A week after a backup the database is lost. It is restored beside a Slack that has everything the lost one sent, and Lore goes on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { objectAt, textAt } from '../../sandbox/json.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { day, hour, minute } from '../../src/core/clock.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import type { Rule } from '../../src/core/recurrence.ts';
import { features } from '../../src/features.ts';
import { createLore, type Lore } from '../../src/lore.ts';
import { randomIds } from '../../src/process.ts';
import { backUp } from '../../src/store/backup/backup.ts';
import { restore } from '../../src/store/backup/restore.ts';
import { readBackup } from '../../src/store/backup/sealed.ts';
import { postMarks } from '../../src/store/outbox/in-doubt.ts';
import { openStore } from '../../src/store/store.ts';
import { colleague } from '../support/colleague.ts';
import { team } from '../support/company.ts';
import { emptyPostgres, freshFile, lastingEngines, type TestEngine } from '../support/databases.ts';
import { type LoreSandbox, startLoreSandbox } from '../support/lore-sandbox.ts';
import { addCards, beginRetro, posts, retroPost, website } from '../support/retro-path.ts';
import { playUntil, settle } from '../support/settling.ts';
import { unhurried } from '../support/unhurried.ts';

const rituals: Readonly<Record<string, Rule>> = {
  'learned.weekly': { every: 'week', weekday: 4, minutes: 840 },
  'digest.weekly': { every: 'week', weekday: 1, minutes: 600 },
  'rotation.meeting': { every: 'week', weekday: 3, minutes: 900 },
  'rotation.presenter': { before: 'rotation.meeting', days: 7, minutes: 0 },
  'rotation.agenda': { before: 'rotation.meeting', days: 0, minutes: 60 },
};

let folder: string;
/** What a test has opened, to be closed in the opposite order. */
const closing: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lore-restored-'));
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
  rmSync(folder, { recursive: true });
});

async function loreOn({ sandbox, config }: LoreSandbox, databaseUrl: string): Promise<Lore> {
  const lore = createLore({
    config: { ...config, databaseUrl },
    clock: sandbox.core.clock,
    ids: randomIds,
    features,
    log: pino({ level: 'silent' }),
    requestTimeouts: unhurried,
  });
  await lore.start({ runsDueWork: false });
  await settle(sandbox, lore.runner);
  return lore;
}

const emptyOf = (engine: TestEngine['name']) => (engine === 'sqlite' ? freshFile() : emptyPostgres());

/** What each message of Lore's is, by the marks in its metadata. */
const marksIn = (messages: readonly Message[]): readonly string[] =>
  messages.flatMap(({ metadata }) =>
    metadata === null ? [] : textAt(objectAt(metadata, 'event_payload'), 'posts').split(' '),
  );

const twice = (marks: readonly string[]): readonly string[] =>
  marks.filter((mark, at) => marks.indexOf(mark) !== at);

const occurrencesIn = (lore: Lore) =>
  lore.store.system.selectFrom('ritual_occurrence').selectAll().orderBy('due_at').orderBy('name').execute();

const cases = lastingEngines().flatMap(({ name, fresh }) =>
  [true, false].map((hasHistory) => ({ name, fresh, hasHistory })),
);

it.each(cases)(
  'a week that the database of $name has lost is posted once (history: $hasHistory)',
  async ({ name, fresh, hasHistory }) => {
    const database = await fresh();
    closing.push(database.remove);
    const made = await startLoreSandbox({ databaseUrl: database.url, hasHistory });
    const { sandbox } = made;
    closing.push(() => sandbox.close());
    const { clock } = sandbox.core;
    const who = (id: string) => colleague(sandbox, id);
    const all = () => Object.keys(sandbox.world.messages).flatMap((where) => posts(sandbox, where));

    const lost = await loreOn(made, database.url);
    await lost.store.directory.setRecurrence(team, channelId(website), { tz: 'Europe/Berlin', locale: 'en' });
    const started = await lost.store.schedules.startAll(
      team,
      channelId(website),
      userId('U0MARA'),
      new Map(Object.entries(rituals)),
    );
    expect(started.ok).toBe(true);
    await who('U0MARA').openHome();
    await beginRetro(who('U0MARA'), website, 'Relaunch');
    await settle(sandbox, lost.runner);
    for (const person of ['U0PRIYA', 'U0HANA'])
      await addCards(who(person), retroPost(sandbox, website, 'Relaunch'), { column0: `By ${person}` });
    // In the evening somebody is to be told something, in their hours.
    await playUntil(sandbox, lost.runner, clock.now() + 8 * hour);

    const takenAt = clock.now();
    const file = join(folder, 'lore.backup');
    await backUp(database.url, file, clock);
    const before = all().length;

    await playUntil(sandbox, lost.runner, takenAt + 7 * day);
    await beginRetro(who('U0HANA'), website, 'Unknown later');
    await playUntil(sandbox, lost.runner, takenAt + 7 * day + 90 * minute);
    const sent = all();
    expect(sent.length - before).toBeGreaterThan(5);
    const unknown = retroPost(sandbox, website, 'Unknown later');
    expect(twice(marksIn(sent))).toEqual([]);
    const occurred = await occurrencesIn(lost);
    const inTheLostWeek = occurred.filter(({ due_at: at }) => at >= takenAt);
    expect(inTheLostWeek.length).toBeGreaterThan(3);
    await lost.stop();

    const target = await emptyOf(name);
    closing.push(target.remove);
    const restoredAt = clock.now();
    await restore(
      {
        url: target.url,
        clock,
        open: (url) =>
          openStore({ url, clock, ids: randomIds, tables: features.flatMap((feature) => feature.tables) }),
        erasures: [],
      },
      await readBackup(file),
      null,
    );
    const lore = await loreOn(made, target.url);
    closing.push(() => lore.stop());
    await playUntil(sandbox, lore.runner, restoredAt + hour);

    // Nothing twice, right after a week that had all of it once, and in the week after.
    expect(twice(marksIn(all()))).toEqual([]);
    await who('U0HANA').press(unknown, 'retro.add');
    await settle(sandbox, lore.runner);
    expect(who('U0HANA').told(website).at(-1)).toContain('I can’t find this retrospective for you');
    await playUntil(sandbox, lore.runner, restoredAt + 8 * day);
    expect(twice(marksIn(all()))).toEqual([]);

    // The people who look after the rituals read of each that is not known; the next ones come.
    const now = await occurrencesIn(lore);
    const missed = now.filter(({ reason }) => reason === 'restored');
    expect(missed.map(({ name, on_date: on }) => `${name} ${on}`)).toEqual(
      inTheLostWeek.map(({ name, on_date: on }) => `${name} ${on}`),
    );
    expect(now.filter(({ state, due_at: at }) => state === 'posted' && at > restoredAt).length).toBe(2);
    expect(JSON.stringify(who('U0MARA').home())).toContain('restored from a backup');

    // What was decided is in Slack, or a person is asked, or it waits for its time.
    const deliveries = await lore.store.system.selectFrom('delivery').selectAll().execute();
    const known = new Set(marksIn(all()));
    const marks = await postMarks(lore.store.system, deliveries);
    const surfaced = deliveries.filter(({ state, note }) => state === 'unknown' && note === 'surfaced');
    expect(surfaced.length > 0).toBe(!hasHistory);
    for (const [nth, row] of deliveries.entries()) {
      const isTold = surfaced.includes(row) || row.state === 'held' || row.state === 'withdrawn';
      expect([row.key, isTold || (row.state === 'sent' && known.has(marks[nth] ?? ''))]).toEqual([
        row.key,
        true,
      ]);
    }
  },
  240_000,
);
