/** Somebody who did it before is asked: suggested to the owner alone, asked in private, and free to answer or not. */
import { day } from '../../src/core/clock.ts';
import { rowId, type UserId } from '../../src/core/ids.ts';
import { button } from '../../src/core/kit/action.ts';
import { actions } from '../../src/core/kit/blocks.ts';
import type { Reply } from '../../src/core/listener.ts';
import { engines } from '../support/databases.ts';
import { type AssistTeam, assistTeam, dan, fay, hal, ivy, review } from './support/assist-team.ts';
import { ann, ben, cat, gus, here, team, type Team, teamsOn, words } from './support/retro-team.ts';
import { agreed } from '../../src/features/retro/agreed/operations.ts';
import { askPeer } from '../../src/features/retro/peer-assist/ids.ts';
import { assists } from '../../src/features/retro/peer-assist/rows.ts';
import { befores } from '../../src/features/retro/before/rows.ts';

describe.each(engines())('on $name, asking somebody who did it', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  let with_: AssistTeam;
  beforeEach(async () => {
    // Tuesday 11:00 in Berlin.
    it_ = await teams.fresh();
    with_ = await assistTeam(it_);
  });

  const list = async (who: UserId = ann) => words(await it_.press(who, with_.card, 'Find'));
  const last = (who: UserId) => {
    const found = with_.direct(who).at(-1);
    if (found === undefined) throw new Error(`nobody wrote to ${who}`);
    return found;
  };
  const everything = (who: UserId) => JSON.stringify(with_.direct(who));
  const pass = async (who: UserId, to: UserId): Promise<Reply> =>
    it_.submit(who, await it_.press(who, last(who), 'Pass it on'), {
      to: { selected_option: { value: to } },
    });

  describe('suggests', () => {
    it('up to two people who agreed, with what they did, and says how people agree where nobody fits', async () => {
      expect(await list()).toContain('I know of none');
      expect(await list()).toContain('/retro asked');
      await with_.agrees(dan, 'peers');
      // Agreed, but did nothing like it.
      await with_.agrees(hal, 'peers');
      // Did it, and agreed to something else.
      await with_.agrees(fay, 'leader');
      const found = await list();
      expect(found).toContain('facilitated the retrospective “Checkout relaunch of dan”');
      expect(found).not.toContain('relaunch of fay');
      expect(found).not.toContain('mhal');
      await with_.agrees(fay, 'peers');
      expect(await list()).toContain('Checkout relaunch of fay');
    });

    it('nobody who is away, in the team, asked already, or gone', async () => {
      for (const who of [dan, fay]) await with_.agrees(who, 'peers');
      await with_.becomes(dan, 'member', it_.clock.now() + day);
      expect(await list()).not.toContain('of dan');
      await with_.becomes(dan, 'member');
      await it_.store.directory.memberJoined(team, here, fay, it_.clock.now());
      await with_.asks(dan);
      const found = await list();
      expect(found).toContain('Asked so far');
      expect(found).not.toContain('of dan');
      await with_.becomes(fay, 'deactivated');
      expect(await list()).not.toContain('of fay');
    });

    it('to the owner of the review alone, with a kind word to everybody else', async () => {
      await with_.agrees(dan, 'peers');
      expect(await list(ben)).toContain('owns this and chooses whom to ask');
      expect(await list(ben)).not.toContain('of dan');
      expect(await list(gus)).not.toContain('of dan');
      expect(await list(hal)).toContain('I can’t find this review');
      await it_.store.transact(team, { kind: 'person', userId: ann }, (scope) =>
        scope.update(befores, review, { state: 'over' }),
      );
      expect(await list()).toContain('ended on');
    });
  });

  describe('asks', () => {
    beforeEach(async () => {
      for (const who of [dan, fay, hal, ivy]) await with_.agrees(who, 'peers');
    });

    it('one person in private, in the owner’s words', async () => {
      const before = it_.slack.messages.filter(({ channel }) => !channel.startsWith('D-')).length;
      expect((await with_.asks(dan, 'We move the checkout. What would you do?')).kind).toBe('clear');
      await it_.settle();
      expect(last(dan).text).toContain('We move the checkout. What would you do?');
      expect(last(dan).text).toContain('begins “Checkout relaunch” and asks you for half an hour');
      expect(last(dan).text).toContain('/retro asked');
      expect(last(ann).text).toContain('is asked');
      expect(it_.slack.messages.filter(({ channel }) => !channel.startsWith('D-'))).toHaveLength(before);
    });

    it('refuses an empty text, and keeps the form', async () => {
      expect(words(await with_.asks(dan, '   '))).toContain('Write a sentence or two');
    });

    it('gives both the guide and each other once they say yes, and tells the owner at once', async () => {
      await with_.asks(dan);
      await it_.settle();
      expect((await it_.press(dan, last(dan), 'Yes, gladly')).kind).toBe('nothing');
      await it_.settle();
      for (const who of [ann, dan]) {
        expect(everything(who)).toContain('*10 minutes, ');
        expect(everything(who)).toContain('what I would do in your place');
      }
      expect(last(dan).text).toContain('<@ann>');
      expect(last(ann).text).toContain('<@dan>');
      expect(everything(ann)).toContain('says yes');
      const [asked] = with_.direct(dan);
      expect(asked?.text).toContain('You said yes');
      expect(JSON.stringify(asked?.blocks)).not.toContain('button');
      // The message as it stood on another screen.
      expect(await list()).toContain('says yes');
    });

    it('says at one time, three working days later, that there is no time this week, whatever happened', async () => {
      await with_.asks(dan);
      await with_.asks(fay);
      await it_.settle();
      await it_.press(dan, last(dan), 'Not this time');
      await it_.settle();
      expect(last(dan).text).toContain('looks as if you hadn’t answered');
      await it_.until('2026-11-27T09:59:00Z');
      expect(last(ann).text).not.toContain('no time this week');
      const told = last(ann);
      await it_.until('2026-11-27T10:05:00Z');
      expect(with_.direct(ann)).toHaveLength(1);
      expect(last(ann)).toBe(told);
      expect(last(ann).text.match(/has no time this week: that is usual/g)).toHaveLength(2);
      // Who said no may still say yes.
      await it_.press(dan, last(dan), 'Yes, after all');
      await it_.settle();
      expect(everything(ann)).toContain('says yes');
    });

    it('lets them pass it on to somebody who agreed, who is not told by whom', async () => {
      await with_.asks(dan, 'What would you do?');
      await it_.settle();
      const form = words(await it_.press(dan, last(dan), 'Pass it on'));
      for (const name of ['Fay', 'Hal', 'Ivy']) expect(form).toContain(name);
      for (const name of ['"Ann"', '"Dan"', '"Ben"']) expect(form).not.toContain(name);
      expect((await pass(dan, hal)).kind).toBe('nothing');
      await it_.settle();
      expect(last(dan).text).toContain('You passed it on to');
      expect(last(hal).text).toContain('What would you do?');
      expect(everything(hal)).not.toContain('dan');
      expect(everything(hal).toLowerCase()).not.toContain('passed on by');
      await it_.press(hal, last(hal), 'Yes, gladly');
      await it_.settle();
      expect(last(ann).text).toContain('<@hal>');
      expect(last(hal).text).toContain('<@ann>');
      expect(everything(ann)).not.toContain('passed');
    });

    it('passes on only to who agreed, once, and says where nobody else did', async () => {
      await with_.asks(dan);
      await it_.settle();
      const form = await it_.press(dan, last(dan), 'Pass it on');
      await with_.agrees(hal);
      expect(words(await it_.submit(dan, form, { to: { selected_option: { value: hal } } }))).toContain(
        'don’t agree to be asked any more',
      );
      const standing = last(dan);
      const buttons = { blocks: structuredClone(standing.blocks) };
      await pass(dan, ivy);
      expect(words(await it_.press(dan, buttons, 'Pass it on'))).toContain('answered this already');
      expect(words(await it_.press(dan, buttons, 'Not this time'))).toContain('answered this already');
      await it_.settle();
      for (const who of [dan, fay]) await with_.agrees(who);
      expect(words(await it_.press(ivy, last(ivy), 'Pass it on'))).toContain('Nobody else has agreed');
    });

    it('is answered only by the person asked', async () => {
      await with_.asks(dan);
      await it_.settle();
      const message = last(dan);
      for (const other of [ann, ben, hal])
        for (const label of ['Yes, gladly', 'Not this time'])
          expect(words(await it_.press(other, message, label))).toContain('isn’t here any more');
    });
  });

  describe('at most twice in fourteen days', () => {
    const another = (id: string) =>
      it_.store.transact(team, { kind: 'person', userId: ann }, async (scope) => {
        const [row] = await scope.from(befores).selectAll().execute();
        if (row === undefined) throw new Error('there is no review');
        const copy = { ...row, id: rowId(id) };
        await scope.insert(befores, copy, { audience: row.conversation_id, by: [], names: 'shown' });
      });
    const asked = (who: UserId) =>
      with_.direct(who).flatMap(({ text }) => text.match(/ begins “/g) ?? []).length;
    const asksIn = async (before: string, who: UserId) => {
      const blocks = [actions([button(askPeer, 'Ask', { before: rowId(before), peer: who })])];
      const form = await it_.press(ann, { blocks }, 'Ask');
      return form.kind === 'push' ? it_.submit(ann, form) : form;
    };

    it('after that they are suggested to nobody until it is a while ago', async () => {
      await with_.agrees(dan, 'peers');
      await another('before-2');
      await another('before-3');
      await with_.asks(dan);
      await it_.settle();
      expect((await asksIn('before-2', dan)).kind).toBe('clear');
      await it_.until('2026-11-25T12:00:00Z');
      expect(asked(dan)).toBe(2);
      expect(words(await asksIn('before-3', dan))).toContain('can’t be asked just now');
      await it_.until('2026-12-07T10:00:00Z');
      expect(words(await asksIn('before-3', dan))).toContain('can’t be asked just now');
      await it_.until('2026-12-08T11:00:00Z');
      expect((await asksIn('before-3', dan)).kind).toBe('clear');
    });

    it('also if they agree once more: a pause goes on', async () => {
      await with_.agrees(dan, 'peers');
      await another('before-2');
      await another('before-3');
      await with_.asks(dan);
      await asksIn('before-2', dan);
      await it_.until('2026-11-25T12:00:00Z');
      expect(asked(dan)).toBe(2);
      await with_.agrees(dan);
      await with_.agrees(dan, 'peers');
      expect(words(await asksIn('before-3', dan))).toContain('can’t be asked just now');
      await it_.until('2026-12-08T11:00:00Z');
      expect((await asksIn('before-3', dan)).kind).toBe('clear');
    });

    it('also where two ask at the same moment: the owner reads that they cannot be asked now', async () => {
      await with_.agrees(dan, 'peers');
      await another('before-2');
      await another('before-3');
      await with_.asks(dan);
      await asksIn('before-2', dan);
      await asksIn('before-3', dan);
      await it_.until('2026-11-25T12:00:00Z');
      expect(asked(dan)).toBe(2);
      expect(everything(ann)).toContain('can’t be asked just now');
      // The first two are on their way.
      expect(everything(ann).match(/is asked\. On/g)?.length).toBeGreaterThan(1);
    });

    it('what was passed on to them counts, and nobody is told', async () => {
      for (const who of [dan, fay, hal]) await with_.agrees(who, 'peers');
      await another('before-2');
      await another('before-3');
      await with_.asks(dan);
      await it_.until('2026-11-25T12:00:00Z');
      await asksIn('before-2', dan);
      await it_.until('2026-11-26T12:00:00Z');
      const [first, second] = with_.direct(dan);
      if (first === undefined || second === undefined) throw new Error('two messages');
      const passing = async (message: typeof first) =>
        it_.submit(dan, await it_.press(dan, message, 'Pass it on'), {
          to: { selected_option: { value: fay } },
        });
      await passing(first);
      await passing(second);
      await it_.until('2026-11-27T12:00:00Z');
      expect(asked(fay)).toBe(2);
      expect((await asksIn('before-3', fay)).kind).toBe('clear');
      await it_.until('2026-11-30T12:00:00Z');
      expect(asked(fay)).toBe(2);
      expect(everything(ann)).not.toContain('can’t be asked just now');
    });
  });

  describe('people who go', () => {
    beforeEach(async () => {
      for (const who of [dan, fay]) await with_.agrees(who, 'peers');
    });

    it('who withdrew before it reached them is not asked, and the owner chooses somebody else', async () => {
      await with_.asks(dan);
      await it_.store.transact(team, { kind: 'person', userId: dan }, (scope) =>
        scope.deleteOwn(agreed, { to: 'peers' }),
      );
      await it_.settle();
      expect(with_.direct(dan)).toEqual([]);
      expect(last(ann).text).toContain('can’t be asked just now');
      expect(await list()).toContain('of fay');
    });

    it('who left or was erased stands as somebody who cannot be asked, and their message goes', async () => {
      await with_.asks(dan);
      await with_.asks(fay);
      await it_.settle();
      await with_.becomes(dan, 'deactivated');
      expect(await list()).toContain('can’t be asked just now');
      await it_.store.erasing(team, 'operator', { kind: 'person', userId: fay });
      await it_.settle();
      const { rows } = await it_.store.read(team, { kind: 'person', userId: ann }, async (read) => ({
        rows: await read.from(assists).selectAll().execute(),
      }));
      expect(rows.map(({ peer_id: peer }) => peer).toSorted()).toEqual([dan, null].toSorted());
      expect(await list()).not.toContain('fay');
    });

    it('where the person who asked left or was erased, there is nothing to answer', async () => {
      await with_.asks(dan);
      await it_.settle();
      const standing = { blocks: structuredClone(last(dan).blocks) };
      await with_.becomes(ann, 'deactivated');
      expect(words(await it_.press(dan, standing, 'Yes, gladly'))).toContain('no longer here');
      await with_.becomes(ann, 'member');
      await it_.store.erasing(team, 'operator', { kind: 'person', userId: ann });
      expect(words(await it_.press(dan, standing, 'Not this time'))).toContain('isn’t here any more');
      expect(
        await it_.store.system
          .selectFrom('retro_assist' as never)
          .selectAll()
          .execute(),
      ).toEqual([]);
    });

    it('what was passed on loses the words of who asked when they are erased', async () => {
      await with_.asks(dan, 'A secret of mine');
      await it_.settle();
      await pass(dan, fay);
      await it_.settle();
      expect(everything(fay)).toContain('A secret of mine');
      await it_.store.erasing(team, 'operator', { kind: 'person', userId: ann });
      await it_.settle();
      const stored = await it_.store.system
        .selectFrom('retro_assist' as never)
        .selectAll()
        .execute();
      expect(JSON.stringify(stored)).not.toContain('A secret of mine');
      expect(everything(fay)).not.toContain('A secret of mine');
    });
  });

  it('suggests no member of the team itself', async () => {
    await with_.agrees(cat, 'peers');
    expect(await list()).toContain('I know of none');
  });
});
