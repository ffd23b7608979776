/** Weeks of the made-up company, played through the whole of Lore: when they are over, every table has rows. */
import { randomUUID } from 'node:crypto';
import { day, hour, minute } from '../../../src/core/clock.ts';
import { report } from '../../../src/core/happening.ts';
import { channelId, teamId, userId } from '../../../src/core/ids.ts';
import type { Rule } from '../../../src/core/recurrence.ts';
import { findRows } from '../../../src/core/rows.ts';
import { recordedOf } from '../../../src/features/lessons/record/operations.ts';
import { lessons } from '../../../src/features/lessons/rows.ts';
import { features } from '../../../src/features.ts';
import { keepImported } from '../../../src/features/lessons/imports/operations.ts';
import { markRestored } from '../../../src/store/backup/mark-restored.ts';
import type { Message } from '../../../sandbox/state/world.ts';
import type { Filled } from '../colleague.ts';
import { plainLesson } from '../lesson-records.ts';
import { keyFileHere } from '../key-file-here.ts';
import { type LoreHere, startLoreHere } from '../lore-here.ts';
import { beginRetro, posts, retroPost } from '../retro-path.ts';
import { unhurried } from '../unhurried.ts';
import { castOnce } from './ballots.ts';
import { subscribe } from './calendar.ts';
import { letPrograms } from './tokens.ts';
import { joinRounds } from './coaching.ts';
import { connectATool } from './connections.ts';
import { makeEvidence } from './evidence.ts';
import { tryOut } from './experiments.ts';
import { openWithFacts } from './facts.ts';
import { beginForum, noteMeeting } from './forums.ts';
import { findAMentor, meetAndAnswer } from './mentors.ts';
import { walkAPath } from './pathways.ts';
import { askPeople } from './people.ts';
import { askAPulse } from './pulse.ts';
import { writePurposes } from './purpose.ts';
import { askAndAnswer } from './questions.ts';
import { lookAtNumbers } from './indicators.ts';
import { stretchSomebody } from './stretch.ts';
import { reorganise } from './reorg.ts';
import { hold, openLesson, standInEveryPhase } from './retros.ts';
import { putIntoATracker } from './tracker.ts';
import { direct, fill, learning, postWith, shows, viewOf, website } from './steps.ts';

export const team = teamId('T0LINDGROVE');
const secretly = 'C0PEOPLE';
const withHarbour = 'C0HARBOUR';

const at = (iso: string) => Date.parse(iso);

/** @param options as of `startLoreHere` @returns Lore as it stands at the end; the caller closes it */
export async function playLife(
  databaseUrl: string,
  options: Parameters<typeof startLoreHere>[0] = {},
): Promise<LoreHere> {
  const { lore, ...rest } = options;
  const keys = keyFileHere();
  const here = await startLoreHere({
    keyFile: keys.file,
    ...rest,
    databaseUrl,
    lore: { requestTimeouts: unhurried, ...lore },
  });
  await setUp(here);
  await shareAndTell(here);
  await saveAsLesson(here);
  await teach(here);
  await bringIn(here);
  await planWhatIsTaught(here);
  await openWithFacts(here, 'U0SEUN', 'U0PRIYA', learning);
  await connectATool(here, 'U0INES', 'U0SEUN', learning);
  await lookAhead(here);
  await beginWithLessons(here);
  await agreeToBeAsked(here);
  await askWhoDidIt(here);
  await readDigests(here);
  await sayYes(here);
  await goWrong(here);
  await meetRegularly(here);
  await lookBack(here);
  await comeRound(here);
  await noteMeeting(here, learning, 'U0MEILING');
  await askALeader(here);
  await askAndAnswer(here, website, 'U0JONAS', 'U0ELLIOT');
  await askPeople(here, 'U0MARA', 'U0HANA');
  await tryOut(here, { channel: website, owner: 'U0JONAS', other: 'U0ELLIOT', admin: 'U0INES' });
  await offerToReflect(here);
  await standInEveryPhase(here);
  await lookAheadAgain(here);
  await comeBack(here);
  await meetAndAnswer(here, 'U0DIEGO');
  await missAWindow(here);
  await subscribe(here, ['U0SEUN', 'U0PRIYA'], learning);
  await letPrograms(here, ['U0PRIYA']);
  await askAPulse(here, 'U0KATRIN', 'U0MARA');
  await stretchSomebody(here, ['U0MARA', 'U0ELLIOT', 'U0DIEGO', 'U0HANA', 'U0JONAS']);
  await walkAPath(here, {
    channel: learning,
    editors: ['U0MARA', 'U0PRIYA'],
    follower: 'U0SEUN',
    manager: 'U0MARA',
  });
  await putIntoATracker(here, 'U0MARA', website);
  await castOnce(here, ['U0SEUN', 'U0PRIYA']);
  await lookAtNumbers(here, 'U0MARA', 'U0INES', learning);
  await writePurposes(here, 'U0SEUN', 'U0MARA', 'U0INES');
  await reorganise(here, 'U0INES', 'U0JONAS', 'U0PRIYA', 'U0HANA');
  await eraseAndSwitchOff(here);
  await goAway(here);
  return {
    ...here,
    close: async () => {
      await here.close();
      keys.remove();
    },
  };
}

