/** People who take part in a retrospective that has begun: added by its facilitator, or offered to. */
import { userId, type UserId } from '../../src/core/ids.ts';
import { defaultWorkingHours } from '../../src/core/people.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import { engines } from '../support/databases.ts';
import {
  ann,
  ben,
  cat,
  chosen,
  eva,
  gus,
  team,
  type Team,
  teamsOn,
  typed,
  words,
} from './support/retro-team.ts';

const steer = 'More time, reopen, hand over … (facilitator)';
const only = (...people: UserId[]) => ({ people: { selected_users: people } });

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    // Tuesday 11:00 in Berlin; collecting ends on Thursday at that time.
    it_ = await teams.fresh();
  });

  const adding = async () => it_.press(ann, await it_.press(ann, await it_.main(), steer), 'Add people');
  const direct = (who: UserId) => it_.slack.messages.filter(({ channel }) => channel === `D-${who}`);
  const thread = async () => {
    await it_.settle();
    return it_.thread().join('\n');
  };
  const isAway = (who: UserId, until: string | null) =>
    it_.store.directory.savePerson(
      team,
      {
        userId: who,
        memberType: 'member',
        isAdmin: false,
        tz: 'Europe/Berlin',
        locale: 'en',
        awayUntil: until === null ? null : Date.parse(until),
      },
      it_.clock.now() + 1,
    );
  const endsAt = async () => {
    const [row] = await it_.store.read(team, { kind: 'person', userId: ann }, (read) =>
      read.from(retros).select('it.ends_at').execute(),
    );
    return new Date(row?.ends_at ?? 0).toISOString();
  };

  describe('added by the facilitator', () => {
    beforeEach(async () => {
      await it_.start(only(ann, ben));
      await it_.addCards(ben, 'of ben');
    });

    it('take part from then on, and the thread says who added them', async () => {
      expect(words(await it_.press(cat, await it_.main(), 'Add cards'))).toContain('for the people');
      expect((await it_.submit(ann, await adding(), only(cat))).kind).toBe('clear');
      expect(await thread()).toContain('Ann added <@cat>.');
      expect((await it_.main()).text).toContain('1 of 3 has answered');
      expect(await it_.home(cat)).toContain('Website relaunch');
      expect((await it_.addCards(cat, 'of cat')).kind).toBe('nothing');
      await it_.addCards(ann, 'of ann');
      // Everyone has answered. They read what was written for the participants before.
      expect(await it_.seen(cat)).toContain('of ben');
    });

    it('are counted before it goes on by itself', async () => {
      await it_.submit(ann, await adding(), only(cat));
      await it_.addCards(ann, 'of ann');
      expect((await it_.main()).text).toContain('2 of 3 have answered');
    });

    it('are reminded, and the phase is longer where they would have no working day in it', async () => {
      // An hour before its end.
      await it_.until('2026-11-26T09:00:00Z');
      await it_.submit(ann, await adding(), only(cat));
      // In New York Thursday ends at 23:30 in Berlin: Friday at the end of the day.
      expect(await endsAt()).toBe('2026-11-27T16:30:00.000Z');
      expect(await thread()).toContain('so that everybody has a working day');
      await it_.until('2026-11-27T16:00:00Z');
      expect(direct(cat).map(({ at }) => new Date(at).toISOString())).toEqual(['2026-11-27T14:00:00.000Z']);
    });

    it('are refused at the field when they cannot see the channel, or are in it already', async () => {
      const form = await adding();
      expect(words(await it_.submit(ann, form, only(cat, eva)))).toContain(
        'people: One person you chose isn’t in the channel',
      );
      expect(words(await it_.submit(ann, form, only(ben)))).toContain('people: They already take part');
      const pressable = [...(await it_.home(cat)).matchAll(/"action_id":"([^"]*)"/g)].map(([, id]) => id);
      // Nothing but whether they may be asked for advice.
      expect(pressable).toEqual(['retro.agreed']);
    });

    it('are added by the facilitator alone, at every press', async () => {
      const form = await adding();
      expect(words(await it_.submit(ben, form, only(cat)))).toContain('Only the facilitator');
      const control = await it_.press(ann, await it_.main(), steer);
      expect(words(await it_.press(ben, control, 'Add people'))).toContain('Only the facilitator');
      expect(words(await it_.submit(cat, form, only(cat)))).toContain('for the people');
    });
  });

  describe('offered to take part', () => {
    const joins = (who: UserId) => it_.event('member_joined_channel', { user: who });

    /** Cat was not in the channel when it began, and joins. */
    async function catJoins(): Promise<void> {
      await it_.leaves(cat);
      await it_.start();
      it_.comesBack(cat);
      await joins(cat);
      await it_.until('2026-11-24T15:00:00Z');
    }
    const offer = () => ({ blocks: direct(cat)[0]?.blocks ?? [] });

    it('are people who join the channel, once, in their own hours', async () => {
      await catJoins();
      expect(direct(cat).map(({ text, at }) => [text.slice(0, 26), new Date(at).toISOString()])).toEqual([
        ['A retrospective is open in', '2026-11-24T14:00:00.000Z'],
      ]);
      expect(direct(cat)[0]?.text).toContain('I ask only once, and you can decline');
      await joins(cat);
      await it_.event('working_time_changed', { user: cat });
      await it_.until('2026-11-25T15:00:00Z');
      expect(direct(cat)).toHaveLength(1);
    });

    it('take part by one press, and the thread says so', async () => {
      await catJoins();
      expect(words(await it_.press(cat, offer(), 'Take part'))).toContain('You take part now');
      expect(await thread()).toContain('Cat takes part, too.');
      expect((await it_.main()).text).toContain('0 of 3 have answered');
      expect(direct(cat)[0]?.text).toBe('You take part in the retrospective “Website relaunch” in <#C1>.');
      expect(direct(cat)[0]?.blocks).toHaveLength(1);
      expect(words(await it_.press(cat, await it_.main(), 'Add cards'))).not.toContain('for the people');
    });

    it('decline by one press, of which nobody hears, and are not asked again', async () => {
      await catJoins();
      const before = await thread();
      const buttons = offer();
      expect(words(await it_.press(cat, buttons, 'No, thanks'))).toContain('won’t ask again');
      expect(await thread()).toBe(before);
      expect((await it_.main()).text).toContain('0 of 2 have answered');
      expect(direct(cat)[0]?.text).toContain('nothing left to decide');
      await joins(cat);
      await it_.until('2026-11-25T15:00:00Z');
      expect(direct(cat)).toHaveLength(1);
    });

    it('are people who were away when it began, on the day they are back', async () => {
      await isAway(cat, '2026-11-26T07:00:00Z');
      await it_.start({ collect: chosen('days-1') });
      await it_.addCards(ben, 'one\ntwo');
      await it_.until('2026-11-25T12:00:00Z');
      await it_.until('2026-11-26T07:59:00Z');
      expect(direct(cat)).toEqual([]);
      // At nine in Berlin.
      await it_.until('2026-11-26T08:01:00Z');
      expect(direct(cat).map(({ text }) => text)).toEqual([expect.stringContaining('You weren’t there')]);
    });

    it('are people who say in App Home that they are back', async () => {
      await isAway(cat, '2026-12-30T08:00:00Z');
      await it_.start();
      await isAway(cat, null);
      await it_.event('working_time_changed', { user: cat });
      await it_.settle();
      expect(direct(cat)).toHaveLength(1);
    });

    it('are no guests, no participants, and nobody who was left out by choice', async () => {
      await it_.start(only(ann, ben));
      for (const who of [cat, gus, ann]) {
        await joins(who);
        await it_.event('working_time_changed', { user: who });
      }
      await it_.submit(ann, await it_.press(ann, await it_.main(), 'Cancel the retrospective (facilitator)'));
      await it_.start();
      for (const who of [gus, ann, userId('nobody')]) await joins(who);
      await it_.until('2026-11-24T15:00:00Z');
      expect([direct(cat), direct(gus), direct(ann)]).toEqual([[], [], []]);
    });

    it('are told that it is over by an old offer they took, too', async () => {
      await catJoins();
      const buttons = offer();
      await it_.press(cat, buttons, 'Take part');
      await it_.submit(ann, await it_.press(ann, await it_.main(), 'Cancel the retrospective (facilitator)'));
      expect(words(await it_.press(cat, buttons, 'Take part'))).toContain('was cancelled on');
    });

    it('do not take part by a press without an offer', async () => {
      await catJoins();
      const buttons = offer();
      expect(words(await it_.press(gus, buttons, 'Take part'))).toContain('for the people');
      expect((await it_.main()).text).toContain('0 of 2 have answered');
    });

    it.each(['Take part', 'No, thanks'])('are told kindly when it is over: “%s”', async (button) => {
      await catJoins();
      const buttons = offer();
      await it_.submit(ann, await it_.press(ann, await it_.main(), 'Cancel the retrospective (facilitator)'));
      expect(words(await it_.press(cat, buttons, button))).toMatch(
        /The retrospective “Website relaunch” was cancelled on .+ You can start a new one with `\/retro`/,
      );
      await it_.settle();
      expect(direct(cat)[0]?.text).toContain('nothing left to decide');
    });
  });

  it('keeps an end that is longer for one who joined within three working days of the usual one', async () => {
    const hours = { ...defaultWorkingHours, days: [1] };
    await it_.store.settings.save(team, cat, { hours, backOn: null, locale: null });
    await it_.start({ ...only(ann, ben), about: typed('Website relaunch') });
    await it_.submit(ann, await adding(), only(cat));
    // Monday in New York is over at 23:30 in Berlin; Tuesday 11:00 is three working days after Thursday 11:00.
    expect(await endsAt()).toBe('2026-12-01T10:00:00.000Z');
    await it_.until('2026-12-01T09:00:00Z');
    await it_.submit(ann, await adding(), only(gus));
    expect(await thread()).toContain('Ann added <@gus>.');
    expect(await endsAt()).toBe('2026-12-01T10:00:00.000Z');
  });
});
