/** Lore is killed at every instruction of a delivery, in the middle of a retrospective, and started again. */
import { jest } from '@jest/globals';
import { textsIn } from '../support/colleague.ts';
import { startLoreProcess, type LoreProcess } from '../support/lore-process.ts';
import {
  addCards,
  beginRetro,
  endPhase,
  posts,
  retroPost,
  retroPosts,
  website,
} from '../support/retro-path.ts';
import { lastExchange, refusedCalls } from '../support/settling.ts';
import type { Checkpoint } from '../../src/jobs/parts.ts';

const points: readonly Checkpoint[] = [
  'decided',
  'claimed',
  'before the call',
  'after the call',
  'before the ts is stored',
];

/** Which post is being delivered when Lore dies, counted from the start of the retrospective. */
const visits = { main: 1, 'collecting is over': 2, closed: 3 } as const;
type Post = keyof typeof visits;
const mainPost = points.map((point): { point: Checkpoint; post: Post } => ({ point, post: 'main' }));
const others: readonly Post[] = ['collecting is over', 'closed'];
const allPosts = points.map((point, index) => ({ point, post: others[index % 2] ?? 'main' }));

/** A whole retrospective, during which Lore dies once. Submits again what it did not acknowledge. */
async function holdRetro(lore: LoreProcess, about: string, deadly: () => Promise<void>) {
  const mara = lore.who('U0MARA');
  const priya = lore.who('U0PRIYA');
  const before = posts(lore.sandbox, website).length;
  const insist = async (begun: Promise<{ readonly ok: boolean }>, person: typeof mara) => {
    const { ok } = await begun;
    await lore.settle();
    // The window is still open then, with what was typed.
    if (!ok) expect(await person.submit()).toEqual({ ok: true });
    await lore.settle();
  };
  await deadly();
  await insist(beginRetro(mara, website, about), mara);
  const surfaced = await answerSurfaced(lore, about);
  const main = retroPost(lore.sandbox, website, about);
  await insist(addCards(priya, main, { column0: 'The checklist saved us an hour' }), priya);
  await insist(endPhase(mara, main), mara);
  surfaced.push(...(await answerSurfaced(lore, about)));
  await insist(endPhase(mara, main), mara);
  surfaced.push(...(await answerSurfaced(lore, about)));
  return { surfaced, said: posts(lore.sandbox, website).slice(before) };
}

/** Looks at the facilitator's App Home, and says of each message that is asked about what is true. @returns how each was */
async function answerSurfaced(lore: LoreProcess, about: string): Promise<('there' | 'missing')[]> {
  const mara = lore.who('U0MARA');
  await mara.openHome();
  await lore.settle();
  const asked = textsIn(mara.home()).filter((text) => text.includes('Slack did not tell us whether'));
  const answers: ('there' | 'missing')[] = [];
  for (const question of asked) {
    const isThere = question.includes('Was the retrospective')
      ? retroPosts(lore.sandbox, website, about).length === 1
      : repliesAfter(lore, about) > 0;
    answers.push(isThere ? 'there' : 'missing');
    await mara.pressInHome(isThere ? 'lore.is_there' : 'lore.post_again');
    await lore.settle();
  }
  return answers;
}

function repliesAfter(lore: LoreProcess, about: string): number {
  const main = retroPost(lore.sandbox, website, about);
  return posts(lore.sandbox, website).filter(({ ts }) => ts > main.ts).length;
}

/** Each expected message once, and nothing else. */
function expectOnceEach(said: readonly { readonly text: string }[], about: string): void {
  expect(said.map(({ text }) => text.split(/[.\n]/)[0]).sort()).toEqual(
    [
      `Retrospective: ${about}`,
      'Collecting is over, and those who take part can read the cards',
      'The retrospective is closed',
    ].sort(),
  );
  expect(new Set(said.map((message) => JSON.stringify(message))).size).toBe(3);
}

jest.setTimeout(30_000);

describe.each([
  { hasHistory: false, granted: 'without the history scopes' },
  { hasHistory: true, granted: 'with the history scopes' },
])('a process that is killed $granted', ({ hasHistory }) => {
  let lore: LoreProcess;
  beforeAll(async () => {
    lore = await startLoreProcess({ hasHistory });
    await lore.who('U0MARA').openHome();
    await lore.settle();
  });
  afterAll(() => lore.close());

  it.each(hasHistory ? allPosts : mainPost)(
    'at "$point" of the post "$post" leaves every message there once',
    async ({ point, post }) => {
      const about = `Killed ${point}, ${post}`;
      const deaths = lore.deaths();
      const since = lastExchange(lore.sandbox);
      const { surfaced, said } = await holdRetro(lore, about, () => lore.dieAt(point, visits[post]));
      expect(lore.deaths() - deaths).toBe(1);
      const isUnknown = !['decided', 'claimed'].includes(point);
      const wasThere = point === 'before the call' ? 'missing' : 'there';
      expect(surfaced).toEqual(isUnknown && !hasHistory ? [wasThere] : []);
      expectOnceEach(said, about);
      // Without the scope it is asked once, and Slack says that it was not granted.
      const asked = isUnknown && !hasHistory ? ['conversations.history: HTTP 200, missing_scope'] : [];
      expect(refusedCalls(lore.sandbox, since)).toEqual(asked);
      expect(lore.errors()).toEqual([]);
    },
  );
});