/** Rituals in two channels, a group that is invited, and what an admin and people set. */
async function setUp(here: LoreHere): Promise<void> {
  const { store } = here.lore;
  const rules: Readonly<Record<string, Rule>> = {
    'learned.weekly': { every: 'week', weekday: 4, minutes: 840 },
    'digest.weekly': { every: 'week', weekday: 2, minutes: 600 },
    'rotation.meeting': { every: 'week', weekday: 3, minutes: 900 },
    'rotation.presenter': { before: 'rotation.meeting', days: 7, minutes: 0 },
    'rotation.agenda': { before: 'rotation.meeting', days: 0, minutes: 60 },
    'coaching.rounds': { every: 'fortnight', weekday: 3, minutes: 600 },
  };
  for (const [channel, owner] of [
    [learning, 'U0KATRIN'],
    [website, 'U0MARA'],
  ] as const) {
    await store.directory.setRecurrence(team, channelId(channel), { tz: 'Europe/Berlin', locale: 'en' });
    const started = await store.schedules.startAll(
      team,
      channelId(channel),
      userId(owner),
      new Map(Object.entries(rules)),
      true,
    );
    if (!started.ok) throw new Error(started.code);
  }
  const ines = here.who('U0INES');
  await ines.openHome();
  await here.settle();
  await ines.pressInHome('lore.change_workspace');
  await shows(here, 'U0INES', '@leads');
  await fill(here, 'U0INES', { 'group.journey': 'S0LEADS' });
  const days = new Map([['learned.share', 400]]);
  const changed = await store.workspaceSettings.change(team, userId('U0INES'), {
    days,
    switched: [],
    reach: 'workspace',
  });
  if (!changed.ok) throw new Error('the admin could not change what is kept');
  const hours = { days: [1, 2, 3, 4] as const, start: 600, end: 1020, holidays: 'DE-BE' };
  await store.settings.save(team, userId('U0MARA'), { hours, backOn: null, locale: 'en' });
}

