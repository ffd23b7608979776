/** People grow, in a browser: two write a pathway that a third follows in private, somebody takes on what stretches them, and what is protected waits for a yes. */
import { day } from '../../src/core/clock.ts';
import type { Member } from '../support/browser.ts';
import { fourPeople } from '../support/four-people.ts';
import { testTuesday } from '../support/test-date.ts';

const { as, goTo, look, passUntil } = fourPeople('Pathways', 'Stretch assignments', 'Experiments');

const role = 'Facilitator';
const guide = 'Read the guide';
const round = 'Hold one round yourself';
const use = 'Die drei Fragen in unserer nächsten Runde';

/** Somebody is told something after what they did, and closes it. */
async function reads(member: Member, words: string | RegExp): Promise<void> {
  await member.page.getByText(words).last().waitFor();
  await member.closeAll();
}

it('Mara begins a pathway and Priya, who walks it too, edits it with her; the second of two at once loses nothing', async () => {
  const [mara, priya] = [await as('Mara', 1280), await as('Priya', 400)];
  await mara.say('/pathway new');
  const begun = mara.dialog('New pathway');
  await begun.getByRole('textbox', { name: 'Which role?' }).fill(role);
  await begun.getByRole('textbox', { name: /^What is it about/ }).fill('For everyone who holds rounds');
  await look(mara, 'a new pathway');
  await mara.press('Begin', begun);
  const page = mara.dialog(/^Pathway$/);
  await page.getByText('It’s begun').waitFor();
  const add = await mara.open('Add activities', page, mara.dialog('Add activities'));
  await add.getByRole('textbox', { name: 'Skill' }).fill('Opening a round');
  await mara.choose('2: does it with help', add.getByRole('combobox', { name: 'At which level?' }));
  await mara.choose('At one’s own pace', add.getByRole('combobox', { name: 'How does one learn it?' }));
  await add
    .getByRole('textbox', { name: /^Activities/ })
    .fill(`${guide} https://example.com/guide\nSit in on a round`);
  await look(mara, 'activities are added');
  await mara.press(/^Add$/, add);
  await page.getByText('Sit in on a round').first().waitFor();

  const again = await mara.open('Add activities', page, mara.dialog('Add activities'));
  await again.getByRole('textbox', { name: 'Skill' }).fill('Holding a round');
  await mara.choose('3: does it on their own', again.getByRole('combobox', { name: 'At which level?' }));
  await mara.choose('On the job', again.getByRole('combobox', { name: 'How does one learn it?' }));
  await again.getByRole('textbox', { name: /^Activities/ }).fill(round);

  await look(priya, 'a pathway that is being made');
  await priya.press('I walk this path', priya.message(role).last());
  await reads(priya, 'You can edit it from now on');
  await priya.say('/pathway');
  const hers = priya.dialog(/^Pathway$/);
  await priya.open(`Open the pathway “${role}”`, priya.dialog('Pathways'), hers);
  await priya.press(/^Change this activity: Sit in on a round/, hers);
  const changed = priya.dialog('Change the activity');
  await changed.getByRole('combobox', { name: 'After which one?' }).selectOption({ label: guide });
  await priya.press('Save', changed);
  await hers.getByText(`after “${guide}”`).waitFor();

  await mara.press(/^Add$/, again);
  await again.getByText('changed this pathway meanwhile').waitFor();
  expect(await again.getByRole('textbox', { name: /^Activities/ }).inputValue()).toBe(round);
  await look(mara, 'somebody was quicker');
  await mara.press(/^Add$/, again);
  await page.getByText(round).first().waitFor();
});

it('an order that goes round in a circle is refused with its names; then it is published, and its channel reads so', async () => {
  const mara = await as('Mara', 1280);
  await mara.say('/pathway');
  const page = mara.dialog(/^Pathway$/);
  await mara.open(`Open the pathway “${role}”`, mara.dialog('Pathways'), page);
  await mara.press(/^Change this activity: Read the guide/, page);
  const form = mara.dialog('Change the activity');
  const after = form.getByRole('combobox', { name: 'After which one?' });
  await after.selectOption({ label: 'Sit in on a round' });
  await mara.press('Save', form);
  await form.getByText('That would go round in a circle').waitFor();
  await look(mara, 'an order in a circle');
  await after.selectOption({ label: 'None: one can begin with it' });
  await form.getByRole('textbox', { name: 'How much effort is it?' }).fill('Two hours');
  await mara.press('Save', form);
  await page.getByText('Two hours').waitFor();
  await mara.press('Publish', page);
  await page.getByText('It’s published').waitFor();
  await look(mara, 'a pathway as its editors see it');
  await mara.pick('Versions', page.locator('.block-section', { hasText: role }).first());
  await mara.dialog('Versions').getByText('published it').waitFor();
  await look(mara, 'the versions of a pathway');
  await mara.closeAll();
  await mara.message('A pathway: Facilitator').last().waitFor();
  await look(mara, 'a pathway in its channel');
});

