/** A person's evidence pack: what goes into it, in which order and words, and how it is handed over. On both engines. */
import { arjun, type EvidenceHere, evidenceOn, noor } from '../support/evidence-here.ts';
import { learning, mara, seun, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { widely } from '../support/colleague.ts';

const dryRun = 'A dry run with the real data saves a night';
const shift = 'Ask the night shift first';
const move = 'for the quiet move';

describe.each(engines())('on $name, an evidence pack', (engine) => {
  let here: EvidenceHere;
  beforeEach(async () => {
    here = await evidenceOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const thank = async () => {
    await here.who(mara).say(learning, `/thanks @arjun ${move}`);
    await here.settle();
  };
  const file = async (format: 'page' | 'markdown', who = arjun) => {
    const before = here.files().length;
    expect(await here.send(who, { format })).not.toContain('errors');
    expect(here.modal(who)).toContain('direct message from me');
    const [made, ...more] = here.files().slice(before);
    expect(more).toEqual([]);
    return made?.content ?? '';
  };

  it('shows the shares of others’ use, without a number, and what nobody used is not there', async () => {
    await here.share(dryRun, { [noor]: 'We rehearsed on Tuesday', [seun]: '' });
    await here.share(shift);
    const pack = await here.openPack();
    expect(pack).toContain(dryRun);
    expect(pack).toMatch(
      /Used by <@U0(NOOR|SEUN)> and <@U0(NOOR|SEUN)> · <@U0NOOR>: “We rehearsed on Tuesday”/,
    );
    expect(pack).not.toContain(shift);
    expect(pack).not.toMatch(/2 (people|times)|Used by 2/);
  });

  it('has nothing in it by itself, thanks least of all, and an empty one is not sent', async () => {
    await here.share(dryRun, { [noor]: '' });
    await thank();
    const pack = await here.openPack();
    expect(pack).toContain(move);
    expect(here.inIt()).toEqual([]);
    expect(await here.send(arjun, { format: 'page' })).toContain('There’s nothing in it yet');
    expect(here.files()).toEqual([]);
  });

  it('shows a lesson that a team tried, and a retrospective that the person facilitated to its end', async () => {
    await here.who(arjun).say(learning, '/lore add');
    await here.who(arjun).submit({
      ...widely(here.who(arjun)),
      title: 'Rehearse moves',
      happened: 'A rehearsal showed us two wrong records before the night of the move',
      useWhen: 'Before a move to a new server',
    });
    await here.settle();
    await here.who(seun).say(learning, '/lore search rehearse');
    await here.who(seun).pressInModal('lessons.open');
    await here.modalWith(seun, 'Before a move');
    await here.who(seun).pressInModal('lessons.try');
    await here.modalWith(seun, 'Noted: you used it');
    await here.send(seun, { went: 'helped', how: 'No surprises', team: learning });
    const pack = await here.openPack();
    expect(pack).toContain('Rehearse moves');
    expect(pack).toContain('Helped #learning · “No surprises” · Others used it');
  });

  it('stands in the order and the words that the person chooses', async () => {
    await here.share(dryRun, { [noor]: '' });
    await here.share(shift, { [noor]: '' });
    await thank();
    await here.openPack();
    for (const text of [dryRun, shift, move]) await here.pressBeside(text, 'thanks.pack-in');
    expect(here.inIt()).toEqual([dryRun, shift, move]);
    await here.pressBeside(move, 'thanks.pack-up');
    expect(here.inIt()).toEqual([dryRun, move, shift]);
    await here.pressBeside(dryRun, 'thanks.pack-down');
    expect(here.inIt()).toEqual([move, dryRun, shift]);
    await here.pressBeside(shift, 'thanks.pack-edit');
    expect(await here.send(arjun, { words: 'We now ask those who are awake', place: '0' })).toContain(
      '"place":"Type a whole number from 1 to 3',
    );
    expect(await here.send(arjun, { words: 'x'.repeat(1_501), place: '1' })).toContain(
      '"words":"This has 1,501 characters',
    );
    await here.send(arjun, { words: 'We now ask those who are awake', place: '1' });
    expect(here.inIt()).toEqual(['We now ask those who are awake', move, dryRun]);
    await here.pressBeside(move, 'thanks.pack-out');
    expect(here.inIt()).toEqual(['We now ask those who are awake', dryRun]);
    await here.openPack();
    expect(here.inIt()).toEqual(['We now ask those who are awake', dryRun]);
  });

  it('has a heading, a sentence of their own and the two questions, saved as they are typed', async () => {
    await here.openPack();
    await here.who(arjun).pressInModal('thanks.pack-words');
    const form = await here.modalWith(arjun, 'What did you learn that changed how you work?');
    expect(form).toContain('Whose capability grew because of you?');
    await here.who(arjun).type('learned', 'To ask early');
    await here.modalWith(arjun, 'Whose capability');
    await here.openPack();
    await here.who(arjun).pressInModal('thanks.pack-words');
    expect(await here.modalWith(arjun, 'To ask early')).toContain('Saved as you type');
    expect(await here.send(arjun, { heading: 'x'.repeat(151) })).toContain('"heading":"This has 151');
    await here.send(arjun, { heading: 'My <year> & *more*', said: 'In short', grew: 'Noor’s' });
    const page = await file('page');
    expect(page).toContain('<h1>My &lt;year&gt; &amp; *more*</h1>');
    expect(page).toContain('<h2>What did you learn that changed how you work?</h2>\n<p>To ask early</p>');
    expect(page).toContain('@page');
  });

  it('is a page to print and Markdown, in which what people wrote is only words', async () => {
    await here.share('A <b>dry</b> run saves a night & _more_', { [noor]: '# We <i>rehearsed</i>' });
    await thank();
    await here.openPack();
    await here.pressBeside('saves a night', 'thanks.pack-in');
    await here.pressBeside(move, 'thanks.pack-in');
    const page = await file('page');
    expect(page).toContain('A &lt;b&gt;dry&lt;/b&gt; run saves a night &amp; ');
    expect(page).toContain('Used by Noor · Noor: “# We &lt;i&gt;rehearsed&lt;/i&gt;”');
    expect(page).toContain(`<strong>${move}</strong>`);
    expect(page).toContain('Thanks I was given · ');
    expect(page).toContain('From Mara');
    expect(page).not.toMatch(/<script|U0MARA|\u0000/);
    await here.openPack();
    const markdown = await file('markdown');
    expect(markdown).toContain('# What I did for others’ learning\n\n## What I did\n\n- A \\<b\\>dry');
    expect(markdown).toContain('Used by Noor');
  });

  it('comes in a direct message that says how it becomes a PDF, and asks to ask those who are named', async () => {
    await here.share(dryRun, { [noor]: '' });
    await here.openPack();
    await here.pressBeside(dryRun, 'thanks.pack-in');
    await file('page');
    const told = here.direct(arjun).at(-1)?.text ?? '';
    expect(told).toContain('choose “Print”, then “Save as PDF”');
    expect(told).toContain('Ask the people whose names stand in it');
    expect(
      here
        .posted(learning)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('evidence');
  });

  it('in German is all German, file included', async () => {
    await here.who(mara).say(website, '/thanks @jonas für die Ruhe');
    await here.settle();
    await here.who('U0JONAS').say(website, '/thanks nachweise');
    expect(here.modal('U0JONAS')).toContain('Deine Nachweismappe');
    await here.pressBeside('für die Ruhe', 'thanks.pack-in', 'U0JONAS');
    await here.send('U0JONAS', { format: 'markdown' });
    expect(here.files().at(-1)?.content).toContain('# Was ich für das Lernen anderer getan habe');
    expect(here.files().at(-1)?.content).toContain('Von Mara');
    expect(here.direct('U0JONAS').at(-1)?.text).toContain('Hier ist deine Nachweismappe');
  });

  it('is turned page by page where there is much, and a place is a number then', async () => {
    for (let nth = 1; nth <= 14; nth += 1) await here.share(`Lesson ${nth} of the move`, { [noor]: '' });
    const pack = await here.openPack();
    expect(pack).toContain('Page 1 of 2');
    await here.who(arjun).pressInModal('thanks.pack-page-on');
    await here.modalWith(arjun, 'Page 2 of 2');
    await here.pressBeside('Lesson 1 of the move', 'thanks.pack-in');
    await here.openPack();
    expect(here.inIt()).toEqual(['Lesson 1 of the move']);
  }, 60_000);

  it('loses what was taken back, with the words that stood for it, and says so kindly', async () => {
    await thank();
    await here.openPack();
    await here.pressBeside(move, 'thanks.pack-in');
    await here.pressBeside(move, 'thanks.pack-edit');
    await here.send(arjun, { words: 'Mara slept through the night', place: '1' });
    const value = here.valueBeside('Mara slept', 'thanks.pack-out');
    await here.home(mara);
    await here.who(mara).pressInHome('thanks.back');
    await here.settle();
    expect(await here.rows('thanks_pack_thanks')).toBe('[[]]');
    expect(value).toContain('"p":0');
    await here.who(arjun).pressInModal('thanks.pack-edit');
    expect(here.modal(arjun)).toContain('There’s nothing you need to do');
    await here.openPack();
    expect(here.inIt()).toEqual([]);
  });

  it('pressed twice, from two windows, is as pressed once', async () => {
    await here.share(dryRun, { [noor]: '' });
    await here.openPack();
    await here.who(arjun).pressInModal('thanks.pack-in');
    await here.modalWith(arjun, 'In your pack');
    expect(JSON.parse(await here.rows('thanks_pack_item'))).toMatchObject([[{ place: 0, words: '' }]]);
    await here.pressBeside(dryRun, 'thanks.pack-out');
    expect(await here.rows('thanks_pack_item')).toBe('[[]]');
  });

  it('opens from App Home, in the section of thanks', async () => {
    expect(await here.home(arjun)).toContain('Your evidence pack');
    await here.who(arjun).pressInHome('thanks.pack');
    expect(here.modal(arjun)).toContain('Nothing here yet');
  });
});
