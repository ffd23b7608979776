/** From the cards of a retrospective to a lesson that another team begins with; its authors decide how far it goes. */
import { day } from '../../src/core/clock.ts';
import { engines } from '../support/databases.ts';
import { diego, hana, learning, mara, priya, sam, seun, website } from '../support/company.ts';
import { lessonsOn, rehearse, type LessonsHere } from '../support/lessons-here.ts';
import { carriedBy, pressPayload, sendPayload } from '../support/forged.ts';
import { beginRetro } from '../support/retro-path.ts';

describe.each(engines())('on $name', (engine) => {
  let it_: LessonsHere;
  beforeAll(async () => {
    it_ = await lessonsOn(engine);
  });
  afterAll(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  beforeEach(() => it_.who(mara).closeAll());

  const tomorrow = () => it_.playUntil(it_.sandbox.core.clock.now() + day);
  /** Without what is new each time it is drawn. */
  const asDrawn = (view: string) =>
    JSON.parse(view, (key, value: unknown) =>
      /^(block_id|private_metadata)$/.test(key) ? '' : value,
    ) as unknown;
  const blocks = (message: { readonly blocks: unknown } | undefined) =>
    JSON.stringify(message?.blocks ?? null);

  it('nothing is proposed where nobody wrote a card', async () => {
    await it_.hold('Nothing learned', []);
    expect(it_.hasProposal()).toBe(false);
    expect(await it_.home(mara)).not.toContain('lessons.propose');
  }, 120_000);

  it('what was voted for most is proposed in the thread and in the Home of the facilitator, and to nobody else', async () => {
    await it_.hold('Website relaunch', [
      [priya, 'The import took nine hours'],
      [diego, 'The import took nine hours too'],
      [hana, 'Photos came late'],
    ]);
    expect(it_.proposal().text).toContain('the topics with the most votes could help other teams');
    expect(it_.proposal().text).toContain(`<@${mara}> can write`);
    expect(it_.proposal().text).not.toContain('nine hours');
    expect(await it_.home(mara)).toContain('“Website relaunch” is over');
    expect(await it_.home(priya)).not.toContain('lessons.propose');
    await it_.who(priya).press(it_.proposal(), 'lessons.propose');
    await it_.settle();
    expect(it_.who(priya).told(website).at(-1)).toContain('The facilitator writes the lessons');
    await it_.who(mara).press(it_.proposal(), 'lessons.propose');
    const list = it_.modal(mara);
    for (const text of ['The import took nine hours', 'Photos came late']) expect(list).toContain(text);
  }, 120_000);

  it('says where it was typed what is missing, and keeps the rest', async () => {
    const answer = await it_.write(mara, 'Photos came late', { ...rehearse, title: ' ', useWhen: ' ' });
    expect(answer).toContain('Say the lesson in one line, for example');
    expect(answer).toContain('Say when others can use it, for example');
    expect(answer).not.toContain('happened');
  }, 60_000);

  it('stays with those who saw the cards until their authors agree, each asked in private', async () => {
    await it_.write(mara, 'Photos came late');
    // In her own working hours: it is evening in Singapore.
    expect(it_.asked(hana)).toEqual([]);
    expect(await it_.home(hana)).toContain('May others learn from it?');
    await tomorrow();
    expect(it_.asked(hana)).toHaveLength(1);
    expect(it_.asked(hana)[0]?.text).toContain(`<@${mara}> wrote a lesson`);
    expect(it_.asked(hana)[0]?.text).toContain('Nobody learns that a card of yours is in it');
    for (const other of [mara, priya, diego, sam]) expect(it_.asked(other)).toEqual([]);
    expect(await it_.home(mara)).not.toContain('May others learn from it?');
    // The cards are for the participants, so the channel reads nothing of it yet.
    expect(blocks(it_.proposal())).not.toContain('Rehearse a move');
    const list = await it_.list(mara);
    expect(list).toContain('their authors have been asked whether it may go further');
    expect(list).not.toContain(hana);
  }, 60_000);

  it('somebody else than its authors cannot decide, whatever button they forge', async () => {
    const question = it_.asked(hana).at(-1);
    if (question === undefined) throw new Error('nobody was asked');
    const before = await it_.tables();
    for (const action of ['lessons.agree', 'lessons.keep-here', 'lessons.take-out'])
      for (const who of [priya, sam, seun]) {
        const pressed = { action_id: action, value: carriedBy(question, action) };
        await sendPayload(it_.sandbox, pressPayload(it_.sandbox, who, question, pressed));
        await it_.settle();
        await it_.who(who).closeAll();
      }
    expect(await it_.tables()).toBe(before);
    // What Slack does not tell Lore about somebody else's direct messages.
    expect(new Set(it_.wrong())).toEqual(new Set(['conversations.info: HTTP 200, missing_scope']));
  }, 60_000);

  it('goes as far as it is meant to once all agreed, and then a channel it fits begins with it', async () => {
    await it_.answer(hana, 'lessons.agree');
    // At the end of a day: names are hidden.
    await tomorrow();
    expect(it_.asked(hana).at(-1)?.text).toContain('All authors of its cards agreed');
    expect(blocks(it_.proposal())).toContain('Rehearse a move');
    expect(blocks(it_.proposal())).not.toContain(hana);
    await it_.hold('Relaunch of the wiki', [[priya, 'x']], { facilitator: seun, channel: learning });
    const prepared = it_.prepared(learning);
    expect(prepared?.text).toContain('other teams learned something that may help here');
    expect(prepared?.text).toContain('Rehearse a move with the real data');
    expect(prepared?.text).toContain('Before the relaunch of a website');
    expect(prepared?.text).toContain('<#C0WEBSITE>');
    // Where it comes from it stands on the page of its retrospective.
    await it_.who(diego).say(website, '/retro history');
    const { of } = JSON.parse(carriedBy(it_.proposal(), 'lessons.propose')) as { readonly of: string };
    await it_.who(diego).pressInModal('retro.page', { holds: of });
    expect(it_.modal(diego)).toContain('The import took nine hours instead of one');
    await it_.who(diego).closeAll();
    // Not to the channel that it comes from.
    expect(it_.prepared(website)).toBeUndefined();
  }, 120_000);

  it('the participants say whether it was of use, as often as they like, and nobody reads who did', async () => {
    await beginRetro(it_.who(seun), learning, 'Relaunch of the blog');
    await it_.settle();
    const message = it_.prepared(learning);
    if (message === undefined) throw new Error('nothing was prepared');
    const value = carriedBy(message, 'retro.lesson-read');
    // A button as it stood in messages before there were cards.
    const pressed = { action_id: 'retro.lesson-applied', value };
    await sendPayload(it_.sandbox, pressPayload(it_.sandbox, priya, message, pressed));
    await it_.settle();
    expect(it_.who(priya).told(learning).at(-1)).toContain('you applied it');
    await it_.who(priya).press(message, 'retro.lesson-read');
    expect(it_.modal(priya)).toContain('You said: applied.');
    await it_.who(priya).submit({ use: 'adapted' });
    const stored = await it_.tables();
    expect(stored.match(/"use":"[a-z]+"/g)).toEqual(['"use":"adapted"']);
    expect(blocks(it_.prepared(learning))).not.toContain(priya);
    expect(await it_.export(priya)).toContain('adapted');
  }, 120_000);

  it('its author takes it back, and it is gone from wherever others read it', async () => {
    const list = await it_.list(hana);
    expect(list).toContain('For every full member of the workspace');
    await it_.who(hana).pressInModal('lessons.keep-here');
    await it_.settle();
    expect(blocks(it_.prepared(learning))).not.toContain('Rehearse a move');
    expect(blocks(it_.proposal())).not.toContain('Rehearse a move');
    expect(await it_.list(hana)).toContain('it stays that way; no reason needed');
    expect(await it_.list(mara)).toContain('Rehearse a move');
  }, 60_000);

  it('takes it out altogether, and no word of it is left, here or in Slack', async () => {
    await it_.list(hana);
    await it_.who(hana).pressInModal('lessons.take-out');
    await it_.who(hana).submit();
    await it_.settle();
    expect(await it_.tables()).not.toContain('Rehearse a move');
    expect(it_.asked(hana).at(-1)?.text).toBe(
      'This lesson was deleted; no word of it is left. There’s nothing you need to do.',
    );
    // What somebody did not want to be kept is not proposed again.
    const home = await it_.home(mara);
    expect(home).not.toContain('lessons.list');
    expect(home).toContain('could become one lesson,');
  }, 60_000);

  it('two authors are asked; one says no, and nobody can tell that from silence', async () => {
    await it_.write(mara, 'The import took nine hours too', { ...rehearse, title: 'Ask the database first' });
    await tomorrow();
    const before = await it_.list(mara);
    expect(before).toContain('have been asked whether it may go further');
    await it_.answer(priya, 'lessons.agree');
    expect(it_.asked(priya).at(-1)?.text).toContain('it goes further at the end of a day');
    await it_.answer(diego, 'lessons.keep-here');
    expect(it_.asked(diego).at(-1)?.text).toContain('Nobody learns who chose that');
    expect(asDrawn(await it_.list(mara))).toEqual(asDrawn(before));
    const value = carriedBy(it_.proposal(), 'lessons.propose');
    await it_.playUntil(it_.sandbox.core.clock.now() + 15 * day);
    expect(await it_.list(mara)).toContain('it stays that way; no reason needed');
    // The button as it stood before: for what it is too late, and since when.
    const pressed = { action_id: 'lessons.propose', value };
    await sendPayload(it_.sandbox, pressPayload(it_.sandbox, mara, it_.proposal(), pressed));
    await it_.settle();
    expect(it_.who(mara).told(website).at(-1)).toMatch(
      /^Lessons of “.+” could be written until \w{3} \d+ \w+ at .+ You can still share/,
    );
    // Nobody knows any more whose cards these were: the question is gone with it.
    expect(it_.asked(diego)).toEqual([]);
    expect(await it_.list(diego).catch(() => 'no list')).not.toContain('Ask the database first');
    expect(it_.proposal().text).toContain('There’s no lesson from this retrospective');
  }, 120_000);
});
