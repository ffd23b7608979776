/** A person's own data as a file in their direct messages with Lore, or what they are told where no file can be sent. */
import { channelId, userId } from '../../src/core/ids.ts';
import { engines } from '../support/databases.ts';
import { learning, mara, priya, team, website } from '../support/company.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';

describe.each(engines())('on $name, somebody’s own data', (engine) => {
  let here: LoreHere;
  beforeAll(async () => {
    here = await startLoreHere({ engine });
    await here.who(priya).say(learning, '/learned Rehearse moves');
    await here.who(priya).submit({});
    const rules = new Map([['digest.weekly', { every: 'week', weekday: 2, minutes: 600 } as const]]);
    const started = here.lore.store.schedules.startAll(team, channelId(website), userId(priya), rules, true);
    expect(await started).toMatchObject({ ok: true });
    await here.settle();
  }, 60_000);
  afterEach(async () => {
    await here.sandbox.page('clear-faults', { as: priya });
    // What was ordered to fail did.
    expect(here.wrong().filter((one) => !one.includes('files.getUploadURLExternal'))).toEqual([]);
  });
  afterAll(() => here.close());

  const files = () => here.sandbox.world.uploads.filter(({ isShared }) => isShared);
  const send = async () => {
    await here.home(priya);
    await here.who(priya).pressInHome('lore.send_data');
    await here.settle();
  };

  it('names the channels they are in, in the form and to nobody else', async () => {
    await here.home(priya);
    await here.who(priya).pressInHome('lore.show_data');
    const shown = await here.modalWith(priya, 'What Slack tells Lore');
    expect(shown).toContain('Priya');
    for (const channel of [learning, website]) expect(shown).toContain(`"channel_id":"${channel}"`);
    expect(shown).not.toContain('C0PEOPLE');
  });

  it('says when they changed the rituals of a channel, in the form and to nobody else', async () => {
    const shown = async (who: string) => {
      await here.home(who);
      await here.who(who).pressInHome('lore.show_data');
      return here.modalWith(who, 'What Slack tells Lore');
    };
    expect(await shown(priya)).toMatch(
      /When you changed the rituals of a channel.*Channel: .*"channel_id":"C0WEBSITE".*Changed: .*\d{4}/,
    );
    expect(await shown(mara)).toMatch(/When you changed the rituals of a channel: .{0,60}none/);
  });

  it('comes as a file to them alone, whole, and once for a second press', async () => {
    await send();
    await send();
    const [file, ...more] = files();
    expect(more).toEqual([]);
    expect(here.direct(priya).flatMap(({ files: sent = [] }) => sent)).toEqual([file?.id]);
    expect(file?.name).toMatch(/^lore-data-\d{4}-\d\d-\d\d\.json$/);
    expect(JSON.parse(file?.content ?? '')).toMatchObject({
      lore: {
        name: 'Priya',
        channels: expect.arrayContaining([{ channel: learning }]) as unknown,
        ritualChanges: [
          { channel: { channel: website }, changedAt: { at: expect.stringContaining('T') as unknown } },
        ],
      },
      learned: { shares: [{ what: 'Rehearse moves' }] },
    });
  });

  it.each(['file_uploads_disabled', 'missing_scope'])(
    'that cannot be sent as a file (%s) is said so, with where else it is',
    async (error) => {
      await here.playUntil(here.sandbox.core.clock.now() + 120_000);
      const before = files().length;
      await here.sandbox.page('fault', {
        as: priya,
        method: 'files.getUploadURLExternal',
        fault: { kind: 'error', error },
        amount: { times: 1 },
      });
      await send();
      expect(files()).toHaveLength(before);
      const home = await here.home(priya);
      expect(home).toContain('the file with your data');
      expect(home).toContain('your own data under *Show my data* below), or ask an admin for an export');
    },
  );

  it('leaves Slack when they erase it', async () => {
    expect(files()).not.toEqual([]);
    await here.erase(priya);
    await here.settle();
    expect(files()).toEqual([]);
  });
});
