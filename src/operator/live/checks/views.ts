/** App Home, and what a view may hold. */
import type { HomeView } from '@slack/types';
import { limits } from '#core/kit/limits.ts';
import { escape } from '#core/text.ts';
import { section } from '#core/kit/blocks.ts';
import { rates } from '../../../jobs/pace.ts';
import { type Check, either, withPerson } from '../check.ts';
import { outcomeOf } from '../refused.ts';
import type { Live } from '../live.ts';
import { textAt } from '../read.ts';

const home = (over: Partial<HomeView> = {}): HomeView => ({
  type: 'home',
  blocks: [section(escape('Lore was tried in this workspace. Open this page again, and Lore draws it.'))],
  ...over,
});

const dividers = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }) as const);

/** Leaves a sentence there that says how one's own Home comes back. @throws Refused */
export async function restHome(live: Live): Promise<void> {
  const { person, team, calls, messenger } = live;
  if (person !== null) await calls.paced([[rates.home, team]], () => messenger.home(team, person, home()));
}

const publish = async (live: Live, view: HomeView, hash?: string) =>
  live.calls.ask('views.publish', { user_id: live.person, view, ...(hash === undefined ? {} : { hash }) });

export const homes: readonly Check[] = [
  {
    subject: 'home',
    tries: 'App Home is drawn for a person who did not open it',
    documented: 'views.publish',
    otherwise: 'has no Home here; commands and messages say the same, and the log has Slack’s code',
    run: withPerson(async (live) => {
      await restHome(live);
      return either(true, 'drawn');
    }),
  },
  {
    subject: 'home',
    tries: `a Home of ${limits.viewBlocks} blocks and ${limits.privateMetadata.toLocaleString('en-GB')} characters of private_metadata`,
    documented: 'the references of views and of Home',
    otherwise: 'can’t draw a long Home: the limit in Lore has to be lowered',
    breaksLore: true,
    run: withPerson(async (live) => {
      const { viewBlocks, privateMetadata } = limits;
      const most = { blocks: dividers(viewBlocks), private_metadata: 'a'.repeat(privateMetadata) };
      const ends = [
        await outcomeOf(publish(live, home(most))),
        await outcomeOf(publish(live, home({ blocks: dividers(viewBlocks + 1) }))),
        await outcomeOf(publish(live, home({ private_metadata: 'a'.repeat(privateMetadata + 1) }))),
      ];
      const [both, blocks, metadata] = ends;
      return either(
        both === 'taken',
        `both: ${both}; one block more: ${blocks}; one character more: ${metadata}`,
      );
    }),
  },
  {
    subject: 'home',
    tries: 'a Home that was drawn over in the meantime is refused by its hash',
    documented: 'views.publish, hash_conflict',
    otherwise: 'loses nothing: it sends no hash, and publishes one Home of a person after the other',
    run: withPerson(async (live) => {
      const old = textAt(await publish(live, home()), 'view', 'hash');
      await publish(live, home({ blocks: dividers(1) }));
      const end = await outcomeOf(publish(live, home(), old));
      return either(end === 'hash_conflict', end);
    }),
  },
];
