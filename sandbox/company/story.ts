/**
 * What the people of the made-up company do with the app in the weeks before today: they set rituals up, hold a retrospective and begin
 * another, plan, thank and tell. All of it by the commands and buttons that anyone uses; what comes of it is the app's.
 */
import type { Stage } from './actor.ts';
import { AHEAD } from './ahead.ts';
import type { Filled } from './elements.ts';
import { LESSONS } from './library.ts';
import { MEETING } from './meeting.ts';
import { dateAfter, type Scene } from './scene.ts';

const LEARNING = 'C0LEARNING';
const WEBSITE = 'C0WEBSITE';
const HARBOUR = 'C0HARBOUR';

/** Turns rituals of the channel of learning on. @param names the app's own for them @param fields by the app's ids */
const setsUp =
  (who: string, names: readonly string[], fields: Filled = {}) =>
  async (stage: Stage): Promise<void> => {
    await stage.say(who, LEARNING, '/lore settings');
    for (const name of names) await stage.pressInForm(who, `${name}:on`);
    await stage.fill(who, fields);
    // Whoever is asked whether that is meant has meant it.
    await stage.settle();
    await stage.fill(who);
    await stage.closeForms(who);
  };

/** Katrin works in Berlin, and so do the channel's rituals. */
const inBerlin = async (stage: Stage): Promise<void> => {
  await stage.say('U0KATRIN', LEARNING, '/lore settings');
  await stage.pressInForm('U0KATRIN', 'lore.set_up_channel');
  await stage.fill('U0KATRIN', { zone: 'Europe/Berlin' });
  await stage.closeForms('U0KATRIN');
};

/** The admin lets people thank, ask, meet, gather, say how safe it is to learn here, and read what learning comes to, having read what each does. */
const turnsOn = async (stage: Stage): Promise<void> => {
  await stage.pressInHome('U0INES', 'lore.change_workspace');
  await stage.fill(
    'U0INES',
    Object.fromEntries(
      ['thanks', 'questions', 'coaching', 'forums', 'pulse', 'indicators'].map((name) => [
        `practice.${name}`,
        'on',
      ]),
    ),
  );
};

const NEWSLETTER = 'Autumn newsletter';
const RELAUNCH = 'Website relaunch';
const mainOf = (about: string) => `Retrospective: ${about}`;

const addsCards =
  (about: string, cards: Readonly<Record<string, Filled>>) =>
  async (stage: Stage): Promise<void> => {
    for (const [who, columns] of Object.entries(cards)) {
      await stage.press(who, WEBSITE, mainOf(about), 'retro.add');
      await stage.fill(who, columns);
    }
  };

/** Ends the phase; the next one is announced before anything else is done. */
const goesOn = (stage: Stage, who: string, about: string): Promise<void> =>
  stage.untilReply(WEBSITE, mainOf(about), async () => {
    await stage.press(who, WEBSITE, mainOf(about), 'retro.manage', { holds: '"end"' });
    await stage.fill(who);
  });

const begins =
  (who: string, about: string, fields: Filled) =>
  async (stage: Stage): Promise<void> => {
    await stage.say(who, WEBSITE, `/retro ${about}`);
    await stage.pressInForm(who, 'retro.change');
    await stage.fill(who, fields);
  };

/** From the cards to what was agreed on. */
async function closesNewsletter(stage: Stage, today: number): Promise<void> {
  const hana = 'U0HANA';
  await goesOn(stage, hana, NEWSLETTER);
  await stage.press(hana, WEBSITE, mainOf(NEWSLETTER), 'retro.group');
  await stage.pressInForm(hana, 'retro.group-join');
  await stage.settle();
  await stage.untilReply(WEBSITE, mainOf(NEWSLETTER), () => stage.fill(hana, { name0: 'Late photos' }));
  for (const [who, topic] of [
    [hana, 'topic0'],
    ['U0DIEGO', 'topic0'],
    ['U0PRIYA', 'topic1'],
    ['U0ELLIOT', 'topic0'],
    ['U0NOOR', 'topic2'],
  ] as const) {
    await stage.press(who, WEBSITE, mainOf(NEWSLETTER), 'retro.vote');
    await stage.pressInForm(who, topic, { holds: '2' });
    await stage.fill(who);
  }
  for (let step = 0; step < 2; step += 1) await goesOn(stage, hana, NEWSLETTER);
  // Whoever proposes something for themselves has accepted it.
  for (const [owner, what, days] of [
    ['U0DIEGO', 'Choose the photos a week before a launch', 2],
    ['U0PRIYA', 'Send the test mail to three kinds of inbox', 8],
  ] as const) {
    await stage.press(owner, WEBSITE, mainOf(NEWSLETTER), 'retro.propose');
    await stage.fill(owner, { what, owner, due: dateAfter(today, days) });
  }
  await goesOn(stage, hana, NEWSLETTER);
}

