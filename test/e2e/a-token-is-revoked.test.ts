/** The app is uninstalled in the middle of work, with or without an event that says so, and installed again a week later. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { day, minute } from '../../src/core/clock.ts';
import { channelId } from '../../src/core/ids.ts';
import { features } from '../../src/features.ts';
import { createLore } from '../../src/lore.ts';
import { copiedFile } from '../support/databases.ts';
import { drawnIds } from '../support/drawn-ids.ts';
import { startLoreHere } from '../support/lore-here.ts';
import { addCards, beginRetro, posts, readAllCards, retroPost, website } from '../support/retro-path.ts';
import { lastExchange, settle } from '../support/settling.ts';
import { testTuesday, timeAfter } from '../support/test-date.ts';
import { unhurried } from '../support/unhurried.ts';

/** Eleven in Berlin, on a Tuesday. */
const startAt = timeAfter(testTuesday(), 0, '11:00');

function logOf() {
  const said: string[] = [];
  const stream = new Writable({
    write: (line: Buffer, _encoding, done) => {
      said.push(line.toString());
      done();
    },
  });
  return { said, log: pino({ level: 'error', base: null }, stream) };
}

it.each([
  ['that two events tell of', true],
  ['that no event tells of', false],
])(
  'a revoked token %s stops posts and jobs, loses nothing, and is told once; with a new one Lore carries on, and what grew old is not posted',
  async (_how, isTold) => {
    const { said, log } = logOf();
    const file = await copiedFile();
    const here = await startLoreHere({ startAt, databaseUrl: file.url, lore: { log } });
    const { sandbox, lore } = here;
    const mara = here.who('U0MARA');
    await here.recurs(website, 'U0MARA', { 'learned.weekly': { every: 'week', weekday: 4, minutes: 840 } });
    await beginRetro(mara, website, 'Kept', { collect: 'hours-1' });
    await here.settle();
    const message = retroPost(sandbox, website, 'Kept');
    await addCards(here.who('U0PRIYA'), message, { column0: 'Still here' });
    await here.settle();

    sandbox.uninstall(isTold);
    await here.settle();
    const before = posts(sandbox, website).length;
    const text = message.text;
    // Long enough for the end of the phase, two prompts and every reminder.
    await here.playUntil(startAt + 2 * day);
    const known = lastExchange(sandbox);
    await here.playUntil(startAt + 10 * day);
    expect(
      sandbox.core.exchanges.all.filter(({ id, direction }) => id > known && direction === 'from app'),
    ).toEqual([]);
    expect([posts(sandbox, website).length, message.text]).toEqual([before, text]);
    const told = said.filter((line) => line.includes('put its new bot token into SLACK_BOT_TOKEN'));
    expect(told).toHaveLength(1);
    await lore.stop();

    const again = createLore({
      config: { ...here.config, slackBotToken: sandbox.reinstall() },
      clock: sandbox.core.clock,
      ids: drawnIds(),
      features,
      log,
      requestTimeouts: unhurried,
    });
    await again.start({ runsDueWork: false });
    await settle(sandbox, again.runner, minute);
    // The phase that should have ended has ended and is told, each thing once. Of the prompts none is posted late.
    const since = posts(sandbox, website).slice(before);
    const texts = since.map(({ text: posted }) => posted);
    expect(texts.some((posted) => posted.includes(' is over: time was up'))).toBe(true);
    expect(texts.filter((posted) => !/ is over: time was up|“Kept”, topic 1 of 1/.test(posted))).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
    const left = again.store.system.selectFrom('delivery').select(['post', 'state', 'note']);
    expect(await left.where('state', 'not in', ['sent', 'withdrawn']).execute()).toEqual([]);
    expect(await readAllCards(mara, message)).toEqual(['Still here']);
    const occurrences = await again.store.system
      .selectFrom('ritual_occurrence')
      .select(['state'])
      .where('channel_id', '=', channelId(website))
      .execute();
    expect(occurrences.length).toBeGreaterThan(0);
    expect(new Set(occurrences.map(({ state }) => state))).toEqual(new Set(['missed']));
    await again.stop();
    await sandbox.close();
    await file.remove();
  },
);
