/** Weeks after everything that can be pressed was sent, what has had its time has no button left, in channels and in direct messages. */
import { day } from '../../src/core/clock.ts';
import { userId } from '../../src/core/ids.ts';
import { engines } from '../support/databases.ts';
import { playLife, team } from '../support/kept/life.ts';

/** What can be pressed at any time, and why. */
const always: Readonly<Record<string, string>> = {
  'learned.use': 'a share can be used as long as it stands',
  'learned.useful': 'the same',
  'learned.answer': 'a late answer joins the thread of its question',
  'learned.decline-words': 'its author takes their words back',
  'learned.drop-link': 'the same',
  'lessons.decline-words': 'the same, of a lesson',
  'lessons.drop-link': 'the same',
  'thanks.back': 'it can be taken back',
  'thanks.show': 'it can be shown to the channel',
  'retro.page': 'a closed retrospective is read',
  'retro.again': 'and held again',
  'retro.summary': 'and exported',
  'retro.read-topic': 'and its cards are read',
  'retro.lesson-read':
    'a lesson is read, also after what it was shown for; its form then says that nobody is asked any more',
  'retro.own': 'cards are deleted by their author',
  'retro.accept': 'an action waits for its owner',
  'retro.pass': 'the same',
  'retro.decline': 'the same',
  'retro.give-up': 'the same',
  'retro.project-change': 'a project ends next summer',
  'retro.project-cancel': 'the same',
  'retro.predict': 'a project is looked ahead at again, as long as it goes on',
  'retro.before-change': 'and says better what it intends',
  'retro.assist': 'and its owner asks somebody who did it',
  'retro.supposed': 'what was supposed to happen is read',
  'retro.what-changed': 'a standard often changes long after an action helped',
  'retro.round-volunteer': 'somebody comes forward for later ones, as long as it comes round',
  'lessons.open': 'a lesson is read',
  'lessons.of': 'what somebody noted is kept as a lesson',
  'forums.keep-notes': 'what is worth remembering may come late',
  'retro.sources': 'what is followed is changed as long as its project is planned',
  'forums.made': 'a forum shows what it made at any time',
  'forums.drop-notes': 'their author takes them back',
  'forums.back-out': 'who presents takes their title back',
  'coaching.go-on': 'rounds rest for somebody until they say so',
  'coaching.stop': 'or end for them',
  'stretch.out': 'each of the people of an assignment can step out as long as it goes on',
  'purpose.pair': 'the two talk as long as it is shared',
  'pathways.open': 'a pathway is read as long as it stands',
  'pathways.follow': 'and followed',
  'pathways.put-away': 'who is shown how far somebody is puts it away at any time',
  'journey.timeline': 'a journey is read',
  'journey.rhythm': 'an invitation stands until it is answered',
  'journey.decline': 'the same',
  'journey.write': 'the last question stands until it is answered',
  'journey.stop': 'the same',
  'pulse.results': 'what came of a pulse is read',
  'experiments.versions': 'what an experiment was is read',
  'experiments.decide': 'what came of it is corrected',
  'experiments.check': 'its team answers the six questions again',
  menu: 'what a digest told of is used, or not; a share or an entry is changed by its author, or kept as a lesson',
};

it.each(engines())('on $name, no button is left whose time is over', async (engine) => {
  const database = await engine.fresh();
  const here = await playLife(database.url);
  try {
    const { clock } = here.sandbox.core;
    const wished = {
      days: new Map(),
      switched: [{ practice: 'rotation', position: 'on' as const, prompts: [] }],
    };
    await here.lore.store.workspaceSettings.change(team, userId('U0INES'), wished);
    const sentBefore = clock.now();
    await here.playUntil(sentBefore + 45 * day);
    const left = Object.entries(here.sandbox.world.messages).flatMap(([channel, messages]) =>
      messages
        .filter(({ ts }) => Number(ts) * 1_000 <= sentBefore)
        .flatMap(({ text, blocks }) =>
          [...JSON.stringify(blocks).matchAll(/"action_id":"([^"#]+)/g)].flatMap(([, action = '']) =>
            action in always ? [] : [`${channel} ${action}: ${text}`],
          ),
        ),
    );
    expect(left).toEqual([]);
  } finally {
    await here.close();
    await database.remove();
  }
});
