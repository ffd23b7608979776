/** The greeting of a project's channel offers to look ahead, to the full member who invited Lore there, while no review has begun. */
import { mara, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';

describe.each(engines())('on $name, the greeting', (engine) => {
  let here: LoreHere;
  beforeEach(async () => {
    here = await startLoreHere({ engine });
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  const greeted = async (channel: string) => {
    for (const what of ['remove bot', 'add bot'])
      await here.sandbox.page('membership', { as: mara, channelId: channel, change: what });
    await here.settle();
    const message = here.direct(mara).at(-1);
    if (message === undefined) throw new Error('nobody was greeted');
    return message;
  };

  it('of a project’s channel offers to look ahead, and leads to the review that has begun there', async () => {
    await here.sandbox.page('channel', {
      as: mara,
      channelId: website,
      change: 'rename',
      name: 'proj-website',
    });
    const message = await greeted(website);
    expect(message.text).toContain('This looks like a project’s channel.');
    await here.who(mara).press(message, 'retro.before-begin');
    expect((await here.who(mara).submit({ intent: 'Checkout under 2 s' })).ok).toBe(true);
    await here.settle();
    expect(here.posted(website).at(-1)?.text).toContain('We intend: Checkout under 2 s');
    // It stays as it is, and a later press leads to the review.
    await here.who(mara).press(message, 'retro.before-begin');
    await here.settle();
    expect(here.who(mara).told('D0MARA').at(-1)).toContain('began here on');
  });

  it('of any other channel does not', async () => {
    expect((await greeted('C0LEARNING')).text).not.toContain('This looks like');
  });
});
