/** Who does what in twelve weeks of growing. */
import { day } from '../../src/core/clock.ts';
import { ines, katrin, learning, mara, priya, seun, website } from './company.ts';
import type { TestEngine } from './databases.ts';
import { arjun, carol, type GrowingHere, growingOn, ignores, meiling, saysNotNow } from './growing-here.ts';
import { gladly, notNow } from './growing-said.ts';
import { pressable } from './weeks-here.ts';

export const general = 'C0GENERAL';

export const belief =
  'We believe that ten minutes together before each release halve our rollbacks, because teams tell each other too little';
/** What a person who looks at nothing owns, and what one owns who says “not now”. */
export const beliefs = {
  [ignores]: 'We believe that shorter reviews find more, because people stay awake',
  [saysNotNow]: 'We believe that one report for all saves an hour a week, because nobody reads three',
} as const;
export const role = 'Facilitator';
const three = 'The three questions that open up a silent round';

/** The words of each experiment. */
const five = {
  [mara]: {
    belief,
    test: 'A call of ten minutes before the next four releases',
    cost: 'Four hours of everybody’s time',
    stop: 'Two releases in a row are a day late because of it',
  },
  [ignores]: {
    belief: beliefs[ignores],
    test: 'The next five reviews end after twenty minutes',
    cost: 'Two reviews that have to be done again',
    stop: 'One bug more than usual gets through',
  },
  [saysNotNow]: {
    belief: beliefs[saysNotNow],
    test: 'One report for three teams, for four weeks',
    cost: 'One hour a week, mine',
    stop: 'Somebody asks twice for what was left out',
  },
} as const;

/** @param engine whose database it runs on; `null`: one in memory */
export async function growing(engine: TestEngine | null): Promise<GrowingHere> {
  const here = await growingOn(engine, notNow, gladly);
  const weekly = { every: 'week', weekday: 4, minutes: 600 } as const;
  await here.recurs(learning, katrin, { 'digest.weekly': weekly });
  await here.recurs(general, katrin, { 'digest.weekly': weekly });
  await here.recurs(website, mara, { 'learned.weekly': { ...weekly, minutes: 660 } });
  return here;
}

/** The first week begins: each thing is begun by somebody. */
async function beginsAll(here: GrowingHere): Promise<void> {
  await aims(here);
  await experiments(here);
  await pathway(here);
  await stretches(here);
  await sheets(here);
}

async function aims(here: GrowingHere): Promise<void> {
  await here.types(ines, '/purpose', general);
  await here.press(ines, 'purpose.aims');
  const words = 'In two years customers do in the shop by themselves what they call us for today.';
  await here.submit(ines, { words, channel: general });
  await here.who(ines).closeAll();
}

async function experiments(here: GrowingHere): Promise<void> {
  await here.types(mara, '/experiment');
  await here.submit(mara, { ...five[mara], date: here.on(21) });
  const card = () => here.saying(learning, belief);
  await here.pressOn(mara, card(), 'experiments.change');
  await here.submit(mara, {
    metric: 'Rollbacks for each release',
    prediction: 'From four in ten to two in ten',
  });
  for (const [who, risks] of [
    [seun, 'It becomes one more meeting that nobody prepares'],
    [meiling, 'Singapore is asleep at that time'],
  ] as const) {
    await here.pressOn(who, card(), 'experiments.foresee');
    await here.submit(who, { risks });
  }
  await here.pressOn(mara, card(), 'experiments.start');
  await here.submit(mara);
  for (const [who, channel] of [
    [ignores, learning],
    [saysNotNow, website],
  ] as const) {
    await here.types(who, '/experiment', channel);
    await here.submit(who, { ...five[who], date: here.on(28) });
    await here.pressOn(who, here.saying(channel, beliefs[who]), 'experiments.start');
    await here.submit(who);
  }
}

