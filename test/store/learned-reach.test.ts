/** For whom a share is: the choice stands first, usual is where it is said, and nothing gets wider without its author’s press. On both engines. */
import { teamId, userId } from '../../src/core/ids.ts';
import type { Visibility } from '../../src/core/visibility.ts';
import { learning, secretly, team, withHarbour } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { learnedOn, type LearnedHere } from '../support/learned-here.ts';

const shown = {
  conversation: 'For people in this channel',
  workspace: 'For every full member of the workspace',
} as const;

describe.each(engines())('on $name, for whom a share is', (engine) => {
  let it_: LearnedHere;
  beforeEach(async () => {
    it_ = await learnedOn(engine);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  /** What the workspace’s admin preselects. */
  const preselect = async (reach: Visibility) => {
    const wished = { days: new Map(), switched: [], reach };
    const changed = await it_.lore.store.workspaceSettings.change(teamId(team), userId('U0INES'), wished);
    expect(changed.ok).toBe(true);
  };
  interface Shown {
    readonly block_id?: string;
    readonly element?: { readonly initial_option?: { readonly value: string } };
  }
  /** The blocks of somebody’s form for a share. */
  const form = async (who: string, channel: string): Promise<readonly Shown[]> => {
    await it_.who(who).say(channel, '/learned Rehearse moves');
    return (it_.who(who).modal()?.view['blocks'] ?? []) as readonly Shown[];
  };
  const preselected = (blocks: readonly Shown[]) =>
    blocks.find(({ block_id: id }) => id === 'reach')?.element?.initial_option?.value;
  const posted = async (who: string, channel: string, fields = {}) => {
    await it_.who(who).submit(fields);
    await it_.settle();
    return it_.messageWith(channel, 'Rehearse moves').text;
  };

  it('is asked first, and in a channel it is usually that channel', async () => {
    const blocks = await form('U0ARJUN', learning);
    expect(blocks[0]?.block_id).toBe('reach');
    expect(preselected(blocks)).toBe('conversation');
    expect(await posted('U0ARJUN', learning)).toContain(shown.conversation);
  });

  it('is the workspace where an admin preselects it in a public channel: the author sees that and saves it', async () => {
    await preselect('workspace');
    const blocks = await form('U0ARJUN', learning);
    expect(preselected(blocks)).toBe('workspace');
    expect(await posted('U0ARJUN', learning)).toContain(shown.workspace);
  });

  it('is the channel alone where it is private, shared, or its author a guest, whatever is preselected', async () => {
    await preselect('workspace');
    for (const [who, channel] of [
      ['U0CAROL', secretly],
      ['U0ELLIOT', withHarbour],
      ['U0WILL', withHarbour],
    ] as const) {
      const blocks = await form(who, channel);
      expect(preselected(blocks)).toBeUndefined();
      await it_.who(who).closeAll();
    }
    await form('U0CAROL', secretly);
    expect(await posted('U0CAROL', secretly)).toContain(shown.conversation);
  });

  it('is what stood in the form when its author saved it, whatever an admin changes meanwhile', async () => {
    await form('U0ARJUN', learning);
    await preselect('workspace');
    expect(await posted('U0ARJUN', learning, { useWhen: 'Before a move' })).toContain(shown.conversation);
    // Nor does an edit make it wider.
    const message = it_.messageWith(learning, 'Rehearse moves');
    await it_.who('U0ARJUN').press(message, 'learned.manage', { holds: '"edit"' });
    expect(await posted('U0ARJUN', learning, { useWhen: 'Before any move' })).toContain(shown.conversation);
  });
});
