/** What `npm run mutate` changes, and which tests are to notice. */

export interface Area {
  /** The files that are changed, as globs from the root; one that begins with `!` takes away. */
  readonly code: readonly string[];
  /** The test files that are run, in this order, as globs from the root: the quick ones first. */
  readonly tests: readonly string[];
  /** Those of the code that keep what they found out while the process lives: a mutant would be asked for what the one before it answered. */
  readonly remembering?: readonly string[];
}

/** Without the tests that draw screens, and those that judge a likeness by hundreds of texts: they are slow, and say little of a rule. */
const rulesOf = (practice: string): Area => ({
  code: [`src/features/${practice}/**/rules.ts`],
  tests: [`test/unit/${practice}/!(alike|*blocks).test.ts`],
});

export const areas: Readonly<Record<string, Area>> = {
  time: {
    code: ['src/core/time/*.ts'],
    // What host.test.ts starts is another process, in which nothing is changed.
    tests: ['test/unit/time/!(host).test.ts', 'test/unit/schedules/*.test.ts'],
    remembering: ['format', 'holidays', 'regions'].map((file) => `src/core/time/${file}.ts`),
  },
  digest: rulesOf('digest'),
  journey: rulesOf('journey'),
  learned: rulesOf('learned'),
  lessons: rulesOf('lessons'),
  retro: rulesOf('retro'),
  rotation: rulesOf('rotation'),
  thanks: rulesOf('thanks'),
  // The conditions themselves are SQL, which Stryker leaves alone: test/store/leak-guards.test.ts takes out each of them.
  guards: {
    code: ['src/store/access/*.ts'],
    tests: [
      'test/unit/store-fixed.test.ts',
      'test/store/scope-{audiences,catalogue,called,rows,visibility}.test.ts',
      'test/store/scope-!(property|readers).test.ts',
      'test/store/{another-workspace,audit,leak-named,unscoped}.test.ts',
      'test/store/scope-{property,readers}.test.ts',
      'test/store/posts-seen-again.test.ts',
      // What changes who sees what, and what is seen by nobody any more.
      'test/store/{directory,directory-remembered,erased-elsewhere,erased-meanwhile,many-installed,many-events,workspaces}.test.ts',
    ],
    // What they make is put together once (fixed.ts).
    remembering: ['access', 'fixed', 'guards', 'shared-now'].map((file) => `src/store/access/${file}.ts`),
  },
  // How a post is claimed, drawn, sent once, looked up when in doubt, and paced.
  outbox: {
    code: [
      'src/jobs/{delivery,direct,dm-limit,draw-claimed,held-messenger,lookup,outbox,pace,retry,settle,tries,turns,updates}.ts',
      'src/store/outbox/*.ts',
    ],
    // Not standing-messages.test.ts: whole companies take ten times as long as all of these say of a mutant.
    tests: [
      'test/unit/jobs/*.test.ts',
      'test/unit/store/outbox-*.test.ts',
      'test/store/outbox-{updates,updates-closed,lookup,direct,riders,delivery,settled,found,standing,reschedule,in-doubt,not-shown}.test.ts',
      'test/store/jobs-{delivery,direct,unknown,restored,wait,inbox,run,journal,names,message-ts,pictures,cleanup}.test.ts',
      'test/store/{turns,posts-over,posted-link,message-words,posts-seen-again,erased-meanwhile,work-turns}.test.ts',
    ],
  },
  // What else is done later: rounds by workspace, jobs, events, Homes, pictures, and making way for people.
  jobs: {
    code: [
      'src/jobs/*.ts',
      '!src/jobs/{delivery,direct,dm-limit,draw-claimed,held-messenger,lookup,outbox,pace,retry,settle,tries,turns,updates}.ts',
    ],
    tests: [
      'test/unit/jobs/*.test.ts',
      'test/store/{wakes,work-turns}.test.ts',
      'test/store/jobs-{run,queue,inbox,journal,cleanup,delivery,direct,wait,message-ts,names,pictures,restored,unknown}.test.ts',
    ],
  },
};
