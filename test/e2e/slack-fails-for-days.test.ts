/** The faults' soak, for some days of two channels: `npm run soak -- faults` plays a month of fifty. */
import { faultsSoak, isFaultsRight } from '../../bench/faults.ts';
import { day } from '../../src/core/clock.ts';
import { widely } from '../support/colleague.ts';
import { fills, submits } from '../support/insist.ts';
import { startLoreHere } from '../support/lore-here.ts';
import { website } from '../support/retro-path.ts';

describe('a soak in which every fifth call to Slack fails', () => {
  it('loses nothing, says nothing twice, and asks about no more than nobody can know', async () => {
    const line = await faultsSoak({ share: 20, seed: 1, engine: 'sqlite', channels: 2, people: 8, days: 5 });
    expect(line).toMatchObject({ kills: 5, wrong: [], lost: 0, duplicated: 0, over: 0, untimely: 0 });
    expect(line.posted).toBeGreaterThan(0);
    expect(line.failed / line.calls).toBeGreaterThan(0.1);
    expect(isFaultsRight(line)).toBe(true);
  });

  it('has people submit again what Lore says it did not keep', async () => {
    const here = await startLoreHere();
    const { sandbox } = here;
    const mara = here.who('U0MARA');
    const text = 'Check the links before the launch';
    const open = async () => {
      await mara.say(website, `/learned ${text}`);
      await here.modalWith('U0MARA', text);
    };
    const typed = () => ({ what: text, ...widely(mara) });
    await open();
    // By now Slack is asked about everybody again.
    sandbox.core.clock.set(sandbox.core.clock.now() + 2 * day);
    for (const method of ['users.info', 'users.conversations', 'conversations.info', 'conversations.members'])
      sandbox.faults.order(method, { kind: 'error', error: 'internal_error' }, { share: 1 });
    expect(await submits(mara, typed())).toBe(false);
    sandbox.faults.clear();
    expect(here.posted(website).filter((message) => message.text.includes(text))).toEqual([]);
    expect(await fills(mara, 'learned.share', open, typed)).not.toBe(false);
    await here.settle();
    expect(here.posted(website).filter((message) => message.text.includes(text))).toHaveLength(1);
    await here.close();
  });
});
