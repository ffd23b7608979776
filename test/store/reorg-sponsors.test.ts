/** Who stands for learning in a channel: named by an admin or its owner, told, and first in its digest and in App Home there. */
import { day } from '../../src/core/clock.ts';
import { channelId } from '../../src/core/ids.ts';
import { features } from '../../src/features.ts';
import { diego, ines, learning, mara, priya, secretly, seun, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { general, type ReorgHere, reorgOn, weekly } from '../support/reorg-here.ts';

describe.each(engines())('on $name', (engine) => {
  let here: ReorgHere;
  beforeEach(async () => {
    here = await reorgOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const name = async (who: string, fields: Parameters<ReorgHere['submit']>[1], channel = general) => {
    await here.type(who, '/lore reorg sponsor', channel);
    const answer = await here.submit(who, fields);
    await here.wait(day);
    return answer;
  };
  const sponsorsOf = (channel: string) =>
    here.lore.store.read(team, { kind: 'channel', channelId: channelId(channel) }, async (read) => {
      const found: ReadonlySet<string>[] = [];
      for (const { sponsors } of features)
        found.push((await sponsors?.(read, channelId(channel))) ?? new Set());
      return found.flatMap((one) => [...one]);
    });

  it('is named by an admin for several channels at once, also where they are not, and reads so with a way out', async () => {
    expect(await name(ines, { sponsor: seun, channels: [learning, website] })).toContain(
      'is the sponsor there',
    );
    expect([await sponsorsOf(learning), await sponsorsOf(website)]).toEqual([[seun], [seun]]);
    const told = here.direct(seun).filter(({ text }) => text.includes('named you as sponsor'));
    await here.who(seun).press(told[0] ?? here.saying(seun, 'sponsor'), 'reorg.sponsor-no');
    await here.settle();
    const left = [await sponsorsOf(learning), await sponsorsOf(website)];
    expect(left.flat()).toEqual([seun]);
  });

  it('is named by who looks after the rituals of a channel, for that channel alone', async () => {
    await here.recurs(website, mara, { 'learned.weekly': weekly });
    expect(await name(mara, { sponsor: priya, channels: [website, learning] }, website)).toContain(
      'Only an admin',
    );
    expect(await here.submit(mara, { sponsor: priya, channels: [website] })).toContain(
      'is the sponsor there',
    );
    expect(await name(diego, { sponsor: diego, channels: [website] }, website)).toContain('Only an admin');
    await here.wait(day);
    expect(await sponsorsOf(website)).toEqual([priya]);
  });

  it('ends when another is named, when none is, and when they leave; of a private channel nobody else reads it', async () => {
    await name(ines, { sponsor: seun, channels: [secretly] });
    expect(await here.export(mara)).not.toContain('reorgSponsors":[{');
    await name(ines, { sponsor: priya, channels: [learning] });
    await name(ines, { sponsor: mara, channels: [learning] });
    expect(await sponsorsOf(learning)).toEqual([mara]);
    await here.sandbox.page('person', { as: ines, userId: mara, change: { kind: 'deactivate' } });
    await here.settle();
    expect(await sponsorsOf(learning)).toEqual([]);
    await name(ines, { sponsor: null, channels: [secretly] });
    expect(await sponsorsOf(secretly)).toEqual([]);
    // Where there is none, an empty form ends nobody.
    expect(await name(ines, { sponsor: null, channels: [secretly] })).toContain('Choose a full member');
  });

  it('ends by an admin who is not in the channel, also where that is shared with another organisation', async () => {
    const share = () =>
      here.lore.store.write(async (db) => {
        await db
          .updateTable('channel')
          .set({ is_shared: 1 })
          .where('channel_id', '=', website as never)
          .execute();
      });
    await share();
    await name(ines, { sponsor: seun, channels: [website] });
    expect(await sponsorsOf(website)).toEqual([seun]);
    await share();
    expect(await name(ines, { sponsor: null, channels: [website] })).not.toContain('Choose a full member');
    expect(await sponsorsOf(website)).toEqual([]);
  });

  it('comes first in the line of journeys in the digest, and in App Home of the people there', async () => {
    await name(ines, { sponsor: seun, channels: [learning] });
    const journey = features.find((feature) => feature.name === 'journey')?.digestItems;
    if (journey?.drawTogether === undefined) throw new Error('journeys give nothing to the digest');
    for (const who of [seun, mara]) {
      await here.who(who).say(learning, '/journey write');
      await here.who(who).submit({ text: `From ${who}`, channels: [learning] });
      await here.modalWith(who, 'As it will be posted');
      await here.who(who).submit();
      await here.settle();
      await here.wait(60_000);
    }
    const line = await here.lore.store.read(
      team,
      { kind: 'channel', channelId: channelId(learning) },
      async (read) => {
        const now = here.sandbox.core.clock.now();
        const items = await journey.find(read, {
          channel: channelId(learning),
          from: now - day,
          to: now + 1,
        });
        const ids = items.map(({ id }) => id);
        return JSON.stringify(await journey.drawTogether?.(read, ids, { now, locale: 'en', tz: 'UTC' }));
      },
    );
    expect(line.indexOf(seun)).toBeGreaterThan(-1);
    expect(line.indexOf(seun)).toBeLessThan(line.indexOf(mara));
    expect(await here.home(priya)).toContain('the sponsor in');
    expect(await here.home(diego)).not.toContain('the sponsor in');
  });
});