async function shareAndTell(here: LoreHere): Promise<void> {
  const share = async (who: string, channel: string, text: string, fields: Filled = {}) => {
    await here.who(who).say(channel, `/learned ${text}`);
    await fill(here, who, fields);
  };
  await share('U0ARJUN', learning, 'Rehearse moves with the real data', { useWhen: 'Before a move' });
  await share('U0DIEGO', website, 'Photos come late when nobody owns them', { topics: 'photos' });
  await share('U0CAROL', secretly, 'Handing over takes a week');
  await share('U0WILL', withHarbour, 'Ask for the licence first');
  const [message] = here.sandbox.world.messages[learning] ?? [];
  await here.sandbox.page('shortcut', {
    as: 'U0NOOR',
    callbackId: 'learned.save',
    message: { channelId: learning, ts: message?.ts },
  });
  await fill(here, 'U0NOOR', { what: 'A dry run saves a night' });
  await here.who('U0SEUN').press(postWith(here, learning, 'Rehearse moves'), 'learned.use');
  await fill(here, 'U0SEUN', { how: 'In the next release' });
  await here.who('U0MARA').press(postWith(here, learning, 'Rehearse moves'), 'learned.useful');
  await here.settle();

  const tell = async (who: string, text: string, channels: readonly string[]) => {
    await here.who(who).say(learning, '/journey write');
    await here.who(who).submit({ text, channels });
    await shows(here, who, 'As it will be posted');
    await fill(here, who);
  };
  await tell('U0SEUN', 'I was wrong about the pricing page', [learning, secretly]);
  await here.who('U0KATRIN').say(learning, '/journey rhythm');
  await fill(here, 'U0KATRIN', { rhythm: 'week' });
  await here.who('U0MARA').say(learning, '/journey first');
  await fill(here, 'U0MARA', { channel: learning });

  await here.who('U0MARA').say(website, '/thanks <@U0HANA> for the roll-back guide');
  await here.settle();
  await makeEvidence(here, [
    ['U0ARJUN', learning],
    ['U0HANA', website],
  ]);
  const talking = { mentor: 'U0NOOR', asks: 'U0HANA', channel: website } as const;
  await findAMentor(here, { ...talking, pair: ['U0DIEGO', 'U0ELLIOT'] });

  await here.playUntil(at('2026-11-25T16:00:00Z'));
  await here.who('U0ARJUN').press(messageWith(here, learning, 'rotation.join'), 'rotation.join');
  await here.who('U0ARJUN').press(postWith(here, direct('U0ARJUN'), 'A dry run'), 'learned.give-words');
  await fill(here, 'U0ARJUN', { words: 'A dry run took ten minutes' });
}

/** A lesson from somebody else's message, whose author gives their words. */
async function saveAsLesson(here: LoreHere): Promise<void> {
  const message = here.sandbox.world.messages[learning]?.find(({ userId: by }) => by === 'U0SEUN');
  await here.sandbox.page('shortcut', {
    as: 'U0NOOR',
    callbackId: 'lessons.save',
    message: { channelId: learning, ts: message?.ts },
  });
  await fill(here, 'U0NOOR', {
    title: 'Read the numbers aloud',
    happened: 'Two of us had read the same table differently',
    useWhen: 'Before a decision that rests on numbers',
  });
  await here.playUntil(at('2026-11-25T17:00:00Z'));
  await here.who('U0SEUN').press(postWith(here, direct('U0SEUN'), 'Read the numbers'), 'lessons.give-words');
  await fill(here, 'U0SEUN', { words: 'We had read it differently' });
}

const rehearse: Filled = {
  title: 'Rehearse a move with the real data',
  context: 'Six people, four weeks',
  happened: 'The import took nine hours instead of one',
  useWhen: 'Before the relaunch of a website',
  topics: 'moves, data',
};

