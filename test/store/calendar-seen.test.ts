/** What a calendar shows is what its reader may know: a person's what their Home has, a channel's what everybody in it may. On both engines. */
import { channelId, userId } from '../../src/core/ids.ts';
import { retro } from '../../src/features/retro/feature.ts';
import { eventsIn, makeAddress, readCalendar, showCalendar } from '../support/calendar-here.ts';
import { changeRitual } from '../support/change-ritual.ts';
import {
  diego,
  hana,
  ines,
  katrin,
  learning,
  mara,
  sam,
  secretly,
  seun,
  team,
  website,
} from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { addCards, beginRetro, endPhase, retroPost } from '../support/retro-path.ts';

const address = 'https://lore.example.org';
const open = 'The website';
const closed = 'The reorganisation';

describe.each(engines())('on $name', (engine) => {
  let here: LoreHere;
  beforeEach(async () => {
    here = await startLoreHere({ engine, address, lore: { features: [retro] } });
    await beginRetro(here.who(mara), website, open);
    await beginRetro(here.who(katrin), secretly, closed);
    await here.settle();
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  /** What a calendar of theirs says, as text. */
  const reads = async (who: string, channel: string | null = null) => {
    const made = await makeAddress(here, who, channel);
    await here.who(who).closeAll();
    return eventsIn((await readCalendar(here, made)).text).map(({ title }) => title);
  };
  const everybody = () =>
    here.sandbox.world.people.filter(
      ({ isBot, isDeleted, teamId }) => !isBot && !isDeleted && teamId === team,
    );

  it('everybody’s own dates are of exactly the retrospectives that wait in their Home', async () => {
    const seen = new Map<string, number>();
    for (const { id } of everybody()) {
      const home = await here.home(id);
      const titles = await reads(id);
      for (const about of [open, closed]) {
        expect([id, about, titles.some((title) => title.includes(about))]).toEqual([
          ...[id, about, home.includes(about)],
        ]);
        if (home.includes(about)) seen.set(about, (seen.get(about) ?? 0) + 1);
      }
    }
    // Both are in somebody's, and neither is in everybody's.
    expect([...seen.values()].every((many) => many > 1 && many < everybody().length)).toBe(true);
    expect(seen.size).toBe(2);
  });

  it('a channel’s has its own and no other’s, whoever of its members has the address', async () => {
    for (const who of [mara, hana, diego])
      expect(await reads(who, website)).toEqual([expect.stringContaining(open)]);
    for (const who of [katrin, seun, ines])
      expect(await reads(who, secretly)).toEqual([expect.stringContaining(closed)]);
    // A guest in the channel reads what the channel does.
    expect(await reads(sam, website)).toEqual([expect.stringContaining(open)]);
  });

  it('an end that was reached is gone, and the next phase’s is there', async () => {
    const [before = ''] = await reads(mara);
    expect(before).toMatch(/^Ends: collecting cards for “The website” \(#website/);
    await addCards(here.who(diego), retroPost(here.sandbox, website, open), { column0: 'The rehearsal' });
    await endPhase(here.who(mara), retroPost(here.sandbox, website, open));
    await here.settle();
    const after = await reads(mara);
    expect(after).toHaveLength(1);
    expect(after[0]).not.toContain('collecting');
    expect(await reads(mara, website)).toEqual([after[0]?.replace(/ \(#.*/, '')]);
  });

  it('a channel that others read now, too, shows nothing of what was begun before', async () => {
    const channel = here.sandbox.world.conversations.find(({ id }) => id === secretly);
    if (channel === undefined) throw new Error('there is no such channel');
    const made = await makeAddress(here, katrin, secretly);
    const titles = async () => eventsIn((await readCalendar(here, made)).text).map(({ title }) => title);
    expect(await titles()).toHaveLength(1);
    await here.lore.store.directory.changeChannel(
      team,
      channelId(secretly),
      { kind: 'public' },
      here.sandbox.core.clock.now(),
    );
    expect(await titles()).toEqual([]);
    await here.who(katrin).closeAll();
    // Those who were asked go on, and know until when.
    const home = await here.home(katrin);
    expect((await reads(katrin)).some((title) => title.includes(closed))).toBe(home.includes(`“${closed}”`));
  });

  it('a practice that is turned off has no dates, and its own are back when it is on', async () => {
    const made = await makeAddress(here, mara);
    const titles = async () => eventsIn((await readCalendar(here, made)).text);
    const turn = (isOn: boolean) =>
      here.lore.store.write(async (db) => {
        if (isOn) await db.deleteFrom('practice_off').execute();
        else await db.insertInto('practice_off').values({ team_id: team, practice: 'retro' }).execute();
      });
    await turn(false);
    expect(await titles()).toEqual([]);
    await turn(true);
    expect(await titles()).toHaveLength(1);
    expect(await here.lore.store.directory.person(team, userId(mara))).not.toBeNull();
  });
});

describe.each(engines())('on $name, a retrospective that comes round', (engine) => {
  it('stands in the channel’s calendar once somebody facilitates it, in theirs alone of the people’s, and goes with a pause', async () => {
    const here = await startLoreHere({ engine, address, lore: { features: [retro] } });
    const noor = here.who('U0NOOR');
    await here.recurs(learning, katrin, {
      'retro.round': { every: 'fortnight', weekday: 3, minutes: 600 },
      'retro.facilitator': { before: 'retro.round', days: 5, minutes: 0 },
    });
    await here.playUntil(Date.parse('2026-11-25T09:01:00Z'));
    const began = here
      .posted(learning)
      .find(({ blocks }) => JSON.stringify(blocks).includes('retro.round-volunteer'));
    if (began === undefined) throw new Error('nobody was asked to facilitate');
    await noor.press(began, 'retro.round-volunteer');
    await here.playUntil(Date.parse('2026-12-07T18:00:00Z'));
    const own = await makeAddress(here, 'U0NOOR');
    await noor.closeAll();
    const others = await makeAddress(here, seun);
    const channels = await makeAddress(here, 'U0NOOR', learning);
    await noor.closeAll();
    const begins = async (made: string) =>
      eventsIn((await readCalendar(here, made)).text)
        .filter(({ title }) => title.startsWith('A retrospective begins'))
        .map(({ title, from }) => [title.replace(/ \(#.*/, ''), new Date(from).toISOString()]);
    expect(await begins(channels)).toEqual([]);
    await here.home('U0NOOR');
    await noor.pressInHome('retro.round-accept');
    await here.settle();
    const when = '2026-12-09T09:00:00.000Z';
    expect(await begins(channels)).toEqual([['A retrospective begins', when]]);
    expect(await begins(own)).toEqual([['A retrospective begins, and you facilitate', when]]);
    expect(await begins(others)).toEqual([]);
    const { ok } = await changeRitual(
      here.lore.store,
      team,
      channelId(learning),
      userId(katrin),
      'retro.round',
      { pausedUntil: '2026-12-20' },
    );
    expect(ok).toBe(true);
    expect(await begins(channels)).toEqual([]);
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
});

describe.each(engines())('on $name, without a public address', (engine) => {
  it.each([
    ['in Socket Mode', { usesSocketMode: true }],
    ['over HTTP', {}],
  ])('%s App Home says so, and only the file is there', async (_how, options) => {
    const here = await startLoreHere({ engine, ...options, lore: { features: [retro] } });
    expect(await here.home(mara)).toContain('as a file for your own calendar');
    await showCalendar(here, mara, website);
    const modal = await here.modalWith(mara, 'This Lore has no public address');
    expect(modal).toContain('lore.calendar_file');
    expect(modal).not.toContain('lore.calendar_new');
    await here.who(mara).pressInModal('lore.calendar_file', { holds: `{"channel":"${website}"` });
    await here.settle();
    const sent = here.sandbox.world.uploads.filter(({ isShared }) => isShared);
    expect(sent.map(({ name }) => name)).toEqual(['lore.ics']);
    expect(eventsIn(sent[0]?.content ?? '')).toEqual([]);
    if (here.config.connection.kind === 'http')
      expect((await readCalendar(here, `${address}/calendar/${'a'.repeat(43)}.ics`)).status).toBe(404);
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
});
