/** What people do with what they read: one says “not now” to whatever can be answered, and the others take part. */
import type { Filled } from './colleague.ts';
import { learning, mara, seun } from './company.ts';
import type { GrowingHere, Reaction } from './growing-here.ts';
import { pressable } from './weeks-here.ts';

/** The first of these that a message has. */
export const notNow = [
  'stretch.no',
  'stretch.not-now',
  'stretch.idea-never',
  'pathways.quiet',
  'pathways.leave',
  'experiments.disapprove',
  'experiments.call-off',
  'reorg.interview-no',
  'reorg.take-over-no',
] as const;

/** Fills in the form that opened, if one did. */
const writes =
  (fields: Filled): NonNullable<Reaction['then']> =>
  async (here, who) => {
    if (here.shown(who) !== '') await here.submit(who, fields);
  };

/** How it goes, in one line, as each of them sees it. */
const lines: Readonly<Record<string, string>> = {
  [mara]: 'You let the silence stand, and then everybody spoke',
  U0MEILING: 'I asked for help earlier, and it went better than the last one',
  U0ARJUN: 'The first half stands; the second one is too long',
  U0CAROL: 'Clear from the second page on, and you took the hard question',
};

const saysHowItGoes: NonNullable<Reaction['then']> = async (here, who) => {
  if (here.shown(who) !== '') await here.submit(who, { words: lines[who] ?? 'It goes on' });
};

/** In what two people have together: they agree on a date, and say that a step is done. */
async function together(here: GrowingHere, who: string): Promise<void> {
  const found = ['purpose.agree', 'purpose.step-done'].find((one) => here.shown(who).includes(`"${one}"`));
  if (found !== undefined) await here.press(who, found);
}

/** What came out, once the date has come. */
const outcome: Filled = {
  result: 'Two rollbacks in seven releases; before that it was three',
  turnedOut: 'otherwise',
  surprise: 'Most was said in the first three minutes',
  decision: 'iterate',
  lesson: 'Three minutes before a release are enough if somebody asks what changed',
};

async function says(here: GrowingHere, who: string): Promise<void> {
  const asked = here.direct(who).at(-1);
  if (asked !== undefined && JSON.stringify(asked.blocks).includes('"experiments.decide"')) {
    await here.pressOn(who, asked, 'experiments.decide');
    await here.submit(who, outcome);
  }
}

/** What they know is written down, and handed over to one person. */
async function handsOver(here: GrowingHere, who: string): Promise<void> {
  const asked = 'Support asks me how old orders are refunded';
  await here.submit(who, { asked, known: 'The certificate of the shop is renewed by hand in March' });
  const offered = here.direct(who).findLast((message) => pressable(message).includes('reorg.successor'));
  if (offered === undefined) throw new Error('nobody can be chosen');
  await here.pressOn(who, offered, 'reorg.successor');
  await here.submit(who, { person: seun, parts: ['asked', 'known'] });
}

/** The weekly shares go on in the other channel. */
async function decidesRituals(here: GrowingHere, who: string): Promise<void> {
  if (!here.shown(who).includes('"reorg.decide"')) return;
  await here.press(who, 'reorg.decide');
  await here.submit(who, { decision: 'handover', into: learning });
}

/** The first of these that a message has. */
export const gladly: readonly Reaction[] = [
  { action: 'stretch.agree' },
  { action: 'stretch.yes' },
  { action: 'stretch.check', then: saysHowItGoes },
  { action: 'stretch.rate', then: writes({ rating: '3' }) },
  { action: 'pathways.did-yes' },
  { action: 'pathways.right' },
  { action: 'experiments.approve' },
  { action: 'experiments.rule-not-met', then: says },
  { action: 'purpose.pair', then: together },
  { action: 'reorg.rituals', then: decidesRituals },
  { action: 'reorg.take-over' },
  { action: 'reorg.interview', then: handsOver },
  { action: 'reorg.handed', then: writes({}) },
];
