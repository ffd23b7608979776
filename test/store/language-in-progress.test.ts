/** A language in progress: what is translated is read in it, dates and all, and the rest in English. */
import { channelId, userId } from '../../src/core/ids.ts';
import type { Rule } from '../../src/core/recurrence.ts';
import { widely } from '../support/colleague.ts';
import { learning, team } from '../support/company.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { posts } from '../support/retro-path.ts';

const arjun = 'U0ARJUN';
/** Tuesday 10:00 in Kolkata; the company begins on a Tuesday in November, after that. */
const digestIsOut = Date.parse('2026-12-01T04:31:00Z');

describe.each(engines())('on $name, a person whose Slack is Brazilian Portuguese', (engine) => {
  let database: FreshDatabase;
  let here: LoreHere;
  let channel: string;
  beforeEach(async () => {
    database = await engine.fresh();
    here = await startLoreHere({ databaseUrl: database.url });
    const { sandbox } = here;
    await sandbox.page('person', { as: arjun, change: { kind: 'locale', locale: 'pt-BR' } });
    await here.settle();
    await sandbox.page('channel', { as: arjun, change: 'create', name: 'aprender' });
    channel = sandbox.world.conversations.find((one) => one.name === 'aprender')?.id ?? '';
    await sandbox.page('membership', { as: arjun, channelId: channel, change: 'add bot' });
    await here.settle();
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
    await database.remove();
  });

  it('reads the digest and its dates in it, and in it an item of a practice that is not translated in English', async () => {
    const rules = new Map<string, Rule>([
      ['digest.weekly', { every: 'week', weekday: 2, minutes: 600 }],
      ['rotation.meeting', { every: 'week', weekday: 3, minutes: 960 }],
      ['rotation.presenter', { before: 'rotation.meeting', days: 7, minutes: 0 }],
    ]);
    await here.lore.store.schedules.startAll(team, channelId(channel), userId(arjun), rules);
    await here.who(arjun).say(channel, '/learned Ensaiar antes economiza uma noite');
    await here.who(arjun).submit({});
    await here.playUntil(Date.parse('2026-11-24T10:40:00Z'));
    const who = posts(here.sandbox, channel).find(({ text }) => text.startsWith('Quem apresenta'));
    if (who === undefined) throw new Error('nothing was announced');
    await here.who(arjun).press(who, 'rotation.volunteer');
    // Without news from elsewhere there is no digest.
    await here.who('U0MARA').say(learning, '/learned Rehearse moves');
    await here.who('U0MARA').submit(widely(here.who('U0MARA')));
    await here.playUntil(digestIsOut);
    const digest = posts(here.sandbox, channel).find(({ text }) => text.startsWith('Vale a pena saber'));
    expect(digest?.text).toContain('Arjun apresenta em quarta, 2 de dezembro de 2026.');
    expect(digest?.text).toContain('Quem configurou: Arjun');
    expect(digest?.text).toContain('One thing shared here this week');
  });

  it('reads a practice that is not translated in English throughout, the buttons that all share as well', async () => {
    await here.who(arjun).say(channel, '/retro plan Novo site');
    const { view } = here.who(arjun).modal() ?? {};
    expect(view).toMatchObject({
      title: { text: 'Plan a retrospective' },
      close: { text: 'Cancel' },
    });
  });
});
