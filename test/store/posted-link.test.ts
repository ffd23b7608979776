/** The address of what was posted is told to whoever is in its channel, and to nobody else. On both engines. */
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import { sharePost } from '../../src/features/learned/ids.ts';
import { engines } from '../support/databases.ts';
import { secretly, team } from '../support/company.ts';
import { type LearnedHere, learnedOn } from '../support/learned-here.ts';

const person = (id: string): Viewer => ({ kind: 'person', userId: userId(id) });
const inChannel = (id: string): Viewer => ({ kind: 'channel', channelId: channelId(id) });

describe.each(engines())('on $name, the address of a post', (engine) => {
  let it_: LearnedHere;
  beforeEach(async () => {
    it_ = await learnedOn(engine);
    await it_.share('U0CAROL', secretly, 'Hand over in pairs');
  });
  afterEach(() => it_.close());
  const addressFor = async (viewer: Viewer, id?: string) => {
    const [[row = {}] = []] = JSON.parse(await it_.tables()) as { id?: string }[][];
    const share = { id: rowId(id ?? row.id ?? ''), channel_id: channelId(secretly), prompt_id: null };
    return it_.lore.store.read(team, viewer, (read) => read.linkTo(sharePost({ ...share, in_thread: 0 })));
  };

  it('is known to its channel and to the people in it', async () => {
    const { ts } = it_.messageWith(secretly, 'Hand over in pairs');
    const address = `https://lindgrove.slack.com/archives/${secretly}/p${ts.replace('.', '')}`;
    expect(await addressFor(inChannel(secretly))).toBe(address);
    expect(await addressFor(person('U0CAROL'))).toBe(address);
  });

  it('is told to nobody else, and of nothing that was not posted', async () => {
    expect(await addressFor(person('U0ARJUN'))).toBeNull();
    expect(await addressFor(inChannel('C0LEARNING'))).toBeNull();
    expect(await addressFor(person('U0CAROL'), 'another')).toBeNull();
  });
});