it('Katrin, in German and on a phone, follows it, notes what she will use, and shows Seun how far she is until she takes it back', async () => {
  const [katrin, seun] = [await as('Katrin', 400), await as('Seun', 1280)];
  await katrin.say('/pathway');
  const page = katrin.dialog(/^Lernpfad$/);
  await katrin.open(`Den Lernpfad „${role}“ öffnen`, katrin.dialog('Lernpfade'), page);
  await katrin.press(/^Folgen$/, page);
  await page.getByText('Du folgst ihm').waitFor();
  await look(katrin, 'a pathway that one follows, in German');
  await katrin.press(/^Ich habe es abgeschlossen: Read the guide/, page);
  const finished = katrin.dialog('Was du nutzen wirst');
  await finished.getByRole('textbox', { name: 'Was davon wirst du nutzen?' }).fill(use);
  await look(katrin, 'what she will use');
  await katrin.press('Abgeschlossen', finished);
  await page.getByText('Notiert, nur für dich').waitFor();
  const shown = katrin.dialog('Zeigen, wie weit du bist');
  await katrin.open('Jemandem zeigen, wie weit ich bin', page, shown);
  await shown.getByRole('combobox', { name: 'Wer darf es sehen?' }).selectOption({ label: 'Seun Adeyemi' });
  await look(katrin, 'showing how far she is');
  await katrin.press(/^Zeigen$/, shown);
  await page.getByText('sieht, wie weit du bist').first().waitFor();
  await katrin.closeAll();

  await goTo(seun, 'Lore');
  await passUntil(seun, 'how far they are on the pathway');
  const told = seun.message('how far they are on the pathway').last();
  await told.getByText('1 of 3 activities').waitFor();
  expect(await told.innerText()).not.toContain(use);
  await look(seun, 'how far somebody is');
  await katrin.say('/pathway mine');
  const mine = katrin.dialog('Mein Lernen');
  await mine.getByText(use).waitFor();
  await look(katrin, 'her learning');
  await katrin.press('Zurücknehmen', mine);
  await mine.getByText('Es ist nicht mehr zu sehen').waitFor();
  expect(await mine.getByText('sieht, wie weit du hier bist').count()).toBe(0);
  await look(katrin, 'what she took back');
  await katrin.closeAll();
  await seun.message('isn’t shown to you any more').last().waitFor();
  expect(await seun.message('1 of 3 activities').count()).toBe(0);
});

it('what touches something protected is asked about, not guessed, and waits for Katrin; Seun foresees something', async () => {
  const ines = await as('Inês', 1280, 'general');
  await ines.say('/experiment protected');
  const list = ines.dialog('Protected operations');
  await list.getByRole('textbox', { name: /^One in each line/ }).fill('Payments\nCustomer data');
  await look(ines, 'what an admin protects');
  await ines.press('Save', list);
  await ines.page.getByText('2 operations are protected now').last().waitFor();

  const priya = await as('Priya', 1280);
  await priya.say('/experiment');
  const form = priya.dialog('New experiment');
  for (const [name, words] of [
    ['What do you believe?', 'We believe that one page for all payments halves the calls'],
    ['What’s the smallest test of it?', 'One shop for two weeks'],
    ['What may it cost at most?', 'Two days'],
    ['When do you stop early?', 'Somebody cannot pay'],
  ] as const)
    await form.getByRole('textbox', { name }).fill(words);
  const by = new Date(testTuesday() + 40 * day).toISOString().slice(0, 10);
  await form.getByLabel('By when do you decide?').fill(by);
  await priya.press('Post it in the channel', form);
  const asked = priya.dialog('Is this protected?');
  await asked.getByText('You mention what an admin protects').waitFor();
  await asked.getByRole('checkbox', { name: 'Payments' }).check();
  await asked.getByRole('combobox', { name: /^Who approves/ }).selectOption({ label: 'Katrin Vogel' });
  await look(priya, 'whether it is protected');
  await priya.press('Save', asked);
  await asked.waitFor({ state: 'hidden' });
  const card = priya.message('one page for all payments').last();
  const before = await priya.open('Start', card, priya.dialog('Before you start'));
  await priya.press('Start', before);
  await reads(priya, 'Once they approve, the thread says so');
  await look(priya, 'an experiment that waits for a yes');

  const seun = await as('Seun', 400);
  const premortem = seun.dialog('What could go wrong?');
  await seun.open('What could go wrong?', seun.message('one page for all payments').last(), premortem);
  await premortem.getByRole('textbox', { name: 'One thing in each line' }).fill('The old page is bookmarked');
  await look(seun, 'what could go wrong');
  await seun.press('Save', premortem);
  await premortem.waitFor({ state: 'hidden' });

  const katrin = await as('Katrin', 400);
  await goTo(katrin, 'Lore');
  await passUntil(katrin, 'das etwas Geschütztes betrifft');
  const question = katrin.message('das etwas Geschütztes betrifft').last();
  await look(katrin, 'whether she approves, in German');
  await katrin.press('Zustimmen', question);
  await katrin.message('Du hast zugestimmt').last().waitFor();
  await look(katrin, 'what she approved of');

  await card.getByText('Katrin approved').waitFor();
  await priya.press('Start', await priya.open('Start', card, priya.dialog('Before you start')));
  await card.getByText('What was written is locked').waitFor();
  await card.getByRole('button', { name: /repl(y|ies)/ }).click();
  const thread = priya.page.getByRole('log', { name: 'Thread replies' });
  const foreseen = thread.getByRole('article').filter({ hasText: 'The old page is bookmarked' });
  await foreseen.waitFor();
  expect(await foreseen.innerText()).not.toContain('Seun');
  await look(priya, 'the thread of an experiment');
});