async function pathway(here: GrowingHere): Promise<void> {
  await here.types(mara, '/pathway new');
  await here.submit(mara, { role, about: 'For everyone who would like to hold a retrospective that helps' });
  await here.press(mara, 'pathways.add');
  await here.submit(mara, {
    skill: 'Opening a round',
    level: '2',
    format: 'selfPaced',
    lines: 'Read the guide https://example.com/guide\nSit in on two rounds that somebody else holds',
  });
  await here.press(mara, 'pathways.add');
  await here.submit(mara, {
    skill: 'Holding a difficult moment',
    level: '3',
    format: 'onTheJob',
    lines: 'Facilitate one retrospective yourself\nTell the others what you would do differently',
  });
  // The first is finished by those who follow it; this one is told of once they plan a project.
  await here.press(
    mara,
    'pathways.activity',
    await activityNamed(here, 'Facilitate one retrospective yourself'),
  );
  await here.submit(mara, { moment: 'planned' });
  await here.pressOn(carol, here.saying(learning, 'is making a pathway'), 'pathways.walk');
  await here.types(mara, '/pathway');
  await here.press(mara, 'pathways.open');
  await here.press(mara, 'pathways.publish');
  for (const who of [meiling, mara, priya, saysNotNow]) {
    await here.types(who, '/pathway');
    await here.press(who, 'pathways.open');
    await here.press(who, 'pathways.follow');
    await here.press(who, 'pathways.finish');
    await here.submit(who, { use: three });
    await here.who(who).closeAll();
  }
  await here.types(meiling, '/pathway');
  await here.press(meiling, 'pathways.open');
  await here.press(meiling, 'pathways.show');
  await here.submit(meiling, { to: katrin });
  for (const who of [meiling, mara, carol]) await here.who(who).closeAll();
}

/** The id of an activity. */
async function activityNamed(here: GrowingHere, title: string): Promise<string> {
  const rows: unknown = JSON.parse(await here.rows('pathway_activity'));
  const found = (rows as readonly (readonly Readonly<Record<string, string>>[])[])[0]?.find(
    (one) => one['title'] === title,
  );
  return found?.['id'] ?? '';
}

async function stretches(here: GrowingHere): Promise<void> {
  const offers = async (who: string, what: string, skill: string, weeks: string) => {
    await here.types(who, '/stretch offer');
    const support = 'Half an hour with me each week';
    const fields = { what, skill, weeks, challenge: '4', support, channel: learning, reach: 'conversation' };
    await here.submit(who, fields);
    await here.who(who).closeAll();
  };
  const takes = async (who: string, partner: string) => {
    await here.types(who, '/stretch');
    await here.press(who, 'stretch.look');
    await here.submit(who, { partner, channel: learning });
    await here.who(who).closeAll();
  };
  await offers(seun, 'Facilitate the next three retrospectives', 'Facilitating', '8');
  await takes(meiling, mara);
  await offers(carol, 'Present the numbers of the quarter to everybody', 'Presenting numbers', '6');
  await takes(arjun, priya);
}

async function sheets(here: GrowingHere): Promise<void> {
  const shares = async (who: string, learn: string, chosen: string) => {
    await here.types(who, '/purpose');
    await here.press(who, 'purpose.write');
    await here.submit(who, { learn, drives: 'When something that I built spares others work', toward: '' });
    await here.press(who, 'purpose.share');
    await here.submit(who, { chosen, channel: learning });
    await here.who(who).closeAll();
    await opens(here, who);
    await here.press(who, 'purpose.dates');
    await here.submit(who, { on1: here.on(13), on2: here.on(14), at: '14:00' });
    await here.who(who).closeAll();
  };
  await shares(arjun, 'Lead a project from start to end', katrin);
  await shares(mara, 'Facilitating difficult rounds', priya);
  await shares(carol, 'Reading data without asking somebody', saysNotNow);
}

/** What two people have together. */
async function opens(here: GrowingHere, who: string): Promise<void> {
  await here.types(who, '/purpose');
  await here.press(who, 'purpose.pair');
}

/** After their talk, two write down what comes next. */
async function agreesOnSteps(here: GrowingHere): Promise<void> {
  await opens(here, arjun);
  await here.press(arjun, 'purpose.step');
  await here.submit(arjun, {
    what: 'Lead the next small release from plan to review',
    owner: 'self',
    due: here.on(28),
  });
  await here.who(arjun).closeAll();
}

