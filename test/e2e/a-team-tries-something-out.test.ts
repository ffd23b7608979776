/** A team tries something out, in a browser: written down before, foreseen in silence, asked about with its own stop rule, and decided. */
import { day } from '../../src/core/clock.ts';
import { fourPeople } from '../support/four-people.ts';
import { testTuesday } from '../support/test-date.ts';

const { as, goTo, look, passUntil } = fourPeople('Experiments');
const belief = 'We believe that a call before each release halves rollbacks';
const inDays = (days: number) => new Date(testTuesday() + days * day).toISOString().slice(0, 10);

it('Mara begins with five fields; an empty stop rule comes back with an example, and nothing she typed is lost', async () => {
  const mara = await as('Mara', 1280);
  await mara.say('/experiment');
  const form = mara.dialog('New experiment');
  await form.getByRole('textbox', { name: 'What do you believe?' }).fill(belief);
  await form
    .getByRole('textbox', { name: 'What’s the smallest test of it?' })
    .fill('Ten minutes, four times');
  await form.getByRole('textbox', { name: 'What may it cost at most?' }).fill('Four hours in all');
  await form.getByRole('textbox', { name: 'When do you stop early?' }).fill('   ');
  await form.getByLabel('By when do you decide?').fill(inDays(28));
  await look(mara, 'a new experiment');
  await mara.press('Post it in the channel', form);
  await form.getByText('Say when you stop early').waitFor();
  await form.getByRole('textbox', { name: 'When do you stop early?' }).fill('Two releases in a row are late');
  await mara.press('Post it in the channel', form);
  await form.waitFor({ state: 'hidden' });
  await mara.message(belief).last().waitFor();
  await look(mara, 'an experiment in preparation');
});

it('Katrin, in German and on a phone, writes what could go wrong, which only she reads; Priya says what she predicts', async () => {
  const katrin = await as('Katrin', 400);
  const foreseen = await katrin.open(
    'What could go wrong?',
    katrin.message(belief).last(),
    katrin.dialog('Was könnte schiefgehen?'),
  );
  await foreseen.getByRole('textbox', { name: 'Eine Sache pro Zeile' }).fill('Keiner kommt');
  await look(katrin, 'what could go wrong, in German');
  await katrin.press('Speichern', foreseen);
  await foreseen.waitFor({ state: 'hidden' });
  const priya = await as('Priya', 1280);
  const form = await priya.open('Change', priya.message(belief).last(), priya.dialog(/ändern|Change the/));
  const prediction = form.getByRole('textbox', { name: /What do you predict\?|Was sagt ihr vorher\?/ });
  await prediction.fill('From four in ten to two');
  await look(priya, 'a change of an experiment');
  await priya.press(/^(Save|Speichern)$/, form);
  await form.waitFor({ state: 'hidden' });
  const mara = await as('Mara', 1280);
  await mara.message(belief).last().getByText('From four in ten to two').waitFor();
  expect(await mara.message('Keiner kommt').count()).toBe(0);
});

it('Mara starts it, and the thread shows without names what could go wrong', async () => {
  const mara = await as('Mara', 1280);
  const before = await mara.open('Start', mara.message(belief).last(), mara.dialog('Before you start'));
  await before.getByText('found none that you can read').waitFor();
  await look(mara, 'before an experiment starts');
  await mara.press('Start', before);
  await mara.message(belief).last().getByText('What was written is locked').waitFor();
  await look(mara, 'an experiment that runs');
});

it('at half time and at its date she says of her stop rule that it is not met, and then decides', async () => {
  const mara = await as('Mara', 1280);
  await goTo(mara, 'Lore');
  await passUntil(mara, 'Half of the time is over');
  const half = mara.message('Half of the time is over').last();
  await half.getByText('Two releases in a row are late').waitFor();
  await look(mara, 'half time');
  await mara.press('It’s not met', half);
  await mara.message('You said: it’s not met').last().waitFor();
  await passUntil(mara, 'The date of your experiment');
  const due = mara.message('The date of your experiment').last();
  await look(mara, 'the date of an experiment');
  const form = await mara.open('Decide', due, mara.dialog('What came of it?'));
  await form.getByText('From four in ten to two').waitFor();
  await form.getByRole('textbox', { name: 'What came out?' }).fill('Three in ten');
  await form.getByRole('radio', { name: 'It came out otherwise' }).check();
  await form.getByRole('radio', { name: /^Stop/ }).check();
  await form
    .getByRole('textbox', { name: 'What did you learn that others can use?' })
    .fill('Ask who is affected before a release');
  await look(mara, 'what came of an experiment');
  await mara.press('Decide', form);
  await form.waitFor({ state: 'hidden' });
  await mara.message('Your experiment was decided on').last().waitFor();
});

it('Seun answers the six questions for the team, and the card says what would have made it a productive failure', async () => {
  const seun = await as('Seun', 400);
  const card = seun.message('It came out otherwise than predicted').first();
  await card.waitFor();
  const form = await seun.open('Go through the six questions', card, seun.dialog('Six questions'));
  for (const name of [/It served a goal/, /What we believe was written/, /Cost cap and stop rule/])
    await form.getByRole('checkbox', { name }).check();
  await look(seun, 'six questions');
  await seun.press('Save', form);
  await card.getByText('3 of 6, says the team').waitFor();
  await look(seun, 'an experiment that is over');
});