it('Seun offers something, which needs support if it is very hard; Priya asks for it, and it begins once he and Katrin agree', async () => {
  const [seun, priya, katrin] = [await as('Seun', 1280), await as('Priya', 1280), await as('Katrin', 400)];
  await seun.say('/stretch offer');
  const form = seun.dialog('New offer');
  await form.getByRole('textbox', { name: 'What is it?' }).fill('Facilitate the next three retrospectives');
  await form.getByRole('textbox', { name: /^Which skill/ }).fill('Facilitating');
  const challenge = form.getByRole('combobox', { name: /^How much of a challenge/ });
  await challenge.selectOption({ label: '5: very hard, only with support' });
  await form.getByLabel('How many weeks does it take?').fill('4');
  await form.getByRole('radio').first().check();
  await seun.press('Save', form);
  await form.getByText('A challenge of 5 needs support').waitFor();
  await look(seun, 'an offer that needs support');
  await form.getByRole('textbox', { name: /^What support/ }).fill('Half an hour with me each week');
  await challenge.selectOption({ label: '4: hard, and doable with feedback' });
  await seun.press('Save', form);
  await reads(seun, /^Offered\./);

  await priya.say('/stretch');
  const all = priya.dialog('Stretch assignments');
  await all.getByText('Facilitating').first().waitFor();
  await look(priya, 'what people offer');
  const take = await priya.open('Have a look: Facilitating', all, priya.dialog('Take this on?'));
  await take
    .getByRole('combobox', { name: 'Who gives you feedback?' })
    .selectOption({ label: 'Katrin Vogel' });
  await look(priya, 'taking it on');
  await priya.press('Ask for it', take);
  await reads(priya, 'On its way');

  for (const member of [seun, priya, katrin]) await goTo(member, 'Lore');
  await passUntil(seun, 'would like to take this on');
  const offered = seun.message('would like to take this on').last();
  await look(seun, 'whether he agrees');
  await seun.press('I agree', offered);
  await passUntil(katrin, 'bittet dich um Feedback');
  const wanted = katrin.message('bittet dich um Feedback').last();
  await look(katrin, 'whether she gives feedback, in German');
  await katrin.press('Ich gebe Feedback', wanted);
  await passUntil(priya, 'It begins');
  await look(priya, 'it begins');
});

