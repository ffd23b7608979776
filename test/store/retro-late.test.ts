/** Cards written after collecting: told in the thread, held until the phase ends, or kept for the next retrospective; never nowhere. */
import { sql } from 'kysely';
import type { UserId } from '../../src/core/ids.ts';
import type { Reply } from '../../src/core/listener.ts';
import { exportOf } from '../../src/core/export.ts';
import { retro } from '../../src/features/retro/feature.ts';
import { engines } from '../support/databases.ts';
import {
  ann,
  ben,
  cat,
  chosen,
  gus,
  here,
  team,
  type Team,
  teamsOn,
  typed,
  words,
} from './support/retro-team.ts';

describe.each(engines())('on $name, a late card', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  const minute = 60_000;
  const later = () => it_.clock.set(it_.clock.now() + minute);
  /** With two topics, so that no phase is passed over, and grouping on. */
  const toGrouping = async (inputs: Parameters<Team['start']>[0] = {}) => {
    await it_.start(inputs);
    await it_.addCards(ann, 'one\ntwo');
    later();
    await end('Close collecting (facilitator)');
  };
  const hidden = { names: chosen('hidden') };
  const shown = { names: chosen('shown') };
  const end = async (label: string) => {
    await it_.endPhase(ann, label);
    later();
    await it_.settle();
  };
  const lateForm = async (who: UserId) => it_.press(who, await it_.main(), 'Add a late card');
  const add = async (who: UserId, column0: string): Promise<Reply> =>
    it_.submit(who, await lateForm(who), { column0: typed(column0) });
  const replies = () => it_.thread().filter((text) => /late card/i.test(text));
  const everywhere = () => JSON.stringify(it_.slack.messages.map(({ blocks, text }) => [blocks, text]));
  const page = async (who: UserId) => words(await it_.press(who, await it_.command(who, 'history'), 'Read'));

  it('is told in the thread at once where names are shown, one message for what one person sent, with their name', async () => {
    await toGrouping(shown);
    const form = await lateForm(ben);
    expect(words(form)).toContain('It’s posted in the thread now, with your name.');
    expect(
      words(await it_.submit(ben, form, { column0: typed('late one\nlate two'), column1: typed('more') })),
    ).toContain('in the thread, with your name');
    await it_.settle();
    expect(replies()).toHaveLength(1);
    for (const said of ['Ben added late cards', 'late one', 'late two', 'more'])
      expect(replies()[0]).toContain(said);
    later();
    await add(cat, 'of cat');
    await it_.settle();
    expect(replies()).toHaveLength(2);
    expect(replies()[1]).toContain('Cat added a late card');
    expect(await page(ann)).toContain('late two');
  });

  it('is nobody’s to read before the phase ends where names are hidden, and then told with those of others, without names', async () => {
    await toGrouping(hidden);
    const form = await lateForm(ben);
    expect(words(form)).toContain('Nobody else sees it before this phase ends, not even the facilitator');
    expect(words(form)).toContain('With few late cards, people may guess');
    expect(words(await it_.submit(ben, form, { column0: typed('z of ben\na of ben') }))).toContain(
      'when this phase ends',
    );
    await add(cat, 'm of cat');
    await it_.settle();
    expect(everywhere()).not.toContain('of ben');
    for (const who of [ann, cat]) {
      expect(await page(who)).not.toContain('of ben');
      expect(await it_.seen(who)).not.toContain('of ben');
    }
    // Ending it says what is told by that.
    expect(JSON.stringify(await it_.main())).toContain('people may guess who wrote them');
    await end('Continue to voting');
    expect(replies()).toHaveLength(1);
    const [told = ''] = replies();
    expect(told).toContain('without names and in random order');
    for (const text of ['z of ben', 'a of ben', 'm of cat']) expect(told).toContain(text);
    for (const name of ['Ben', 'Cat', ben, cat])
      expect(told.replaceAll(/of (ben|cat)/g, '')).not.toContain(name);
    // In the order of their ids, which is chance, and no time but the phase's.
    const { rows } = await sql<{ text: string; round: number | string }>`
      select text, round from retro_late_card order by id`.execute(it_.store.system);
    const at = rows.map(({ text }) => told.indexOf(text));
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(new Set(rows.map(({ round }) => Number(round))).size).toBe(1);
    expect(await page(ann)).toContain('z of ben');
  });

  it('is told by the phase’s time too, alone if it is the only one, and once', async () => {
    await toGrouping(hidden);
    await add(ben, 'the only one');
    await it_.until('2026-12-20T10:00:00Z');
    expect((await it_.main()).text).toContain('Closed on');
    expect(replies()).toHaveLength(1);
    expect(replies()[0]).toContain('A late card, posted without a name');
    expect(replies()[0]).not.toContain('Ben');
  });

  it('of a later phase is told when that one ends', async () => {
    await toGrouping(hidden);
    await add(ben, 'in grouping');
    later();
    await end('Continue to voting');
    await add(ben, 'in voting');
    await it_.settle();
    expect(replies()).toHaveLength(1);
    await end('Close voting (facilitator)');
    expect(replies()).toHaveLength(2);
    expect(replies()[1]).toContain('in voting');
    expect(replies()[1]).not.toContain('in grouping');
  });

  it('comes of a form that was open when collecting ended: its press says what happens, the next one does it', async () => {
    await it_.start(hidden);
    await it_.addCards(ann, 'one\ntwo');
    await it_.addCards(ben, 'saved');
    const open = await it_.press(ben, await it_.main(), 'Add cards');
    await end('Close collecting (facilitator)');
    const turned = await it_.submit(ben, open, { column0: typed('saved\nand late') });
    expect(turned.kind).toBe('update');
    expect(words(turned)).toContain('"initial_value":"and late"');
    expect(words(turned)).toMatch(/Collecting cards for .* ended on .*A card is late now/);
    expect(words(await it_.submit(ben, turned))).toContain('when this phase ends');
    await end('Continue to voting');
    expect(replies()[0]).toContain('and late');
    expect(replies()[0]).not.toContain('saved');
  });

  it('comes of an old button, of a draft in Home, and takes the draft with it', async () => {
    await it_.start(shown);
    const old = { blocks: (await it_.main()).blocks };
    await it_.addCards(ann, 'one\ntwo');
    await it_.fill(ben, await it_.press(ben, old, 'Add cards'), { column0: typed('half a thou') });
    await end('Close collecting (facilitator)');
    expect(words(await it_.press(cat, old, 'Add cards'))).toContain('A card is late now');
    const home = { blocks: JSON.parse(await it_.home(ben)) as unknown[] };
    const form = await it_.press(ben, home, 'Read what you had begun');
    expect(words(form)).toContain('half a thou');
    await it_.submit(ben, form);
    await it_.settle();
    expect(replies()[0]).toContain('half a thou');
    expect(await it_.home(ben)).not.toContain('What you had begun');
  });

  it('says again what happens if that changed while the form was open', async () => {
    await toGrouping(hidden);
    const form = await lateForm(ben);
    await it_.until('2026-12-20T10:00:00Z');
    const again = await it_.submit(ben, form, { column0: typed('too late for this') });
    expect(words(again)).toContain('What you write now is for the next retrospective in');
    expect(words(again)).toContain('too late for this');
    expect(everywhere()).not.toContain('too late for this');
  });

  it('is kept for the next one once it is over, offered to its author alone, and put into the form by them', async () => {
    await toGrouping(hidden);
    const form = await lateForm(ben);
    await it_.until('2026-12-20T10:00:00Z');
    const again = await it_.submit(ben, form, { column0: typed('for the next') });
    expect(words(await it_.submit(ben, again))).toContain('It’s kept');
    await it_.start({ about: typed('Next') });
    await it_.settle();
    const next = it_.slack.messages.findLast((one) => one.channel === here && one.threadTs === undefined);
    if (next === undefined) throw new Error('no message');
    expect(words(await it_.press(cat, next, 'Add cards'))).not.toContain('for the next');
    const cards = await it_.press(ben, next, 'Add cards');
    expect(words(cards)).toContain('You wrote this after the last retrospective here was over');
    expect(words(cards)).not.toContain('"initial_value":"for the next"');
    const put = await it_.press(ben, cards, 'Put it in the form');
    expect(words(put)).toContain('"initial_value":"for the next"');
    expect(words(put)).not.toContain('You wrote this after');
    expect(await it_.submit(ben, put)).toEqual({ kind: 'nothing' });
    expect(words(await it_.press(ben, next, 'Add cards'))).toContain('"initial_value":"for the next"');
    expect(everywhere()).not.toContain('for the next');
  });

  it('that is kept goes with its channel when that is erased', async () => {
    await toGrouping(hidden);
    const form = await lateForm(ben);
    await it_.until('2026-12-20T10:00:00Z');
    await it_.submit(ben, await it_.submit(ben, form, { column0: typed('for the next') }));
    const kept = () => sql`select * from retro_kept_card`.execute(it_.store.system);
    expect((await kept()).rows).toHaveLength(1);
    await it_.store.erasing(team, 'operator', { kind: 'channel', channelId: here });
    expect((await kept()).rows).toEqual([]);
  });

  it('that is kept can be discarded where it is offered', async () => {
    await toGrouping(hidden);
    const form = await lateForm(ben);
    await it_.until('2026-12-20T10:00:00Z');
    await it_.submit(ben, await it_.submit(ben, form, { column0: typed('for the next') }));
    await it_.start({ about: typed('Next') });
    await it_.settle();
    const next = it_.slack.messages.findLast((one) => one.channel === here && one.threadTs === undefined);
    if (next === undefined) throw new Error('no message');
    const dropped = await it_.press(ben, await it_.press(ben, next, 'Add cards'), 'Discard it');
    expect(words(dropped)).not.toContain('for the next');
  });

  it('that its thread cannot tell at the moment is kept for the next one, and the form says so', async () => {
    await it_.start(shown);
    await it_.addCards(ann, 'one\ntwo');
    await it_.fill(ben, await it_.press(ben, await it_.main(), 'Add cards'), {
      column0: typed('half a thought'),
    });
    await end('Close collecting (facilitator)');
    await it_.store.directory.changeChannel(team, here, { isArchived: true }, it_.clock.now());
    const home = { blocks: JSON.parse(await it_.home(ben)) as unknown[] };
    const form = await it_.press(ben, home, 'Read what you had begun');
    expect(words(form)).toContain(
      'Nothing can be posted in its thread at the moment, so what you write now is for the next retrospective in <#C1>',
    );
    expect(words(await it_.submit(ben, form))).toContain('It’s kept');
    await it_.settle();
    expect(everywhere()).not.toContain('half a thought');
  });

  it('beyond what one message holds is counted there, and stands on the page that it leads to', async () => {
    await toGrouping(hidden);
    const cards = (of: string) => Array.from({ length: 12 }, (_, at) => `${of} ${at}.`);
    for (const [who, of] of [
      [ben, 'from one'],
      [cat, 'from the other'],
    ] as const)
      await add(who, cards(of).join('\n'));
    await end('Continue to voting');
    expect(replies()).toHaveLength(1);
    const all = [...cards('from one'), ...cards('from the other')];
    expect(all.filter((text) => replies()[0]?.includes(text) === true)).toHaveLength(20);
    expect(replies()[0]).toContain('4 more are on the retrospective’s page.');
    const told = it_.slack.messages.find(({ text }) => text.includes('4 more'));
    const read = words(await it_.press(cat, told ?? { blocks: [] }, 'Read the page'));
    expect(all.filter((text) => !read.includes(text))).toEqual([]);
  });

  it.each(['shown', 'hidden'])(
    'has a limit for each person, where names are %s: what is too much stays in the form and in Home, and others still have room',
    async (names) => {
      await toGrouping({ names: chosen(names) });
      for (let time = 0; time < 3; time += 1) {
        const twenty = Array.from({ length: time === 2 ? 19 : 20 }, (_, at) => `${time} ${at}.`);
        expect(words(await add(ben, twenty.join('\n')))).toMatch(/^Your late cards are/);
        later();
      }
      const form = await lateForm(ben);
      await it_.fill(ben, form, { column0: typed('the 60th\none too many') });
      const full = await it_.submit(ben, form, { column0: typed('the 60th\none too many') });
      expect(full).toEqual({
        kind: 'errors',
        errors: {
          column0:
            'You’ve added 59 late cards already, and 60 is the most for one person. There’s room for one more. ' +
            'Nothing you typed is lost: it stays here, and waits in App Home if you close this.',
        },
      });
      await it_.settle();
      expect(everywhere()).not.toContain('one too many');
      const home = { blocks: JSON.parse(await it_.home(ben)) as unknown[] };
      const left = await it_.press(ben, home, 'Read what you had begun');
      expect(words(left)).toContain('the 60th\\none too many');
      expect(words(await it_.submit(ben, left, { column0: typed('the 60th') }))).toMatch(/^Your late cards/);
      expect(words(await add(ben, 'one too many'))).toContain('There’s no room for more.');
      expect(words(await add(cat, 'of another'))).toMatch(/^Your late cards are/);
    },
  );

  it('that is kept for the next one has the same limit', async () => {
    await toGrouping(hidden);
    const old = await lateForm(ben);
    await it_.until('2026-12-20T10:00:00Z');
    const keep = async (lines: readonly string[]) => {
      const column0 = typed(lines.join('\n'));
      return words(await it_.submit(ben, await it_.submit(ben, old, { column0 }), { column0 }));
    };
    for (let time = 0; time < 3; time += 1)
      expect(await keep(Array.from({ length: 20 }, (_, at) => `${time} ${at}.`))).toContain('It’s kept');
    expect(await keep(['one too many'])).toContain(
      'You’re keeping 60 cards for the next retrospective already, and 60 is the most.',
    );
  });

  it('is what “nothing to add” leads to once collecting is over, and what its last answer says', async () => {
    await it_.start(hidden);
    const old = { blocks: (await it_.main()).blocks };
    await it_.addCards(ann, 'one\ntwo');
    await it_.press(ben, old, 'Nothing to add');
    const last = words(await it_.press(cat, old, 'Nothing to add'));
    const still =
      'If something else comes to mind, “Add a late card” in the retrospective’s message takes it.';
    expect(last).toBe(`Noted: nothing to add. Everyone has answered, so collecting is over. ${still}`);
    later();
    expect(words(await it_.press(cat, old, 'Nothing to add'))).toMatch(
      new RegExp(`^Collecting cards for “Website relaunch” ended on [^.]*\\. ${still}`),
    );
    expect(words(await lateForm(cat))).toContain('A card is late now');
  });

  it('is not offered by “nothing to add” if that closes it, since nobody wrote anything', async () => {
    await it_.start(hidden);
    const main = await it_.main();
    for (const who of [ann, ben]) await it_.press(who, main, 'Nothing to add');
    expect(words(await it_.press(cat, main, 'Nothing to add'))).toBe(
      'Noted: nothing to add. Everyone has answered, so collecting is over.',
    );
  });

  it('is held in a live one too, and told when its phase ends', async () => {
    await toGrouping({ ...hidden, length: chosen('live') });
    await add(ben, 'live and late');
    await end('Continue to voting');
    expect(replies()[0]).toContain('live and late');
  });

  it('of two people at once is told together, no matter who comes first, and so is one when Lore stopped in between', async () => {
    await toGrouping(hidden);
    const forms = await Promise.all([lateForm(ben), lateForm(cat)]);
    await Promise.all([
      it_.submit(ben, forms[0], { column0: typed('at once 1') }),
      it_.submit(cat, forms[1], { column0: typed('at once 2') }),
    ]);
    // The phase ends, and nothing of it has been posted yet.
    await it_.endPhase(ann, 'Continue to voting');
    expect(replies()).toEqual([]);
    later();
    await it_.settle();
    expect(replies()).toHaveLength(1);
    for (const text of ['at once 1', 'at once 2']) expect(replies()[0]).toContain(text);
  });

  it('can be deleted by its author, held or told, and goes from the thread', async () => {
    await toGrouping(hidden);
    await add(ben, 'held and regretted\nstays');
    const mine = async () => it_.press(ben, await it_.look(ben), 'My cards');
    const own = await mine();
    expect(words(own)).toContain('held and regretted');
    await it_.press(ben, own, 'Delete');
    await end('Continue to voting');
    expect(replies()).toHaveLength(1);
    await it_.press(ben, await mine(), 'Delete');
    await it_.settle();
    expect(everywhere()).not.toContain('stays');
  });

  it('is refused to somebody who was not asked, and to nobody with nothing in it', async () => {
    await toGrouping(hidden);
    expect(words(await lateForm(gus))).not.toContain('A card is late now');
    expect(words(await add(ben, ' '))).toContain('Write at least one card');
    expect(words(await add(ben, Array.from({ length: 21 }, (_, at) => `card ${at}`).join('\n')))).toContain(
      'too much',
    );
  });

  it('is its author’s in their export; erased with them while held, and where their name stands', async () => {
    await toGrouping(hidden);
    await add(ben, 'held of ben');
    const exported = (who: UserId) =>
      it_.store.read(team, { kind: 'person', userId: who }, (read) =>
        exportOf(retro, read, { kind: 'person', userId: who }),
      );
    expect(JSON.stringify(await exported(ben))).toContain('held of ben');
    expect(JSON.stringify(await exported(ann))).not.toContain('held of ben');
    await it_.store.erasing(team, 'operator', { kind: 'person', userId: ben });
    const { rows } = await sql`select * from retro_late_card`.execute(it_.store.system);
    expect(rows).toEqual([]);
  });

  it('told without names stays with the others when its author is erased, until links are erased for everyone', async () => {
    await toGrouping(hidden);
    await add(ben, 'of ben');
    await add(cat, 'of cat');
    await end('Continue to voting');
    await it_.store.erasing(team, 'operator', { kind: 'person', userId: ben });
    await it_.settle();
    expect(await page(ann)).toContain('of ben');
    await it_.until('2027-02-01T10:00:00Z');
    expect(await page(ann)).not.toContain('of ben');
    expect(await page(ann)).toContain('of cat');
    const { rows } = await sql<{ place: number | string }>`
      select place from retro_late_card`.execute(it_.store.system);
    expect(rows.map(({ place }) => Number(place))).toEqual([0]);
    const links = await sql`select * from authorship where table_name = 'retro_late_card'`.execute(
      it_.store.system,
    );
    expect(links.rows).toEqual([]);
  });
});
