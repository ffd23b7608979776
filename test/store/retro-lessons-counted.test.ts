/** In how many projects a lesson was applied, for a channel and the workspace: once each is over, and never so that it tells what one person said. */
import type { ChannelId, UserId } from '../../src/core/ids.ts';
import { rowId, userId } from '../../src/core/ids.ts';
import { insertion } from '../../src/core/scope.ts';
import { befores } from '../../src/features/retro/before/rows.ts';
import { appliedBetween, countApplied } from '../../src/features/retro/lessons/applied.ts';
import {
  beforeLessonUses,
  beforeOffers,
  type LessonAnswer,
  lessonUses,
  offers,
} from '../../src/features/retro/lessons/operations.ts';
import { type RetroRow, retros } from '../../src/features/retro/session/rows.ts';
import { randomIds } from '../../src/process.ts';
import { lastingEngines } from '../support/databases.ts';
import {
  iris,
  type LibraryHere,
  libraryOn,
  mara,
  priya,
  secret,
  team,
  website,
} from '../support/library-here.ts';
import { loaded } from '../unit/retro/drawn.ts';

const seun = userId('U0SEUN');
const ended = Date.parse('2026-11-20T12:00:00Z');

describe.each(lastingEngines())('on $name', ({ fresh }) => {
  let library: LibraryHere;
  beforeEach(async () => {
    library = await libraryOn(await fresh());
    const person = { isAdmin: false, tz: 'UTC', locale: 'en', awayUntil: null, name: 'Seun' } as const;
    // In none of the channels.
    await library.store.directory.savePerson(
      team,
      { userId: seun, ...person, memberType: 'member' },
      Date.now(),
    );
  });
  afterEach(() => library.close());

  const asChannel = (channelId: ChannelId) => ({ kind: 'channel', channelId }) as const;

  /** One that is over, was shown two lessons, and in which these people said something of the first. */
  async function held(
    channel: ChannelId,
    answers: readonly (readonly [who: UserId, use: LessonAnswer])[],
    over: Partial<RetroRow> = {},
  ): Promise<RetroRow> {
    const { store } = library;
    const id = over.id ?? rowId(randomIds.next());
    const lesson = rowId('lesson');
    const row = await store.transact(team, asChannel(channel), async (scope) => {
      const audience = await scope.audience({ kind: 'conversation', channel });
      const its = { channel_id: channel, conversation_id: audience, participants_id: audience };
      const facts = { id, ...its, phase: 'closed', ended_at: ended, invited: 5, ...over } as const;
      const { row: whole } = loaded({}, facts);
      const written = { audience, by: [], names: 'shown' } as const;
      await scope.insert(retros, { ...whole, card_seal: await scope.embargo() }, written);
      const offer = { retro_id: id, place: 1, counted: 0 } as const;
      await scope.insertAll(
        [lesson, rowId('other')].map((of) =>
          insertion(offers, { ...offer, id: rowId(randomIds.next()), lesson_id: of }, written),
        ),
      );
      return whole;
    });
    for (const [who, use] of answers)
      await store.transact(team, { kind: 'person', userId: who }, (scope) =>
        scope.upsertOwn(
          lessonUses,
          { retro_id: id, lesson_id: lesson, use },
          { audience: row.conversation_id },
        ),
      );
    await isOver(row);
    return row;
  }
  const isOver = (row: RetroRow) =>
    library.store.transact(team, asChannel(row.channel_id), (scope) =>
      countApplied({ scope }, () => [], row),
    );
  const counts = async (who: UserId, channel = website, from = '2026-01-01') => {
    const viewer = { kind: 'person', userId: who } as const;
    const { here, everywhere } = await library.store.read(team, viewer, (read) =>
      appliedBetween(read, channel, from, '2026-11-30'),
    );
    return [here, everywhere].map(({ shown, applied }) => `${String(applied)} of ${String(shown)}`);
  };

  it('each project counts once, however many people said so, if anybody applied or adapted one of its lessons', async () => {
    const applied = await held(website, [
      [mara, 'adapted'],
      [priya, 'applied'],
    ]);
    await held(website, [[mara, 'unfit']]);
    await held(website, []);
    expect(await counts(mara)).toEqual(['1 of 3', '1 of 3']);
    await isOver(applied);
    expect(await counts(mara)).toEqual(['1 of 3', '1 of 3']);
    expect(await counts(mara, website, '2026-11-21')).toEqual(['0 of 0', '0 of 0']);
    await held(website, [[mara, 'applied']], { phase: 'cancelled' });
    expect(await counts(mara)).toEqual(['1 of 3', '1 of 3']);
  });

  it('counts for the workspace what comes from a public channel, and for its people alone what comes from a private one', async () => {
    await held(website, [[priya, 'applied']]);
    await held(secret, [[mara, 'applied']], { was_private: 1 });
    expect(await counts(mara)).toEqual(['1 of 1', '2 of 2']);
    expect(await counts(mara, secret)).toEqual(['1 of 1', '2 of 2']);
    expect(await counts(priya)).toEqual(['1 of 1', '1 of 1']);
    expect(await counts(priya, secret)).toEqual(['0 of 0', '1 of 1']);
    expect(await counts(seun)).toEqual(['1 of 1', '1 of 1']);
    // Once its channel is private, what came from there is no longer for others.
    const facts = { kind: 'private', isShared: false, isArchived: false, hasLore: true } as const;
    const closed = { channelId: website, ...facts, name: 'website' };
    await library.store.directory.saveChannel(team, closed, Date.now());
    expect(await counts(seun)).toEqual(['0 of 0', '0 of 0']);
    expect(await counts(priya)).toEqual(['1 of 1', '1 of 1']);
  });

  it('one that began or ended in private is counted for its people alone; a guest counts those of their channel', async () => {
    await held(website, [[mara, 'applied']], { was_private: 1 });
    // And one that ended in private, though it began when its channel was public.
    await held(secret, [[mara, 'applied']]);
    expect(await counts(seun)).toEqual(['0 of 0', '0 of 0']);
    await held(website, [[mara, 'applied']]);
    expect(await counts(iris)).toEqual(['2 of 2', '2 of 2']);
  });

  it('does not count one in which fewer than five were asked', async () => {
    await held(website, [[mara, 'applied']], { invited: 4 });
    expect(await counts(mara)).toEqual(['0 of 0', '0 of 0']);
  });

  it('is the same number before and after somebody who said something is erased, so that it tells nothing of them', async () => {
    const membersAre = (channel: ChannelId, members: readonly UserId[]) =>
      library.store.directory.setMembers(team, channel, members, Date.now());
    await membersAre(secret, [mara, priya]);
    await held(website, [[priya, 'applied']]);
    await held(secret, [[priya, 'adapted']], { was_private: 1 });
    expect(await counts(mara)).toEqual(['1 of 1', '2 of 2']);
    await library.store.erasing(team, 'operator', { kind: 'person', userId: priya });
    // Who is there is asked again.
    for (const channel of [website, secret]) await membersAre(channel, [mara]);
    expect(await counts(mara)).toEqual(['1 of 1', '2 of 2']);
  });

  it('counts what was said in the review before the work, once, for the one that looks back on it', async () => {
    const { store } = library;
    const [before, looksBack] = [rowId(randomIds.next()), rowId(randomIds.next())];
    const lesson = rowId('shown-before');
    await store.transact(team, asChannel(website), async (scope) => {
      const audience = await scope.audience({ kind: 'conversation', channel: website });
      const written = { audience, by: [], names: 'shown' } as const;
      await scope.insert(
        befores,
        {
          id: before,
          name: 'Website  RELAUNCH',
          channel_id: website,
          conversation_id: audience,
          project_id: null,
          began_by: mara,
          began_at: ended - 1,
          intent: 'Move in an hour',
          measure: '',
          state: 'over',
          until: ended,
          round: 1,
          asked: 5,
          answered: 0,
          seal: await scope.embargo(),
          joined_at: null,
          decided_by: null,
          over_at: ended,
          over_how: 'held',
          retro_id: looksBack,
        },
        written,
      );
      const offer = { before_id: before, lesson_id: lesson, place: 1, counted: 0 } as const;
      await scope.insert(beforeOffers, { id: rowId(randomIds.next()), ...offer }, written);
    });
    await store.transact(team, { kind: 'person', userId: mara }, async (scope) => {
      const audience = await scope.audience({ kind: 'conversation', channel: website });
      const said = { before_id: before, lesson_id: lesson, use: 'adapted' } as const;
      await scope.upsertOwn(beforeLessonUses, said, { audience });
    });
    // Another of the same name looks back on something else.
    await held(website, []);
    expect(await counts(mara)).toEqual(['0 of 1', '0 of 1']);
    const row = await held(website, [], { id: looksBack });
    expect(await counts(mara)).toEqual(['1 of 2', '1 of 2']);
    await isOver(row);
    expect(await counts(mara)).toEqual(['1 of 2', '1 of 2']);
  });
});