it('both rate the skill and say how it goes, and each sees the other’s rating once both rated, at the start and at the end', async () => {
  const [priya, katrin] = [await as('Priya', 1280, 'Lore'), await as('Katrin', 400, 'Lore')];
  const rates = async (which: 'now' | 'again', hers: string, his: string) => {
    const own = await priya.open(`Rate the skill ${which}`, priya.messages, priya.dialog('Rate the skill'));
    await own.getByRole('radio', { name: hers }).check();
    await look(priya, `rating a skill ${which}`);
    await priya.press('Save', own);
    await reads(priya, /^Saved\. /);
    await priya.message(hers).last().waitFor();
    const both = priya.messages.getByText(`At the ${which === 'now' ? 'start' : 'end'}: `);
    expect(await both.count()).toBe(0);
    const button = which === 'now' ? 'Fähigkeit jetzt einschätzen' : 'Fähigkeit noch einmal einschätzen';
    const other = await katrin.open(button, katrin.messages, katrin.dialog('Fähigkeit einschätzen'));
    await other.getByRole('radio', { name: his }).check();
    await look(katrin, `rating somebody’s skill ${which}, in German`);
    await katrin.press('Speichern', other);
    await reads(katrin, /^Gespeichert\. /);
    await katrin.message('(wer Feedback gibt)').last().waitFor();
    await both.last().waitFor();
  };
  await rates('now', '2: does it with help', '1: neu darin');

  await passUntil(priya, 'How does “Facilitating” go?');
  const check = priya.message('How does “Facilitating” go?').last();
  const line = await priya.open('Say how it goes', check, priya.dialog('How does it go?'));
  await line.getByRole('textbox', { name: 'In one line' }).fill('I asked, and waited');
  await priya.press('Save', line);
  await reads(priya, 'Saved. You both read it');
  await passUntil(katrin, 'Wie läuft „Facilitating“?');
  const checked = katrin.message('Wie läuft „Facilitating“?').last();
  await checked.getByText('I asked, and waited').waitFor();
  const theirs = await katrin.open('Sagen, wie es läuft', checked, katrin.dialog('Wie läuft es?'));
  await theirs.getByRole('textbox', { name: 'In einer Zeile' }).fill('Die Stille hielt');
  await katrin.press('Speichern', theirs);
  await reads(katrin, 'Gespeichert. Ihr beide');
  await check.getByText('Die Stille hielt').waitFor();
  await look(katrin, 'how it goes, in German');

  await passUntil(priya, 'Its weeks are over. Until');
  await rates('again', '4: does hard and new cases alone', '3: macht das Übliche allein');
  await passUntil(priya, 'The stretch assignment “Facilitating” is over');
  await look(priya, 'a stretch assignment that is over');
});

it('a month later Katrin is asked once whether she used it, and what is hers stands in her App Home', async () => {
  const katrin = await as('Katrin', 400, 'Lore');
  await passUntil(katrin, 'Hat das geklappt?');
  const asked = katrin.message('Hat das geklappt?').last();
  await asked.getByText(use).waitFor();
  await look(katrin, 'whether she used it, in German');
  await katrin.press('Zum Teil', asked);
  await katrin.message('Das hat zum Teil geklappt').last().waitFor();
  await goTo(katrin, 'Lore home');
  for (const words of ['Deine Lernpfade', 'Du hast zugestimmt'])
    await katrin.page.getByText(words).first().waitFor();
  await look(katrin, 'App Home of who follows, in German');
  const priya = await as('Priya', 1280, 'Lore home');
  await look(priya, 'App Home of who owns an experiment');
});

it('Priya steps out of something that has begun: no reason is asked, and for all three it reads alike that it is over', async () => {
  const [seun, priya, katrin] = [await as('Seun', 1280), await as('Priya', 400), await as('Katrin', 400)];
  await seun.say('/stretch offer');
  const form = seun.dialog('New offer');
  await form.getByRole('textbox', { name: 'What is it?' }).fill('Write the plan of the next release');
  await form.getByRole('textbox', { name: /^Which skill/ }).fill('Planning');
  await form
    .getByRole('combobox', { name: /^How much of a challenge/ })
    .selectOption({ label: '3: new, with something to hold on to' });
  await form.getByLabel('How many weeks does it take?').fill('8');
  await form.getByRole('radio').first().check();
  await seun.press('Save', form);
  await reads(seun, /^Offered\./);
  await priya.say('/stretch');
  const all = priya.dialog('Stretch assignments');
  const take = await priya.open('Have a look: Planning', all, priya.dialog('Take this on?'));
  await take
    .getByRole('combobox', { name: 'Who gives you feedback?' })
    .selectOption({ label: 'Katrin Vogel' });
  await priya.press('Ask for it', take);
  await reads(priya, 'On its way');
  for (const member of [seun, priya, katrin]) await goTo(member, 'Lore');
  const plan = 'Write the plan of the next release';
  await passUntil(seun, plan);
  await seun.press('I agree', seun.message(plan).last());
  await passUntil(katrin, plan);
  await katrin.press('Ich gebe Feedback', katrin.message(plan).last());
  await passUntil(priya, /It begins.*Planning/);
  const begun = priya.message(/It begins.*Planning/).last();
  const sure = await priya.open('End it', begun, priya.dialog('Are you sure?'));
  await sure.getByText('Nobody reads who ended it, and no reason is asked.').waitFor();
  await look(priya, 'stepping out');
  await priya.press('End it', sure);
  await reads(priya, 'Done. No reason was asked, and none is told.');
  for (const [member, words] of [
    [priya, 'Planning is over.'],
    [seun, 'Planning is over.'],
    [katrin, 'Planning ist vorbei.'],
  ] as const)
    await member.message(words).last().waitFor();
  await look(seun, 'what somebody stepped out of');
});