/** Lessons: one that all agreed on, and one whose authors are still asked. */
async function teach(here: LoreHere): Promise<void> {
  await hold(
    here,
    'U0MARA',
    website,
    'Website relaunch',
    [
      ['U0PRIYA', 'The import took nine hours'],
      ['U0HANA', 'Photos came late'],
    ],
    { names: 'shown', cardsFor: 'channel' },
  );
  await openLesson(here, 'U0MARA', 'nine hours');
  await fill(here, 'U0MARA', rehearse);
  await here.playUntil(here.sandbox.core.clock.now() + day);
  await here.who('U0PRIYA').press(postWith(here, direct('U0PRIYA'), 'lesson'), 'lessons.agree');
  await here.settle();
  await bringInAgain(here);
  for (const worth of ['4', '5'])
    await here
      .who('U0PRIYA')
      .press(retroPost(here.sandbox, website, 'Website relaunch'), 'retro.rate', { holds: worth });
  await hold(here, 'U0KATRIN', secretly, 'Hand-overs', [
    ['U0CAROL', 'Nobody had time to hand over'],
    ['U0INES', 'The list of accounts was old'],
  ]);
  await openLesson(here, 'U0KATRIN', 'hand over');
  await fill(here, 'U0KATRIN', { ...rehearse, title: 'Hand over for a week' });
}

/** The lesson that is kept has been in another installation. */
async function bringInAgain(here: LoreHere): Promise<void> {
  await here.lore.store.transact(team, { kind: 'channel', channelId: channelId(website) }, async (scope) => {
    const [lesson] = await findRows(scope.from(lessons), { state: 'kept' }, 'written_at');
    if (lesson === undefined) throw new Error('no lesson is kept');
    const record = { ...plainLesson, title: lesson.title, authors: [], writtenDownBy: null };
    const matched = { authors: [], isWriter: false, isChannel: true };
    await scope.insertAll([recordedOf(lesson.id, randomUUID, record, matched, lesson.wide_id)]);
  });
}

/** A lesson that was written elsewhere. */
async function bringIn(here: LoreHere): Promise<void> {
  const by = userId('U0ARJUN');
  const words = {
    title: 'Turn a map the way people walk',
    context: '',
    happened: 'People read a map in the direction in which they walk.',
    useWhen: '',
    topics: 'maps',
  };
  const viewer = { kind: 'person', userId: by } as const;
  await here.lore.store.transact(team, viewer, async (scope) => {
    const channel = await scope.channel(channelId(learning));
    if (channel === null) throw new Error('who brings it in is not there');
    const work = { scope, now: here.sandbox.core.clock.now(), newId: here.newId };
    const keys = { sourceKey: '0a'.repeat(32), wordsKey: '0b'.repeat(32) };
    const lesson = { ...keys, words, learnedAt: at('2024-05-02T09:00:00Z'), authors: [], record: null };
    await keepImported(work, { channel, reach: 'workspace', by }, [lesson]);
  });
}

/** Another team plans a project and holds a retrospective, and begins with what was learned elsewhere. */
async function planWhatIsTaught(here: LoreHere): Promise<void> {
  const seun = here.who('U0SEUN');
  const plan = async (name: string, ends: string) => {
    await seun.say(learning, `/retro plan ${name}`);
    await fill(here, 'U0SEUN', { ends });
  };
  await plan('Relaunch of the wiki website', '2027-02-12');
  await plan('Summer party', '2027-06-25');
  await hold(here, 'U0SEUN', learning, 'Relaunch of the blog', [['U0PRIYA', 'Moved in one night']]);
  await beginRetro(seun, learning, 'Relaunch of the shop');
  await here.settle();
  for (const [who, starts] of [
    ['U0PRIYA', 'Before we start'],
    ['U0SEUN', 'Before you start: other teams'],
  ] as const) {
    await here.who(who).press(postWith(here, learning, starts), 'retro.lesson-read');
    await fill(here, who, { use: 'applied' });
  }
  await here.settle();
  const mara = here.who('U0MARA');
  await mara.say(website, '/retro history');
  await mara.pressInModal('retro.page');
  await mara.pressInModal('retro.export');
  await fill(here, 'U0MARA', { format: 'markdown' });
  await here.settle();
  await mara.closeAll();
}

