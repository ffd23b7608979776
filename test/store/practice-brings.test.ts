/** What starts turned off brings nothing to anything else until it is on, and then only where it is: one contribution after another. On both engines. */
import { day } from '../../src/core/clock.ts';
import type { Feature } from '../../src/core/feature.ts';
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import { searchForAll } from '../../src/core/lesson-search.ts';
import { type Occasion, type Origin } from '../../src/core/lessons.ts';
import type { Scope } from '../../src/core/scope.ts';
import { whereOn } from '../../src/core/where-on.ts';
import { features } from '../../src/features.ts';
import { ines, learning, mara, seun, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { hostFeature, lanternFeature, type Lit } from '../support/lantern-feature.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';

const drawing = { now: 0, locale: 'en', tz: 'UTC' } as const;
const practised = {
  kind: 'planned',
  by: userId(mara),
  channel: channelId(website),
  id: rowId('lantern-1'),
  called: 'Lanterns',
} as const;
const week = { channel: channelId(website), from: 0, to: day };
const occasion: Occasion = { channel: channelId(website), name: 'lanterns', about: '' };
const similarTo = { title: 'Lanterns', context: '', happened: '', useWhen: '', topics: [] };
const lanterns = { kind: 'other', name: 'Lanterns', link: '' } as const;
const origin = { id: rowId('lantern-1') } as Origin;
const happening = {
  kind: 'release',
  channel: channelId(website),
  what: 'x',
  source: 'host.x:1',
  under: null,
} as const;

/** What a practice brings to others without the system asking first: each as it is asked for, and how many things come. */
const brings = (practice: Feature, lit: Lit) => {
  const noted = async (run: () => Promise<void> | undefined): Promise<number> => {
    lit.heard.length = 0;
    await run();
    return lit.heard.length;
  };
  const counted = (found: readonly unknown[] | undefined) => found?.length;
  return {
    digestItems: async (scope) => counted(await practice.digestItems?.find(scope, week)),
    agendaItems: async (scope) => counted(await practice.agendaItems?.(scope, week, drawing)),
    'lessonSource.open': async (scope) => counted(await practice.lessonSource?.open(scope, 0)),
    'lessonSource.load': async (scope) =>
      (await practice.lessonSource?.load(scope, origin.id, 0)) == null ? 0 : 1,
    'lessonSeeds.load': async (scope) =>
      (await practice.lessonSeeds?.load(scope, origin.id)) == null ? 0 : 1,
    'lessonLibrary.find': async (scope) => counted(await practice.lessonLibrary?.find(scope, occasion, 0)),
    'lessonLibrary.standards': async (scope) =>
      counted(await practice.lessonLibrary?.standards(scope, channelId(website))),
    'lessonLibrary.holding': async (scope) =>
      counted(await practice.lessonLibrary?.holding(scope, origin.id, 0)),
    'lessonLibrary.changed': async (scope) =>
      Number(
        await practice.lessonLibrary?.changed(
          { scope, now: 0, newId: () => 'x' },
          origin.id,
          userId(mara),
          lanterns,
        ),
      ),
    'lessonLibrary.applied': (scope) => noted(() => practice.lessonLibrary?.applied(scope, origin.id)),
    'lessonLibrary.search': async (scope) =>
      (await practice.lessonLibrary?.search(scope, searchForAll, { from: 0, most: 1 }, drawing))?.count,
    'lessonLibrary.similar': async (scope) =>
      counted(await practice.lessonLibrary?.similar(scope, similarTo, drawing)),
    'lessonLibrary.knownIn': async (scope) => counted(await practice.lessonLibrary?.knownIn(scope, occasion)),
    'lessonLibrary.propose': (scope) =>
      noted(() => practice.lessonLibrary?.propose({ scope, now: 0 }, origin)),
    onSubject: async (scope) => counted(await practice.onSubject?.(scope, occasion, drawing)),
    wrote: async (scope) => counted(await practice.wrote?.(scope, null)),
    finished: async (scope) => counted(await practice.finished?.(scope, 0)),
    dates: async (scope) => counted(await practice.dates?.(scope, week, drawing)),
    evidence: async (scope) => counted(await practice.evidence?.(scope, 0, drawing)),
    acts: async (scope) => counted(await practice.acts?.(scope, week)),
    climate: async (scope) => counted(await practice.climate?.(scope, week)),
    development: async (scope) =>
      Object.keys((await practice.development?.(scope, channelId(website), 20264)) ?? {}).length,
    practised: (scope) => noted(() => practice.practised?.({ scope, now: 0, newId: () => 'x' }, practised)),
    toLearn: async (scope) => counted(await practice.toLearn?.(scope, 'lanterns', drawing)),
    handedOn: async (scope) => counted(await practice.handedOn?.(scope, channelId(website))),
    sponsors: async (scope) => (await practice.sponsors?.(scope, channelId(website)))?.size,
    leads: async (scope) => Number(await practice.leads?.(scope)),
    connected: (scope) =>
      noted(() =>
        practice.connected?.({ scope, now: 0, newId: () => 'x' }, channelId(website), {
          kind: 'facts',
          of: rowId('lantern-1'),
          facts: [],
        }),
      ),
    hears: (scope) => noted(() => practice.hears?.({ scope, now: 0, newId: () => 'x' }, happening)),
  } satisfies Readonly<Record<string, (scope: Scope) => Promise<number | undefined>>>;
};

type Contribution = keyof ReturnType<typeof brings>;

/**
 * Where each part of a practice is seen to be off. A part that is new in the contract has to be named here: then either `whereOn` guards it, or the
 * system asks before it uses it.
 */
const guardedBy: Readonly<Record<keyof Feature, readonly Contribution[] | 'the system' | 'nothing to show'>> =
  {
    digestItems: ['digestItems'],
    agendaItems: ['agendaItems'],
    lessonSource: ['lessonSource.open', 'lessonSource.load'],
    lessonSeeds: ['lessonSeeds.load'],
    lessonLibrary: [
      'lessonLibrary.find',
      'lessonLibrary.knownIn',
      'lessonLibrary.search',
      'lessonLibrary.similar',
      'lessonLibrary.propose',
      'lessonLibrary.applied',
      'lessonLibrary.standards',
      'lessonLibrary.holding',
      'lessonLibrary.changed',
    ],
    ...{ onSubject: ['onSubject'], wrote: ['wrote'], finished: ['finished'], dates: ['dates'] },
    ...{ evidence: ['evidence'], acts: ['acts'], climate: ['climate'] },
    ...{ development: ['development'], practised: ['practised'], toLearn: ['toLearn'] },
    ...{ handedOn: ['handedOn'], sponsors: ['sponsors'] },
    connected: ['connected'],
    leads: ['leads'],
    hears: ['hears'],
    // Below, and in practice-choices.test.ts.
    ...{
      homeSection: 'the system',
      commands: 'the system',
      shortcuts: 'the system',
      schedules: 'the system',
    },
    ...{ actions: 'the system', views: 'the system', events: 'the system', posts: 'the system' },
    ...{ jobs: 'the system', named: 'the system', sharedIn: 'the system', comesFirst: 'the system' },
    ...{ movedOn: 'the system', documents: 'the system' },
    ...{ greets: 'the system' },
    ...{ name: 'nothing to show', title: 'nothing to show', startsOff: 'nothing to show' },
    ...{ copy: 'nothing to show', tables: 'nothing to show', records: 'nothing to show' },
    pageTable: 'nothing to show',
  };

const silent: Lit = { heard: [], comesFirst: true };

const points = Object.values(guardedBy).flatMap((one) => (typeof one === 'string' ? [] : one));

describe.each(engines())('on $name, a practice that starts turned off', (engine) => {
  let here: LoreHere;
  let lit: Lit;
  let lantern: Feature;
  beforeEach(async () => {
    lit = { heard: [], comesFirst: true };
    lantern = lanternFeature(lit);
    // Without `whereOn`: what the system asks is seen by itself.
    here = await startLoreHere({ engine, asInstalled: true, lore: { features: [hostFeature, lantern] } });
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  const change = (position: 'on' | 'channels' | 'off') =>
    here.lore.store.workspaceSettings.change(team, userId(ines), {
      days: new Map(),
      switched: [{ practice: 'lantern', position, prompts: [] }],
    });
  /** An admin lets channels choose, and one does. */
  const chosenIn = async (channel: string) => {
    await change('channels');
    const wished = { practice: 'lantern', isOn: true, prompts: [] };
    const chosen = await here.lore.store.workspaceSettings.choose(
      team,
      channelId(channel),
      userId(mara),
      wished,
    );
    expect(chosen.ok).toBe(true);
    await here.settle();
  };
  const posted = (channel: string) => here.posted(channel).map(({ text }) => text);
  const told = async (who: string, channel: string, text: string) => {
    await here.who(who).say(channel, text);
    await here.settle();
    return here.who(who).told(channel).at(-1) ?? '';
  };

  describe.each(points)('brings as %s', (point) => {
    const inChannel = (channel: string, practice: Feature) =>
      here.lore.store.transact(team, { kind: 'channel', channelId: channelId(channel) }, (scope) =>
        brings(practice, lit)[point](scope),
      );
    const forPerson = (who: string, practice: Feature) =>
      here.lore.store.transact(team, { kind: 'person', userId: userId(who) }, (scope) =>
        brings(practice, lit)[point](scope),
      );
    const all = async (practice: Feature) => [
      await inChannel(website, practice),
      await inChannel(learning, practice),
      await forPerson(mara, practice),
      await forPerson(seun, practice),
    ];

    it('nothing while it is off, what it has where a channel chose it, and everywhere once it is on', async () => {
      const guarded = whereOn(lantern);
      const [some = 0] = await all(lantern);
      expect(some).toBeGreaterThan(0);
      expect(await all(guarded)).toEqual([0, 0, 0, 0]);
      await chosenIn(website);
      // Mara is in that channel, Seun is not.
      expect(await all(guarded)).toEqual([some, 0, some, 0]);
      await change('on');
      expect(await all(guarded)).toEqual([some, some, some, some]);
      await change('off');
      expect(await all(guarded)).toEqual([0, 0, 0, 0]);
    });
  });

  it('has no section in the Home of anyone who is in no channel that chose it', async () => {
    expect(await here.home(mara)).not.toContain('Lantern home');
    await chosenIn(website);
    expect(await here.home(mara)).toContain('Lantern home');
    expect(await here.home(seun)).not.toContain('Lantern home');
  });

  it('has its command and its shortcut in help, and answers, only where it is on', async () => {
    const press = async () => {
      await here.sandbox.page('shortcut', { as: seun, callbackId: 'lantern.light', message: null });
      await here.settle();
    };
    expect(await told(mara, website, '/lore help')).not.toMatch(/lantern/i);
    expect(await told(mara, website, '/lore lantern')).toContain('isn’t turned on');
    await chosenIn(website);
    expect(await told(mara, website, '/lore help')).toContain('`/lore lantern`');
    expect(await told(mara, website, '/lore lantern')).toBe('Lantern command');
    expect(await told(mara, learning, '/lore help')).not.toMatch(/lantern/i);
    expect(await told(mara, learning, '/lore lantern')).toContain('isn’t turned on');
    await press();
    expect(JSON.stringify(here.sandbox.world.messages)).not.toContain('Lantern shortcut');
  });

  it('is in the form of no channel’s rituals but those that chose it', async () => {
    const form = async (channel: string) => {
      await here.who(mara).say(channel, '/lore settings');
      await here.settle();
      const read = here.modal(mara);
      await here.who(mara).closeAll();
      return read;
    };
    const off = await form(website);
    expect(off).toContain('Host Asks');
    expect(off).not.toContain('Weekly Lantern');
    await chosenIn(website);
    expect(await form(website)).toContain('Weekly Lantern');
    expect(await form(learning)).not.toContain('Weekly Lantern');
  });

  it('is in no greeting but that for a channel that chose it', async () => {
    const greeting = async (channel: string) => {
      for (const what of ['remove bot', 'add bot'])
        await here.sandbox.page('membership', { as: mara, channelId: channel, change: what });
      await here.settle();
      return here.direct(mara).at(-1)?.text ?? '';
    };
    const off = await greeting(website);
    expect(off).toContain('Host Asks');
    expect(off).not.toContain('Lantern');
    await chosenIn(website);
    const elsewhere = await greeting(learning);
    expect(elsewhere).toContain('Host Asks');
    expect(elsewhere).not.toContain('Lantern');
    await change('on');
    expect(await greeting('C0COFFEE')).toContain('Lantern greeting');
  });

  describe('beside another that asks every Thursday', () => {
    const asks = { 'host.asks': { every: 'week', weekday: 4, minutes: 14 * 60 } } as const;
    beforeEach(async () => {
      for (const channel of [website, learning]) await here.recurs(channel, mara, asks);
    });
    const thursday = (nth: number) => here.playUntil(Date.parse('2026-11-26T14:00:00Z') + nth * 7 * day);
    const offers = (channel: string) => posted(channel).filter((text) => text.includes('Host Later'));

    it('makes it wait only where it is on', async () => {
      await thursday(0);
      expect(
        [posted(website), posted(learning)].flat().filter((text) => text === 'The host asks.'),
      ).toHaveLength(2);
      await chosenIn(website);
      await thursday(1);
      expect(posted(website).filter((text) => text === 'The host asks.')).toHaveLength(1);
      expect(posted(learning).filter((text) => text === 'The host asks.')).toHaveLength(2);
    });

    it('what people shared with it brings an offer only where it is on, in the thread and in Home', async () => {
      lit.comesFirst = false;
      await thursday(0);
      expect([...offers(website), ...offers(learning)]).toEqual([]);
      expect(await here.home(mara)).not.toContain('Host Later');
      await chosenIn(website);
      await thursday(1);
      expect(offers(website)).toHaveLength(1);
      expect(offers(website)[0]).toContain('Late Lantern');
      expect(offers(learning)).toEqual([]);
      const home = await here.home(mara);
      for (const title of ['Host Later', 'Late Lantern']) {
        expect(home).toContain(`${title} in <#${website}>`);
        expect(home).not.toContain(`${title} in <#${learning}>`);
      }
    });

    it('a channel that moved on is offered nothing, in its thread and in Home', async () => {
      Object.assign(lit, { comesFirst: false, movedOn: true });
      await chosenIn(website);
      await thursday(0);
      expect(offers(website)).toEqual([]);
      expect(await here.home(mara)).not.toContain(`in <#${website}>`);
      lit.movedOn = false;
      expect(await here.home(mara)).toContain(`Late Lantern in <#${website}>`);
    });
  });
});

it('each of Lore’s that starts turned off brings nothing without asking first whether it is on', async () => {
  const off = new Proxy({} as Scope, {
    get: (_scope, what) => {
      if (what === 'isOn') return async () => false;
      throw new Error(`it asked for ${String(what)}`);
    },
  });
  const tried: string[] = [];
  for (const feature of features.filter(({ startsOff }) => startsOff !== undefined))
    for (const [part, asked] of Object.entries(guardedBy)) {
      if (typeof asked === 'string' || feature[part as keyof Feature] === undefined) continue;
      for (const point of asked) {
        tried.push(`${feature.name} ${point}`);
        expect([feature.name, point, await brings(feature, silent)[point](off)]).toEqual([
          feature.name,
          point,
          0,
        ]);
      }
    }
  expect(tried).toContain('thanks digestItems');
});
