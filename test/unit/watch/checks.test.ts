/** What `/readyz` says of a full disk and of a clock that is off, and what the alerts about both look at. */
import { teamId } from '../../../src/core/ids.ts';
import { minute } from '../../../src/core/clock.ts';
import { checksOf, type Checked } from '../../../src/watch/checks.ts';
import { readiness } from '../../../src/watch/readiness.ts';

const fine: Checked = {
  team: () => teamId('T1'),
  isMigrated: () => true,
  store: {
    probe: async () => undefined,
    before: (_, run) => run(),
    schema: async () => ({ at: null, waiting: [], ahead: [], updatedBy: null }) as never,
  },
  isConnected: () => true,
  clockOff: () => null,
  askToken: async () => ({ refused: null }),
  now: () => 0,
};
const seen = async (over: Partial<Checked>) => readiness(checksOf({ ...fine, ...over }));
/** As the database says it. */
const failing = (code: string): Partial<Checked> => ({
  store: {
    ...fine.store,
    probe: async () => {
      throw Object.assign(new Error('a secret'), { code });
    },
  },
});

it('is ready where nothing is wrong', async () => {
  expect((await seen({})).isReady).toBe(true);
});

it('where Lore serves many workspaces, asks about none of their tokens, and looks whether the database answers', async () => {
  const many = await seen({ isMany: true, team: () => null });
  expect(many.isReady).toBe(true);
  expect(Object.keys(many.checks)).toEqual(['migrations', 'database', 'connection', 'clock']);
  const store = { ...fine.store, schema: async () => Promise.reject(new Error('gone')) };
  expect((await seen({ isMany: true, team: () => null, store })).isReady).toBe(false);
});

it.each([
  ['SQLITE_FULL', 'the disk is full'],
  ['53100', 'the disk is full'],
  ['SQLITE_READONLY', 'the database cannot be written'],
])('is not ready while the database says %s, and says why', async (code, why) => {
  const { isReady, checks } = await seen(failing(code));
  expect(isReady).toBe(false);
  expect(checks).toEqual({ ...(await seen({})).checks, database: why });
});

it.each([
  [minute, /^this machine’s clock is 1 minute ahead of Slack’s: .*Turn on time synchronisation$/],
  [-60 * minute, /^this machine’s clock is 60 minutes behind Slack’s: .*Turn on time synchronisation$/],
])(
  'is not ready with a clock that is off by %s ms, and is with one that is off by less than a minute',
  async (off, said) => {
    const { isReady, checks } = await seen({ clockOff: () => off });
    expect(isReady).toBe(false);
    expect(checks['clock']).toMatch(said);
    expect((await seen({ clockOff: () => Math.sign(off) * (minute - 1) })).isReady).toBe(true);
  },
);