/** A project is looked ahead at; what people write is joined in the days that follow. */
async function lookAhead(here: LoreHere): Promise<void> {
  await beginReview(here, 'U0SEUN', learning, 'Summer party');
  for (const [who, fails] of [
    ['U0SEUN', 'It rains'],
    ['U0PRIYA', 'Nobody knows who brings the food'],
  ] as const) {
    await here.who(who).press(postWith(here, learning, 'Before we start: Summer party'), 'retro.predict');
    await fill(here, who, { fails, protects: 'The weekend' });
  }
}

async function beginReview(here: LoreHere, who: string, channel: string, name: string): Promise<void> {
  await here.who(who).say(channel, `/retro before ${name}`);
  await fill(here, who, { intent: 'Everyone finds what they look for' });
}

/** One is ended before anyone saw what was written, and one stands open. */
async function lookAheadAgain(here: LoreHere): Promise<void> {
  for (const name of ['Old shop', 'New shop']) {
    await beginReview(here, 'U0MARA', website, name);
    await here.who('U0PRIYA').press(postWith(here, website, `Before we start: ${name}`), 'retro.protect');
    await fill(here, 'U0PRIYA', { protects: 'The photos' });
  }
  await here.who('U0MARA').press(postWith(here, website, 'Before we start: Old shop'), 'retro.before-change');
  await here.who('U0MARA').pressInModal('retro.before-end');
  await here.settle();
  await here.who('U0MARA').closeAll();
}

/** A project is looked ahead at, begins with lessons of others, and its retrospective opens with what was supposed to happen. */
async function beginWithLessons(here: LoreHere): Promise<void> {
  const seun = here.who('U0SEUN');
  await seun.say(learning, '/retro before Relaunch of the map');
  await fill(here, 'U0SEUN', { intent: 'We relaunch the website of the map, and its data moves' });
  await here.settle();
  await seun.press(
    postWith(here, learning, 'learned something that may help with this'),
    'retro.lesson-read',
  );
  await fill(here, 'U0SEUN', { use: 'adapted' });
  await hold(here, 'U0SEUN', learning, 'Relaunch of the map', [['U0PRIYA', 'The data moved in a night']]);
}

/** The newest message in which something can be answered so. */
function messageWith(here: LoreHere, channel: string, action: string): Message {
  // A button has the action's id; an entry of a menu names it before its value.
  const isIn = (blocks: string) => blocks.includes(`"${action}"`) || blocks.includes(`"${action}:`);
  const found = posts(here.sandbox, channel).findLast(({ blocks }) => isIn(JSON.stringify(blocks)));
  if (found === undefined) throw new Error(`no message in ${channel} has ${action}`);
  return found;
}

/** Weeks go by; readers answer what the digests tell. */
async function readDigests(here: LoreHere): Promise<void> {
  await here.playUntil(at('2026-12-15T11:00:00Z'));
  const answer = (who: string, action: string) =>
    here.who(who).press(messageWith(here, learning, action), action);
  await answer('U0SEUN', 'digest.not-for-me');
  await answer('U0SEUN', 'lessons.useful');
  await here.settle();
  await here.who('U0SEUN').press(messageWith(here, learning, 'lessons.open'), 'lessons.open');
  await here.who('U0SEUN').pressInModal('lessons.try');
  await fill(here, 'U0SEUN', { went: 'partly', how: 'Only the second rehearsal helped', team: learning });
  await here.who('U0SEUN').closeAll();
  const mara = here.who('U0MARA');
  await mara.openHome();
  await here.settle();
  await mara.pressInHome('lessons.list');
  await mara.pressInModal('lessons.open');
  await mara.pressInModal('lessons.standard');
  await fill(here, 'U0MARA', {
    kind: 'checklist',
    name: 'Release checklist',
    link: 'wiki.example.com/release',
  });
  await mara.closeAll();
}

