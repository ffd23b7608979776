/** A retrospective whose channel others read now, too: the channel is shown nothing any more, those who were asked go on, and it ends by its time. */
import type { UserId } from '../../src/core/ids.ts';
import { cards } from '../../src/features/retro/collect/rows.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, here, team, type Team, teamsOn, words } from './support/retro-team.ts';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  const readBy = (who: UserId) =>
    it_.store.read(team, { kind: 'person', userId: who }, async (read) => ({
      phases: (await read.from(retros).select('it.phase').execute()).map(({ phase }) => phase),
      texts: (await read.from(cards).select('it.text').execute()).map(({ text }) => text),
    }));
  const leftJobs = async () => {
    const left = await it_.store.system.selectFrom('job').select('name').execute();
    return left.map(({ name }) => name).toSorted();
  };

  it.each([
    ['shared', {}, { isShared: true }],
    ['public', { kind: 'private' }, { kind: 'public' }],
  ] as const)(
    'goes on when the channel has become %s, and sees nothing itself',
    async (_what, first, then) => {
      await it_.store.directory.changeChannel(team, here, first, it_.clock.now());
      // Everybody has joined it as it is at first.
      await it_.store.directory.setMembers(team, here, [], it_.clock.now());
      await it_.start();
      await it_.addCards(ben, 'of ben');
      await it_.main();
      await it_.store.directory.changeChannel(team, here, then, it_.clock.now());
      await it_.event('channel_changed');
      const why = 'Its message stays as it is';
      expect(await it_.home(ann)).toContain(why);
      await it_.until('2026-11-26T10:05:00Z');
      expect(await readBy(cat)).toEqual({ phases: ['discuss'], texts: ['of ben'] });
      // Whoever facilitates is told in words what the channel cannot be told, and nobody else.
      const told = it_.slack.messages.filter(({ text }) => text.includes(why));
      expect(told.map(({ channel }) => channel)).toEqual(['D-ann']);
      expect(told[0]?.text).toContain('Collecting is over: time was up.');
      expect(words(await it_.press(ann, { blocks: told[0]?.blocks ?? [] }, 'Read the cards'))).toContain(
        'of ben',
      );
      await it_.until('2026-11-27T10:10:00Z');
      expect(await readBy(cat)).toEqual({ phases: ['actions'], texts: ['of ben'] });
      await it_.until('2026-11-30T10:20:00Z');
      expect(await readBy(cat)).toEqual({ phases: ['closed'], texts: ['of ben'] });
      expect(await leftJobs()).toEqual(['retro.rating-end', 'retro.unlink']);
    },
  );

  const opensUp = async () => {
    await it_.start();
    await it_.addCards(ben, 'of ben');
    await it_.main();
    await it_.store.directory.changeChannel(team, here, { isShared: true }, it_.clock.now());
  };

  it.each([
    ['is erased', () => it_.store.erasing(team, 'operator', { kind: 'person', userId: ann })],
    ['is deactivated', () => it_.store.directory.personGone(team, ann, it_.clock.now())],
    ['leaves', () => it_.leaves(ann)],
  ])('its time alone ends it, also when whoever facilitates %s', async (_how, happens) => {
    await opensUp();
    await happens();
    await it_.until('2026-11-26T10:05:00Z');
    expect(await readBy(cat)).toEqual({ phases: ['discuss'], texts: ['of ben'] });
    await it_.until('2026-12-01T10:00:00Z');
    expect(await readBy(cat)).toEqual({ phases: ['closed'], texts: ['of ben'] });
    expect(await leftJobs()).toEqual(['retro.rating-end', 'retro.unlink']);
  });

  it('also when nobody is left of those who were asked', async () => {
    await it_.start({ people: { selected_users: [ann, ben] } });
    await it_.addCards(ben, 'of ben');
    await it_.main();
    await it_.store.directory.changeChannel(team, here, { isShared: true }, it_.clock.now());
    for (const who of [ann, ben]) await it_.leaves(who);
    await it_.until('2026-12-02T10:00:00Z');
    await it_.settle();
    expect(await readBy(cat)).toEqual({ phases: ['closed'], texts: [] });
  });
});
