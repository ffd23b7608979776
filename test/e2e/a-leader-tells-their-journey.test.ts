/** A leader in a browser tells what they do not know: typed, looked at, published, answered, changed and taken back, in sight of others. */
import type { Member } from '../support/browser.ts';
import { companyInBrowser } from '../support/company-in-browser.ts';

const honest = 'I do not know how our refunds work, and for a year I did not ask';

const enter = companyInBrowser();

describe('a leader tells their journey', () => {
  let seun: Member, mara: Member, priya: Member;
  const entry = (member: Member) => member.message('From the learning journey of');

  beforeAll(async () => {
    [seun, mara, priya] = (await Promise.all(['Seun', 'Mara', 'Priya'].map((name) => enter(name)))) as [
      Member,
      Member,
      Member,
    ];
    await Promise.all([seun, mara, priya].map((member) => member.goTo('learning')));
  });

  it('a form that is closed loses nothing, and nobody else sees it', async () => {
    await seun.say('/journey write');
    const form = seun.dialog('A journey entry');
    await form.getByRole('textbox', { name: 'Your entry' }).pressSequentially('I do not know');
    await seun.page.getByText('block_actions text').first().waitFor();
    await seun.press('Close', form);
    await seun.say('/journey write');
    await form.getByText('It isn’t published yet.').waitFor();
    expect(await form.getByRole('textbox', { name: 'Your entry' }).inputValue()).toBe('I do not know');
    expect(await mara.page.content()).not.toContain('I do not know');
  });

  it('it is shown as it will be posted, can be changed there, and is posted by their press', async () => {
    const form = seun.dialog('A journey entry');
    await form.getByRole('textbox', { name: 'Your entry' }).fill(honest);
    const preview = seun.dialog('As it will be posted');
    await seun.open('Preview', form, preview);
    await preview.getByText(honest).waitFor();
    await preview.getByText('What don’t I know, and who can help?').waitFor();
    await preview.getByText('Anyone in the workspace can open this channel.').waitFor();
    await seun.press('Change it', preview);
    await form.getByRole('combobox', { name: 'What is it about?' }).selectOption({
      label: 'Which mistake did someone bring to me, and what did I ask?',
    });
    expect(await entry(mara).count()).toBe(0);
    await seun.press('Preview', form);
    await preview.getByText('Which mistake did someone bring to me').waitFor();
    await seun.press('Publish', preview);
    await preview.waitFor({ state: 'hidden' });
    await Promise.all([mara, priya].map((member) => entry(member).getByText(honest).waitFor()));
    await entry(mara).getByText('Which mistake did someone bring to me').waitFor();
  });

  it('others read the rest of it, and cannot change it', async () => {
    const journey = mara.dialog('A journey');
    await mara.open('See their journey', entry(mara), journey);
    await journey.getByText(honest).waitFor();
    expect(await journey.getByRole('button', { name: 'Edit' }).count()).toBe(0);
    await mara.press('Close', journey);
    await priya.pick('Edit', entry(priya));
    await priya.message('This entry isn’t yours').waitFor();
  });

  it('it changes where it stands, and says so; taken back, its text is gone', async () => {
    await seun.say('/journey');
    const mine = seun.dialog('My journey');
    const edit = seun.dialog('Edit an entry');
    await seun.open(/^Edit/, mine, edit);
    await edit.getByRole('textbox', { name: 'Your entry' }).fill('I asked Noor how refunds work');
    await seun.press('Save', edit);
    await edit.waitFor({ state: 'hidden' });
    await entry(mara).getByText('I asked Noor how refunds work').waitFor();
    await entry(mara).getByText('Edited.').waitFor();
    expect(await entry(mara).count()).toBe(1);

    await seun.pick('Delete', entry(seun));
    await seun.press('Delete', seun.dialog('Delete this entry?'));
    await mara.message('deleted this entry.').waitFor();
    expect(await entry(mara).count()).toBe(0);
    expect(await mara.messages.innerText()).not.toContain('I asked Noor');
  });

  it('they choose how often they are asked, and are told when next', async () => {
    await seun.say('/journey rhythm');
    const recurrence = seun.dialog('How often you’re asked');
    await recurrence.getByRole('radio', { name: 'Every four weeks' }).check();
    await seun.press('Save', recurrence);
    await seun.page.getByText('You’re asked every four weeks').first().waitFor();
  });
});