/** Posts of which nobody knows whether they arrived, that Slack refused, and a prompt that came too late. */
async function goWrong(here: LoreHere): Promise<void> {
  const { faults, clock } = here.sandbox.core;
  const share = async (who: string, channel: string, text: string) => {
    await here.who(who).say(channel, `/learned ${text}`);
    await fill(here, who);
  };
  faults.order('chat.postMessage', { kind: 'reset-after' });
  await share('U0ELLIOT', website, 'Words first, then pictures');
  faults.order('chat.postMessage', { kind: 'error', error: 'restricted_action' });
  await share('U0NOOR', website, 'Read the logs first');
  faults.clear();
  // Lore is down for some days, so that what was to be asked is asked too late.
  clock.set(at('2026-12-17T17:30:00Z'));
  await here.settle();
}

/** A forum begins in a channel, and people join its coaching rounds. */
async function meetRegularly(here: LoreHere): Promise<void> {
  const forum = { channel: learning, lead: 'U0MEILING', others: ['U0NOOR', 'U0CAROL'] } as const;
  await beginForum(here, { ...forum, sponsor: 'U0KATRIN' }, ['Relaunch of the blog', 'U0SEUN']);
  await joinRounds(here, learning, ['U0MEILING', 'U0NOOR', 'U0CAROL'], 'U0KATRIN');
}

/** Somebody shows their channel a picture of what it shared. */
async function lookBack(here: LoreHere): Promise<void> {
  for (const text of ['Start with the rollback', 'Ask who was here before', 'Name the owner first']) {
    await here.who('U0ARJUN').say(learning, `/learned ${text}`);
    await fill(here, 'U0ARJUN');
    await here.playUntil(here.sandbox.core.clock.now() + 7 * day);
  }
  await here.who('U0NOOR').press(messageWith(here, learning, 'digest.untrue'), 'digest.untrue');
  await here.who('U0SEUN').say(learning, '/learned quarter');
  await fill(here, 'U0SEUN', { to: 'channel' });
  await here.playUntil(here.sandbox.core.clock.now() + hour);
}

/** A retrospective comes round by itself, in a channel with a learning time, and somebody likes to facilitate the next one. */
async function comeRound(here: LoreHere): Promise<void> {
  const { clock } = here.sandbox.core;
  await here.recurs(secretly, 'U0KATRIN', {
    'retro.round': { every: 'fortnight', weekday: 3, minutes: 600 },
  });
  const free = { rituals: new Map(), seen: [], learning: { weekday: 5, minutes: 780, long: 120 } } as const;
  const kept = await here.lore.store.schedules.save(team, channelId(secretly), userId('U0KATRIN'), free);
  if (!kept.ok) throw new Error(kept.code);
  await here.playUntil(clock.now() + 14 * day);
  await here.who('U0CAROL').press(postWith(here, secretly, 'To check in'), 'retro.round-volunteer');
  await here.settle();
}

/** People agree to be asked for advice. */
async function agreeToBeAsked(here: LoreHere): Promise<void> {
  for (const who of ['U0SEUN', 'U0ARJUN', 'U0MARA']) {
    await here.who(who).say(learning, '/retro asked');
    await fill(here, who, { to: ['peers', 'leader'] });
  }
}

/** An action is not in its team's control: a leader is asked, and takes it over. */
async function askALeader(here: LoreHere): Promise<void> {
  const priya = here.who('U0PRIYA');
  for (const action of ['retro.accept', 'retro.beyond']) {
    await priya.openHome();
    await here.settle();
    await priya.pressInHome(action);
  }
  const leader = viewOf(here, 'U0PRIYA').includes('U0MARA') ? 'U0MARA' : 'U0SEUN';
  await fill(here, 'U0PRIYA', { theme: 'Only one team may copy the data', leader });
  await here.who(leader).openHome();
  await here.settle();
  await here.who(leader).pressInHome('retro.assumption-answer');
  await fill(here, leader, {
    kind: 'change',
    answer: 'We assumed that one copy is enough',
    what: 'Copy the data every night',
  });
  await here.who(leader).openHome();
  await here.settle();
  await here.who(leader).pressInHome('retro.give-up');
  await fill(here, leader, { reason: 'Another team does it now' });
  await here.settle();
}

