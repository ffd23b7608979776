/** What journeys give to a channel's digest, how long they are kept, and that they shrink with their channel. On each engine. */
import { day } from '../../src/core/clock.ts';
import { channelId, type ChannelId, type RowId, userId } from '../../src/core/ids.ts';
import type { RenderContext } from '../../src/core/post.ts';
import type { ReadScope } from '../../src/core/scope.ts';
import { choose } from '../../src/features/digest/rules.ts';
import { digestItemsAmong } from '../../src/features/journey/digest.ts';
import { entries } from '../../src/features/journey/rows.ts';
import { asSent } from '../support/called.ts';
import { learning, mara, secretly, seun, team, website, withHarbour } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type JourneyHere, journeyOn } from '../support/journey-here.ts';

const digestItems = digestItemsAmong(() => []);
const at = (iso: string) => Date.parse(iso);

describe.each(engines())('on $name, what was told', (engine) => {
  let it_: JourneyHere;
  beforeEach(async () => {
    it_ = await journeyOn(engine);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  const asChannel = <T>(channel: string, run: (read: ReadScope, id: ChannelId) => Promise<T>): Promise<T> => {
    const id = channelId(channel);
    return it_.lore.store.read(team, { kind: 'channel', channelId: id }, (read) => run(read, id));
  };
  const week = { from: at('2026-11-23T00:00:00Z'), to: at('2026-11-30T00:00:00Z') };
  const found = (channel: string, over = week) =>
    asChannel(channel, (read, id) => digestItems.find(read, { channel: id, ...over }));
  const renderContext: RenderContext = { now: week.to, locale: 'de', tz: 'Europe/Berlin' };
  const line = (channel: string, { id }: { readonly id: RowId }) =>
    asChannel(channel, async (read) =>
      asSent(read, (await digestItems.drawTogether?.(read, [id], renderContext)) ?? null),
    );

  it('is offered to the digests of the channels that it was told in, with its author, and to no other', async () => {
    await it_.tell(seun, 'For all who learn', [learning]);
    await it_.tell(seun, 'Said in confidence', [secretly]);
    const [item, ...more] = await found(learning);
    expect(more).toEqual([]);
    expect(item).toMatchObject({ kind: 'journey', authors: [seun], channel: learning, liked: 0 });
    expect(await found(website)).toEqual([]);
    expect(await found(learning, { from: week.to, to: week.to + day })).toEqual([]);
    if (item === undefined) throw new Error('nothing was found');
    // Other viewers are shown nothing of it.
    expect(await line(website, item)).toBeNull();
  });

  it('is one line with a link there, without its words, and never a digest by itself: the channel has seen it', async () => {
    await it_.tell(seun, 'For all who learn', [learning]);
    const [item] = await found(learning);
    if (item === undefined) throw new Error('nothing was found');
    const said = JSON.stringify(await line(learning, item));
    expect(said).toContain('Neu hier aus der Lernreise von ');
    expect(said).toContain('Seun');
    expect(said).toMatch(/"url":"https:[^"]+\/archives\/C0LEARNING\/p\d+"/);
    expect(said).not.toContain('For all who learn');
    expect(await asChannel(learning, (read) => digestItems.draw(read, item, renderContext))).toBeNull();
    const facts = digestItems.kinds.journey;
    const candidate = {
      ...item,
      facts,
      practice: 'journey',
      shown: 0,
      shownHere: 0,
      against: 0,
      againstRecall: 0,
    };
    const nothing = { about: new Set<never>(), lately: new Set<never>(), untrue: new Set<never>() };
    const before = { ...nothing, sources: new Set<never>() };
    expect(choose([candidate], before, { channel: channelId(learning), readers: 5 })).toEqual([]);
  });

  it('and taken back is offered no more', async () => {
    await it_.tell(seun, 'For all who learn', [learning]);
    const [message] = it_.posted(learning);
    const [item] = await found(learning);
    if (message === undefined || item === undefined) throw new Error('nothing was found');
    await it_.who(seun).press(message, 'journey.manage', { holds: '"back"' });
    await it_.who(seun).submit();
    expect(await found(learning)).toEqual([]);
    expect(await line(learning, item)).toBeNull();
  });

  it('in a channel that is shared is read by the other organisation there; what was told before they came is not', async () => {
    await it_.tell(mara, 'For Harbour too', [withHarbour]);
    await it_.tell(mara, 'Among ourselves', [website]);
    const seenBy = (who: string) =>
      it_.lore.store.read(team, { kind: 'person', userId: userId(who) }, (read) =>
        read.from(entries).select('it.text').execute(),
      );
    expect(await seenBy('U0FREYA')).toEqual([{ text: 'For Harbour too' }]);
  });

  it('goes two years after it was published, out of Slack too; a draft goes after three months', async () => {
    await it_.tell(seun, 'For all who learn', [learning]);
    await it_.who(seun).say(learning, '/journey write');
    await it_.type(seun, { text: 'Never finished' });
    await it_.who(seun).closeAll();
    await it_.playUntil(at('2027-02-20T00:00:00Z'));
    expect(await it_.tables()).toContain('Never finished');
    await it_.playUntil(at('2027-02-25T00:00:00Z'));
    await it_.settle();
    expect(await it_.tables()).not.toContain('Never finished');
    await it_.playUntil(at('2028-11-22T00:00:00Z'));
    expect(await it_.tables()).toContain('For all who learn');
    await it_.playUntil(at('2028-11-26T00:00:00Z'));
    await it_.settle();
    expect(await it_.tables()).toBe('[[],[],[],[]]');
    expect(it_.posted(learning)).toEqual([]);
  });
});
