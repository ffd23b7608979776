/** A project, from its plan to the file that somebody takes along: through Slack's own receivers, with the clock moved. */
import { startLoreHere, type LoreHere } from '../support/lore-here.ts';
import { addCards, posts, retroPost, website } from '../support/retro-path.ts';

let here: LoreHere;
beforeEach(async () => {
  here = await startLoreHere();
});
afterEach(() => here.close());

/** `YYYY-MM-DD`, so many days from now on the sandbox's clock. */
const inDays = (days: number) =>
  new Date(here.sandbox.core.clock.now() + days * 86_400_000).toISOString().slice(0, 10);
const directOf = (id: string) => {
  const im = here.sandbox.world.conversations.find(
    ({ kind, members }) => kind === 'im' && members.includes(id),
  );
  return im === undefined ? [] : posts(here.sandbox, im.id);
};
const last = (messages: readonly { readonly text: string }[]) => messages.at(-1)?.text ?? '';

const plan = async (name: string, days: number) => {
  const elliot = here.who('U0ELLIOT');
  await elliot.say(website, `/retro plan ${name}`);
  expect(await elliot.submit({ ends: inDays(days) })).toEqual({ ok: true });
  await here.settle();
};

it('Lore asks before the end, a press starts the retrospective, and a page of it goes along as a file', async () => {
  await plan('Relaunch', 30);
  expect(last(posts(here.sandbox, website))).toContain('Elliot planned a retrospective');
  await here.playUntil(here.sandbox.core.clock.now() + 29 * 86_400_000);
  const asked = posts(here.sandbox, website).find(({ text }) => text.includes('everyone is still here'));
  if (asked === undefined) throw new Error('nobody was asked');
  const mara = here.who('U0MARA');
  await mara.press(asked, 'retro.project-start');
  expect(await mara.submit()).toEqual({ ok: true });
  await here.settle();
  expect(asked.text).toContain('Mara started its retrospective');
  const retro = retroPost(here.sandbox, website, 'Retrospective: Relaunch');
  await addCards(mara, retro, { column0: 'The *checklist*' });
  await mara.say(website, '/retro history');
  await mara.pressInModal('retro.page');
  await mara.pressInModal('retro.export');
  await mara.submit({ format: 'markdown' });
  await here.settle();
  const [file] = here.sandbox.world.uploads;
  expect(file?.name).toMatch(/^retrospective-\d{4}-\d\d-\d\d\.md$/);
  expect(file?.content).toContain('The \\*checklist\\*');
  const message = directOf('U0MARA').at(-1);
  expect(message?.files).toEqual([file?.id]);
  expect(message?.text).toContain('keep the file to yourself');
  expect(here.wrong()).toEqual([]);
});

it('whose channel is archived goes on where its owner chooses', async () => {
  await plan('Relaunch', 30);
  await here.sandbox.page('channel', { as: 'U0MARA', channelId: website, change: 'archive' });
  await here.playUntil(here.sandbox.core.clock.now() + 4 * 86_400_000);
  const asked = directOf('U0ELLIOT').find(({ text }) => text.includes('Where would you like to run it?'));
  if (asked === undefined) throw new Error('the owner was not asked');
  const elliot = here.who('U0ELLIOT');
  await elliot.press(asked, 'retro.project-move');
  expect(await elliot.submit({ where: 'C0GENERAL' })).toEqual({ ok: true });
  await here.settle();
  expect(last(posts(here.sandbox, 'C0GENERAL'))).toContain('Elliot planned a retrospective');
  expect(asked.text).toContain('moved it to another channel');
  // Slack takes no change of a message in an archived channel: that one waits until it does.
  expect(here.wrong()).toEqual([]);
});
