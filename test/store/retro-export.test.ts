/** What of retrospectives is taken out: for a person, also after they left, and for an admin. On both engines. */
import type { Json } from '../../src/core/export.ts';
import { userId, type UserId } from '../../src/core/ids.ts';
import { languages } from '../../src/core/languages.ts';
import { cards } from '../../src/features/retro/collect/rows.ts';
import { retro } from '../../src/features/retro/feature.ts';
import { lessonUses } from '../../src/features/retro/lessons/operations.ts';
import { ratings } from '../../src/features/retro/history/rating.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import { votes } from '../../src/features/retro/vote/rows.ts';
import { exportFor } from '../../src/system/my-data/subject-data.ts';
import { wordsFor } from '../../src/system/my-data/words.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, team, type Team, teamsOn, typed } from './support/retro-team.ts';

const operator = { actor: 'operator', reader: null } as const;

/** Every key in an export, but those of the objects that say what they are. */
function keysIn(value: Json): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(keysIn);
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)]);
}

/** Every choice in an export, with the key it stands under. */
function choicesIn(value: Json, under = ''): (readonly [key: string, choice: string])[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((entry) => choicesIn(entry, under));
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'choice' && typeof inner === 'string' ? [[under, inner] as const] : choicesIn(inner, key),
  );
}

const tags = ['id', 'person', 'channel', 'at', 'on', 'record', 'called', 'choice', 'retro', 'lore'];

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
    await it_.start();
    for (const who of [ann, ben, cat]) await it_.addCards(who, `of ${who}`);
    await it_.toActions();
    const form = await it_.press(ben, await it_.main(), 'Propose an action');
    await it_.submit(ben, form, { what: typed('Do it') });
    await it_.store.transact(team, { kind: 'person', userId: ben }, async (scope) => {
      const { id } = await scope.from(retros).select('it.id').executeTakeFirstOrThrow();
      const card = await scope.mine(cards).select('it.id').executeTakeFirstOrThrow();
      await scope.upsertOwn(votes, { retro_id: id, topic_id: card.id, nth: 1 });
      await scope.upsertOwn(ratings, { retro_id: id, worth: 4 });
      await scope.upsertOwn(lessonUses, { retro_id: id, lesson_id: id, use: 'applied' as const });
    });
  });

  const ofPerson = (user: UserId) =>
    exportFor(it_.store, [retro], team, operator, { kind: 'person', userId: user });
  const forAdmin = (admin: UserId) =>
    exportFor(it_.store, [retro], team, { actor: admin, reader: admin }, { kind: 'workspace' });
  const deactivate = (user: UserId) =>
    it_.store.directory.savePerson(
      team,
      { userId: user, memberType: 'deactivated', isAdmin: false, tz: 'UTC', locale: 'en', awayUntil: null },
      it_.clock.now(),
    );

  it('somebody who left gets what they wrote, answered and own, hidden names or not, and nothing of others', async () => {
    await deactivate(ben);
    const exported = await ofPerson(ben);
    expect(exported['retro']).toMatchObject({
      answers: [{ phase: { choice: 'collect' }, answer: { choice: 'cards' } }],
      votes: [{ topic: { called: 'of ben' }, votes: 1 }],
      ratings: [{ worth: 4 }],
      lessonsUsed: [{ use: { choice: 'applied' } }],
      cards: [{ text: 'of ben' }],
      actions: [{ what: 'Do it', owner: { person: 'ben' } }],
    });
    expect(JSON.stringify(exported)).not.toMatch(/of ann|of cat/);
    await deactivate(ann);
    // Who facilitated it is named in it.
    expect((await ofPerson(ann))['retro']).toMatchObject({
      retrospectives: [{ about: 'Website relaunch', facilitator: { person: 'ann' } }],
      actions: [],
    });
  });

  it('an admin gets what the participants may read, without who wrote it where names are hidden', async () => {
    const exported = JSON.stringify(await forAdmin(ben));
    for (const card of ['of ann', 'of ben', 'of cat', 'Do it']) expect(exported).toContain(card);
    for (const own of ['answers', 'ratings', 'lessonsUsed']) expect(exported).not.toContain(own);
    expect(exported).not.toMatch(/"authors":\[\{/);
    expect(JSON.stringify(await forAdmin(userId('eva')))).not.toMatch(/of ann|of ben|Do it/);
  });

  it('an admin gets not even their own cards while they are under embargo', async () => {
    it_ = await teams.fresh();
    await it_.start();
    await it_.addCards(ben, 'sealed');
    expect(JSON.stringify(await forAdmin(ben))).not.toContain('sealed');
    expect(JSON.stringify(await ofPerson(ben))).toContain('sealed');
  });

  it('every key and every choice has words in every language', async () => {
    const exports = [await ofPerson(ben), await forAdmin(ben)];
    const keys = new Set(exports.flatMap(keysIn).filter((key) => !tags.includes(key)));
    expect(keys.size).toBeGreaterThan(15);
    for (const locale of languages) {
      const retros = wordsFor([retro], 'retro', { locale, tz: 'UTC' });
      const system = wordsFor([retro], 'lore', { locale, tz: 'UTC' });
      const unsaid = [...keys].filter((key) => retros.title(key) === key && system.title(key) === key);
      expect(unsaid).toEqual([]);
      const choices = exports.flatMap((exported) => choicesIn(exported));
      expect(choices.length).toBeGreaterThan(15);
      const raw = choices.filter(
        ([key, choice]) => retros.choice(key, choice) === choice && system.choice(key, choice) === choice,
      );
      expect(raw).toEqual([]);
    }
  });
});