/** Whoever planned a project has one more thing to learn from, and to offer. */
async function plans(here: GrowingHere): Promise<void> {
  for (const [who, name, channel] of [
    [mara, 'Winter sale', learning],
    [priya, 'New forms', website],
    [saysNotNow, 'Old redirects', website],
  ] as const) {
    await here.types(who, `/retro plan ${name}`, channel);
    await here.submit(who, { ends: here.on(60) });
    await here.who(who).closeAll();
  }
}

/** Both rate the skill at the start: the one who gives feedback where they agreed to. */
async function rates(here: GrowingHere, who: string): Promise<void> {
  const stands = here.direct(who).findLast((message) => pressable(message).includes('stretch.rate'));
  if (stands === undefined) return;
  await here.pressOn(who, stands, 'stretch.rate');
  await here.submit(who, { rating: '2' });
}

/** Nobody who was asked gives feedback, so another is named. */
async function namesAnother(here: GrowingHere, partner: string): Promise<void> {
  await here.types(arjun, '/stretch');
  await here.press(arjun, 'stretch.name');
  await here.submit(arjun, { partner });
  await here.who(arjun).closeAll();
}

/** What is done on the first day of a week. */
const doings: Readonly<Record<number, (here: GrowingHere) => Promise<void>>> = {
  1: beginsAll,
  2: async (here) => {
    await plans(here);
    for (const who of [mara, meiling]) await rates(here, who);
  },
  3: (here) => namesAnother(here, saysNotNow),
  4: agreesOnSteps,
  5: (here) => namesAnother(here, carol),
  6: reorganises,
  8: takesOver,
};

/** An admin writes what changes: the website's team goes into #learning, which Mei-Ling leads from then on. */
async function reorganises(here: GrowingHere): Promise<void> {
  await here.types(ines, '/lore reorg', general);
  await here.press(ines, 'reorg.edit');
  await here.submit(ines, {
    why: 'Both teams answer the same customers',
    on: here.on(14),
    stays: 'The goals of the quarter, and who leads whom until then',
    ask: ines,
  });
  for (const change of [
    { kind: 'merged', channel: website, into: [learning] },
    { kind: 'leader', channel: learning, leader: meiling },
  ]) {
    await here.types(ines, '/lore reorg', general);
    await here.press(ines, 'reorg.add');
    await here.who(ines).fill({ kind: change.kind });
    await here.settle();
    await here.submit(ines, change);
  }
  await here.types(ines, '/lore reorg', general);
  await here.press(ines, 'reorg.to-send');
  await here.submit(ines, { all: ['all'] });
  await here.who(ines).closeAll();
  await here.passes(1);
  await here.pressOn(meiling, here.saying(learning, 'that you lead this team'), 'reorg.lead');
}

/** What its owner left undecided is anybody's in the channel by now. */
async function takesOver(here: GrowingHere): Promise<void> {
  await here.pressOn(seun, here.saying(learning, 'was to be decided by'), 'experiments.take-over');
  const card = here.posted(learning).find(({ text }) => text.includes(beliefs[ignores]));
  if (card === undefined) throw new Error('there is no card');
  await here.pressOn(seun, card, 'experiments.decide');
  await here.submit(seun, {
    result: 'Two of five reviews ended in time; as many bugs got through as before',
    turnedOut: 'unclear',
    decision: 'stop',
  });
}

/** What two people learned at work, a line in each week. */
const learned = [
  'Ask for the photos before the copy is written',
  'Test on the real form, not on staging',
  'Say the date twice where three zones meet',
  'A redirect is only done once the logs are quiet',
  'Ten minutes with the real data save a night',
  'Write the question down before the meeting',
] as const;

/** @param week the first is 1 */
export async function lives(here: GrowingHere, week: number): Promise<void> {
  const begins = here.sandbox.core.clock.now();
  await doings[week]?.(here);
  const [who, channel] = week <= 6 ? (['U0ELLIOT', website] as const) : ([arjun, learning] as const);
  await here.types(who, `/learned ${learned[(week - 1) % learned.length] ?? ''}`, channel);
  await here.submit(who);
  await here.who(who).closeAll();
  while (here.sandbox.core.clock.now() < begins + 6.5 * day) await here.passes(1);
}
