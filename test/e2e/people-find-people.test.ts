/** People find people, in a browser: what was of use is thanked for, and what somebody did for others' learning is theirs to hand on. */
import { day, hour } from '../../src/core/clock.ts';
import { fourPeople } from '../support/four-people.ts';

const { as, goTo, look, pass } = fourPeople('Thanks', 'Questions');

describe.each([1280, 400])('at %i pixels', (width) => {
  const learned = `Roll back first, then look for the cause (${width})`;
  const thanked = `Seitdem ruft nachts niemand mehr an (${width})`;

  it('somebody who reads German uses what was shared, and thanks its author in the next step', async () => {
    const [hana, jonas] = [
      await as('Hana', width, 'website-relaunch'),
      await as('Jonas', width, 'website-relaunch'),
    ];
    await hana.say(`/learned ${learned}`);
    const share = hana.dialog('What I learned');
    await share.waitFor();
    await hana.press('Share', share);
    await hana.message(learned).first().waitFor();

    await jonas.press(/Used it|Verwendet/, jonas.message(learned).first());
    const used = jonas.dialog('Verwendet');
    await used.waitFor();
    await jonas.press('Speichern', used);
    const noted = jonas.page.getByRole('dialog').filter({ hasText: 'Notiert: Du hast es verwendet.' });
    await noted.waitFor();
    const form = jonas.dialog('Danke sagen');
    await jonas.open('Danke sagen', noted, form);
    await form.getByRole('textbox', { name: 'Was hat sich dadurch geändert?' }).fill(thanked);
    await jonas.press('Senden', form);
    await jonas.page.getByText('bekommt von mir eine Direktnachricht').first().waitFor();
  });

  it('its author puts it into an evidence pack of their own, in their order, and gets it as a file', async () => {
    const hana = await as('Hana', width, 'website-relaunch');
    await hana.say('/lore thanks evidence');
    const pack = hana.dialog('Your evidence pack');
    await pack.getByText(learned).first().waitFor();
    await pack.getByText(thanked).first().waitFor();
    await hana.press(new RegExp(`^Put in: \\d+\\. Roll back first.*\\(${width}\\)`), pack);
    await pack.getByText('In your pack, in this order').waitFor();
    await hana.press(new RegExp(`^Put in: \\d+\\. Seitdem.*\\(${width}\\)`), pack);
    await pack.getByText(`${width === 1280 ? 2 : 4}. ${thanked}`).waitFor();
    await hana.press('Get the file', pack);
    await hana.page.getByText('You’ll get the file in a direct message from me.').first().waitFor();
    await hana.closeAll();
    await goTo(hana, 'Lore');
    await hana.message('Here is your evidence pack.').first().waitFor();
  });

  const [question, known, same] =
    width === 1280
      ? [
          'How do we roll back a migration?',
          'Erst das Down-Skript, dann den Tag davor',
          'roll back a migration',
        ]
      : ['Where do the fonts for print live?', 'Im Ordner Druck, mit den Lizenzen', 'fonts for print'];

  it('somebody asks the channel and accepts the answer of somebody who reads German; a third finds it before they ask', async () => {
    const mara = await as('Mara', width);
    await mara.say(`/ask ${question}`);
    const form = mara.dialog('Ask a question');
    await form.getByText('I found no lesson and no answered question that fits.').waitFor();
    await look(mara, 'the form of a question');
    await mara.press('Ask', form);
    await mara.page.getByText('I’m asking in').last().waitFor();
    await look(mara, 'what happens now');
    await mara.closeAll();

    const katrin = await as('Katrin', width);
    const asked = katrin.message(question).filter({ hasText: 'Mara asks:' });
    const answer = await katrin.open('Answer', asked, katrin.dialog('Antworten'));
    await answer.getByRole('textbox', { name: 'Deine Antwort' }).fill(known);
    await look(katrin, 'the form of an answer');
    await katrin.press('Posten', answer);
    await asked.getByRole('button', { name: /1 / }).waitFor();
    await look(katrin, 'a question in its channel');

    await goTo(mara, 'Lore');
    const waits = mara.message(known).last();
    await mara.press('This answers it', waits);
    const accepted = mara.message('answer stands beside your question now.').last();
    await accepted.waitFor();
    await look(mara, 'an answer that was accepted');
    const thanks = await mara.open('Say thanks', accepted, mara.dialog('Say thanks'));
    await mara.press('Cancel', thanks);
    await mara.open('Keep as a lesson', accepted, mara.dialog('A lesson'));
    await look(mara, 'an answer as a lesson');
    await mara.closeAll();

    const priya = await as('Priya', width);
    await priya.say(`/ask how do I ${same}`);
    const found = priya.dialog('Ask a question');
    await found.getByText('Does one of these answer it?').waitFor();
    await found.getByText(known).waitFor();
    await look(priya, 'what fits a question');
    await priya.press('That answers it', found);
    await found.getByText('Nothing was posted').waitFor();
    await priya.closeAll();
  });

  it('a question without a name reaches people who agreed: one passes it on, one leaves it, and the answer comes back', async () => {
    const hidden = `How do we tune a slow query in postgres (${width})?`;
    const [mara, katrin] = [await as('Mara', width), await as('Katrin', width)];
    const [seun, priya] = [await as('Seun', width), await as('Priya', width)];
    if (width === 1280) {
      await katrin.say('/ask expertise');
      const own = katrin.dialog('Was ich weiß');
      await own.getByRole('textbox', { name: 'Ich kenne mich aus mit' }).fill('postgres');
      await own.getByRole('checkbox', { name: 'Man darf mich fragen' }).check();
      await look(katrin, 'what somebody knows');
      await katrin.press('Zeigen', own);
      await katrin.page.getByText('Man darf dich fragen.').last().waitFor();
      await katrin.closeAll();
      for (const [one, topic] of [
        [seun, 'slow query'],
        [priya, 'accessibility'],
      ] as const) {
        await one.say('/ask expertise');
        const list = one.dialog('What I know');
        await list.getByRole('textbox', { name: 'I know about' }).fill(topic);
        await list.getByRole('checkbox', { name: 'You may ask me' }).check();
        await one.press('Show it', list);
        await one.page.getByText('Others may ask you.').last().waitFor();
        await one.closeAll();
      }
    }
    await mara.say(`/ask ${hidden}`);
    const form = mara.dialog('Ask a question');
    await form.getByRole('radio', { name: 'Up to three people who agreed to be asked' }).check();
    await form.getByRole('radio', { name: 'Without my name: Lore asks for me' }).check();
    await mara.press('Ask', form);
    const whom = mara.dialog('Ask people');
    await whom.getByText('says they know about').first().waitFor();
    await look(mara, 'people who may know');
    await mara.press('Ask', whom);
    await mara.page.getByText('I offer to ask in').last().waitFor();
    await look(mara, 'people who are asked');
    await mara.closeAll();
    await pass(2 * hour);

    await goTo(katrin, 'Lore');
    const toKatrin = katrin.message(hidden).filter({ hasText: 'Jemand, der lieber nicht genannt wird' });
    await toKatrin.waitFor();
    expect(await toKatrin.innerText()).not.toContain('Mara');
    await look(katrin, 'a question for somebody');
    const on = await katrin.open('Weitergeben', toKatrin, katrin.dialog('Weitergeben'));
    await on.getByRole('combobox', { name: 'An wen?' }).selectOption('Priya');
    await look(katrin, 'passing it on');
    await katrin.press('Weitergeben', on);
    await toKatrin.getByText('weitergegeben').waitFor();

    await goTo(seun, 'Lore');
    const toSeun = seun.message(hidden);
    await seun.press('Not now', toSeun);
    await toSeun.getByText('You left it.').waitFor();
    await look(seun, 'a question that was left');

    await pass(day);
    await goTo(priya, 'Lore');
    const toPriya = priya.message(hidden);
    const relay = await priya.open('Answer', toPriya, priya.dialog('Answer'));
    await relay.getByRole('textbox', { name: 'Your answer' }).fill(`Look at its plan first (${width})`);
    await priya.press('Send it', relay);
    await toPriya.getByText('You answered. Thank you.').waitFor();

    await pass(day);
    await goTo(mara, 'Lore');
    const answered = mara.message(`Look at its plan first (${width})`).last();
    await answered.getByText('Priya').first().waitFor();
    await look(mara, 'an answer that came back');
    await mara.press('This answers it', answered);
    await mara.message('That it was you who asked is erased now.').last().waitFor();
  });
});