/** Somebody who begins something asks the one who did it before. */
async function askWhoDidIt(here: LoreHere): Promise<void> {
  const mara = here.who('U0MARA');
  await mara.say(website, '/retro before Relaunch of the shop');
  await fill(here, 'U0MARA', { intent: 'Relaunch the shop in one night, as the blog was' });
  await mara.press(postWith(here, website, 'Before we start: Relaunch of the shop'), 'retro.assist');
  await shows(here, 'U0MARA', 'facilitated the retrospective');
  await mara.pressInModal('retro.assist-ask');
  await fill(here, 'U0MARA');
  await mara.closeAll();
}

/** Some days later they have half an hour. */
async function sayYes(here: LoreHere): Promise<void> {
  await here
    .who('U0SEUN')
    .press(postWith(here, direct('U0SEUN'), 'Relaunch of the shop'), 'retro.assist-yes');
  await here.settle();
}

/** Something is released, and a team is offered to look back on it. */
async function offerToReflect({ lore: { store }, sandbox, settle }: LoreHere): Promise<void> {
  const channel = channelId(website);
  const release = {
    kind: 'release',
    channel,
    what: 'Shop 2.0',
    source: 'test.release:1',
    under: null,
  } as const;
  const work = { now: sandbox.core.clock.now(), newId: randomUUID };
  await store.transact(team, { kind: 'channel', channelId: channel }, (scope) =>
    report(() => features, { ...work, scope }, release),
  );
  await settle();
}

/** An erasure of which something is still to be done, a practice that is switched off, and everybody has been at their Home. */
async function eraseAndSwitchOff(here: LoreHere): Promise<void> {
  const { store } = here.lore;
  for (const person of here.sandbox.world.people) {
    if (person.isBot || person.isDeleted || person.teamId !== team) continue;
    await here.who(person.id).openHome();
  }
  await here.settle(hour);
  const switched = [
    { practice: 'rotation', position: 'off' as const, prompts: [] },
    { practice: 'thanks', position: 'channels' as const, prompts: [] },
  ];
  const wished = { days: new Map(), switched };
  const changed = await store.workspaceSettings.change(team, userId('U0INES'), wished);
  if (!changed.ok) throw new Error('the practice could not be switched off');
  const chosen = { practice: 'thanks', isOn: true, prompts: [] };
  const isChosen = await store.workspaceSettings.choose(team, channelId(website), userId('U0MARA'), chosen);
  if (!isChosen.ok) throw new Error('the channel could not choose');
  await here.settle();
  const subject = { kind: 'person', userId: userId('U0WILL') } as const;
  await store.erasing(team, 'operator', subject);
}

/** Slack shows somebody nothing where they pressed, and App Home says so. */
/** The database is restored from a backup of a minute ago, and everybody is read again. */
async function comeBack(here: LoreHere): Promise<void> {
  const now = here.sandbox.core.clock.now();
  await here.lore.store.write((db) => markRestored(db, { takenAt: now - minute, now, erasures: [] }));
  await here.playUntil(now + 2 * hour);
}

async function missAWindow(here: LoreHere): Promise<void> {
  const noor = here.who('U0NOOR');
  await noor.openHome();
  await here.settle();
  here.sandbox.core.faults.order('views.open', { kind: 'error', error: 'expired_trigger_id' }, 5);
  await noor.pressInHome('lore.show_data');
  await here.settle();
  here.sandbox.core.faults.clear();
}

async function goAway(here: LoreHere): Promise<void> {
  const until = here.sandbox.core.clock.now() + 3 * day;
  const change = { kind: 'status', text: 'Vacationing', emoji: ':palm_tree:', until };
  await here.sandbox.page('person', { as: 'U0SEUN', change });
  await here.settle();
}
