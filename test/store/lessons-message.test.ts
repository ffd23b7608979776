/** "Save as lesson" on a message: one's own words, or a link to somebody else's, who decide about them. On both engines. */
import { userId } from '../../src/core/ids.ts';
import { findRows } from '../../src/core/rows.ts';
import { lessons } from '../../src/features/lessons/rows.ts';
import { lessonLibrary } from '../../src/features/lessons/sources.ts';
import { textsIn } from '../support/colleague.ts';
import { learning, team, website, withHarbour } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type AddingHere, addingOn, dryRun } from '../support/adding-here.ts';

const arjuns = 'A dry run with the real data';
const words = 'A dry run took ten minutes';

describe.each(engines())('on $name, a lesson from a message', (engine) => {
  let it_: AddingHere;
  beforeEach(async () => {
    it_ = await addingOn(engine);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  const list = async (who: string) => {
    await it_.home(who);
    await it_.who(who).closeAll();
    await it_.who(who).pressInHome('lessons.list');
    return it_.modal(who);
  };
  const savesArjuns = async (who = 'U0NOOR') => {
    await it_.saveMessage(who, it_.said(learning, arjuns));
    await it_.fill(who);
  };
  const gives = async () => {
    const arjun = it_.who('U0ARJUN');
    await arjun.press(await it_.asked('U0ARJUN'), 'lessons.give-words');
    await it_.fill('U0ARJUN', { words });
  };

  it('of one’s own begins with its words, and links to it', async () => {
    await it_.saveMessage('U0ARJUN', it_.said(learning, arjuns));
    expect(it_.modal('U0ARJUN')).toContain('took ten minutes and saved us a night');
    await it_.fill('U0ARJUN', { useWhen: 'Before a move' });
    const saved = it_.modal('U0ARJUN');
    expect(saved).toContain('It’s saved');
    expect(saved).toContain('For every full member of the workspace');
    expect(saved).toContain('https://lindgrove.slack.com/archives/C0LEARNING/');
    expect(await list('U0ARJUN')).toContain('Before a move');
    expect(it_.direct('U0ARJUN')).toEqual([]);
  });

  it('of somebody else keeps no word of theirs: the person says it, and its author is asked once, in private', async () => {
    await it_.saveMessage('U0NOOR', it_.said(learning, arjuns));
    const form = it_.modal('U0NOOR');
    expect(form).not.toContain('saved us a night');
    expect(form).toContain('whose words I don’t copy');
    await it_.fill('U0NOOR');
    expect((await it_.asked('U0ARJUN')).text).toContain('May some of your words be shown with it');
    expect(it_.direct('U0ARJUN')).toHaveLength(1);
    expect(await it_.tables()).not.toContain('saved us a night');
    expect(await list('U0NOOR')).toContain('Links to a message of');
  });

  it('shows the words that its author gives, until they take them back', async () => {
    await savesArjuns();
    await gives();
    expect(await list('U0NOOR')).toContain(words);
    await it_.who('U0ARJUN').press(await it_.asked('U0ARJUN'), 'lessons.decline-words');
    await it_.settle();
    expect(await list('U0NOOR')).not.toContain(words);
    expect(await it_.tables()).not.toContain(words);
  });

  it('keeps the link when its author declines, and loses it when they take it out', async () => {
    await savesArjuns();
    await it_.who('U0ARJUN').press(await it_.asked('U0ARJUN'), 'lessons.decline-words');
    await it_.settle();
    expect((await it_.asked('U0ARJUN')).text).toContain('You declined');
    expect(await list('U0NOOR')).toContain('archives/C0LEARNING/');
    await it_.who('U0ARJUN').press(await it_.asked('U0ARJUN'), 'lessons.drop-link');
    await it_.settle();
    expect(await list('U0NOOR')).not.toContain('archives/C0LEARNING/');
    expect(await list('U0NOOR')).toContain('Rehearse moves');
    expect(await it_.tables()).not.toContain('archives/C0LEARNING/');
  });

  it('stays a link when its author is silent, and waits for them in App Home', async () => {
    await savesArjuns();
    await it_.playUntil(Date.parse('2026-12-20T12:00:00Z'));
    expect(await list('U0NOOR')).toContain('archives/C0LEARNING/');
    await it_.who('U0ARJUN').openHome();
    await it_.settle();
    expect(textsIn(it_.who('U0ARJUN').home()).join('\n')).toContain('May your words be kept?');
    await it_.who('U0ARJUN').pressInHome('lessons.decline-words');
    await it_.settle();
    expect(textsIn(it_.who('U0ARJUN').home()).join('\n')).not.toContain('May your words be kept?');
  });

  it.each([
    ['leave the channel', 'leave'],
    ['are erased', 'erase'],
    ['close their account', 'deactivate'],
    ['see Lore taken out', 'remove bot'],
  ])('loses the words of its author when they %s', async (_what, how) => {
    await savesArjuns();
    await gives();
    if (how === 'erase')
      await it_.lore.store.erasing(team, 'operator', { kind: 'person', userId: userId('U0ARJUN') });
    else if (how === 'deactivate')
      await it_.sandbox.page('person', { as: 'U0INES', userId: 'U0ARJUN', change: { kind: 'deactivate' } });
    else
      await it_.sandbox.page('membership', {
        as: how === 'leave' ? 'U0ARJUN' : 'U0KATRIN',
        channelId: learning,
        change: how,
      });
    await it_.settle();
    expect(await it_.tables()).not.toContain(words);
    expect(await it_.tables()).toContain('Rehearse moves');
  });

  it('shows the words to nobody who is not where they were said, however far the lesson reaches', async () => {
    await savesArjuns();
    await gives();
    const shownTo = (who: string) =>
      it_.lore.store.read(team, { kind: 'person', userId: userId(who) }, async (read) => {
        const [row] = await findRows(read.from(lessons), {});
        const drawing = { now: it_.sandbox.core.clock.now(), locale: 'en', tz: 'UTC' } as const;
        return JSON.stringify(row && (await lessonLibrary.draw(read, row.id, drawing)));
      });
    expect(await shownTo('U0MARA')).toContain(words);
    expect(await shownTo('U0DIEGO')).toContain('Rehearse moves');
    expect(await shownTo('U0DIEGO')).not.toContain(words);
  });

  it('of the same message is there already for the next person: it is shown, and nothing is written twice', async () => {
    await savesArjuns();
    await it_.saveMessage('U0MARA', it_.said(learning, arjuns));
    expect(it_.modal('U0MARA')).toContain('This message is already a lesson');
    expect(it_.modal('U0MARA')).toContain('Rehearse moves');
    expect(it_.modal('U0MARA')).not.toContain('lessons.take-out');
  });

  it('that two people save at once is one: the second sees it, and keeps the draft', async () => {
    for (const who of ['U0NOOR', 'U0MARA']) await it_.saveMessage(who, it_.said(learning, arjuns));
    await it_.fill('U0NOOR');
    await it_.who('U0MARA').type('title', 'Mine');
    await it_.fill('U0MARA', { ...dryRun, title: 'Mine' });
    expect(it_.modal('U0MARA')).toContain('This message is already a lesson');
    expect(await it_.tables()).toContain('Mine');
    expect((await it_.rows('lesson')).includes('Mine')).toBe(false);
  });

  it('is deleted with all of it: the words, the link, and what its author gave', async () => {
    await savesArjuns();
    await gives();
    await list('U0NOOR');
    await it_.who('U0NOOR').pressInModal('lessons.take-out');
    await it_.who('U0NOOR').submit();
    await it_.settle();
    const left = await it_.tables();
    for (const gone of ['Rehearse moves', 'two wrong records', 'archives/C0LEARNING', words])
      expect(left).not.toContain(gone);
    expect((await it_.asked('U0ARJUN')).text).not.toContain(words);
  });

  it('of 40,000 characters begins with what a lesson holds, and says so', async () => {
    await it_
      .who('U0ARJUN')
      .say(learning, `Long story. ${'We moved the server. '.repeat(1_900)}`.slice(0, 40_000).trim());
    const long = it_.said(learning, 'Long story');
    await it_.saveMessage('U0ARJUN', long);
    expect(it_.modal('U0ARJUN')).toMatch(
      /Your message has 39,9\d\d characters; a lesson holds 1,500|Your message has 40,000/,
    );
    await it_.fill('U0ARJUN', { useWhen: 'Before a move' });
    expect(it_.modal('U0ARJUN')).toContain('It’s saved');
  });

  it('has the words that stand there when it is saved, also after they were changed', async () => {
    const message = it_.said(learning, arjuns);
    Object.assign(message, { text: 'Changed since: rehearse twice' });
    await it_.saveMessage('U0ARJUN', message);
    expect(it_.modal('U0ARJUN')).toContain('rehearse twice');
    expect(it_.modal('U0ARJUN')).not.toContain('ten minutes');
  });

  it('of another organisation links, and asks nobody', async () => {
    await it_.saveMessage('U0MARA', it_.said(withHarbour, 'licence nobody'));
    expect(it_.modal('U0MARA')).toContain('I can’t ask its author');
    expect(it_.modal('U0MARA')).not.toContain('"value":"workspace"');
    await it_.fill('U0MARA');
    await it_.playUntil(Date.parse('2026-11-25T12:00:00Z'));
    expect(it_.direct('U0FREYA')).toEqual([]);
    expect(await it_.rows('lesson_source')).not.toContain('U0FREYA');
    expect(await list('U0MARA')).toContain('For people in this channel');
  });

  it('of a guest is for the people in the channel', async () => {
    await it_.saveMessage('U0SAM', it_.said(website, 'Photos came late'));
    expect(it_.modal('U0SAM')).toContain('It’s for people in');
    await it_.fill('U0SAM');
    expect(await list('U0SAM')).toContain('For people in this channel');
  });

  it('where Lore is not: somebody else’s stays there, one’s own finds another channel', async () => {
    const durian = it_.said('C0COFFEE', 'Durian');
    await it_.saveMessage('U0PRIYA', durian);
    expect(it_.who('U0PRIYA').modal()).toBeUndefined();
    expect(it_.who('U0PRIYA').told('C0COFFEE').join()).toContain('/invite @Lore');
    await it_.saveMessage('U0MEILING', durian);
    expect(it_.modal('U0MEILING')).toContain('Which channel is it from?');
    await it_.fill('U0MEILING', { channel: learning });
    expect(it_.modal('U0MEILING')).toContain('Durian ice cream');
    await it_.fill('U0MEILING', { useWhen: 'Before a party' });
    expect(it_.modal('U0MEILING')).toContain('It’s saved');
    expect(await it_.tables()).not.toContain('C0COFFEE');
  });
});
