/** Where a guest or another organisation reads a channel, its digest shows nothing of other channels: its owner is told, and what can be done. */
import { digestCopy } from '../../src/features/digest/copy.ts';
import { learning, mara, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type DigestHere, digestOn } from '../support/digest-here.ts';

const owner = mara;
const at = (text: string) => Date.parse(text);

describe.each(engines())('on $name, whoever set a digest up', (engine) => {
  let it_: DigestHere;
  beforeEach(async () => {
    it_ = await digestOn(engine);
    await it_.start(learning, owner);
    await it_.share('U0DIEGO', website, 'Photos come late');
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  const guest = async (change: 'invite' | 'leave') => {
    const of = { channelId: learning, change };
    const body = change === 'invite' ? { as: owner, userId: 'U0SAM', ...of } : { as: 'U0SAM', ...of };
    await it_.sandbox.page('membership', body);
    await it_.settle();
  };
  const told = () => it_.direct(owner).filter(({ text }) => text.includes('weekly digest'));

  it('is told once that a guest keeps other channels out, and what can be done; no word of what that is', async () => {
    await guest('invite');
    await it_.playUntil(at('2026-12-16T18:00:00Z'));
    const [one, ...more] = told();
    expect(more).toEqual([]);
    expect(one?.text).toContain('A guest is in <#C0LEARNING>, so the weekly digest there shows nothing');
    expect(one?.text).toContain('set up a digest in a channel without guests');
    expect(JSON.stringify(one)).not.toMatch(/Photos|C0WEBSITE|Diego|Sam/);
    await guest('leave');
    await it_.playUntil(at('2026-12-22T12:00:00Z'));
    expect(told()[0]?.text).toContain('can show other channels again');
  });

  it('is told the same of another organisation', async () => {
    await it_.becomes(learning, 'shared');
    await it_.playUntil(at('2026-12-02T18:00:00Z'));
    expect(told().map(({ text }) => text)).toEqual([
      expect.stringContaining('People from another organisation read <#C0LEARNING>'),
    ]);
  });

  it('is told nothing where only the workspace reads it', async () => {
    await it_.playUntil(at('2026-12-16T18:00:00Z'));
    expect(it_.digests(learning)).toHaveLength(1);
    expect(told()).toEqual([]);
  });

  it('reads it in the settings as long as it is so', async () => {
    const words = digestCopy.in('en', 'UTC').plain('silent.guest');
    const read = async () => {
      await it_.who(owner).say(learning, '/lore settings');
      await it_.settle();
      const shown = JSON.stringify(it_.who(owner).modal()?.view);
      await it_.who(owner).closeAll();
      return shown.includes(words);
    };
    expect(await read()).toBe(false);
    await guest('invite');
    expect(await read()).toBe(true);
  });
});
