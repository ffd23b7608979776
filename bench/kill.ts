/**
 * Retrospectives during which Lore is killed with SIGKILL, counted at the sandbox's side. Every second one at an instruction of a delivery, each
 * in turn; the others at a moment that chance chooses.
 */
import type { Checkpoint, Sending } from '../src/jobs/parts.ts';
import type { TestEngine } from '../test/support/databases.ts';
import { companyOf, holdRetro, playToTuesday, type Stage, type Tally } from '../test/support/kill-retro.ts';
import { startLoreProcess, type LoreProcess } from '../test/support/lore-process.ts';
import { chanceOf } from './chance.ts';

export interface KillSoak {
  readonly runs: number;
  /** Whom each retrospective asks; 16 or more, since ten of them wait for their reminder. */
  readonly people: number;
  /** Whether the optional history scopes were granted: then nobody has to be asked. */
  readonly hasHistory: boolean;
  readonly engine: TestEngine['name'];
  /** 2: one that listens to Slack, and one that does what is due. */
  readonly processes: 1 | 2;
  /** Decides all that chance decides, except how far Lore is at a random moment. */
  readonly seed: number;
  /** Hears of each run, for whoever waits. */
  readonly onRun?: (run: number, tally: Tally) => void;
}

export interface KillLine extends Tally {
  readonly runs: number;
  readonly kills: number;
}

const points: readonly Checkpoint[] = [
  'decided',
  'claimed',
  'before the call',
  'after the call',
  'before the ts is stored',
];
/** So many are reminded in each retrospective. */
const slow = 10;
/** What is being sent at the stage in which Lore dies, and how often it may be until then. */
const deaths: readonly { readonly stage: Stage; readonly of: Sending; readonly visits: number }[] = [
  { stage: 'begins', of: 'channel', visits: 1 },
  { stage: 'is answered', of: 'update', visits: 1 },
  { stage: 'reminds', of: 'person', visits: slow },
  { stage: 'ends collecting', of: 'thread', visits: 1 },
  { stage: 'ends grouping', of: 'thread', visits: 1 },
  // Of each of the three topics.
  { stage: 'ends voting', of: 'channel', visits: 3 },
  { stage: 'ends talking', of: 'thread', visits: 1 },
  { stage: 'closes', of: 'thread', visits: 1 },
];
const stages: readonly Stage[] = [
  'begins',
  'is answered',
  'reminds',
  'ends collecting',
  'ends grouping',
  'ends voting',
  'ends talking',
  'closes',
];
/** A random moment lies so many ms of wall time after the beginning of a stage, at most. */
const longest = 700;

/** @throws when a person is not answered any more, or Lore does not come to the instruction it was to die at */
export async function killSoak(soak: KillSoak): Promise<KillLine> {
  const { company, cast } = companyOf(soak.people, slow);
  const { hasHistory, engine, processes } = soak;
  const lore = await startLoreProcess({ hasHistory, engine, processes, company });
  const { below } = chanceOf(soak.seed);
  const sum = { expected: 0, posted: 0, lost: 0, duplicated: 0, deliveryIssues: 0 };
  try {
    for (let run = 0; run < soak.runs; run += 1) {
      const death = run % 2 === 0 ? atCheckpoint(lore, run / 2, below) : atRandom(lore, below);
      const tally = await holdRetro(lore, cast, `Run ${String(run + 1)}`, death.before);
      death.end();
      for (const name of ['expected', 'posted', 'lost', 'duplicated', 'deliveryIssues'] as const)
        sum[name] += tally[name];
      soak.onRun?.(run + 1, tally);
      await playToTuesday(lore);
    }
    return { runs: soak.runs, kills: lore.deaths(), ...sum };
  } finally {
    await lore.close();
  }
}

interface Death {
  readonly before: (stage: Stage) => Promise<void>;
  /** Makes sure that it has come. */
  readonly end: () => void;
}

function atCheckpoint(lore: LoreProcess, turn: number, below: (count: number) => number): Death {
  const at = points[turn % points.length];
  const death = deaths[Math.floor(turn / points.length) % deaths.length];
  if (at === undefined || death === undefined) throw new Error('there is no such death');
  const visit = 1 + below(death.visits);
  const from = lore.deaths();
  return {
    before: async (stage) => {
      if (stage === death.stage) await lore.dieAt(at, visit, death.of);
    },
    end: () => {
      if (lore.deaths() === from) throw new Error(`Lore did not come to "${at}" of ${death.of}`);
    },
  };
}

function atRandom(lore: LoreProcess, below: (count: number) => number): Death {
  const chosen = stages[below(stages.length)];
  const wait = below(longest);
  let timer: NodeJS.Timeout | undefined;
  return {
    before: async (stage) => {
      if (stage === chosen) timer = setTimeout(() => lore.kill(), wait);
    },
    end: () => clearTimeout(timer),
  };
}