export const SCENES: readonly Scene[] = [
  ...LESSONS,
  ...AHEAD,
  ...MEETING,
  { daysAgo: 14, time: '10:50', who: 'U0KATRIN', play: inBerlin },
  { daysAgo: 14, time: '10:55', who: 'U0INES', play: turnsOn },
  { daysAgo: 14, time: '11:00', who: 'U0KATRIN', play: setsUp('U0KATRIN', ['learned.weekly']) },
  {
    daysAgo: 13,
    time: '11:20',
    who: 'U0KATRIN',
    play: setsUp('U0KATRIN', ['indicators.quarter'], { 'indicators.quarter:weekday': '3' }),
  },
  {
    daysAgo: 12,
    time: '11:30',
    who: 'U0KATRIN',
    play: setsUp('U0KATRIN', ['coaching.rounds'], {
      'coaching.rounds:weekday': '1',
      'coaching.rounds:time': '11:00',
    }),
  },
  {
    daysAgo: 13,
    time: '14:30',
    who: 'U0HANA',
    play: begins('U0HANA', NEWSLETTER, { names: 'shown', cardsFor: 'channel' }),
  },
  {
    daysAgo: 12,
    time: '12:30',
    who: 'U0PRIYA',
    play: addsCards(NEWSLETTER, {
      U0PRIYA: { column0: 'The template held up', column1: 'It looked broken in one mail program' },
      U0DIEGO: { column0: 'Short texts', column1: 'The photos came two days late' },
      U0ELLIOT: { column1: 'The photos were late again', column2: 'Ask for photos by name' },
    }),
  },
  { daysAgo: 12, time: '17:00', who: 'U0HANA', play: closesNewsletter },
  {
    daysAgo: 10,
    time: '14:00',
    who: 'U0SEUN',
    play: async (stage, today) => {
      await stage.say('U0SEUN', HARBOUR, '/retro plan Harbour film');
      await stage.fill('U0SEUN', { ends: dateAfter(today, 9) });
    },
  },
  {
    daysAgo: 6,
    time: '11:00',
    who: 'U0KATRIN',
    play: setsUp('U0KATRIN', ['rotation.meeting', 'rotation.presenter', 'rotation.agenda'], {
      'rotation.meeting:weekday': '3',
      'rotation.meeting:time': '15:00',
    }),
  },
  {
    daysAgo: 4,
    time: '10:00',
    who: 'U0MEILING',
    play: (stage) => stage.press('U0MEILING', LEARNING, 'Who presents next', 'rotation.volunteer'),
  },
  {
    daysAgo: 3,
    time: '09:30',
    who: 'U0KATRIN',
    play: setsUp('U0KATRIN', ['digest.weekly'], {
      'digest.weekly:weekday': '2',
      'digest.weekly:time': '09:00',
    }),
  },
  {
    daysAgo: 2,
    time: '11:00',
    who: 'U0SEUN',
    play: async (stage) => {
      await stage.say('U0SEUN', LEARNING, '/journey write');
      await stage.fill('U0SEUN', {
        text: 'I was sure about the pricing page, and I was wrong. I should have asked for the test before I promised the date.',
        channels: [LEARNING],
      });
      await stage.fill('U0SEUN');
    },
  },
  {
    daysAgo: 1,
    time: '15:00',
    who: 'U0MARA',
    play: begins('U0MARA', RELAUNCH, { names: 'hidden', cardsFor: 'participants' }),
  },
  {
    daysAgo: 1,
    time: '16:10',
    who: 'U0MARA',
    play: (stage) =>
      stage.say(
        'U0MARA',
        WEBSITE,
        '/lore thanks @Hana Kobayashi for the roll-back guide. It saved our Friday.',
        {
          mentions: ['U0HANA'],
        },
      ),
  },
  {
    daysAgo: 0,
    time: '09:30',
    who: 'U0PRIYA',
    play: addsCards(RELAUNCH, {
      U0PRIYA: { column0: 'Pairing on the form', column1: 'Staging had the old form' },
      U0HANA: { column0: 'Four redirects found in the logs', column1: 'Tests ran on staging only' },
    }),
  },
];
